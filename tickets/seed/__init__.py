"""Brings the seed's own database over: its employees, HR code, assets and tickets. `manage.py import_seed` calls it.

A later run over the same file, or a grown one, adds what is new and leaves everything else as it is by then. A row is
known by: a ticket's external_id; an asset's first tag and an employee's id, both in the event of their import.
"""

import time
from itertools import islice

from django.db import transaction
from django.utils import timezone

from activity import record
from tickets.seed.assets import Assets
from tickets.seed.employees import Employees, bring_hr_code
from tickets.seed.report import Report
from tickets.seed.source import opened
from tickets.seed.tickets import Tickets, refuse_taken
from tickets.seed.writing import ForGood, OnlyLooking

CHUNK = 1000  # rows


def bring_over(path, *, when_taken=refuse_taken):
    """Import the file at once, all in one transaction; the Report. Raises NotPossible, and the database's own errors."""
    with transaction.atomic(), record.batch():
        return _carry(path, ForGood(), when_taken)


def look_over(path, *, when_taken=refuse_taken):
    """The Report that bring_over would give, with nothing written. Raises NotPossible."""
    return _carry(path, OnlyLooking(), when_taken)


def _carry(path, door, when_taken):
    started, now = time.monotonic(), timezone.now().replace(microsecond=0)
    report = Report()
    with opened(path, report) as seed:
        employees, assets = Employees(door, report), Assets(door, report, now)
        employees.bring(seed.rows("employees"))
        bring_hr_code(seed.rows("human_resources"), door, report)
        for rows in _chunks(seed.rows("assets")):
            assets.bring(rows)
        door.reserve_numbers(seed.highest_number())
        tickets = Tickets(door, report, now, employees=employees, assets=assets, when_taken=when_taken)
        for rows in _chunks(seed.rows("tickets")):
            tickets.bring(rows)
    report.seconds = time.monotonic() - started
    return report


def _chunks(rows):
    rows = iter(rows)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk
