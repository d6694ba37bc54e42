"""`manage.py desk` for real: it serves, survives the death of a process, refuses a taken port, and stops cleanly."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import pytest
from django.conf import settings

from itdesk import gateway
from itdesk.tests.proofs import kit

pytestmark = pytest.mark.process


class Desk:
    """One `manage.py desk` with a data folder of its own."""

    def __init__(self, data, port):
        self.data, self.port, self.said = data, port, ""

    def environment(self):
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ITDESK_", "DJANGO_"))}
        kept.pop("DATABASE_URL", None)
        return kept | {"ITDESK_DATA_DIR": str(self.data), "ITDESK_PORT": str(self.port), "PYTHONUNBUFFERED": "1"}

    def start(self, *arguments):
        command = [sys.executable, settings.BASE_DIR / "manage.py", "desk", *arguments]
        self.process = subprocess.Popen(
            command, env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def _listen(self):
        for line in self.process.stdout:
            self.said += line

    def wait_for(self, text, *, times=1):
        deadline = time.monotonic() + 180
        while self.said.count(text) < times:
            assert time.monotonic() < deadline, f"{text!r} not in {self.said!r}"
            time.sleep(0.05)

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as response:
            return response.read().decode()

    def answers(self):
        try:
            return self.get("/healthz/") == "ok\n"
        except (OSError, urllib.error.URLError):
            return False

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(timeout=180)


def children_of(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as listed:
        return [int(child) for child in listed.read().split()]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A port, and a data folder in which a first desk has prepared everything."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    first = Desk(tmp_path_factory.mktemp("desk with a space"), port).start()
    first.wait_for("The database is up to date.")
    first.wait_for("Static files are collected.")
    first.wait_for("Ctrl+C stops it.")
    assert first.stop() == 0
    return first.data, port


@pytest.fixture
def desk(place):
    desk = Desk(*place).start()
    yield desk
    if desk.process.poll() is None:
        assert desk.stop() == 0


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """One for all who only look at it."""
    desk = Desk(tmp_path_factory.mktemp("served"), free_port())
    kit.prepared(desk.data)
    desk.start().wait_for("Ctrl+C stops it.")
    yield desk
    assert desk.stop() == 0


def test_it_serves_says_where_and_stops_with_nothing_left_running(desk):
    desk.wait_for("Ctrl+C stops it.")
    assert f"answers at http://127.0.0.1:{desk.port}/" in desk.said
    assert "bruno.mars" not in desk.said
    assert "<form" in desk.get("/submit/")
    assert desk.stop() == 0
    assert not desk.answers()
    assert "Traceback" not in desk.said


def test_the_second_start_has_nothing_to_prepare(desk):
    desk.wait_for("Ctrl+C stops it.")
    assert "up to date" not in desk.said
    assert "collected" not in desk.said


def test_pages_load_their_hashed_style_sheet(served):
    path = served.get("/submit/").split('rel="stylesheet" href="')[1].split('"')[0]
    assert path.startswith("/static/css/desk.") and path != "/static/css/desk.css"
    assert "--" in served.get(path)


def test_a_taken_port_is_one_clear_line(served):
    second = Desk(served.data, served.port).start()
    assert second.process.wait(timeout=180) == 1
    second.wait_for("in use")
    assert len(second.said.strip().splitlines()) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_killed_web_server_or_worker_comes_back(desk):
    desk.wait_for("Ctrl+C stops it.")
    server, worker = children_of(desk.process.pid)
    os.kill(worker, signal.SIGKILL)
    desk.wait_for("worker ended (signal 9)")
    os.kill(server, signal.SIGKILL)
    desk.wait_for("web ended (signal 9)")
    deadline = time.monotonic() + 30
    while not desk.answers():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux to end children with their parent")
def test_a_killed_desk_leaves_nothing_running(desk):
    desk.wait_for("Ctrl+C stops it.")
    desk.process.kill()
    deadline = time.monotonic() + 20
    while desk.answers():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_body_that_does_not_say_how_long_it_is_is_refused(served):
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as connection:
        head = f"POST /submit/ HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nTransfer-Encoding: chunked\r\n"
        connection.sendall(f"{head}Connection: close\r\n\r\n4\r\na=b&\r\n0\r\n\r\n".encode())
        assert b" 411 " in connection.makefile("rb").readline()


def test_the_database_waits_for_the_disk_at_every_commit(served):
    with sqlite3.connect(served.data / "itdesk.sqlite3") as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_an_address_that_is_not_this_machines_is_one_clear_line(place, host):
    desk = Desk(*place).start("--host", host)
    assert desk.process.wait(timeout=180) == 1
    desk.wait_for("Cannot serve on")
    assert "Traceback" not in desk.said


def test_a_database_that_does_not_answer_is_one_clear_line(place):
    desk = Desk(*place)
    environment = desk.environment() | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    command = [sys.executable, settings.BASE_DIR / "manage.py", "desk"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "The database does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def dawdle(desk):
    """A socket that has promised a thousand bytes and sent three."""
    connection = socket.create_connection(("127.0.0.1", desk.port), timeout=20)
    head = (
        f"POST /submit/ HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    )
    connection.sendall(f"{head}Content-Length: 1000\r\n\r\na=b".encode())
    return connection


@pytest.mark.parametrize("many", [2, 16])
def test_bodies_that_never_come_keep_nobody_waiting_and_are_given_up(served, many):
    served.get("/tickets/")
    slow = [dawdle(served) for _each in range(many)]
    began = time.monotonic()
    assert served.get("/healthz/") == "ok\n"
    assert "<form" in served.get("/tickets/")
    assert time.monotonic() - began < gateway.GRACE
    assert all(b" 408 " in connection.makefile("rb").readline() for connection in slow)
    assert served.get("/healthz/") == "ok\n"


def test_who_reads_an_answer_slowly_keeps_nobody_waiting(served):
    path = served.get("/submit/").split('rel="stylesheet" href="')[1].split('"')[0]
    slow = [socket.create_connection(("127.0.0.1", served.port)) for _each in range(8)]
    for connection in slow:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n".encode() * 50)
    assert served.get("/healthz/") == "ok\n"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def test_two_desks_that_start_at_once_on_one_empty_folder_both_serve(tmp_path):
    tmp_path.chmod(0o755)
    desks = [Desk(tmp_path, free_port()).start() for _each in range(2)]
    try:
        for desk in desks:
            desk.wait_for("Ctrl+C stops it.")
        said = "".join(desk.said for desk in desks)
        assert said.count("The database is up to date.") == 1 and "Another desk is preparing" in said
        private = [tmp_path / "secret_key", *tmp_path.glob("itdesk.sqlite3*")]
        assert len(private) > 1 and not any(path.stat().st_mode & 0o077 for path in private)
    finally:
        assert [desk.stop() for desk in desks] == [0, 0]
