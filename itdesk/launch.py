"""What has to be in place before the desk serves, and the processes that serve it."""

import errno
import fcntl
import hashlib
import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import OperationalError, connection, connections

from itdesk.health import unapplied_migrations

PREPARING = 0x17DE5C  # the number of a lock in PostgreSQL, any number that nobody else uses
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  (where to knock when the desk listens everywhere)


class CannotListen(Exception):
    """The address is taken, forbidden or not this machine's; str() says which."""


class NoDatabase(Exception):
    """No connection to the database; str() says why."""


def refuse_taken_port(host: str, port: int) -> None:
    """Raises CannotListen. Asked first: granian's processes share their port, and would share it with a stranger, too."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as refusal:
        if refusal.errno == errno.EADDRINUSE:
            raise CannotListen(
                f"Port {port} is in use: stop what is using it, or set ITDESK_PORT to another."
            ) from None
        raise CannotListen(f"Cannot serve on {host}, port {port}: {refusal.strerror}.") from None


@contextmanager
def preparing_alone(say: Callable[[str], Any]) -> Iterator[None]:
    """Of several desks on one data folder or one PostgreSQL, one prepares at a time; the others wait. Raises NoDatabase."""
    with _only_one_in_the_folder(say):
        try:
            connection.ensure_connection()
        except OperationalError as failure:
            raise NoDatabase(f"The database does not answer: {str(failure).strip()}") from None
        with _only_one_in_postgresql() if connection.vendor == "postgresql" else nullcontext():
            yield


def migrate(**options: Any) -> bool:
    """Brings the database up to date; False if it was."""
    if not unapplied_migrations():
        return False
    call_command("migrate", interactive=False, verbosity=0, **options)
    return True


def close_to_others() -> None:
    """Only our own account may read the database and the key; SQLite gives -wal and -shm what the database has."""
    private = [settings.DATA_DIR / "secret_key"]
    if connection.vendor == "sqlite":
        name = str(settings.DATABASES["default"]["NAME"])
        private += [Path(name + ending) for ending in ("", "-wal", "-shm")]
    for path in private:
        if path.exists():
            path.chmod(0o600)


def publish_static_files() -> bool:
    """Collects, hashes and compresses what browsers load; False if nothing changed since the last time."""
    stamp = settings.DATA_DIR / "static.stamp"
    fingerprint = _fingerprint_of_static_files()
    published = (settings.STATIC_ROOT / "staticfiles.json").exists()
    if published and stamp.exists() and stamp.read_text() == fingerprint:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint)
    return True


def is_empty() -> bool:
    """Whether nobody has used this database yet: no agent, nothing in the log."""
    return not (get_user_model().objects.exists() or apps.get_model("activity", "Event").objects.exists())


def become_supervisor(*, host: str) -> NoReturn:
    """Replaces this process by the one that keeps the desk's children (see supervisor.py): it needs no Django."""
    sys.stdout.flush()
    sys.stderr.flush()
    for each in connections.all(initialized_only=True):
        each.close()
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(settings.BASE_DIR), os.environ.get("PYTHONPATH")]))
    plan = {"children": children(host), "probe": probe(host), "greeting": greeting(host)}
    os.execv(sys.executable, [sys.executable, "-P", "-m", "itdesk.supervisor", json.dumps(plan)])


def children(host: str) -> dict[str, list[str]]:
    """Every process of the desk by the name that messages give it: the command that runs it."""
    web = f"-P -m itdesk.server --port {settings.PORT} --workers {settings.WORKERS} --host".split()
    work = [sys.executable, "-P", str(settings.BASE_DIR / "manage.py"), "work", "--child"]
    return {"web": [sys.executable, *web, host], "worker": work}


def probe(host: str) -> dict[str, Any]:
    """How to find out that the desk answers, for supervisor.answers."""
    site = urlsplit(settings.SITE_URL)
    headers = {"Host": site.netloc, "X-Forwarded-Proto": site.scheme}
    return {"host": EVERYWHERE.get(host, host), "port": settings.PORT, "path": "/healthz/", "headers": headers}


def greeting(host: str) -> str:
    """What to say once the desk answers: where, how to log in to the demo if it is there, and how to stop."""
    lines = ["", f"{settings.ORGANISATION} IT Desk answers at {settings.SITE_URL}/"]
    if urlsplit(settings.SITE_URL).netloc != f"{host}:{settings.PORT}":
        lines.append(f"It listens on {host}, port {settings.PORT}.")
    if settings.HTTPS and not settings.TRUSTED_PROXIES:
        lines.append(
            "Set ITDESK_TRUSTED_PROXIES=1: until then every page redirects to itself, for want of trust in the proxy."
        )
    if settings.DEMO and _demo_agent_is_there():
        lines.append("Log in as bruno.mars with the password Live (demo data).")
    return "\n".join([*lines, "Ctrl+C stops it.", ""])


@contextmanager
def _only_one_in_the_folder(say: Callable[[str], Any]) -> Iterator[None]:
    with (settings.DATA_DIR / "preparing.lock").open("w") as lock:  # let go when this process ends, however it ends
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another desk is preparing this data folder: waiting for it ...")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _only_one_in_postgresql() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # who waits for another's demo waits long
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
        yield
        cursor.execute(
            "SELECT pg_advisory_unlock(%s)", [PREPARING]
        )  # after a failure the process ends, and the lock with it
        cursor.execute("RESET statement_timeout")


def _demo_agent_is_there() -> bool:
    agent = get_user_model().objects.filter(username="bruno.mars", is_active=True).first()
    return agent is not None and agent.check_password("Live")


def _fingerprint_of_static_files() -> str:
    patterns = getattr(apps.get_app_config("staticfiles"), "ignore_patterns", None)
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(patterns):
            found = os.stat(storage.path(name))
            digest.update(f"{storage.path(name)} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
