"""The first look through a whole file: how many rows, what its columns say, and how its dates can be read."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from itdesk.text import clean_line
from tickets.importing.dates import DAY_FIRST, MONTH_FIRST, readings
from tickets.importing.plan import MOMENTS
from tickets.seed.reading import Unreadable
from tickets.seed.report import NotPossible
from tickets.seed.source import NOTHING, number_in

EXAMPLES = 3
SAMPLE_LENGTH = 60  # characters
EMPTY = NOTHING | {"(null)", "\\n"}


class UnclearDates(NotPossible):
    """Somebody has to say how dates are read; str() shows the readings."""


@dataclass
class Survey:
    """samples: the first texts of each column. dates: which orders the dates allow."""

    rows: int = 0
    samples: list[list[str]] = field(default_factory=list)
    highest: int = 0
    dates: "DateCount" = field(default_factory=lambda: DateCount())


class DateCount:
    """How many dates could be two, and how many only one of them: {a reading: [(line, text)]}."""

    def __init__(self):
        self.numbers = Counter()
        self.examples = {}

    def look_at(self, line, text, zone):
        try:
            found = readings(text, zone)
        except Unreadable:
            return
        if found.is_ambiguous:
            self._count("both", line, text)
        elif found.day_first is None:
            self._count(MONTH_FIRST, line, text)
        elif found.month_first is None:
            self._count(DAY_FIRST, line, text)

    def order(self, told=""):
        """The order to read dates in; None where every date can be read without one. Raises UnclearDates."""
        if told:
            return told
        if self.numbers[DAY_FIRST] and self.numbers[MONTH_FIRST]:
            raise UnclearDates(self._contradiction())
        if self.numbers[DAY_FIRST] or self.numbers[MONTH_FIRST]:
            return DAY_FIRST if self.numbers[DAY_FIRST] else MONTH_FIRST
        if self.numbers["both"]:
            raise UnclearDates(self._question())
        return None

    def words(self, told=""):
        """How the dates are read, for the report."""
        if told:
            return _("read {order}, as told").format(order=told)
        for order in (DAY_FIRST, MONTH_FIRST):
            if self.numbers[order]:
                line, text = self.examples[order][0]
                return _("read {order}: line {line} has “{text}”, and no date speaks against it").format(
                    order=order, line=line, text=text
                )
        return _("each can be read in one way only")

    def _count(self, what, line, text):
        self.numbers[what] += 1
        kept = self.examples.setdefault(what, [])
        if len(kept) < EXAMPLES:
            kept.append((line, text))

    def _question(self):
        asked = _("{number} dates could be two. Say whether the day or the month comes first.")
        lines = [asked.format(number=self.numbers["both"])]
        for line, text in self.examples["both"]:
            found = readings(text)
            lines.append(
                _("  line {line}: “{text}” is {one} with the day first, {other} with the month first").format(
                    line=line, text=text, one=_day(found.day_first), other=_day(found.month_first)
                )
            )
        return "\n".join(lines)

    def _contradiction(self):
        (one, first), (other, second) = self.examples[DAY_FIRST][0], self.examples[MONTH_FIRST][0]
        words = _(
            "The dates contradict each other: “{first}” (line {one}) has the day first, “{second}” (line {other}) the month. "
            "Say which of them comes first; the rows that don't fit are then refused."
        )
        return words.format(first=first, one=one, second=second, other=other)


def surveyed(file, plan, places):
    """The Survey of a File; places as Plan.places gives them."""
    found = Survey(samples=[[] for _header in file.headers])
    width, zone = len(file.headers), plan.zone
    moments = [position for name in MOMENTS for position in places.get(name, ())]
    for row in file.rows():
        found.rows += 1
        if row.flaw or row.is_blank or len(row.cells) != width:
            continue
        _sample(found.samples, row.cells)
        for position in moments:
            found.dates.look_at(row.line, clean_line(row.cells[position][:200]), zone)
        for position in places.get("number", ()):
            found.highest = max(found.highest, number_in(clean_line(row.cells[position][:60])) or 0)
    return found


def is_nothing(text):
    """Whether a cell says nothing, as other programs write it: NULL, None, \\N."""
    return text.casefold() in EMPTY


def _sample(samples, cells):
    for kept, cell in zip(samples, cells, strict=True):
        if len(kept) < EXAMPLES and cell:
            text = clean_line(cell[:500])[:SAMPLE_LENGTH]
            if text not in kept and not is_nothing(text):
                kept.append(text)


def _day(moment):
    return date_format(moment, "j F Y")
