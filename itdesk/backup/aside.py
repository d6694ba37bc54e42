"""A desk beside the desk: for as long as it is open, this process works on another database."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.db.utils import ConnectionHandler

from itdesk.backup.errors import Refused

# Nobody needs this file after a crash, so that it may wait for no disk.
_FAST = "PRAGMA journal_mode=MEMORY;PRAGMA synchronous=OFF;PRAGMA cache_size=-100000"
_ALONE = "PRAGMA locking_mode=EXCLUSIVE;PRAGMA journal_mode=DELETE;PRAGMA synchronous=FULL"


@contextmanager
def folder(name: str) -> Iterator[Path]:
    """An empty folder of that name beside the data, removed at the end; what a killed process left in it is removed, too.

    Raises Refused while another process has it.
    """
    place = settings.DATA_DIR / name
    with (settings.DATA_DIR / f"{name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("Another restore is under way in this data folder.") from None
        shutil.rmtree(place, ignore_errors=True)
        try:
            place.mkdir(mode=0o700)
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)


@contextmanager
def sqlite_desk(path: Path) -> Iterator[Any]:
    """This thread's default connection is a new SQLite file there."""
    with desk_on(_sqlite(str(path), _FAST)) as connection:
        yield connection


@contextmanager
def exclusively(path: str) -> Iterator[Any]:
    """This thread's default connection is to that SQLite file and, once it has a lock, lets in nobody else."""
    with desk_on(_sqlite(path, _ALONE)) as connection:
        yield connection


@contextmanager
def desk_on(database: dict[str, Any]) -> Iterator[Any]:
    """This thread's default connection is to that database, given as in settings.DATABASES."""
    ours, theirs = connections["default"], _connection(database)
    connections["default"] = theirs
    ContentType.objects.clear_cache()
    try:
        yield theirs
    finally:
        theirs.close()
        connections["default"] = ours
        ContentType.objects.clear_cache()


def _sqlite(name: str, pragmas: str) -> dict[str, Any]:
    options = {"init_command": pragmas, "timeout": 5, "transaction_mode": "IMMEDIATE"}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": options, "CONN_MAX_AGE": None}


def _connection(database: dict[str, Any]) -> Any:
    return ConnectionHandler({"default": database}).create_connection("default")
