"""A file to import, opened: its encoding, its delimiter, its header, and its rows as often as they are asked for."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from tickets.importing import encodings, rejects, rows
from tickets.importing.encodings import Encoding
from tickets.seed.report import NotPossible


@dataclass(frozen=True)
class File:
    path: Path
    encoding: Encoding
    delimiter: str
    headers: list[str]
    is_rejects: bool = False  # written by an earlier import: its own three columns are left out

    def rows(self):
        """Each Row under the header. Raises NotPossible when the file can't be read any more."""
        try:
            found = rows.without_hint(rows.rows_of(self.path, self.encoding.name, self.delimiter))
            next(found, None)
            for row in found:
                yield rejects.as_it_was(row) if self.is_rejects else row
        except OSError as error:
            raise _unreadable(self.path, error) from error

    @property
    def delimiter_name(self):
        names = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("pipe")}
        return names.get(self.delimiter, self.delimiter)


def opened(path, *, encoding="", delimiter=""):
    """The File; encoding and delimiter are found where they are not told. Raises NotPossible."""
    path = Path(path)
    try:
        if not path.is_file():
            raise NotPossible(_("There is no file {path}.").format(path=path))
        if not path.stat().st_size:
            raise NotPossible(_("{path} is empty.").format(path=path.name))
        return _opened(path, encoding, delimiter)
    except OSError as error:
        raise _unreadable(path, error) from error


def _opened(path, encoding, delimiter):
    _refuse_other_formats(path)
    found = encodings.named(encoding) if encoding else encodings.detected(path)
    cut_at = _delimiter(delimiter) or rows.hinted_delimiter(path, found.name) or rows.delimiter_of(path, found.name)
    header = next(rows.without_hint(rows.rows_of(path, found.name, cut_at)), None)
    if header is None:
        raise NotPossible(_("The file has no line with the names of the columns."))
    if header.flaw:
        raise NotPossible(
            _("Line {line}, with the names of the columns, {flaw}.").format(line=header.line, flaw=header.flaw)
        )
    if len(header.cells) > rows.MOST_COLUMNS:
        raise NotPossible(_("The file has more than {number} columns.").format(number=rows.MOST_COLUMNS))
    headers = rows.headers_in(header.cells)
    is_rejects = headers[: len(rejects.COLUMNS)] == rejects.COLUMNS
    return File(path, found, cut_at, headers[len(rejects.COLUMNS) :] if is_rejects else headers, is_rejects)


def _delimiter(told):
    if not told:
        return ""
    cut_at = rows.DELIMITERS.get(told.lower(), "\t" if told == "\\t" else told)
    if len(cut_at) != 1 or cut_at in '"\r\n\0':
        raise NotPossible(_("A delimiter is comma, semicolon, tab, pipe or any one character."))
    return cut_at


def _refuse_other_formats(path):
    with path.open("rb") as file:
        start = file.read(16)
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise NotPossible(_("This is a spreadsheet. Save it as CSV (UTF-8) first: only text files can be read."))
    if start.startswith((b"\x1f\x8b", b"SQLite format 3", b"%PDF", b"\x89PNG", b"\xff\xd8\xff")):
        raise NotPossible(_("This is no text file with columns (CSV, TSV)."))
    if start.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"[", b"{", b"<"):
        raise NotPossible(_("This looks like JSON, XML or HTML. Only text files with columns (CSV, TSV) can be read."))


def _unreadable(path, error):
    return NotPossible(_("{path} can't be read: {why}.").format(path=path.name, why=error.strerror or error))
