"""Questions that pages ask again and again: Django takes longer to write their SQL than a database to answer, so it is kept."""

from typing import Any, NamedTuple

from django.db import connections
from django.db.models import QuerySet


class Prepared(NamedTuple):
    """A statement with its parameters. Who makes it keeps it: it is the same as long as the process runs."""

    sql: str
    parameters: tuple[Any, ...]
    using: str

    def rows(self) -> list[tuple[Any, ...]]:
        """The answer, asked of the database each time."""
        with connections[self.using].cursor() as cursor:
            cursor.execute(self.sql, self.parameters)
            return cursor.fetchall()


def prepared(rows: QuerySet) -> Prepared:
    """Of a queryset made values_list(). Raises TypeError for a column that is not as the database has it, such as a time."""
    compiler = rows.query.get_compiler(rows.db)
    sql, parameters = compiler.as_sql()
    if compiler.get_converters([column for column, _sql, _alias in compiler.select]):
        raise TypeError("Django converts a column of these rows")
    return Prepared(sql, tuple(parameters), rows.db)
