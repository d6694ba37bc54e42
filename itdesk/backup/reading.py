"""One moment of a live database, read table by table while everybody goes on writing."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from django.db import connections

from itdesk.backup import values
from itdesk.backup.schema import Migrations, Table

AT_ONCE = 1000  # rows
_BEGIN = {
    "sqlite": ["BEGIN", "SELECT 1 FROM sqlite_master"],  # the first read chooses the moment
    "postgresql": [
        "SET TIME ZONE 'UTC'",
        "SET statement_timeout = 0",
        "SET idle_in_transaction_session_timeout = 0",
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        "SELECT 1",
    ],
}
_HAS_MIGRATIONS = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE name = 'django_migrations'",
    "postgresql": "SELECT to_regclass('django_migrations') IS NOT NULL",
}


@contextmanager
def snapshot(alias: str = "default") -> Iterator["Snapshot"]:
    """A connection of its own to that database. It locks nobody out."""
    wrapper = connections[alias]
    wrapper.ensure_connection()  # on SQLite this makes it WAL, without which readers would lock out writers
    with wrapper.wrap_database_errors, closing(_OPEN[wrapper.vendor](wrapper)) as own:
        for statement in _BEGIN[wrapper.vendor]:
            own.execute(statement).fetchall() if statement.startswith("SELECT") else own.execute(statement)
        yield Snapshot(own, wrapper.vendor)


class Snapshot:
    """What a database holds at one moment. Raises django.db.Error."""

    def __init__(self, own: Any, vendor: str) -> None:
        self._own, self.vendor = own, vendor

    def migrations(self) -> Migrations:
        """Those applied, sorted; none when there are no tables yet."""
        if not self._one(_HAS_MIGRATIONS[self.vendor]):
            return []
        return sorted(self._own.execute("SELECT app, name FROM django_migrations").fetchall())

    def count(self, table: Table) -> int:
        return int(self._one(f'SELECT count(*) FROM "{table.name}"'))  # noqa: S608  (the names of our own tables, here and below)

    def highest(self, table: Table) -> int:
        """The highest number ever given to a row, also to one that is gone; 0 when none was, or rows have no numbers."""
        if not table.is_numbered:
            return 0
        if self.vendor == "sqlite":
            return int(self._one(f"SELECT max(seq) FROM sqlite_sequence WHERE name = '{table.name}'") or 0)  # noqa: S608
        sequence = self._one(f"SELECT pg_get_serial_sequence('\"{table.name}\"', '{table.key}')")
        return int(self._one(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"))  # noqa: S608

    def rows(self, table: Table) -> Iterator[list[list[Any]]]:
        """All rows by their key, as the archive has them, AT_ONCE at a time."""
        names = ", ".join(f'"{column}"' for column in table.columns)
        query = f'SELECT {names} FROM "{table.name}" ORDER BY "{table.key}"'  # noqa: S608
        rules = values.FROM[self.vendor]
        cursor = self._own.cursor(name="backup") if self.vendor == "postgresql" else self._own.cursor()
        with closing(cursor):
            cursor.execute(query)
            while rows := cursor.fetchmany(AT_ONCE):
                yield values.convert(rows, list(table.kinds), rules)

    def _one(self, query: str) -> Any:
        return self._own.execute(query).fetchone()[0]


def _open_sqlite(wrapper: Any) -> Any:
    import sqlite3

    own = sqlite3.connect(wrapper.settings_dict["NAME"], timeout=20, isolation_level=None)
    own.execute("PRAGMA query_only = ON")
    return own


def _open_postgresql(wrapper: Any) -> Any:
    import psycopg

    given = wrapper.get_connection_params()
    plain = {
        name: given[name] for name in given if name not in ("pool", "cursor_factory", "context", "prepare_threshold")
    }
    return psycopg.connect(**plain, autocommit=True)


_OPEN = {"sqlite": _open_sqlite, "postgresql": _open_postgresql}
