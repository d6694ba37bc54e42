"""A PostgreSQL of our own for as long as one command runs: `python -m itdesk.tests.cluster COMMAND ...`."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

# A test's rows may die with the machine, so no fsync; what a kill -9 leaves behind is the same with and without it.
OPTIONS = {
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
}


class NoPostgreSQL(Exception):
    """There is no initdb on this machine."""


@contextmanager
def running(**options: str) -> Iterator[str]:
    """Yields the DATABASE_URL of a fresh cluster, reached by a socket in its own folder; stops and removes it at the end.

    options: of postgresql.conf, instead of OPTIONS. Raises NoPostgreSQL.
    Started by root it runs as `postgres`, since PostgreSQL refuses to be root.
    """
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="itdesk-pg-"))
    try:
        if owner := owner_for_root():
            os.chown(folder, *owner)
        with _started(
            programs / "initdb", "-A", "trust", "-U", "itdesk", "-E", "UTF8", "--no-sync", folder=folder
        ) as initdb:
            _require(initdb.wait() == 0, folder)
        _configure(folder, OPTIONS | options)
        with _started(programs / "postgres", folder=folder) as server:
            while subprocess.run([programs / "pg_isready", "-q", "-h", folder], cwd="/").returncode:
                _require(server.poll() is None, folder)
                time.sleep(0.05)
            yield f"postgres://itdesk@{str(folder).replace('/', '%2F')}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_programs() -> Path:
    """The folder that holds initdb: the newest of Debian's, or the one on the PATH. Raises NoPostgreSQL."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    raise NoPostgreSQL("PostgreSQL is not installed: bin/test --install brings it")


def main(command: list[str]) -> int:
    """Runs the command with DATABASE_URL set and returns its exit code. SIGTERM ends the command, then the cluster."""
    signal.signal(signal.SIGTERM, _end)
    with running() as url:
        child = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url})
        try:
            return child.wait()
        finally:
            child.terminate()
            child.wait()


def _end(_signal: int, _frame: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one must not interrupt the tidying up
    sys.exit(128 + signal.SIGTERM)


@contextmanager
def _started(program: Path, *arguments: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """One of PostgreSQL's programs, as the right user; it ends with all that it started. Ctrl+C is for the command alone."""
    owner = owner_for_root()
    account: dict[str, Any] = {"user": owner[0], "group": owner[1], "extra_groups": []} if owner else {}
    command = [str(program), "-D", str(folder / "data"), *arguments]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", start_new_session=True, **account)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGQUIT)  # at once: nobody needs the data
        process.wait()


def _require(fine: bool, folder: Path) -> None:
    """Raises RuntimeError with what PostgreSQL said."""
    if not fine:
        raise RuntimeError((folder / "log").read_text())


def _configure(folder: Path, options: dict[str, str]) -> None:
    settings = {**options, "unix_socket_directories": folder}
    with (folder / "data" / "postgresql.conf").open("a") as conf:
        conf.writelines(f"{name} = '{value}'\n" for name, value in settings.items())


def owner_for_root() -> tuple[int, int] | None:
    """Whom the cluster belongs to when root may not own it: (user id, group id)."""
    if os.geteuid() != 0:
        return None
    account = pwd.getpwnam("postgres")
    return account.pw_uid, account.pw_gid


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except NoPostgreSQL as refusal:
        sys.exit(str(refusal))
