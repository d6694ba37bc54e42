"""Brings tickets over from another help desk's CSV file. `manage.py import_tickets` and the page /tickets/import/ call it.

file = opened(path)                       # encoding, delimiter, header
job = prepared(file, plan)                # the first look: rows, dates
report = look_over(job)                   # every verdict, nothing written
report = bring_over(job, by=agent)        # all good rows in one transaction
"""

import time
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from activity import record
from tickets.importing.carrying import Carrier
from tickets.importing.file import File, opened
from tickets.importing.plan import Plan
from tickets.importing.report import REFUSED, Report
from tickets.importing.survey import Survey, surveyed
from tickets.importing.writing import ForGood, OnlyLooking, take_back, tickets_of
from tickets.seed.report import NotPossible

__all__ = [
    "File", "Job", "NotAll", "NotPossible", "Plan", "Report", "bring_over", "look_over", "opened", "prepared", "take_back",
    "tickets_of",
]  # fmt: skip


class NotAll(Exception):
    """Nothing was written, because a row is refused and all were wanted; `report` says which."""

    def __init__(self, report):
        super().__init__("refused")
        self.report = report


@dataclass(frozen=True)
class Job:
    """A file, what was decided about it, and the first look through it. order: how its dates are read, or None."""

    file: File
    plan: Plan
    places: dict[str, list[int]]
    survey: Survey
    order: str | None


def prepared(file, plan):
    """The Job. Raises NotPossible: a column that is not there, dates that could be two."""
    plan.check()
    places = plan.places(file.headers)
    survey = surveyed(file, plan, places)
    return Job(file, plan, places, survey, survey.dates.order(plan.dates))


def look_over(job, *, rejects=None, tell=None):
    """The Report that bring_over would give, with nothing written."""
    return _carried(job, OnlyLooking(), Report(rejects=rejects, tell=tell))


def bring_over(job, *, by, rejects=None, tell=None) -> tuple[Report, UUID]:
    """Import every good row, all in one transaction; the Report and the batch by which it can be taken back."""
    with transaction.atomic(), record.batch() as batch:
        return _carried(job, ForGood(by), Report(rejects=rejects, tell=tell)), batch


def bring_all_over(job, *, by, rejects=None, tell=None) -> tuple[Report, UUID]:
    """As bring_over, or nothing when a row is refused: then NotAll is raised."""
    with transaction.atomic():
        report, batch = bring_over(job, by=by, rejects=rejects, tell=tell)
        if report.counts[REFUSED]:
            raise NotAll(report)
        return report, batch


def _carried(job, door, report):
    started, now = time.monotonic(), timezone.now().replace(microsecond=0)
    door.reserve_numbers(job.survey.highest)
    Carrier(file=job.file, places=job.places, plan=job.plan, order=job.order, door=door, report=report, now=now).carry()
    report.seconds = time.monotonic() - started
    return report
