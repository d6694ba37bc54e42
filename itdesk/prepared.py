"""Queries whose SQL is made once. For the few that every page asks: there Django takes several times longer to make the
SQL than the database to answer it.

    @prepared(key=CharField(), now=DateTimeField())
    def _open_one(key, now):
        return Session.objects.filter(session_key=key, expire_date__gt=now)

    session = _open_one.first(key="…", now=timezone.now())

The SQL is Django's own, for each engine, and so is the making of objects, `select_related` and `values_list`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeAlias, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler


class Slot(Value):
    """Where a value goes later: (name, place in a list of values or None). Among a query's parameters it stands itself."""

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        return "%s", [self]

    def filled(self, values: dict[str, Any], connection: Any) -> Any:
        """The value as the engine wants it."""
        name, place = self.value
        value = values[name] if place is None else values[name][place]
        return self.output_field.get_db_prep_value(value, connection)


Kind: TypeAlias = "Field[Any, Any] | list[Field[Any, Any]]"


def prepared(**kinds: Kind) -> Callable[[Callable[..., QuerySet[Any, Any]]], Prepared]:
    """For a function that makes a queryset from values, at which it must not look, and does not prefetch: a Prepared.

    kinds: of what kind each value is: IntegerField(). [IntegerField()] is a list of them, for `__in`; an empty list
    finds nothing and asks nothing.
    """
    return lambda make: Prepared(make, kinds)


class Prepared:
    """A queryset that is asked again and again, each time with other values."""

    def __init__(self, make: Callable[..., QuerySet[Any, Any]], kinds: dict[str, Kind]) -> None:
        self.make, self.kinds = make, kinds
        self._known = threading.local()  # as connections are

    def __call__(self, **values: Any) -> list[Any]:
        """All rows, in one query."""
        lists = {name: _rounded(list(values[name])) for name, kind in self.kinds.items() if isinstance(kind, list)}
        if not all(lists.values()):
            return []
        return self._compiled({name: len(each) for name, each in lists.items()}).rows(values | lists)

    def first(self, **values: Any) -> Any:
        """The first row, or None."""
        return next(iter(self(**values)), None)

    def _compiled(self, lengths: dict[str, int]) -> _Compiled:
        known, key, connection = self._known.__dict__, str(lengths), connections[DEFAULT_DB_ALIAS]
        if key not in known or known[key].connection is not connection:
            known[key] = _Compiled(self.make(**{name: self._slots(name, lengths) for name in self.kinds}), connection)
        return known[key]

    def _slots(self, name: str, lengths: dict[str, int]) -> Slot | list[Slot]:
        kind = self.kinds[name]
        if isinstance(kind, list):
            return [Slot((name, place), output_field=kind[0]) for place in range(lengths[name])]
        return Slot((name, None), output_field=kind)


class _Compiled:
    """One queryset on one connection. Django's iteration over it goes on as ever, with a compiler that is done already."""

    def __init__(self, queryset: QuerySet[Any, Any], connection: Any) -> None:
        if getattr(queryset, "_prefetch_related_lookups", None):
            raise ValueError("a prepared query brings its rows and nothing beside them")
        self.connection = connection
        compiler: Any = queryset.query.get_compiler(connection=connection)
        query: Any = queryset.query
        self.sql, self.parameters = compiler.as_sql()
        converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
        compiler.get_converters = lambda expressions: converters
        query.get_compiler = lambda *args, **kwargs: compiler
        self.compiler, self.iterable = compiler, cast(Any, queryset._iterable_class)(queryset)

    def rows(self, values: dict[str, Any]) -> list[Any]:
        filled = [each.filled(values, self.connection) if isinstance(each, Slot) else each for each in self.parameters]
        self.compiler.as_sql = lambda: (self.sql, tuple(filled))
        return list(self.iterable)


def _rounded(values: list[Any]) -> list[Any]:
    """The same, and the last again and again up to a power of two: so there are few lengths, each with an SQL of its own."""
    return values + values[-1:] * ((1 << (len(values) - 1).bit_length()) - len(values)) if values else []
