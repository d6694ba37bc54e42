"""What was resolved is closed by the desk after some days without an answer (ITIL: closure)."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from activity import record
from tickets import events
from tickets.models import Status, Ticket

AT_ONCE = 50  # tickets in one transaction, for a fraction of a second
MOST = 1000  # in one call, so that the worker comes to its other work


def close_resolved(most=MOST):
    """Close tickets that were resolved AUTO_CLOSE_DAYS ago or longer (0: never), the oldest first; how many.

    Several at once share the work, and a ticket that somebody answers at this very moment is left alone.
    """
    closed = 0
    while settings.AUTO_CLOSE_DAYS > 0 and closed < most and due().exists():
        number = _close_some(min(AT_ONCE, most - closed))
        if not number:  # others are at it
            break
        closed += number
    return closed


def due():
    """The tickets to be closed now, straight off the index ticket_to_close."""
    long_ago = record.now() - timedelta(days=settings.AUTO_CLOSE_DAYS)
    resolved = Ticket.objects.present().filter(closed_at__isnull=True, resolved_at__lt=long_ago)
    return resolved.filter(status=Status.RESOLVED).order_by("resolved_at", "pk")


@transaction.atomic
def _close_some(most):
    locked = list(due().select_for_update(skip_locked=True)[:most])
    return len(record.changed_many([(ticket, {"status": Status.CLOSED}) for ticket in locked], events.CLOSED, by=None))
