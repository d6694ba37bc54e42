"""Puts the rows of an archive into a database whose tables are there and hold nothing that anybody would miss."""

from collections.abc import Iterable
from typing import Any

from itdesk.backup import numbers, values
from itdesk.backup.errors import Damaged
from itdesk.backup.manifest import Manifest
from itdesk.backup.schema import Table

WRONG = 5  # so many broken references are named


class Filling:
    """Of one connection. begin(), then the rows in any order, then finish(), which proves that they fit together."""

    def __init__(self, connection: Any, manifest: Manifest) -> None:
        self.connection, self.manifest = connection, manifest
        self.tables = {table.name: table for table in manifest.tables}
        self.rows = dict.fromkeys(self.tables, 0)

    def begin(self, all_tables: Iterable[Table]) -> None:
        """all_tables: those that may hold something by now, since migrations make rows of their own."""
        raise NotImplementedError

    def add(self, name: str, lines: bytes) -> int:
        """Rows of that table; how many. Raises Damaged."""
        if (table := self.tables.get(name)) is None:
            raise Damaged(f"It holds rows of {name}, which its manifest does not name.")
        try:
            rows = values.rows_of(lines)
            if any(len(row) != len(table.columns) for row in rows):
                raise Damaged(f"A row of {name} has another number of columns than its manifest says.")
            self._insert(table, values.convert(rows, list(table.kinds), values.INTO[self.connection.vendor]))
        except (ValueError, TypeError, RecursionError):
            raise Damaged(f"Rows of {name} cannot be understood.") from None
        self.rows[name] += len(rows)
        return len(rows)

    def finish(self) -> None:
        """Counts, references, numbers. Raises Damaged."""
        for name, expected in self.manifest.rows.items():
            if self.rows[name] != expected:
                raise Damaged(f"{name} has {self.rows[name]} rows instead of {expected}.")
        self._finish()
        numbers.raise_to(self.connection, self.manifest.tables, self.manifest.highest)

    def _insert(self, table: Table, rows: list[list[Any]]) -> None:
        raise NotImplementedError

    def _finish(self) -> None:
        raise NotImplementedError


class IntoSQLite(Filling):
    """A file that nobody else uses: its indexes are made at the end, in a third of the time that upkeep takes."""

    def begin(self, all_tables: Iterable[Table]) -> None:
        self.connection.ensure_connection()
        self._own = self.connection.connection
        self._own.execute("PRAGMA foreign_keys = OFF")
        self._own.execute("BEGIN")
        for table in all_tables:
            self._own.execute(f'DELETE FROM "{table.name}"')  # noqa: S608  (the names of our own tables, here and below)
        indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        self._indexes = self._own.execute(indexes).fetchall()
        for name, _sql in self._indexes:
            self._own.execute(f'DROP INDEX "{name}"')

    def _insert(self, table: Table, rows: list[list[Any]]) -> None:
        names = ", ".join(f'"{column}"' for column in table.columns)
        places = ", ".join("?" * len(table.columns))
        with self.connection.wrap_database_errors:
            self._own.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({places})', rows)  # noqa: S608

    def _finish(self) -> None:
        with self.connection.wrap_database_errors:
            for _name, sql in self._indexes:
                self._own.execute(sql)
            self._own.execute("COMMIT")
        broken = self._own.execute("PRAGMA foreign_key_check").fetchmany(WRONG)
        if broken:
            places = ", ".join(f"{table} {row} to {parent}" for table, row, parent, _key in broken)
            raise Damaged(f"References lead nowhere: {places}.")
        self._own.execute("PRAGMA foreign_keys = ON")


class IntoPostgreSQL(Filling):
    """Inside the caller's transaction; references are checked when all rows are there."""

    def begin(self, all_tables: Iterable[Table]) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute("TRUNCATE " + ", ".join(f'"{table.name}"' for table in all_tables))

    def _insert(self, table: Table, rows: list[list[Any]]) -> None:
        names = ", ".join(f'"{column}"' for column in table.columns)
        statement = f'COPY "{table.name}" ({names}) FROM STDIN'
        with self.connection.cursor() as cursor, self.connection.wrap_database_errors, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)

    def _finish(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


FILLING: dict[str, type[Filling]] = {"sqlite": IntoSQLite, "postgresql": IntoPostgreSQL}
