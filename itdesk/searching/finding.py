"""Finding rows by words in the order of a list, fast for rare and common words alike.

A common word is found by walking the list in its order until a page is full; a rare one off the index, which knows no
order. Either way round is hopeless for the other kind: a database that walks a million rows for a word that nobody wrote
takes seconds, and so does one that sorts 300,000 hits to show 50. Planners guess; so we try a bounded walk first, and see.
A word that is common, but not where the list begins, is met by a longer walk, which asks keys instead of texts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Case, F, Max, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.http import QueryDict

from itdesk import paging
from itdesk.searching.index import Hits
from itdesk.searching.text import beginning, needle, words_of

LARGEST_NUMBER = 2**63 - 1
WALKED = 1000  # rows of the list that are tried first
WALKED_ON = 100_000  # rows of which only the keys are asked, a tenth of the work of asking a text
FEW_TO_SEARCH = 2000  # rows that filters leave: they are searched, where a walk might pass by a hundred others for each
FEW_TO_ASK = 20_000  # the same where a word's entries are counted: a common one has more of them
FEW_TO_SORT = 10_000  # the same where they are put in order, if they are also less than one in RARE of all
RARE = 50
CROWDED = 200  # a page of hits within so many rows: all that is counted is likely to stand within
COUNTED_WITHIN = 6000  # rows
OFTEN = 8  # hits among them: a page is full some 6,000 rows on at the latest, and the index would bring too many


def are_better_sorted(few: QuerySet) -> bool:
    """Whether that costs less than to meet a page of them, more than COUNTED, in an order that passes by all others."""
    last = few.model._base_manager.using(few.db).aggregate(last=Max("pk"))["last"] or 0
    most = min(FEW_TO_SORT, last // RARE)
    return most > paging.COUNTED and paging.count_up_to(few, most) <= most


@dataclass
class Found:
    """rows: what page_of needs to make the page that was asked for; counted: counts all that is found.

    among: the keys of all that is found, where page_of is to put them in order before it joins anything to them.
    """

    rows: QuerySet
    counted: Callable[[], int]
    among: list[Any] | QuerySet | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether that is known without asking."""
        return self.rows.query.is_empty()

    @cached_property
    def count(self) -> int:
        """How many are found, up to one beyond COUNTED; asked of the database when it is first wanted."""
        return self.counted()


@dataclass(frozen=True)
class Search:
    """How the rows of a model are searched.

    index: over the texts; paths: from the model to each of them; numbered: whether a word may be a row's own number.
    counted_along: the order whose index knows what the rows are filtered by.
    """

    index: Hits
    paths: tuple[str, ...]
    numbered: bool = False
    counted_along: str | None = None

    def matching(self, rows: QuerySet, text: str) -> QuerySet:
        """Those in which every word is found, or whose number it is. No index helps: for a few rows, or along an order."""
        words = words_of(text)
        return rows.filter(self._condition(words, map(needle, words)))

    def find(
        self, rows: QuerySet, text: str, *, order: str, query: QueryDict, marks: tuple[str, ...] = (),
        few: QuerySet | None = None, is_sorted: bool = False,
    ) -> Found:  # fmt: skip
        """The part of the rows that page_of needs for the same order and query, and the count, in at most four queries.

        marks: words that the index holds of every one of the rows, and of few others. few: the same rows, asked for in a
        way that finds them at once where they are few; is_sorted: also where they are many, since no index has them in
        this order. Raises BadRequest as page_of does.
        """
        words = words_of(text)
        among = None if few is None else paging.keys_of_few(few, FEW_TO_SEARCH if words else paging.COUNTED)
        if among is not None:
            rows = paging.only(rows, among)
        if words:
            asked = _Asked(self, rows, words, list(map(needle, words)), order, query, marks)
            asked.few, asked.are_few = few, among is not None
            return self._find(asked, rows)
        if few is None:
            return Found(rows, lambda: paging.count_up_to(rows, along=self.counted_along))
        if among is None:
            is_sorted = is_sorted or (self._knows_no_filters(order) and are_better_sorted(few))
            return Found(rows, lambda: paging.COUNTED + 1, few.values("pk") if is_sorted else None)
        return Found(rows, lambda: len(among), among)

    def best(self, rows: QuerySet, text: str, *, order: str, most: int) -> list[Any]:
        """The first few that are found, in that order, but those with a word that begins with each word of the text first."""
        words, found, first = words_of(text), [], QueryDict()
        for as_needle in (beginning, needle) if words else ():
            asked = _Asked(self, rows, words, list(map(as_needle, words)), order, first)
            more = paging.beyond(self._find(asked, rows).rows, order)[: most + len(found)]
            found += [row for row in more if row not in found]
            if len(found) >= most:
                break
        return found[:most]

    def _knows_no_filters(self, order: str) -> bool:
        """Whether a walk in that order looks at every row that the filters take out: at all old tickets before a resolved."""
        return self.counted_along is not None and order.removeprefix("-") != self.counted_along.removeprefix("-")

    def _find(self, asked: "_Asked", rows: QuerySet) -> Found:
        try:
            walked, has_more = asked.walk()
        except EmptyResultSet:  # the filters leave nothing, as Django sees without asking
            return Found(rows.none(), lambda: 0)
        if len(walked) > paging.SIZE:
            return Found(rows.filter(pk__in=walked), asked.count)
        if not has_more:
            if not walked:
                return Found(rows.none(), asked.count if asked.cursor else lambda: 0)
            return Found(rows.filter(pk__in=walked), asked.count if asked.cursor else lambda: len(walked))
        if len(walked) >= OFTEN:
            return Found(rows.filter(asked.condition), asked.count)
        return asked.from_index()

    def _condition(self, words: list[str], needles: Iterable[str]) -> Q:
        condition = Q()
        for word, part in zip(words, needles, strict=True):
            found = Q()
            for path in self.paths:
                found |= Q(GreaterThan(StrIndex(F(path), Value(part)), 0))
            condition &= found | Q(pk__in=numbers) if (numbers := self._numbers([word])) else found
        return condition

    def _numbers(self, words: list[str]) -> list[int]:
        if not self.numbered:
            return []
        numbers = [word.removeprefix("#") for word in words]
        return [int(text) for text in numbers if text.isascii() and text.isdecimal() and int(text) <= LARGEST_NUMBER]


class _Asked:
    """One question."""

    def __init__(
        self, search: Search, rows: QuerySet, words: list[str], needles: list[str], order: str, query: QueryDict,
        marks: tuple[str, ...] = (),
    ):  # fmt: skip
        self.rows, self.order, self.query = rows.order_by(), order, query
        self.condition = search._condition(words, needles)
        self.numbers = search._numbers(words)
        self.index, self.needles = search.index, [*marks, *needles]
        self.cursor = query.get("after") or query.get("before")
        self.few: QuerySet | None = None  # as Search.find has it
        self.are_few = self.is_crowded = False

    def walk(self) -> tuple[list[int], bool]:
        """The keys found among the next WALKED rows, one more than a page at most; and whether there are further rows.

        A page of newer rows that is not full is the first page: see page_of.
        """
        found, has_more = self._walk(paging.beyond(self.rows, self.order, self.query))
        if self.query.get("before") and len(found) <= paging.SIZE and not has_more:
            self.cursor = None
            return self._walk(paging.beyond(self.rows, self.order, QueryDict()))
        return found, has_more

    def _walk(self, rows: QuerySet) -> tuple[list[int], bool]:
        found = Case(When(self.condition, then=Value(1)), default=Value(0))
        asked_of = rows.annotate(key_=F("pk"), found_=found).values_list("key_", "found_")[:WALKED]
        try:
            sql, parameters = asked_of.query.sql_with_params()
        except EmptyResultSet:  # Django knows without asking: a cursor beyond what the column can hold
            return [], False
        asked = (
            f"SELECT key_, found_, n FROM (SELECT key_, found_, ROW_NUMBER() OVER () AS n FROM ({sql}) AS walked)"  # noqa: S608
            f" AS numbered WHERE found_ = 1 OR n = %s LIMIT {paging.SIZE + 2}"
        )
        answer = self._fetch(asked, [*parameters, WALKED])
        keys = [number for number, is_found, _n in answer if is_found][: paging.SIZE + 1]
        self.is_crowded = len(keys) > paging.SIZE and answer[paging.SIZE][2] <= CROWDED
        return keys, any(n == WALKED for _number, _found, n in answer)

    def from_index(self) -> Found:
        """Of all that the index knows: put in order where few are found, else met in the order, as far as that goes."""
        keys = self._keys()
        if not keys:
            return Found(self.rows.none(), lambda: 0)
        if len(keys) <= paging.COUNTED:
            return Found(paging.only(self.rows, keys), lambda: len(keys), keys)
        hits, parameters = self.index.hits(self.needles, self.numbers)
        is_hit = Q(pk__in=RawSQL(hits, parameters))  # noqa: S611
        met = self._walk_on(is_hit)
        wanted = Q(pk__in=met) if len(met) > paging.SIZE else is_hit & self.condition
        return Found(self.rows.filter(wanted), lambda: len(keys))

    def _keys(self) -> list[int]:
        """Those of all that is found, in no order, up to one beyond COUNTED."""
        if self.are_few:
            rows = self.rows.filter(self.condition).values_list("pk", flat=True)
            return list(rows[: paging.COUNTED + 1])
        sql, parameters = self._found_of(*self.index.each_hit(self.needles, self.numbers), paging.COUNTED + 1)
        return [key for (key,) in self._fetch(sql, parameters)]

    def _walk_on(self, is_hit: Q) -> list[int]:
        """The keys of the page, and one more, if it is among the next WALKED_ON rows; else of a part of it.

        What is a hit is asked in a column, not in a condition, which planners would take for a way to find rows. Its index
        alone answers for a row that is none.
        """
        query = self.query if self.cursor else QueryDict()
        hit = Case(When(is_hit, then=Value(1)), default=Value(0))
        walked = paging.beyond(self.rows, self.order, query).annotate(key_=F("pk"), hit_=hit)
        sql, parameters = walked.values_list("key_", "hit_")[:WALKED_ON].query.sql_with_params()
        hits = f"SELECT key_ AS id FROM ({sql}) AS walked WHERE hit_ = 1"  # noqa: S608  (Django's own SQL)
        sql, parameters = self._found_of(hits, list(parameters), paging.SIZE + 1)
        return [key for (key,) in self._fetch(sql, parameters)]

    def count(self) -> int:
        """How many are found, up to one beyond COUNTED: index entry by index entry, each looked up among the rows.

        Few rows are asked one by one. Where filters leave more, a common word may have a hundred entries for each of these
        rows: so they are counted among the rows first, and in a crowd PostgreSQL, which gathers all of a word's entries
        before it gives the first, counts them along the list.
        """
        if self.are_few:
            return paging.count_up_to(self.rows.filter(self.condition))
        if self.few is not None and paging.count_up_to(self.few, FEW_TO_ASK) <= FEW_TO_ASK:
            return paging.count_up_to(self.few.filter(self.condition))
        if self.is_crowded and connections[self.rows.db].vendor == "postgresql":
            number = self._count_along()
            if number is not None:
                return number
        sql, parameters = self._found_of(*self.index.each_hit(self.needles, self.numbers), paging.COUNTED + 1)
        return self._fetch(f"SELECT COUNT(*) FROM ({sql}) AS counted", parameters)[0][0]  # noqa: S608

    def _found_of(self, hits: str, parameters: list[Any], most: int) -> tuple[str, list[Any]]:
        """SQL and parameters: the first of the hits, SQL of a column `id`, that are found, each looked up among the rows."""
        exists, needed = self._is_found
        sql = f"SELECT hit.id FROM ({hits}) AS hit WHERE EXISTS ({exists} LIMIT 1 OFFSET 0) LIMIT {most}"  # noqa: S608
        return sql, [*parameters, *needed]

    @cached_property
    def _is_found(self) -> tuple[str, tuple[Any, ...]]:
        row = self.rows.filter(self.condition, pk=RawSQL("hit.id", []))
        return row.values_list("pk").query.sql_with_params()

    def _count_along(self) -> int | None:
        """The same among the first COUNTED_WITHIN rows of the list; None where they don't settle it."""
        listed = paging.beyond(self.rows, self.order, QueryDict())
        found = Case(When(self.condition, then=Value(1)), default=Value(0))
        sql, parameters = listed.annotate(found_=found).values_list("found_")[:COUNTED_WITHIN].query.sql_with_params()
        asked = (
            "SELECT COALESCE(SUM(found_), 0), COALESCE(MAX(n), 0) FROM ("  # noqa: S608  (Django's own SQL)
            f"SELECT found_, n FROM (SELECT found_, ROW_NUMBER() OVER () AS n FROM ({sql}) AS walked) AS numbered"
            f" WHERE found_ = 1 OR n = %s LIMIT {paging.COUNTED + 1}) AS found"
        )
        number, last = self._fetch(asked, [*parameters, COUNTED_WITHIN])[0]
        return number if number > paging.COUNTED or last < COUNTED_WITHIN else None

    def _fetch(self, sql: str, parameters: list[Any]) -> list[Any]:
        with connections[self.rows.db].cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()
