"""A PostgreSQL that keeps its word (fsync on) and can be killed: the proofs' own, never anybody else's."""

import os
import signal
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from itdesk.tests import cluster
from itdesk.tests.proofs import kit

OPTIONS = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "max_wal_size": "48MB",
    "wal_writer_delay": "10s",  # this and the next two: who does not wait for the disk is found out the sooner
    "wal_writer_flush_after": "100MB",
    "wal_buffers": "16MB",
}


class Server:
    """A cluster in folder/data, reached by a socket in the folder. data: one that is stopped, to begin with a copy of."""

    def __init__(self, folder, *, data=None):
        self.folder, self.programs, self.account = Path(folder), cluster.find_programs(), {}
        self.folder.mkdir(exist_ok=True)
        if owner := cluster.owner_for_root():
            os.chown(self.folder, *owner)
            self.account = {"user": owner[0], "group": owner[1], "extra_groups": []}
        if data:
            copy(data, self.folder)
        else:
            self._run("initdb", "-A", "trust", "-U", "itdesk", "-E", "UTF8", "--no-sync").wait()
        with (self.folder / "data" / "postgresql.conf").open("a") as conf:  # of two lines the last one holds
            options = {**OPTIONS, "unix_socket_directories": self.folder}
            conf.writelines(f"{name} = '{value}'\n" for name, value in options.items())

    @property
    def url(self):
        return f"postgres://itdesk@{str(self.folder).replace('/', '%2F')}/postgres"

    @property
    def socket(self):
        return self.folder / ".s.PGSQL.5432"

    def start(self):
        """Starts it, and returns when it answers, and it is ours that answers."""
        self.process = self._run("postgres")
        for _each in range(600):
            if subprocess.run([self.programs / "pg_isready", "-q", "-h", self.folder], cwd="/").returncode == 0:
                return self.assert_ours()
            if self.process.poll() is not None:
                self.process = self._run("postgres")  # who was killed still holds the memory: it is given up soon
            time.sleep(0.05)
        raise RuntimeError((self.folder / "log").read_text())

    def kill(self):
        """kill -9 of the postmaster and of all its children, after a look at whose they are."""
        self.assert_ours()
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for pid in [self.process.pid, *map(int, children)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGINT)  # its "fast" way: connections are cut, nothing is lost
        self.process.wait()

    def assert_ours(self):
        """The server that answers there has its data in our folder."""
        with psycopg.connect(host=str(self.folder), user="itdesk", dbname="postgres") as connection:
            found = connection.execute("SHOW data_directory").fetchone()[0]
        assert Path(found) == self.folder / "data", found

    def _run(self, program, *more):
        command = [self.programs / program, "-D", self.folder / "data", *more]
        with (self.folder / "log").open("a") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, cwd="/", start_new_session=True, **self.account)


@contextmanager
def started(folder):
    """A server whose database is migrated already: a copy of one that is made once for each state of the code."""
    server = Server(folder, data=kit.made_once("cluster", _make) / "data")
    server.start()
    try:
        yield server
    finally:
        server.stop()


def copy(data, folder):
    """With whose it is."""
    subprocess.run(["cp", "-a", data, folder], check=True)


def _make(kept):
    """In a folder that PostgreSQL's own account can reach, and from there to where it is kept."""
    with kit.folder() as place:
        server = Server(place / "cluster")
        server.start()
        try:
            kit.run_manage(place, "migrate", "--verbosity=0", DATABASE_URL=server.url)
        finally:
            server.stop()
        copy(server.folder / "data", kept)


@contextmanager
def place_of(engine, data):
    """What a desk with its data there has to be told of its database: nothing for sqlite, DATABASE_URL for postgresql."""
    if engine == "sqlite":
        yield {}
        return
    with started(data / "cluster") as server:
        yield {"DATABASE_URL": server.url}
