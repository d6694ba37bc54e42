"""How a row of the seed is understood, and what becomes of what can't be: it is reported, and kept as a line of text."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from django.utils.translation import gettext as _

from itdesk.text import clean_line, clean_text, fold

YEARS = range(1900, 2200)  # others are slips of the pen

_CLOCK = r"(?:[T ,]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?)?"
_OFFSET = r" ?(?:(?P<utc>Z|UTC|GMT)|(?P<sign>[+-])(?P<ahead_hours>\d\d):?(?P<ahead_minutes>\d\d))?"
_YEAR_FIRST = r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
_YEAR_LAST = r"(?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})"
_FORMS = [re.compile(form + _CLOCK + _OFFSET, re.ASCII | re.IGNORECASE) for form in (_YEAR_FIRST, _YEAR_LAST)]


class Unreadable(ValueError):
    """A text that is no date."""


class Ambiguous(Unreadable):
    """A date of which nobody can tell the day from the month."""


class Entry:
    """One row while it is being understood. Whatever is not understood ends up in `kept`, and in the report."""

    def __init__(self, row, report):
        self.row, self.report = row, report
        self.kept = []

    def doubt(self, column, why):
        """Report the row, and keep what the column said."""
        self.report.warn(self.row, why)
        if said := clean_line(self.row.text(column)):
            self.kept.append(f"Imported: {column} was '{said}'")

    def cut(self, column, limit):
        """The column as one line of at most that many characters; the whole of a longer one is kept."""
        line = self.row.line(column)
        if len(line) <= limit:
            return line
        self.doubt(column, _("{column} is too long; cut, and the whole of it kept").format(column=column))
        return cut(line, limit)

    def day(self, column):
        """The column as a date, or None."""
        text = self.row.line(column)
        try:
            return day(text) if text else None
        except Ambiguous:
            self.doubt(column, _("{column} could be two dates; kept as text").format(column=column))
        except Unreadable:
            self.doubt(column, _("{column} is no date; kept as text").format(column=column))

    def moment(self, column):
        """The column as a moment, aware, in UTC, to the second; or None. A day that could be the month is the day."""
        text = self.row.line(column)
        try:
            found = moment(text) if text else None
        except Unreadable:
            self.doubt(column, _("{column} is no time; kept as text").format(column=column))
            return None
        if text and is_ambiguous(text):
            self.doubt(column, _("{column} could be two dates; read with the day first").format(column=column))
        return found

    def with_kept(self, body, limit):
        """The body with what was kept below it, in normal form and within the limit (of characters)."""
        footer = clean_text("\n".join(self.kept))[:limit]
        room = limit - len(footer) - 2 if footer else limit
        body = clean_text(body)
        if len(body) > room:
            self.report.warn(self.row, _("the text is longer than {limit} characters; cut").format(limit=limit))
        return clean_text(f"{body[: max(room, 0)]}\n\n{footer}")


def cut(line, limit):
    """A line of at most that many characters, in normal form."""
    return clean_line(line[:limit])


def cut_folded(line, limit):
    """A line that is at most that many characters when it is folded, which can make one letter eighteen."""
    while len(fold(line)) > limit:
        line = cut(line, len(line) - 1)
    return line


def simplified(text):
    """What spellings of one word have in common: "Cell phones", "CELLPHONE" and "cell-phone" are one."""
    word = "".join(char for char in fold(text) if char.isalnum())
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def moment(text):
    """The moment that a text says, aware, in UTC, to the second; without an offset it says UTC. Raises Unreadable."""
    parts = _parts(text)
    clock = [int(parts[name] or 0) for name in ("hour", "minute", "second")]
    try:
        ahead = timedelta(hours=int(parts["ahead_hours"] or 0), minutes=int(parts["ahead_minutes"] or 0))
        zone = timezone(-ahead if parts["sign"] == "-" else ahead)
        try:
            said = datetime(*_numbers(parts), *clock, tzinfo=zone)
        except ValueError:
            said = datetime(*_swapped(parts), *clock, tzinfo=zone)
    except ValueError as error:
        raise Unreadable(text) from error
    return said.astimezone(UTC)


def day(text):
    """The date that a text says, with or without a time behind it. Raises Unreadable, Ambiguous."""
    parts = _parts(text)
    if is_ambiguous(text):
        raise Ambiguous(text)
    try:
        try:
            return date(*_numbers(parts))
        except ValueError:
            return date(*_swapped(parts))
    except ValueError as error:
        raise Unreadable(text) from error


def is_ambiguous(text):
    """Whether a readable date could also have its day and month the other way round. With dots, the day is first."""
    parts = _parts(text)
    _year, month, day_ = _numbers(parts)
    return _is_year_last(parts) and parts["mark"] != "." and month != day_ and max(month, day_) <= 12


def _parts(text):
    found = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    if found is None or int(found["year"]) not in YEARS:
        raise Unreadable(text)
    return found


def _numbers(parts):
    return int(parts["year"]), int(parts["month"]), int(parts["day"])


def _swapped(parts):
    """Month first, as in 12/31/2020; only where the year comes last and slashes or hyphens stand between."""
    if not _is_year_last(parts) or parts["mark"] == ".":
        raise ValueError
    return int(parts["year"]), int(parts["day"]), int(parts["month"])


def _is_year_last(parts):
    return parts.start("year") > parts.start("day")
