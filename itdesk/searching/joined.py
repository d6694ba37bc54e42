"""Rows that are found by their own text and by that of another row they point to, each word by either: assets by their holder.

Both texts have an index of their own, so that a new name of a person is one row written, whatever they hold.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections

from itdesk.searching.index import Index

LOOKED_AT = 5000  # hits of one word, to learn which of several words is the rarest


@dataclass(frozen=True)
class Joined:
    """The hits of two indexes as those of one: `own`, and `other` reached by `link`, a column of own's table with an index."""

    own: Index
    other: Index
    link: str

    def hits(self, needles: list[str], numbers: list[int], using: str = "default") -> tuple[str, list[Any]]:
        """As Index.hits. Only the rarest word is asked for: the others may stand in either text. No row has a number."""
        needle = self._rarest(needles, using)
        own, of_own = self.own.each_hit([needle], [], using)
        other, of_other = self.other.each_hit([needle], [], using)
        table, key = self.own.table, self.own.key
        sql = f"{own} UNION ALL SELECT {key} AS id FROM {table} WHERE {self.link} IN ({other})"  # noqa: S608  (our own names)
        if connections[using].vendor == "postgresql":
            sql = f"SELECT unnest(ARRAY({sql}))"
        return sql, [*of_own, *of_other]

    def each_hit(self, needles: list[str], numbers: list[int], using: str = "default") -> tuple[str, list[Any]]:
        """As Index.each_hit."""
        needle = self._rarest(needles, using)
        own, of_own = self.own.each_hit([needle], [], using)
        other, of_other = self.other.each_hit([needle], [], using)
        table, key = self.own.table, self.own.key
        at = f"{'instr' if connections[using].vendor == 'sqlite' else 'strpos'}(row.{self.own.column}, %s)"
        has_it = f"SELECT 1 FROM {table} AS row WHERE row.{key} = hit.id AND {at} > 0 LIMIT 1 OFFSET 0"  # noqa: S608
        sql = (  # a join PostgreSQL would hash, all hits at once
            f"SELECT hit.id FROM ({own}) AS hit WHERE EXISTS ({has_it})"  # noqa: S608  (our own names)
            f" UNION ALL SELECT row.{key} AS id FROM ({other}) AS hit CROSS JOIN {table} AS row"
            f" WHERE row.{self.link} = hit.id AND {at} = 0"
        )
        return sql, [*of_own, needle, *of_other, needle]

    def _rarest(self, needles: list[str], using: str) -> str:
        """The needle with the fewest hits, as far as LOOKED_AT shows."""
        if len(needles) == 1:
            return needles[0]
        asked, parameters = [], []
        for at, needle in enumerate(needles):
            counts = []
            for index in (self.own, self.other):
                sql, needed = index.each_hit([needle], [], using)
                counts.append(f"(SELECT COUNT(*) FROM (SELECT 1 FROM ({sql}) AS hit LIMIT {LOOKED_AT}) AS looked)")  # noqa: S608
                parameters += needed
            asked.append(f"SELECT {at} AS needle, {' + '.join(counts)} AS hits")
        with connections[using].cursor() as cursor:
            cursor.execute(f"{' UNION ALL '.join(asked)} ORDER BY 2, 1 LIMIT 1", parameters)
            return needles[cursor.fetchone()[0]]
