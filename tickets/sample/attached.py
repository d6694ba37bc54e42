"""The files of the sample: one of many tickets came with what the device had written down."""

import hashlib
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

EVERY = 500  # tickets have one among them: each is a file of its own, put safely on the disk
COLUMNS = (
    "id", "ticket_id", "message_id", "agent_id", "basket", "name", "size", "type", "sha256", "kept_as", "uploaded_at",
)  # fmt: skip


class File(NamedTuple):
    """row: in the order of COLUMNS."""

    row: tuple
    name: str
    kept_as: str
    content: bytes


def file_of(life, *, agent):
    """What came with a ticket (a lives.Life) as it was submitted, by an agent (key) or the requester (None)."""
    world = life.world
    key = world.first_file + life.number // EVERY
    place = hashlib.sha256(f"{world.seed} {key}".encode()).hexdigest()[:32]
    name, kept_as = f"status-{life.key}.txt", f"{place[:2]}/{place[2:]}"
    content = "".join(f"{life.now.iso} code {life.rolls.getrandbits(16):04X}\n" for _line in range(20)).encode()
    row = (
        key, life.key, None, agent, "", name, len(content), "text/plain", hashlib.sha256(content).hexdigest(), kept_as,
        life.now.sql,
    )  # fmt: skip
    return File(row, name, kept_as, content)


def keep(files):
    """Their content is safe before any row says so; should the load fail, the worker sweeps what nobody has."""
    for file in files:
        default_storage.delete(file.kept_as)  # of a load that failed
        default_storage.save(file.kept_as, ContentFile(file.content))
