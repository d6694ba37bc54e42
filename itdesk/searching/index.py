"""The trigram index over one text column, kept by the database itself: FTS5 on SQLite, pg_trgm on PostgreSQL.

Installed after every migrate (SQLite drops a table's triggers when a migration rebuilds it).
"""

import json
import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import DatabaseError, connections, transaction

from itdesk.patience import at_leisure, take_any_time

OLDEST_SQLITE = (3, 38, 0)  # trigram came with 3.34; from 3.38 on every SQLite knows json_each
MOST_THREES = 6  # threes of characters that a question to FTS5 names
MOST_PATTERNS = 4  # the same to pg_trgm
COMMON = " etaoinsrhldcumfpgwybvk"  # the most common first; any other character is rarer than these

_CATALOGUE = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE name LIKE %s",
    "postgresql": "SELECT indexrelid::regclass::text FROM pg_index WHERE indexrelid::regclass::text LIKE %s AND indisvalid",
}


class Damaged(Exception):
    """The index does not say what the texts say."""


class Hits(Protocol):
    """What can say which rows may contain all of some needles: as a set, or one by one. See Index."""

    def hits(self, needles: list[str], numbers: list[int], using: str = "default") -> tuple[str, list[Any]]: ...
    def each_hit(self, needles: list[str], numbers: list[int], using: str = "default") -> tuple[str, list[Any]]: ...


@dataclass(frozen=True)
class Index:
    """The index over `column` of `table`, whose integer primary key is `key`."""

    table: str
    key: str
    column: str

    @property
    def name(self) -> str:
        return f"{self.table}_trigrams"

    def install(self, using: str = "default", **kwargs: Any) -> None:
        """(Re)install what is missing, and fill it from the texts; connected to post_migrate.

        A PostgreSQL that has no pg_trgm, or does not let us have it, is left as it is: the system check names it.
        """
        connection = connections[using]
        if self.table not in connection.introspection.table_names() or self.is_in_place(using):
            return
        try:
            with transaction.atomic(using=using):
                take_any_time(connection)
                _run(connection, self._sqlite() if connection.vendor == "sqlite" else self._postgresql())
        except DatabaseError:
            if connection.vendor == "sqlite" or has_trigrams(using):
                raise

    def is_in_place(self, using: str = "default") -> bool:
        connection = connections[using]
        if connection.vendor == "sqlite":
            wanted = {statement for statement in self._sqlite() if statement.startswith("CREATE")}
        else:
            wanted = {self.name}
        with connection.cursor() as cursor:
            cursor.execute(_CATALOGUE[connection.vendor], [f"{self.name}%"])
            return wanted <= {found for (found,) in cursor.fetchall()}

    def rebuild(self, using: str = "default") -> None:
        """Make the index anew from the texts. SQLite keeps writers waiting meanwhile; PostgreSQL does not.

        Not inside a transaction.
        """
        connection = connections[using]
        if not self.is_in_place(using):
            self.install(using)
        elif connection.vendor == "sqlite":
            _run(connection, [f"INSERT INTO {self.name}({self.name}) VALUES ('rebuild')"])  # noqa: S608  (our own name)
        else:
            with at_leisure(connection):
                _run(connection, [f"REINDEX INDEX CONCURRENTLY {self.name}"])

    @contextmanager
    def set_aside(self, using: str = "default") -> Iterator[None]:
        """Inside one transaction: for a bulk load. Nothing keeps the index meanwhile; at the end it is made anew."""
        connection = connections[using]
        making = self._sqlite() if connection.vendor == "sqlite" else self._postgresql()
        _run(connection, [statement for statement in making if statement.startswith("DROP")])
        yield
        _run(connection, making)

    def examine(self, using: str = "default") -> None:
        """Compare index and texts, reading both whole. Raises Damaged. (PostgreSQL answers for its own indexes.)"""
        connection = connections[using]
        if not self.is_in_place(using):
            raise Damaged(f"{self.name} is not installed")
        if connection.vendor == "sqlite":
            try:
                _run(connection, [f"INSERT INTO {self.name}({self.name}, rank) VALUES ('integrity-check', 1)"])  # noqa: S608
            except DatabaseError as error:
                raise Damaged(str(error)) from error

    def hits(self, needles: list[str], numbers: list[int], using: str = "default") -> tuple[str, list[Any]]:
        """SQL and parameters of the keys of the rows that may contain all the needles, and of the given numbers.

        To be used as `key IN (...)`: all of them are found first, whatever the planner thinks of it. There may be more than
        contain the needles: ask the texts, too.
        """
        sql, parameters = self._hits(needles, using)
        if connections[using].vendor == "sqlite":
            return f"{sql} UNION ALL SELECT value FROM json_each(%s)", [*parameters, json.dumps(numbers)]  # noqa: S608
        return f"SELECT unnest(ARRAY({sql}) || %s::bigint[])", [*parameters, numbers]

    def each_hit(self, needles: list[str], numbers: list[int], using: str = "default") -> tuple[str, list[Any]]:
        """The same as rows of one column, id, each once, to be read until there are enough."""
        sql, parameters = self._hits(needles, using)
        if not numbers:
            return sql, parameters
        if connections[using].vendor == "sqlite":
            text = json.dumps(numbers)
            others = f"SELECT id FROM ({sql}) WHERE id NOT IN (SELECT value FROM json_each(%s))"  # noqa: S608
            return f"{others} UNION ALL SELECT DISTINCT value FROM json_each(%s)", [*parameters, text, text]  # noqa: S608
        others = f"SELECT id FROM ({sql}) AS texts WHERE id <> ALL(%s::bigint[])"  # noqa: S608
        return f"{others} UNION ALL SELECT DISTINCT unnest(%s::bigint[])", [*parameters, numbers, numbers]

    def _hits(self, needles: list[str], using: str) -> tuple[str, list[Any]]:
        if connections[using].vendor == "sqlite":
            return f"SELECT rowid AS id FROM {self.name} WHERE {self.name} MATCH %s", [_trigrams(needles)]  # noqa: S608
        patterns = _patterns(needles)
        conditions = " AND ".join(f"{self.column} LIKE %s" for _pattern in patterns)
        return f"SELECT {self.key} AS id FROM {self.table} WHERE {conditions}", patterns  # noqa: S608

    def _sqlite(self) -> list[str]:
        name, table, key, column = self.name, self.table, self.key, self.column
        add = f"INSERT INTO {name}(rowid, {column}) VALUES (NEW.{key}, NEW.{column});"  # noqa: S608  (our own names)
        drop = f"INSERT INTO {name}({name}, rowid, {column}) VALUES ('delete', OLD.{key}, OLD.{column});"  # noqa: S608
        changed = f"OF {key}, {column} ON {table} WHEN OLD.{key} <> NEW.{key} OR OLD.{column} <> NEW.{column}"
        return [
            f"DROP TABLE IF EXISTS {name}",
            *(f"DROP TRIGGER IF EXISTS {name}_{act}" for act in ("insert", "update", "delete")),
            f"CREATE VIRTUAL TABLE {name} USING fts5({column}, content='{table}', content_rowid='{key}',"
            " tokenize='trigram case_sensitive 1', detail=none, columnsize=0)",
            f"CREATE TRIGGER {name}_insert AFTER INSERT ON {table} BEGIN {add} END",
            f"CREATE TRIGGER {name}_update AFTER UPDATE {changed} BEGIN {drop} {add} END",
            f"CREATE TRIGGER {name}_delete AFTER DELETE ON {table} BEGIN {drop} END",
            f"INSERT INTO {name}({name}) VALUES ('rebuild')",  # noqa: S608
        ]

    def _postgresql(self) -> list[str]:
        return [
            "CREATE EXTENSION IF NOT EXISTS pg_trgm",
            f"DROP INDEX IF EXISTS {self.name}",
            f"CREATE INDEX {self.name} ON {self.table} USING gin ({self.column} gin_trgm_ops)",
        ]


def has_trigrams(using: str = "default") -> bool:
    """Whether this PostgreSQL database has pg_trgm."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        return cursor.fetchone() is not None


def _trigrams(needles: list[str]) -> str:
    """FTS5's question for texts with the needles' rarest threes of characters, as far as one can guess.

    A few rows too many cost less than reading that half a million have "amp" and "ple" to find the one "x9@example": each
    hit's text is asked, too.
    """
    each = max(1, min(3, MOST_THREES // len(needles)))
    threes = {three for needle in needles for three in sorted(_threes(needle), key=_rareness)[:each]}
    return " AND ".join('"' + three.replace('"', '""') + '"' for three in sorted(threes, key=_rareness)[:MOST_THREES])


def _threes(needle: str) -> set[str]:
    return {needle[at : at + 3] for at in range(len(needle) - 2)}


def _rareness(three: str) -> tuple[float, str]:
    """The rarest first."""
    return math.prod(1 / (COMMON.index(char) + 1 if char in COMMON else len(COMMON)) for char in three), three


def _patterns(needles: list[str]) -> list[str]:
    """The same for PostgreSQL: the rarest needles, and of a long one what stands around its rarest three."""
    rarest = {needle: min(_threes(needle), key=_rareness) for needle in needles}
    chosen = sorted(needles, key=lambda needle: _rareness(rarest[needle]))[:MOST_PATTERNS]
    starts = {needle: max(0, needle.index(rarest[needle]) - 2) for needle in chosen}
    return [_like(needle[start : start + 7]) for needle, start in starts.items()]


def _like(needle: str) -> str:
    return "%" + needle.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def _run(connection: Any, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
