"""What became of the mails about a ticket: the state of each under what it tells, and those that reached nobody."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, IntegerField, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activity.models import Delivery, Event
from itdesk.prepared import prepared

BAD = (Delivery.State.FAILED, Delivery.State.BOUNCED)
MOST = 500  # mails of one page
NONE = 0  # the key of no event
SENDING = "sending"
WORDS = {SENDING: _("Sending"), **dict(Delivery.State.choices)}
WORST_FIRST = (*BAD, Delivery.State.HELD, Delivery.State.OWED, SENDING, Delivery.State.CANCELLED, Delivery.State.SENT)


@prepared(kind=IntegerField(), ticket=BigIntegerField(), events=[BigIntegerField()])
def _because_of(kind, ticket, events):
    because = Event.objects.filter(subject_type=kind, subject_id=ticket).values("pk")
    found = Delivery.objects.filter(event__in=because).filter(Q(event__pk__in=events) | Q(state__in=BAD)).order_by("pk")
    columns = ("pk", "event_id", "address", "state", "last_error", "owed_at", "sent_at", "next_try_at", "leased_until")
    return found.values_list(*columns, named=True)[:MOST]


@dataclass(frozen=True)
class Mail:
    """One delivery as a page shows it. at: when it was sent, or is tried next, or was owed."""

    key: int
    event: int
    address: str
    state: str
    error: str
    at: datetime

    @property
    def words(self):
        return WORDS[self.state]

    @property
    def is_bad(self):
        return self.state in BAD


def mails_of(ticket, events):
    """(those because of these events, {key of the event: mails}; those about the ticket that reached nobody), in one query."""
    kind = ContentType.objects.get_for_model(ticket).pk
    mails = [_mail(row) for row in _because_of(kind=kind, ticket=ticket.pk, events=events or [NONE])]
    shown: dict[int, list[Mail]] = {}
    for mail in mails:
        shown.setdefault(mail.event, []).append(mail)
    return shown, [mail for mail in mails if mail.is_bad]


def state_of(mails):
    """The one state that a line says for all of them: the worst."""
    return min((mail.state for mail in mails), key=WORST_FIRST.index)


def shown_state(state, leased_until):
    """A delivery's state as people see it: what a worker holds is being sent."""
    is_held = state == Delivery.State.OWED and leased_until and leased_until > timezone.now()
    return SENDING if is_held else state


def _mail(row):
    state = shown_state(row.state, row.leased_until)
    at = {Delivery.State.SENT: row.sent_at, Delivery.State.OWED: row.next_try_at}.get(state)
    return Mail(row.pk, row.event_id, row.address, state, row.last_error, at or row.owed_at)
