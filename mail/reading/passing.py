"""What was read of a mail, on its way from a child process."""

import json
from dataclasses import fields
from datetime import datetime

from mail.reading.shape import Bounce, File, Read


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
    if isinstance(value, datetime):
        return value.isoformat()
    return {each.name: getattr(value, each.name) for each in fields(value)}
