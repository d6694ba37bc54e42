"""The seed's own database file: read-only, row by row, whatever is missing from it."""

import hashlib
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from itdesk.text import clean_line
from tickets.seed.report import NotPossible

TABLES = {
    "employees": ("employee_id", "firstName", "lastName", "email", "username", "password", "name"),
    "human_resources": ("hr_code",),
    "assets": (
        "asset_id", "asset_tag", "brand", "model", "serial_number", "date_in_service", "warranty_start", "warranty_end",
        "device_type", "asset_status",
    ),
    "tickets": (
        "ticket_id", "status", "time_created", "time_closed", "subject", "service_type", "description", "agent_name",
        "asset_tag", "created_by", "email",
    ),
}  # fmt: skip
NAMED_BY = {"employees": "employee_id", "assets": "asset_id", "tickets": "ticket_id"}
SHOWN = 40  # characters of an id in a report
NOTHING = {"", "none", "null"}  # what Python, forms and databases write for it


class NotTheSeed(NotPossible):
    """The file can't be read as the seed's database; str() says why, in the reader's language."""


@dataclass(frozen=True)
class Row:
    """One row as text; "" for what is NULL, and for a column that the file has not got."""

    table: str
    id: str  # as it stands in the file, for people to find it by
    values: dict[str, str]

    def text(self, column):
        """As the file has it, not cleaned."""
        return self.values.get(column, "")

    def line(self, column):
        """As one line in normal form; "" also where the seed wrote None or null."""
        line = clean_line(self.text(column))
        return "" if line.casefold() in NOTHING else line

    def key(self):
        """What the row is known by in every run: its id, else a digest of all its values. At most 100 characters."""
        named = self.line(NAMED_BY[self.table])
        if named.isascii() and named.isdigit() and len(named) < 20:
            return str(int(named))
        text = "\0".join(f"{column}={value}" for column, value in sorted(self.values.items()))
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:20]
        return named if named and len(named) <= 90 else f"no-id-{digest}"


@contextmanager
def opened(path, report):
    """The file for as long as it is read, in one state of it. Raises NotTheSeed, also while reading."""
    _look_at(Path(path))
    try:
        connection = sqlite3.connect(Path(path).resolve().as_uri() + "?mode=ro", uri=True, isolation_level=None)
    except sqlite3.Error as error:
        raise NotTheSeed(_unreadable(path, error)) from error
    try:
        connection.text_factory = bytes
        connection.execute("BEGIN")
        yield SeedFile(connection, report)
    except sqlite3.Error as error:
        raise NotTheSeed(_unreadable(path, error)) from error
    finally:
        connection.close()


class SeedFile:
    """The tables of an open file. Reports what is missing."""

    def __init__(self, connection, report):
        self.connection, self.report = connection, report
        self.columns = {table: self._columns(table) for table in TABLES}
        if not any(self.columns.values()):
            raise NotTheSeed(_("The file is a SQLite database, but has none of the seed's tables."))

    def rows(self, table):
        """Each row of a table, in the file's own order."""
        columns = self.columns[table]
        if not columns:
            return
        for position, cells in enumerate(self._select(table, columns), 1):
            yield self._row(table, position, dict(zip(columns, cells, strict=True)))

    def highest_number(self):
        """The highest ticket number below 2**62 in the file; 0 when there is none."""
        if "ticket_id" not in self.columns["tickets"]:
            return 0
        cells = (cell for (cell,) in self._select("tickets", ["ticket_id"]))
        return max((number_in(clean_line(_decoded(cell)[0])) or 0 for cell in cells), default=0)

    def _select(self, table, columns):
        names = ", ".join(f'"{self.columns[table][column]}"' for column in columns)
        return self.connection.execute(f'SELECT {names} FROM "{table}"')  # noqa: S608  (names that we know)

    def _columns(self, table):
        """{the name we know: the file's own} of the columns that are there."""
        described = self.connection.execute(f'PRAGMA table_xinfo("{table}")').fetchall()
        there = {_decoded(name)[0].lower(): _decoded(name)[0] for _number, name, *_rest in described}
        if not there:
            self.report.note(_("The file has no table “{table}”.").format(table=table))
            return {}
        for column in TABLES[table]:
            if column.lower() not in there:
                missing = _("The file has no column “{column}” in “{table}”.")
                self.report.note(missing.format(column=column, table=table))
        return {column: there[column.lower()] for column in TABLES[table] if column.lower() in there}

    def _row(self, table, position, cells):
        decoded = {column: _decoded(cell) for column, cell in cells.items()}
        values = {column: text for column, (text, _sound) in decoded.items()}
        named = clean_line(values.get(NAMED_BY.get(table), ""))[:SHOWN]
        row = Row(table, named or _("row {position}").format(position=position), values)
        if not all(sound for _text, sound in decoded.values()):
            self.report.warn(row, _("bytes that are no UTF-8 became �"))
        return row


def number_in(text):
    """The ticket number that a line is, from 1 to 2**62 - 1, or None."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0
    return number if 0 < number < 2**62 else None


def _look_at(path):
    try:
        start = path.open("rb").read(16) if path.is_file() else None
    except OSError as error:
        raise NotTheSeed(_unreadable(path, error.strerror)) from error
    if start is None:
        raise NotTheSeed(_("There is no file {path}.").format(path=path))
    if not start:
        raise NotTheSeed(_("{path} is empty.").format(path=path))
    if start != b"SQLite format 3\0":
        raise NotTheSeed(_("{path} is no SQLite database.").format(path=path))


def _unreadable(path, why):
    return _("{path} can't be read: {why}.").format(path=path, why=why)


def _decoded(cell):
    """(text, whether all of it was readable) of a cell, whatever type it has."""
    if cell is None:
        return "", True
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell)), True
    if not isinstance(cell, bytes):
        return str(cell), True
    try:
        return cell.decode(), True
    except UnicodeDecodeError:
        return cell.decode(errors="replace"), False
