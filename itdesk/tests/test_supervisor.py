"""The supervisor says when the desk answers, starts again what ends, and leaves nothing running."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest

pytestmark = pytest.mark.process

WEB = "import http.server as h; h.HTTPServer(('127.0.0.1', {port}), h.SimpleHTTPRequestHandler).serve_forever()"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
)


class Running:
    """A supervisor, and what it has said so far."""

    def __init__(self, process):
        self.process = process
        self.said = ""
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self.process.stdout:
            self.said += line

    def wait_for(self, text, *, times=1):
        deadline = time.monotonic() + 20
        while self.said.count(text) < times:
            assert time.monotonic() < deadline, f"{text!r} not in {self.said!r}"
            time.sleep(0.05)

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(timeout=30)


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@contextmanager
def supervisor(port, **scripts):
    plan = {
        "children": {name: [sys.executable, "-c", script] for name, script in scripts.items()},
        "probe": {"host": "127.0.0.1", "port": port, "path": "/", "headers": {"Host": "localhost"}},
        "greeting": "It answers.",
    }
    command = [sys.executable, "-m", "itdesk.supervisor", json.dumps(plan)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        yield Running(process)
    finally:
        while process.poll() is None:  # the second time it does not wait
            process.terminate()
            time.sleep(0.3)


def is_free(port):
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_stops_on_request_with_nothing_left_running(port, number):
    with supervisor(port, web=WEB.format(port=port)) as running:
        running.wait_for("It answers.")
        assert running.stop(number) == 0
        assert is_free(port)
        assert "Traceback" not in running.said


def test_it_does_not_greet_before_the_desk_answers(port):
    with supervisor(port, web=f"import time; time.sleep(1.5)\n{WEB.format(port=port)}") as running:
        time.sleep(1)
        assert running.said == ""
        running.wait_for("It answers.")


def test_a_child_that_ends_is_started_again_after_a_growing_pause(port):
    with supervisor(port, worker="raise SystemExit(7)") as running:
        running.wait_for("worker ended (exit code 7); starting it again in 1 s.")
        running.wait_for("worker ended (exit code 7); starting it again in 2 s.")


def test_a_killed_child_comes_back(port):
    tell = "import os; print('pid', os.getpid(), flush=True)\n"
    with supervisor(port, web=tell + WEB.format(port=port)) as running:
        running.wait_for("It answers.")
        os.kill(int(running.said.split()[1]), signal.SIGKILL)
        running.wait_for("web ended (signal 9)")
        running.wait_for("pid", times=2)


def test_what_a_dead_child_had_started_goes_with_it(port):
    orphan = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {WEB.format(port=port)!r}])"
    with supervisor(port, web=orphan + "; import time; time.sleep(2); raise SystemExit(1)") as running:
        running.wait_for("It answers.")
        running.wait_for("web ended (exit code 1)")
        assert is_free(port)


def test_a_second_signal_does_not_wait(port):
    with supervisor(port, worker=STUBBORN) as running:
        running.wait_for("deaf")
        running.process.send_signal(signal.SIGTERM)
        running.wait_for("Stopping")
        began = time.monotonic()
        assert running.stop() == 0
        assert time.monotonic() - began < 5
