"""When things happen at ALPHA: people write at all hours, mostly in office hours; agents work in theirs. All in UTC."""

from datetime import datetime, timedelta
from typing import NamedTuple

from tickets.demo.chance import dice

HOURS = [0.2, 0.4, 0.6, 0.5, 0.4, 0.6, 1.5, 4, 8, 10, 9, 7, 5, 7, 8, 7, 5, 3, 1.5, 0.8, 0.5, 0.4, 0.3, 0.2]
DAYS = [1.3, 1.1, 1, 1, 0.9, 0.06, 0.05]  # Monday first
WORK = range(7, 18)
NEWEST = [0, 38, 94, 151, 207, 262, 345, 431, 528, 640, 771, 905]  # minutes before the last: a list that looks alive
QUIET = timedelta(minutes=61)  # what is older than an hour is history, and nobody is told of it


class Year(NamedTuple):
    """The time that the demo covers: from `first` to `last`, as seen from `now`."""

    first: datetime
    last: datetime
    now: datetime

    @classmethod
    def before(cls, now):
        now = now.replace(microsecond=0)
        return cls(now - timedelta(days=365), now - QUIET, now)


def arrivals(year, count):
    """`count` moments, oldest first: spread over the year as people write, the newest within the last hours."""
    rolls = dice("arrivals")
    newest = [year.last - timedelta(minutes=minutes) for minutes in reversed(NEWEST[: max(1, count // 10)])]
    start = year.first.replace(minute=0, second=0)
    hours = int((newest[0] - start) / timedelta(hours=1)) - 1
    slots = [start + timedelta(hours=n) for n in range(1, hours)]
    weights = [HOURS[slot.hour] * DAYS[slot.weekday()] for slot in slots]
    drawn = rolls.choices(slots, weights, k=count - len(newest))
    return sorted(slot + timedelta(seconds=rolls.randrange(3600)) for slot in drawn) + newest


def at_work(moment):
    """That moment if agents are at work, else a later one when they are."""
    while not _is_worked(moment):
        moment += timedelta(hours=7)
    return moment


def at_work_before(moment):
    """That moment if agents are at work, else an earlier one when they were."""
    while not _is_worked(moment):
        moment -= timedelta(hours=7)
    return moment


def _is_worked(moment):
    return moment.weekday() < 5 and moment.hour in WORK
