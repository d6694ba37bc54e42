"""Dates as help desks export them, and the two ways to read 01/02/2024."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from tickets.seed.reading import YEARS, Ambiguous, Unreadable

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
ORDERS = (DAY_FIRST, MONTH_FIRST)

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAME = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +)?"
_TIME = r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d{1,9})?)?(?: ?(?P<half>[ap])\.?m\.?)?"
_CLOCK = rf"(?:(?:[T ,]+|, at |  ?at ){_TIME})?"
_OFFSET = r" ?(?:(?P<utc>Z|UTC|GMT)|(?P<sign>[+-])(?P<ahead_hours>\d\d):?(?P<ahead_minutes>\d\d)?)?"
_DAY, _YEAR = r"(?P<day>\d{1,2})", r"(?P<year>\d{4}|\d\d)"
_YEAR_FIRST = rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark){_DAY}{_CLOCK}"
_COMPACT = r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?"
_YEAR_LAST = rf"{_WEEKDAY}{_DAY}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark){_YEAR}{_CLOCK}"
_DAY_MONTH = rf"{_WEEKDAY}{_DAY}(?:st|nd|rd|th)?[-/ .]+{_NAME}[-/ ,]+{_YEAR}{_CLOCK}"
_MONTH_DAY = rf"{_WEEKDAY}{_NAME}[- ]+{_DAY}(?:st|nd|rd|th)?,? +(?P<year>\d{{4}}){_CLOCK}"
_UNIX = rf"{_WEEKDAY}{_NAME} +{_DAY} +{_TIME} +(?P<year>\d{{4}})"
_FORMS = [
    re.compile(form + _OFFSET, re.ASCII | re.IGNORECASE)
    for form in (_YEAR_FIRST, _COMPACT, _YEAR_LAST, _DAY_MONTH, _MONTH_DAY, _UNIX)
]
_EITHER_WAY = _FORMS[2]  # the only one in which day and month can change places


@dataclass(frozen=True)
class Readings:
    """A text as a moment by either order; None where that order makes no date of it."""

    day_first: datetime | None
    month_first: datetime | None

    @property
    def is_ambiguous(self):
        return None not in (self.day_first, self.month_first) and self.day_first != self.month_first


def readings(text, zone: tzinfo = UTC):
    """The Readings of a text, aware, in UTC, to the second; without an offset it is the zone's time. Raises Unreadable.

    With the year first, with dots, or with the month's name there is one reading.
    """
    match = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    if match is None:
        raise Unreadable(text)
    parts = match.groupdict()
    found = [_moment(parts, month, day, zone) for month, day in _orders(parts, match.re)]
    if not any(found):
        raise Unreadable(text)
    return Readings(found[0], found[-1])


def moment(text, order, zone: tzinfo = UTC):
    """The moment that a text says in that order (None: there must be only one). Raises Unreadable, Ambiguous."""
    both = readings(text, zone)
    if order is None:
        if both.is_ambiguous:
            raise Ambiguous(text)
        return both.day_first or both.month_first
    found = both.day_first if order == DAY_FIRST else both.month_first
    if found is None:
        raise Unreadable(text)
    return found


def _orders(parts, form):
    """(month, day) with the day first, then with the month first; one where the text leaves no choice."""
    month, day = parts.get("month"), int(parts["day"])
    if month is None:
        return [(_MONTHS.index(parts["name"].lower()) + 1, day)]
    as_written = (int(month), day)
    is_free = form is _EITHER_WAY and parts["mark"] != "."
    return [as_written, as_written[::-1]] if is_free else [as_written]


def _moment(parts, month, day, zone):
    year = int(parts["year"])
    year += 2000 if len(parts["year"]) == 2 else 0
    hour = int(parts["hour"] or 0)
    if parts.get("half"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if parts["half"].lower() == "p" else 0)
    try:
        said = datetime(year, month, day, hour, int(parts["minute"] or 0), int(parts["second"] or 0))
    except ValueError:
        return None
    return said.replace(tzinfo=_zone(parts, zone)).astimezone(UTC) if year in YEARS else None


def _zone(parts, zone):
    if parts.get("utc"):
        return UTC
    if not parts.get("sign"):
        return zone
    ahead = timedelta(hours=int(parts["ahead_hours"]), minutes=int(parts["ahead_minutes"] or 0))
    return timezone(-ahead if parts["sign"] == "-" else ahead)
