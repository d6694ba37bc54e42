"""A desk for a benchmark: loaded, started as anybody would start it, and removed again."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from itdesk.tests import cluster
from itdesk.tests.proofs import kit

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "measure the sample 1"  # noqa: S105  (of made-up agents, in a database that lives for minutes)
DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "shared_buffers": "512MB"}
TICKS = os.sysconf("SC_CLK_TCK")


class Desk:
    """One desk. environment: what its processes run with; port: where it answers."""

    def __init__(self, folder, engine_url):
        self.port, self.load_said = _free_port(), ""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("ITDESK_", "DJANGO_", "DATABASE"))
        }
        self.environment = kept | {
            "ITDESK_DATA_DIR": str(folder), "ITDESK_PORT": str(self.port), "ITDESK_SUBMIT_LIMITS": "off", "ITDESK_DEMO": "0",
        } | ({"DATABASE_URL": engine_url} if engine_url else {})  # fmt: skip

    def manage(self, *arguments):
        """Runs manage.py; what it printed. Raises CalledProcessError."""
        command = [sys.executable, ROOT / "manage.py", *arguments]
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True).stdout

    def ask(self, question):
        """The answer of facts.py."""
        command = [sys.executable, ROOT / "manage.py", "shell", "-v0", "-c", "from bench import facts; facts.main()"]
        kwargs = {"env": self.environment, "cwd": ROOT, "check": True, "text": True}
        answer = subprocess.run(command, input=json.dumps(question), capture_output=True, **kwargs)
        return json.loads(answer.stdout)

    @contextmanager
    def serving(self) -> Iterator[None]:
        command = [sys.executable, str(ROOT / "manage.py"), "desk"]
        log = open(Path(self.environment["ITDESK_DATA_DIR"]) / "log", "wb")  # noqa: SIM115  (closed below)
        self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        try:
            self._wait()
            yield
        finally:
            self.process.terminate()
            self.process.wait()
            log.close()

    def _wait(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError((Path(self.environment["ITDESK_DATA_DIR"]) / "log").read_text()[-2000:])

    def processes(self):
        """The keys of all its processes (Linux)."""
        children = {}
        for entry in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = entry.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(entry.parent.name))
        found, at_hand = [], [self.process.pid]
        while at_hand:
            found.append(at_hand.pop())
            at_hand += children.get(found[-1], [])
        return found

    def cpu_seconds(self):
        """What its processes have used so far, PostgreSQL's not included."""
        used = 0
        for pid in self.processes():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            used += int(fields[11]) + int(fields[12])
        return used / TICKS

    def memory(self):
        """Resident bytes of all its processes; pages that they share are counted in each."""
        pages = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in self.processes()]
        return sum(pages) * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def loaded(engine, *, tickets, assets, people) -> Iterator[Desk]:
    """A desk with a sample of that size; `load_said` is what load_sample printed."""
    folder = Path(tempfile.mkdtemp(prefix="itdesk-bench-"))
    try:
        with _database(engine) as url:
            desk = Desk(folder, url)
            desk.manage("migrate", "-v0")
            kit.published(folder)
            numbers = ["--tickets", str(tickets), "--assets", str(assets), "--people", str(people)]
            desk.load_said = desk.manage("load_sample", *numbers, "--password", PASSWORD).strip()
            yield desk
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _database(engine):
    if engine == "sqlite":
        yield None
    else:
        with cluster.running(**DURABLE) as url:
            yield url


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]
