""" "Where are my tickets?": the question is noted for any address alike; the worker answers where somebody has it.

The links are made when the message is written (mail/writing.py), so that none lies about in the outbox.
"""

from django.db import transaction
from django.db.models import Q

from activity import record
from people.models import Person
from tickets import events
from tickets.models import Inquiry, Ticket

ANSWERED_AT_ONCE = 100
MOST_TICKETS = 50  # in one message


def ask(address):
    """Note that somebody wants the tickets of this address. The same one row, whoever has it."""
    Inquiry.objects.create(address=address)


def answer(most=ANSWERED_AT_ONCE):
    """Owe a message to each known address that was asked for, once; forget the others. How many questions were answered.

    For the worker: two at once take different questions.
    """
    return _answer(most) if Inquiry.objects.exists() else 0  # most of the time nobody asks, and no writer waits for it


def open_tickets_of(person):
    """Those that the person asked or takes part in, the newest change first, at most MOST_TICKETS."""
    asked = Q(requester=person)
    followed = Q(pk__in=person.participations.values("ticket"))
    return list(Ticket.objects.active().filter(asked | followed).order_by("-updated_at", "-pk")[:MOST_TICKETS])


@transaction.atomic
def _answer(most):
    asked = list(Inquiry.objects.select_for_update(skip_locked=True).order_by("pk")[:most])
    addresses = {inquiry.address for inquiry in asked}
    for person in Person.objects.filter(email__in=addresses).exclude(email=""):
        record.happened(person, events.TICKETS_ASKED, by=None)
    Inquiry.objects.filter(pk__in=[inquiry.pk for inquiry in asked]).delete()
    return len(asked)
