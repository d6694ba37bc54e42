"""Few rows among many, found by several columns at once that hold few values each: every combination of them is one cell.

No index of a list's order knows where the few rows are that some filters leave, and a walk in that order passes all others.
An index of each filter would tempt planners to fetch and sort a hundred thousand. So there is one of all of them together,
of a sum that planners know nothing of: only a question that says the same sum can use it.
"""

from collections.abc import Sequence
from itertools import product
from typing import Any

from django.db.models import BigIntegerField, Func, QuerySet


class Cell(Func):
    """The number of a row's cell. columns: numbers from 0 on; sizes: how many there may be of each but the first."""

    output_field = BigIntegerField()

    def __init__(self, *columns: Any, sizes: Sequence[int], **extra: Any):
        super().__init__(*columns)
        self.sizes = tuple(sizes)

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """With the sizes spelled out: SQLite knows an index by its words, and parameters are none."""
        sql, *others = [compiler.compile(column)[0] for column in self.source_expressions]
        for size, column in zip(self.sizes, others, strict=True):
            sql = f"({sql} * {size} + {column})"
        return sql, []

    def among(self, rows: QuerySet, *values: Sequence[int]) -> QuerySet:
        """Those rows whose columns each have one of these values."""
        numbers = []
        for combination in product(*values):
            number = 0
            for size, value in zip((1, *self.sizes), combination, strict=True):
                number = number * size + value
            numbers.append(number)
        return rows.alias(in_cell=self).filter(in_cell__in=numbers)


class Alone(Func):
    """A column that SQLite begins with no index of: one that leaves many, in a list that is walked in its order.

    PostgreSQL knows how common each value is, which it doesn't of a sum, and would expect few rows, and read them all.
    """

    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, tuple[str | int, ...]]:
        return self.as_sql(compiler, connection, template="(+%(expressions)s)", **context)
