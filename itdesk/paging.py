"""Pages by key: a page knows the last row it showed, not how many came before it, so that every page costs the same."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.core.exceptions import EmptyResultSet, ValidationError
from django.db import connections
from django.db.models import BooleanField, DateTimeField, Func, Q, Value
from django.db.models.expressions import RawSQL
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from itdesk.cells import Alone
from itdesk.web import BadRequest

SIZE = 50
COUNTED = 1000  # rows; beyond it a count says "1,000+"
LARGEST_KEY = 2**63 - 1


@dataclass
class Page:
    """Rows in order, and the addresses of the pages beside this one (None where there is none)."""

    rows: list = field(default_factory=list)
    newer_url: str | None = None
    older_url: str | None = None
    count_words: str = ""


def page_of(rows, *, order, query, size=SIZE, among=None):
    """The page of a queryset that the query string (a QueryDict with `after` or `before`) asks for.

    order: a field name with an optional "-"; the primary key breaks ties in the same direction. among: the keys of all the
    rows (a list or a queryset), where no index has them in this order and they are few enough to sort. Raises BadRequest
    for a cursor that makes no sense.
    """
    after, before, name = query.get("after"), query.get("before"), order.removeprefix("-")
    found = _first(rows, order, query, size + 1, among)
    if before and len(found) > size:
        return _linked(found[:size][::-1], name, query, newer=True, older=True)
    if before:  # not even a page of newer rows: that is the first page
        found = _first(rows, order, None, size + 1, among)
    return _linked(found[:size], name, query, newer=bool(after and not before), older=len(found) > size)


def first_page(found, *, order, query, size=SIZE):
    """The same of the first rows in that order, as a list, of which one more was asked for than a page has."""
    return _linked(found[:size], order.removeprefix("-"), query, newer=False, older=len(found) > size)


def beyond(rows, order, query=None):
    """The rows in the order in which page_of reads them: from the cursor on, and backwards for `before`."""
    name, descending, query = order.removeprefix("-"), order.startswith("-"), query or {}
    if before := query.get("before"):
        return _beyond(rows, name, not descending, before)
    return _beyond(rows, name, descending, query.get("after"))


def count_up_to(rows, most=COUNTED, along=None):
    """How many rows there are, counted no further than one beyond `most`; along an order, where one index has all it takes."""
    return (beyond(rows, along) if along else rows.order_by())[: most + 1].count()


def counts_up_to(*questions, most=COUNTED):
    """count_up_to for several querysets of one database, in one round trip: a list of numbers."""
    return counted(*counting(*questions, most=most))


def counting(*questions, most=COUNTED):
    """What `counted` takes, which answers them as often as it is asked: database, SQL, parameters."""
    parts, parameters = [], []
    for n, rows in enumerate(questions):
        sql, its_parameters = rows.order_by().values_list("pk")[: most + 1].query.sql_with_params()
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted_{n})")  # noqa: S608  (Django's own SQL)
        parameters += its_parameters
    return questions[0].db, "SELECT " + ", ".join(parts), parameters


def counted(using, sql, parameters):
    """How many rows each of the questions has that were made ready by `counting`."""
    with connections[using].cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchone())


def keys_of_few(rows, most=COUNTED):
    """The keys of the rows, in no order; None where there are more than `most`."""
    keys = list(rows.order_by().values_list("pk", flat=True)[: most + 1])
    return keys if len(keys) <= most else None


def only(rows, keys):
    """The rows with these keys and nothing else said about them, by which a planner could look for them instead."""
    rows = rows.all()
    rows.query.clear_where()
    return _with_keys(rows, keys)


def count_words(number, most=COUNTED):
    """A count as a person reads it: "148", or "1,000+" beyond what was counted."""
    shown = number_format(min(number, most), use_l10n=True, force_grouping=True)
    return _("{number}+").format(number=shown) if number > most else shown


def _first(rows, order, query, number, among):
    if rows.query.is_empty():
        return []
    if among is None:
        return list(_in_two(rows, order, query)[:number])
    name, query = order.removeprefix("-"), query or {}
    cursor = query.get("before") or query.get("after")
    descending = order.startswith("-") != bool(query.get("before"))
    few = _with_keys(rows.model._base_manager.using(rows.db), among)
    if name == "pk":
        few = _beyond(few, name, descending, cursor)
    else:  # not along the order's index, which knows nothing of these keys
        few = _beyond(few.alias(sorted_by=Alone(name)), name, descending, cursor, by="sorted_by")
    return list(_beyond(only(rows, few.values("pk")[:number]), name, descending, None))


class _IsOneOf(Func):
    """Of PostgreSQL: whether a column is one of a list's numbers."""

    template = "(%(expressions)s::bigint[]))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def _with_keys(rows, keys):
    """keys: a list, one parameter however long it is, or a queryset, asked for by itself, whatever a planner thinks of it."""
    is_sqlite = connections[rows.db].vendor == "sqlite"
    if isinstance(keys, list):
        if not keys:
            return rows.none()
        if is_sqlite:
            return rows.filter(pk__in=RawSQL("SELECT value FROM json_each(%s)", [json.dumps(keys)]))
        return rows.filter(_IsOneOf("pk", Value(keys)))
    if is_sqlite:
        return rows.filter(pk__in=keys)
    try:
        sql, parameters = keys.query.sql_with_params()
    except EmptyResultSet:  # as Django sees without asking
        return rows.none()
    return rows.filter(pk__in=RawSQL(f"SELECT unnest(ARRAY({sql}))", parameters))  # noqa: S611  (Django's own SQL)


def _in_two(rows, order, query):
    """beyond(), as a union: the rows with the cursor's own value and those past it. An index finds where both begin.

    Asked for together, a database seeks the value alone, and passes by all that have it too: thousands have one status.
    """
    name, query = order.removeprefix("-"), query or {}
    cursor = query.get("before") or query.get("after")
    if (
        not cursor or name == "pk" or isinstance(rows.model._meta.get_field(name), DateTimeField)
    ):  # moments hardly repeat
        return beyond(rows, order, query)
    descending = order.startswith("-") != bool(query.get("before"))
    value, key = _read(rows.model, name, cursor)
    sign, past = ("-", "lt") if descending else ("", "gt")
    same, others = rows.filter(**{name: value, f"pk__{past}": key}), rows.filter(**{f"{name}__{past}": value})
    return same.order_by().union(others.order_by(), all=True).order_by(f"{sign}{name}", f"{sign}pk")


def _beyond(rows, name, descending, cursor, by=None):
    sign, by = "-" if descending else "", by or name
    ordered = rows.order_by(f"{sign}{by}", f"{sign}pk") if name != "pk" else rows.order_by(f"{sign}pk")
    if not cursor:
        return ordered
    value, key = _read(rows.model, name, cursor)
    past = "lt" if descending else "gt"
    if name == "pk":
        return ordered.filter(**{f"pk__{past}": key})
    return ordered.filter(Q(**{f"{by}__{past}e": value}) & (Q(**{f"{by}__{past}": value}) | Q(**{f"pk__{past}": key})))


def _read(model, name, cursor):
    text, _tilde, number = cursor.rpartition("~")
    try:
        key = int(number)
        column = None if name == "pk" else model._meta.get_field(name)
        value = column.to_python(text) if column else None
        sane = "\0" not in text and (text != "" or column.blank) and value is not None if column else not text
        if isinstance(value, datetime):
            sane = value.tzinfo is not None and 1900 <= value.year <= 2200  # beyond, conversions overflow
            value = value.astimezone(UTC) if sane else value  # PostgreSQL knows no zone 16 hours from UTC
        if not 0 <= key <= LARGEST_KEY or not sane:
            raise ValueError(cursor)
    except (ValueError, ValidationError, OverflowError) as error:
        raise BadRequest(_("This page address is damaged. Start again from the first page.")) from error
    return value, key


def _cursor(row, name):
    if name == "pk":
        return f"~{row.pk}"
    value = getattr(row, name)
    return f"{value.isoformat() if hasattr(value, 'isoformat') else value}~{row.pk}"


def _linked(found, name, query, *, newer, older):
    page = Page(rows=found)
    if found:
        page.newer_url = _url(query, "before", _cursor(found[0], name)) if newer else None
        page.older_url = _url(query, "after", _cursor(found[-1], name)) if older else None
    elif newer:
        page.newer_url = _url(query)
    return page


def _url(query, direction=None, cursor=None):
    kept = [(key, value) for key, values in query.lists() if key not in ("after", "before") for value in values]
    return "?" + urlencode([*kept, (direction, cursor)] if direction else kept)
