"""The rows of a delimited text file, one at a time, however broken it is: one bad row never swallows the next."""

import csv
import io
from collections import deque
from dataclasses import dataclass

from django.utils.translation import gettext as _

from itdesk.text import clean_line
from tickets.importing.encodings import BAD

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
LONGEST_ROW = 2000  # lines; a quote that is open for longer was never closed
LARGEST_ROW = 8_000_000  # characters
SAMPLED = 300  # rows that the delimiter is judged by
MOST_COLUMNS = 1000


@dataclass(frozen=True)
class Row:
    """line: the line of the file on which the row begins, from 1. flaw: why it can't be used, or ""."""

    line: int
    cells: list[str]
    flaw: str = ""

    @property
    def is_blank(self):
        return not self.flaw and not any(cell.strip() for cell in self.cells)


def rows_of(path, encoding, delimiter):
    """Each Row of a file, the header's too. Raises OSError."""
    csv.field_size_limit(LARGEST_ROW)
    with path.open("rb") as file:
        lines = io.TextIOWrapper(file, encoding, errors="tickets.bad", newline="")
        yield from parsed(lines, delimiter)


def parsed(lines, delimiter):
    """Each Row of an iterable of lines that keep their ends."""
    ahead = _Lines(lines)
    while (first := ahead.take()) is not None:
        start = ahead.number
        if '"' not in first:
            yield _row(start, first.rstrip("\r\n").split(delimiter) if first.strip("\r\n") else [])
            continue
        taken = [first]
        try:
            cells = next(csv.reader(_growing(taken, ahead), delimiter=delimiter, strict=True))
        except csv.Error:
            ahead.give_back(taken[1:])
            yield Row(start, [first.rstrip("\r\n")], _("a quotation mark is not closed, or stands inside a cell"))
        else:
            yield _row(start, cells)


def delimiter_of(path, encoding):
    """The delimiter by which most of the first rows fall into as many cells as the first of them."""
    best, most = ",", 0
    for delimiter in DELIMITERS.values():
        rows = [row for row, _n in zip(rows_of(path, encoding, delimiter), range(SAMPLED), strict=False)]
        rows = [row for row in rows if not row.is_blank and not row.flaw and not _is_hint(row)]
        width = len(rows[0].cells) if rows else 0
        alike = sum(len(row.cells) == width for row in rows) if width > 1 else 0
        if alike * (width > 1) * width > most:
            best, most = delimiter, alike * width
    return best


def hinted_delimiter(path, encoding):
    """What a first line such as `sep=;` (a spreadsheet's own) says, or None."""
    first = next(rows_of(path, encoding, "\0"), None)
    text = first.cells[0].lstrip("\ufeff").strip().strip('"').lower() if first and first.cells else ""
    return text[4:] if text.startswith("sep=") and text[4:] in DELIMITERS.values() else None


def without_hint(rows):
    """The rows without blank ones before the header and without a `sep=` line. The first is the header's."""
    begun = False
    for row in rows:
        if begun or not (row.is_blank or _is_hint(row)):
            begun = True
            yield row


def headers_in(cells):
    """The header's cells as names: in normal form, `Name#2` for the second of a name, `#3` for a third without one."""
    seen = {}
    names = []
    for position, cell in enumerate(cells, 1):
        name = clean_line(cell.replace(BAD, "\ufffd"))[:200] or f"#{position}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return names


def _is_hint(row):
    return bool(row.cells) and row.cells[0].lstrip("\ufeff").lower().startswith("sep=") and len("".join(row.cells)) <= 5


def _growing(taken, ahead):
    """The lines of one row as the parser asks for them; too many are an end, which strict parsing takes for an error."""
    yield taken[0]
    size = len(taken[0])
    while len(taken) < LONGEST_ROW and size < LARGEST_ROW and (line := ahead.take()) is not None:
        taken.append(line)
        size += len(line)
        yield line


def _row(line, cells):
    if any(BAD in cell for cell in cells):
        return Row(line, cells, _("has bytes that are no text in the file's encoding"))
    if any("\0" in cell for cell in cells):
        return Row(line, cells, _("has zero bytes: a piece of another encoding, or no text at all"))
    return Row(line, cells)


class _Lines:
    """Lines that can be given back. number: of the line that was taken last, from 1."""

    def __init__(self, lines):
        self.lines, self.waiting, self.number = iter(lines), deque(), 0

    def take(self):
        line = self.waiting.popleft() if self.waiting else next(self.lines, None)
        self.number += line is not None
        return line

    def give_back(self, lines):
        self.waiting.extendleft(reversed(lines))
        self.number -= len(lines)
