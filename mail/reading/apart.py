"""Reads a mail in a process of its own, which may use so much time and memory, and no more."""

import json
import subprocess
import sys
from dataclasses import fields
from datetime import datetime
from pathlib import Path

from mail.reading.shape import Bounce, File, Read

SECONDS = 20  # by the clock
CHILD = Path(__file__).with_name("child.py")


def read_apart(raw: bytes, folder: Path) -> Read:
    """As mail.reading.read. A child that dies, hangs or takes too much gives Read(kind="unreadable"), and says why."""
    command = [sys.executable, "-I", CHILD, folder]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return _unreadable(f"Reading it took longer than {SECONDS} seconds.")
    if done.returncode:
        return _unreadable(f"Reading it failed ({done.returncode}). {_last_line(done.stderr)}".strip())
    try:
        return from_json(done.stdout)
    except (ValueError, TypeError, KeyError):
        return _unreadable("What was read of it makes no sense.")


def to_json(found: Read) -> bytes:
    return json.dumps(found, default=_plain).encode()


def from_json(data: bytes) -> Read:
    """The mail that to_json has written."""
    said = json.loads(data)
    said["files"] = [File(**each) for each in said["files"]]
    said["bounce"] = said["bounce"] and Bounce(**said["bounce"])
    said["date"] = said["date"] and datetime.fromisoformat(said["date"])
    return Read(**said)


def _plain(value):
    return (
        value.isoformat()
        if isinstance(value, datetime)
        else {each.name: getattr(value, each.name) for each in fields(value)}
    )


def _unreadable(problem):
    return Read(kind="unreadable", problems=[problem])


def _last_line(errors):
    lines = errors.decode(errors="replace").strip().splitlines()
    return lines[-1][:300] if lines else ""
