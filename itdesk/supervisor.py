"""Keeps the desk's processes alive: says when the desk answers, starts again what ends, and stops all of it together.

Imports nothing of Django: `manage.py desk` turns itself into this, so that the parent costs a few megabytes.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from typing import Any

LONGEST_PAUSE = 30  # seconds before a child that keeps ending is tried again
PATIENCE = 15  # seconds that children have to finish what they are doing
STEADY = 60  # seconds of life after which a child's earlier ends are forgotten
TICK = 0.2  # seconds


class Child:
    """One process of the desk, with whatever it starts itself: they are a process group of their own."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.ends = 0
        self.start_at = 0.0

    def look_after(self) -> None:
        if self.process is None and time.monotonic() >= self.start_at:
            self.started_at = time.monotonic()
            self.process = subprocess.Popen(self.command, process_group=0, stdin=subprocess.DEVNULL)
        elif self.process is not None and self.process.poll() is not None:
            self._plan_restart(_how_it_ended(self.process.returncode))

    def ask_to_stop(self) -> None:
        if self.process is not None:
            self.process.terminate()

    def has_stopped(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def end_group(self) -> None:
        """Whatever is left of it, at once."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):  # macOS says EPERM of a group of zombies
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def _plan_restart(self, how: str) -> None:
        self.end_group()
        lived = time.monotonic() - self.started_at
        self.ends = 1 if lived > STEADY else self.ends + 1
        pause = min(LONGEST_PAUSE, 2 ** (self.ends - 1))
        self.start_at = time.monotonic() + pause
        say(f"{self.name} ended ({how}); starting it again in {pause} s.")


class Supervisor:
    """Runs until SIGTERM, SIGINT or SIGHUP. A second signal does not wait for requests to finish."""

    def __init__(self, children: list[Child], *, probe: dict[str, Any], greeting: str) -> None:
        self.children = children
        self.probe = probe
        self.greeting = greeting
        self.signals = 0

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._note_signal)
        greeted = False
        while not self.signals:
            for child in self.children:
                child.look_after()
            if not greeted and answers(**self.probe):
                greeted = True
                say(self.greeting)
            time.sleep(TICK)
        self._stop()

    def _stop(self) -> None:
        say("Stopping: requests that are under way may finish.")
        for child in self.children:
            child.ask_to_stop()
        last_moment = time.monotonic() + PATIENCE
        while not all(child.has_stopped() for child in self.children):
            if self.signals > 1 or time.monotonic() > last_moment:
                break
            time.sleep(TICK / 4)
        for child in self.children:
            child.end_group()
        say("Stopped.")

    def _note_signal(self, number: int, frame: object) -> None:
        self.signals += 1


def answers(*, host: str, port: int, path: str, headers: dict[str, str]) -> bool:
    """Whether the desk answers there: a success or, of a site behind https, a redirect."""
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "Connection: close"]
    try:
        with socket.create_connection((host, port), timeout=2) as connection:
            connection.sendall("\r\n".join([*lines, "", ""]).encode())
            status = connection.makefile("rb").readline().split()
    except OSError:
        return False
    return len(status) > 1 and status[1][:1] in (b"2", b"3")


def say(text: str) -> None:
    print(text, flush=True)


def main(plan: dict[str, Any]) -> None:
    children = [Child(name, command) for name, command in plan["children"].items()]
    Supervisor(children, probe=plan["probe"], greeting=plan["greeting"]).run()


def _how_it_ended(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"signal {-code}"


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
