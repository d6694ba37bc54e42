"""What every proof needs: a place of its own, a prepared database, arguments, and a verdict."""

import argparse
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[3]
PREPARE = "from itdesk import launch; launch.migrate(); launch.publish_static_files()"
SETTINGS = "itdesk.tests.proofs.settings"


@dataclass
class Verdict:
    """What an experiment found. failures: one sentence for each pass mark that was missed; none means that it held."""

    row: str
    engine: str
    trials: int = 0
    acknowledged: int = 0
    lost: int = 0
    sabotage: str = ""
    figures: dict = field(default_factory=dict)
    failures: list = field(default_factory=list)

    def require(self, held, otherwise):
        if not held and otherwise not in self.failures:
            self.failures.append(otherwise)

    def add(self, name, number):
        self.figures[name] = self.figures.get(name, 0) + number

    def most(self, name, number):
        self.figures[name] = max(self.figures.get(name, 0), number)


def arguments(*, trials, sabotage, **more):
    """The command line that every proof has; more: options with their defaults. sabotage: what is taken away."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--trials", type=int, default=trials)
    parser.add_argument("--sabotage", action="store_const", const=sabotage, default="", help=sabotage)
    for name, default in more.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    return parser.parse_args()


def conclude(verdict):
    """Says what was found, as JSON, and ends the process: 0 when every pass mark was met, otherwise 1."""
    print(json.dumps(asdict(verdict), indent=1), flush=True)
    sys.exit(1 if verdict.failures else 0)


def run(name, *arguments, seconds=3600):
    """One of the experiments, in a process of its own; its Verdict. Raises RuntimeError when it came to none."""
    command = [sys.executable, "-m", f"itdesk.tests.proofs.{name}", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=seconds, check=False)
    try:
        return Verdict(**json.loads(done.stdout))
    except ValueError:
        raise RuntimeError(done.stdout + done.stderr) from None


def pass_on(path, facts):
    path.write_text(json.dumps(facts))


def passed_on(path):
    return json.loads(path.read_text())


def environment(data, **more):
    """For a process of the desk: whatever is set on this machine is left out, and `more` is set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ITDESK_", "DJANGO_", "PROOF_"))}
    kept.pop("DATABASE_URL", None)
    ours = {"DJANGO_SETTINGS_MODULE": SETTINGS, "ITDESK_DATA_DIR": str(data), "PYTHONUNBUFFERED": "1"}
    return kept | ours | {"PROOF_CACHE": str(cache())} | {name: str(value) for name, value in more.items()}


@contextmanager
def folder():
    """A new folder, removed at the end; others may pass through it (PostgreSQL started by root does)."""
    path = Path(tempfile.mkdtemp(prefix="itdesk-proof-"))
    path.chmod(0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def begin(data, **more):
    """Sets this process up as one of the desk's, with its data there."""
    os.environ.update(environment(data, **more))
    for name in set(os.environ) - set(environment(data, **more)):
        del os.environ[name]
    django.setup()


def prepared(data):
    """Puts a migrated SQLite database and collected static files there."""
    shutil.copytree(_prepared_once(), data, dirs_exist_ok=True)


def published(data):
    """Puts collected static files there, and nothing else: compressing them takes longer than all else before a start."""
    shutil.copytree(_prepared_once() / "static", data / "static")
    shutil.copy2(_prepared_once() / "static.stamp", data)


def _prepared_once():
    return made_once("prepared", lambda kept: run_manage(kept, "shell", "-c", PREPARE))


def made_once(name, make):
    """A folder that `make` has filled, once for each state of the code."""
    kept = cache() / f"{name}-{_state_of_the_code()}"
    cache().mkdir(parents=True, exist_ok=True)
    with (cache() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            draft = Path(tempfile.mkdtemp(dir=cache()))
            make(draft)
            draft.chmod(0o755)
            draft.rename(kept)
    return kept


def run_manage(data, *command, **more):
    """One of manage.py's commands, which has to succeed; what it said."""
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", *command],
        env=environment(data, **more), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout


def cache():
    return Path(os.environ.get("PROOF_CACHE") or Path(tempfile.gettempdir()) / f"itdesk-proofs-{os.getuid()}")


def _state_of_the_code():
    digest = hashlib.sha256()
    for path in sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("static/**/*.*"), ROOT / "requirements.txt"]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
