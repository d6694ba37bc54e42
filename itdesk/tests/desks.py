"""Desks of their own for a test, on SQLite or PostgreSQL: an empty database, or what an earlier version left behind."""

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connections

from itdesk.backup import aside
from itdesk.backup.reading import snapshot
from itdesk.backup.schema import tables_at

RELEASED = Path(__file__).parent / "released"
DUMPS = sorted({path.name.partition(".")[0] for path in RELEASED.glob("*.sql")})
OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF",
}


@contextmanager
def sqlite_file(path):
    """The default connection is to that SQLite file, with what settings.py asks of one."""
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": OPTIONS, "CONN_MAX_AGE": None}
    with aside.desk_on(database) as connection:
        yield connection


@contextmanager
def postgresql_database():
    """The default connection is to a new database beside the one that the tests run on, which has to be PostgreSQL's."""
    name, ours = f"desk_{uuid4().hex}", connections["default"]
    options = {key: value for key, value in ours.settings_dict["OPTIONS"].items() if key != "pool"}
    with ours._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        with aside.desk_on(ours.settings_dict | {"NAME": name, "OPTIONS": options}) as connection:
            yield connection
    finally:
        with ours._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def empty_desk(vendor, place):
    """An empty database of that kind, as the default connection. place: a folder for its file."""
    if vendor == "postgresql" and connections["default"].vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    with (
        postgresql_database() if vendor == "postgresql" else sqlite_file(place / f"{uuid4().hex}.sqlite3") as connection
    ):
        yield connection


@contextmanager
def migrated_desk(vendor, place):
    """The same with today's tables."""
    with empty_desk(vendor, place) as connection:
        call_command("migrate", verbosity=0, interactive=False)
        yield connection


@contextmanager
def released_desk(vendor, place, name=DUMPS[-1]):
    """What the version of that day left behind, in the tables of that day."""
    with empty_desk(vendor, place) as connection:
        load_dump(connection, name)
        yield connection


def load_dump(connection, name):
    text = (RELEASED / f"{name}.{connection.vendor}.sql").read_text(encoding="utf-8")
    connection.close()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as database:
            database.create_function("desk_may_rewrite", 0, lambda: True)
            database.executescript(text)
        return
    with connection.cursor() as cursor:
        cursor.cursor.connection.execute(text)  # many statements at once, which no parameter may accompany
    connection.close()  # the dump has emptied the search path


def contents():
    """{table: (highest number, rows as an archive has them)} of the default connection."""
    with snapshot() as moment:
        tables = [table for table in tables_at(moment.migrations()) if table.is_carried]
        return {
            table.name: (moment.highest(table), [row for rows in moment.rows(table) for row in rows])
            for table in tables
        }


def nothing(*args):
    """A progress that nobody watches."""
