"""Ten thousand lines, five hundred of them bad in twenty ways: exactly the good ones come, and each bad one is named."""

import csv
import os
import random
import resource
import subprocess
import sys
import time

import pytest
from django.conf import settings as desk
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tickets import importing
from tickets.importing import plan, rejects
from tickets.models import Ticket
from tickets.tests.imported import windows_that_would_change_something

LINES, BAD = 10_000, 500
HEADER = "Id,No,Subject,Body,Name,Mail,Status,Priority,Category,Type,Created,Closed"
COLUMNS = {
    "external_id": ["Id"], "number": ["No"], "subject": ["Subject"], "description": ["Body"], "requester_name": ["Name"],
    "requester_email": ["Mail"], "status": ["Status"], "priority": ["Priority"], "category": ["Category"], "type": ["Type"],
    "created": ["Created"], "closed": ["Closed"],
}  # fmt: skip


def good(n):
    created = f"2024-01-{n % 28 + 1:02d} 10:00:00"
    return [f"T-{n}", str(100_000 + n), f"Prüfung {n}, “größer”", f'Zeile eins\n"Zeile" zwei von {n}', f"Zoë {n % 700}",
            f"zoe{n % 700}@x.example", "Open", "High", "Software", "Incident", created, ""]  # fmt: skip


def one_line(cells):
    return [cell.replace("\n", " ") for cell in cells]


def line_of(cells):
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells).encode()


def with_cell(at, value):
    return lambda cells: line_of([*cells[:at], value, *cells[at + 1 :]])


TWENTY = [
    with_cell(10, "soon"), with_cell(10, "0000-01-01"), with_cell(10, "2024-02-31"), with_cell(10, "2024-01-01 25:00"),
    with_cell(10, "=TODAY()"), with_cell(11, str(10**30)), with_cell(11, "9999-12-31T23:59:59-14:00"), with_cell(0, "T-0"),
    with_cell(1, "100000"), with_cell(6, "Limbo"), with_cell(7, "Purple"), with_cell(8, "Cats"), with_cell(9, "Wish"),
    with_cell(0, "9" * 101), lambda cells: line_of(["", "", "", "", *cells[4:]]), lambda cells: line_of(cells[:7]),
    lambda cells: line_of([*cells, "one more"]), lambda cells: line_of(cells[:2]) + b',"never closed,' + cells[0].encode(),
    lambda cells: ",".join(cells[:3]).encode("latin-1", "replace") + b"\xff\xfe,,,,,,,,,",
    lambda cells: ",".join([cells[0], *[""] * 11]).encode("utf-16-le"),
]  # fmt: skip


def write(path, lines, bad, seed):
    """Writes the file; the lines on which its bad rows begin. The first row is good: others may repeat its id and number."""
    chance = random.Random(seed)
    wrong = dict(zip(sorted(chance.sample(range(1, lines), bad)), (TWENTY[n % 20] for n in range(bad)), strict=True))
    at, bad_lines, rows = 2, [], [HEADER.encode()]
    for n in range(lines):
        row = wrong[n](one_line(good(n))) if n in wrong else line_of(good(n))
        bad_lines += [at] if n in wrong else []
        at += row.count(b"\n") + 1
        rows.append(row)
    path.write_bytes(b"\n".join(rows) + b"\n")
    return bad_lines


def bring(path, refused):
    job = importing.prepared(importing.opened(path), plan.Plan(columns=COLUMNS, source="bulk"))
    with rejects.written_to(refused, job.file.headers) as writer:
        return importing.bring_over(job, by=None, rejects=writer)


def check(tmp_path, lines, bad, seed):
    """Everything but the time; the batch."""
    bad_lines = write(tmp_path / "bulk.csv", lines, bad, seed)
    report, batch = bring(tmp_path / "bulk.csv", tmp_path / "rejects.csv")
    assert report.counts["new"] == lines - bad == Ticket.objects.filter(external_source="bulk").count()
    with (tmp_path / "rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        named = [int(row[0]) for row in list(csv.reader(file))[1:]]
    assert named == bad_lines and len(named) == report.counts["refused"]
    again, _batch = bring(tmp_path / "bulk.csv", tmp_path / "again.csv")
    assert (again.counts["new"], again.counts["same"]) == (0, lines - bad)
    return batch


@pytest.mark.django_db
@pytest.mark.bulk_loaded
@pytest.mark.parametrize("seed", [1, 2])
def test_exactly_the_good_rows_come_and_each_bad_one_is_named(tmp_path, seed):
    batch = check(tmp_path, 300, 60, seed)
    assert list(windows_that_would_change_something()) == []
    undone = importing.take_back(batch, by=None)
    assert undone.binned == 240 and not undone.worked_on and not Ticket.objects.present().exists()


def queries_to_bring_back(path, lines):
    """How many it takes when all of it lies in the bin, where the rows say another status and another time than before."""
    nothing = transaction.savepoint()
    write(path, lines, 0, 1)
    _report, batch = bring(path, path.with_suffix(".rejects"))
    importing.take_back(batch, by=None)
    path.write_text(path.read_text("utf-8").replace('"Open"', '"Closed"').replace(" 10:00:00", " 09:00:00"), "utf-8")
    with CaptureQueriesContext(connection) as asked:
        report, _batch = bring(path, path.with_suffix(".rejects"))
    assert report.counts["back"] == lines == Ticket.objects.present().filter(status="closed", version=3).count()
    transaction.savepoint_rollback(nothing)
    return len(asked)


@pytest.mark.django_db
@pytest.mark.bulk_loaded
def test_bringing_back_a_thousand_takes_no_query_for_each(tmp_path):
    few, many = queries_to_bring_back(tmp_path / "few.csv", 250), queries_to_bring_back(tmp_path / "many.csv", 1000)
    assert many < 4 * few < 200


@pytest.mark.django_db
@pytest.mark.bulk_loaded
@pytest.mark.long
def test_ten_thousand_lines(tmp_path):
    check(tmp_path, LINES, BAD, 7)


@pytest.mark.long
@pytest.mark.process
def test_ten_thousand_lines_take_less_than_a_minute_and_200_megabytes(tmp_path):
    write(tmp_path / "bulk.csv", LINES, BAD, 3)
    environment = {**os.environ, "ITDESK_DATA_DIR": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "itdesk.settings"}
    environment.pop("DATABASE_URL", None)
    manage = [sys.executable, str(desk.BASE_DIR / "manage.py")]
    subprocess.run([*manage, "migrate", "-v0"], env=environment, check=True)
    columns = [f"--map={name}={headers[0]}" for name, headers in COLUMNS.items()]
    started = time.monotonic()
    said = subprocess.run(
        [*manage, "import_tickets", str(tmp_path / "bulk.csv"), *columns, "--apply"],
        env=environment, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert "10,000 rows = 9,500 new + 0 back from the bin + 0 here already + 500 refused + 0 blank" in said
    assert time.monotonic() - started < 60
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 200 * 1024
