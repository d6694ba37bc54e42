"""Desks of their own for a test, on SQLite or PostgreSQL: an empty database, or what an earlier version left behind."""

import atexit
import shutil
import sqlite3
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

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
_MIGRATED_TO = {}  # {the migrations it was brought to: an empty database in memory}


@contextmanager
def sqlite_file(path):
    """The default connection is to that SQLite file, with what settings.py asks of one."""
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": OPTIONS, "CONN_MAX_AGE": None}
    with aside.desk_on(database) as connection:
        yield connection


@contextmanager
def postgresql_database(*, like="template1"):
    """The default connection is to a new database beside the one that the tests run on, which has to be PostgreSQL's.

    like: the database that it is a copy of.
    """
    name, ours = f"desk_{uuid4().hex}", connections["default"]
    with ours._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
    try:
        with _work_on_postgresql(name) as connection:
            yield connection
    finally:
        with ours._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _work_on_postgresql(name):
    ours = connections["default"].settings_dict
    options = {key: value for key, value in ours["OPTIONS"].items() if key != "pool"}
    with aside.desk_on(ours | {"NAME": name, "OPTIONS": options}) as connection:
        yield connection


@contextmanager
def empty_desk(vendor, place):
    """An empty database of that kind, as the default connection. place: a folder for its file."""
    _skip_without(vendor)
    with (
        postgresql_database() if vendor == "postgresql" else sqlite_file(place / f"{uuid4().hex}.sqlite3") as connection
    ):
        yield connection


@contextmanager
def migrated_desk(vendor, place, since=None):
    """The same with today's tables: a copy of one that was migrated once.

    since: what the version of that day left behind is in them (one of DUMPS).
    """
    _skip_without(vendor)
    if vendor == "postgresql":
        with postgresql_database(like=_migrated_postgresql(since)) as connection:
            yield connection
    else:
        path = shutil.copy(_migrated_sqlite(since), place / f"{uuid4().hex}.sqlite3")
        with sqlite_file(path) as connection:
            yield connection


def _skip_without(vendor):
    if vendor == "postgresql" and connections["default"].vendor != "postgresql":
        pytest.skip("needs PostgreSQL")


@cache
def _migrated_sqlite(since):
    """The file, as long as this process lives; closing the last connection has brought the WAL into it."""
    folder = TemporaryDirectory(prefix="itdesk-migrated-")
    atexit.register(folder.cleanup)
    path = Path(folder.name) / "migrated.sqlite3"
    with sqlite_file(path) as connection:
        _migrate(connection, since)
    return path


@cache
def _migrated_postgresql(since):
    """The name of the database, which goes with this process."""
    name, ours = f"migrated_{uuid4().hex}", connections["default"]
    with ours._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    where = {key: ours.get_connection_params().get(key) for key in ("host", "port", "user", "password")}
    atexit.register(_drop, name, where)
    with _work_on_postgresql(name) as connection:
        _migrate(connection, since)
    return name


def _migrate(connection, since):
    if since:
        load_dump(connection, since)
    call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def files_migrated_once():
    """Meanwhile an empty SQLite that is brought to some state becomes a copy of the first one that was migrated there.

    What migrations make of nothing is the same each time, and takes seconds: each has run when a test ends.
    """
    migrate = MigrationExecutor.migrate

    def migrate_or_copy(executor, targets, **more):
        connection, key = executor.connection, tuple(sorted(targets))
        if connection.vendor != "sqlite" or more or connection.introspection.table_names():
            return migrate(executor, targets, **more)
        if key in _MIGRATED_TO:
            connection.ensure_connection()
            return _MIGRATED_TO[key].backup(connection.connection)
        made = migrate(executor, targets)
        _MIGRATED_TO[key] = sqlite3.connect(":memory:")
        connection.connection.backup(_MIGRATED_TO[key])
        return made

    MigrationExecutor.migrate = migrate_or_copy
    try:
        yield
    finally:
        MigrationExecutor.migrate = migrate


def _drop(name, where):
    with psycopg.connect(dbname="postgres", autocommit=True, **where) as connection:
        connection.execute(f"DROP DATABASE {name}")


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
