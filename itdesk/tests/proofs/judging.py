"""After the experiment: is everything there that was acknowledged, whole, and does the log add up."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q

from activity.models import Event
from activity.verify import verify
from tickets.models import Ticket


@dataclass
class Found:
    """lost: acknowledged and not there. partial: there without its event or its delivery, or more than once."""

    lost: int
    partial: int
    tickets: int
    broken: list


def judge(acknowledged, *, after=0):
    """acknowledged: {number: subject} of submitted tickets whose requester has an address.

    after: the number of the last ticket that was there before; those were imported or made up, and owe nobody anything.
    """
    there = dict(Ticket.objects.filter(pk__in=acknowledged).values_list("pk", "subject"))
    lost = sum(there.get(number) != subject for number, subject in acknowledged.items())
    broken = [f"integrity: {sentence}" for sentence in integrity()]
    verdict = verify()
    if not verdict.is_sound:
        broken += verdict.first or ["the log is not sealed"]
    return Found(lost=lost, partial=len(partial(after)), tickets=Ticket.objects.count(), broken=broken)


def partial(after):
    """The numbers, beyond that one, of submitted tickets that are not one row, one first event, one delivery."""
    told = Event.objects.filter(kind_name="ticket.submitted", version=1, subject_id__gt=after)
    owed = Count("deliveries", filter=~Q(deliveries__audience__startswith="desk"))  # the desk hears later, or not
    whole = set(told.annotate(owed=owed).filter(owed=1).values_list("subject_id", flat=True))
    submitted = Ticket.objects.filter(source="portal", pk__gt=after)
    return set(submitted.values_list("pk", flat=True)) ^ whole


def integrity():
    """What the database itself finds wrong with its files: sentences, none when all is well."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            found = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
            cursor.execute("PRAGMA foreign_key_check")
            return found + [f"foreign key: {row}" for row in cursor.fetchall()]
        cursor.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
        try:
            cursor.execute(AMCHECK)
        except Exception as failure:
            return [str(failure)]
        return []


# Every B-tree against its table, and the order within it
AMCHECK = """
SELECT bt_index_check(index => c.oid, heapallindexed => i.indisready)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE a.amname = 'btree' AND n.nspname = 'public' AND c.relpersistence = 'p' AND i.indisvalid
"""
