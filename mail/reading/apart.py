"""Reads a mail in a process of its own, which may use so much time and memory, and no more."""

import subprocess
import sys
from pathlib import Path

from mail.reading.passing import from_json
from mail.reading.shape import Read

SECONDS = 20  # by the clock
CHILD = Path(__file__).with_name("child.py")


def read_apart(raw: bytes, folder: Path) -> Read:
    """As mail.reading.reader.read. A child that dies, hangs or takes too much gives Read(kind="unreadable") and says why.

    The folder has to be there and empty, and is the caller's to remove once the files of what was read are taken from it.
    """
    command = [sys.executable, "-I", str(CHILD), str(folder)]
    try:
        done = subprocess.run(command, input=raw, env={}, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return _unreadable(f"Reading it took longer than {SECONDS} seconds.")
    if done.returncode:
        return _unreadable(f"Reading it failed ({done.returncode}). {_last_line(done.stderr)}".strip())
    try:
        return from_json(done.stdout)
    except (ValueError, TypeError, KeyError):
        return _unreadable("What was read of it makes no sense.")


def _unreadable(problem):
    return Read(kind="unreadable", problems=[problem])


def _last_line(errors):
    lines = errors.decode(errors="replace").strip().splitlines()
    return lines[-1][:300] if lines else ""
