"""No number is used twice: what a database counts by goes on after the highest ever given, also to a row that is gone."""

from collections.abc import Iterable
from typing import Any

from django.db import connections

from itdesk.backup.schema import Table

_before: dict[str, list[tuple[str, int]]] = {}  # by database alias: SQLite's counters when migrate began


def raise_to(connection: Any, tables: Iterable[Table], highest: dict[str, int]) -> None:
    """Each table's next row gets a number above highest[its name]; never one below what it would have had."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for table in tables:
            if table.is_numbered and table.name in there and highest.get(table.name):
                _RAISE[connection.vendor](cursor, table, highest[table.name])


def remember(using: str = "default", **kwargs: Any) -> None:
    """Before a migration: SQLite forgets the numbers of rows that are gone when a migration rebuilds their table."""
    _before[using] = _counters(connections[using])


def keep(using: str = "default", **kwargs: Any) -> None:
    """After it: they are as they were."""
    now = dict(_counters(connections[using]))
    with connections[using].cursor() as cursor:
        for table, highest in _before.pop(using, []):
            if table in now and now[table] < highest:
                cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [highest, table])
            elif table not in now and table in connections[using].introspection.table_names(cursor):
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, highest])


def _counters(connection: Any) -> list[tuple[str, int]]:
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'")
        if not cursor.fetchone():
            return []
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        return list(cursor.fetchall())


def _raise_in_sqlite(cursor: Any, table: Table, highest: int) -> None:
    cursor.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = %s", [table.name])
    known = cursor.fetchone()[0]
    if known is None:
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, highest])
    elif known < highest:
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [highest, table.name])


def _raise_in_postgresql(cursor: Any, table: Table, highest: int) -> None:
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table.name}"', table.key])
    sequence = cursor.fetchone()[0]
    cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608  (its own name)
    if cursor.fetchone()[0] < highest:
        cursor.execute("SELECT setval(%s, %s)", [sequence, highest])


_RAISE = {"sqlite": _raise_in_sqlite, "postgresql": _raise_in_postgresql}
