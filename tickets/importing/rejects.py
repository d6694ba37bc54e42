"""The rows that stayed behind, as a CSV file to mend and import again: each with its line and the reason."""

import csv
import os
from contextlib import contextmanager
from dataclasses import replace

from django.utils.translation import gettext as _

from tickets.importing.encodings import BAD
from tickets.seed.report import NotPossible

COLUMNS = ["import line", "import verdict", "import reason"]
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class Writer:
    """Writes rows of one file. `number` counts them."""

    def __init__(self, file, headers):
        self.table, self.number = csv.writer(file), 0
        self.table.writerow([*COLUMNS, *map(neutral, headers)])

    def write(self, row, what, reason):
        cells = (neutral(cell.replace(BAD, "\ufffd").replace("\0", "")) for cell in row.cells)
        self.table.writerow([row.line, what, reason, *cells])
        self.number += 1


@contextmanager
def written_to(path, headers):
    """A Writer to a file that only its owner can read; a file without rows is taken away again. Raises NotPossible."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise NotPossible(_("{path} can't be written: {why}.").format(path=path, why=error.strerror)) from error
    writer = None
    try:
        with open(descriptor, "w", encoding="utf-8-sig", errors="replace", newline="") as file:
            writer = Writer(file, headers)
            yield writer
    finally:
        if not (writer and writer.number):
            path.unlink(missing_ok=True)


def neutral(cell):
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell.lstrip("'").startswith(FORMULAS) else cell


def as_it_was(row):
    """A row of such a file without our columns, its cells as they once were."""
    cells = [cell[1:] if cell[:1] == "'" and cell.lstrip("'").startswith(FORMULAS) else cell for cell in row.cells]
    return replace(row, cells=cells[len(COLUMNS) :])
