"""The outbox: which mails there are, sending one again, and keeping one from being sent."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from activity import record
from activity.models import Delivery, Event
from itdesk import paging
from itdesk.cells import Alone
from mail import events
from tickets.mailed import SENDING
from tickets.models import Ticket

State = Delivery.State
UNSENT = (State.OWED, State.FAILED, State.BOUNCED, State.HELD)
RETRYABLE = (State.FAILED, State.BOUNCED, State.HELD, State.CANCELLED)
STOPPABLE = (State.OWED, State.FAILED, State.BOUNCED, State.HELD)
AT_ONCE = 200  # mails of one press of a button
MOST = 1000  # mails that are looked through for one ticket, or for those being sent


def page_of(query, *, state="", address="", ticket=None):
    """The paging.Page of mails, newest first. state: one of Delivery.State, SENDING, "any", or "" for what is not sent.

    However many there are: each state, each address and each ticket has its index. Raises BadRequest.
    """
    return paging.page_of(Delivery.objects.select_related("event"), order="-pk", query=query,
                          among=_keys(query, state=state, address=address, ticket=ticket))  # fmt: skip


def all_of(*, state, address="", ticket=None):
    """All in that one state, of the address and the ticket where they are given; none where no one state is."""
    rows = Delivery.objects.filter(state=state) if state in State.values else Delivery.objects.none()
    rows = rows.filter(address=address) if address else rows
    return rows if ticket is None else rows.filter(event__in=_because_of(ticket))


def retry(deliveries, *, by):
    """Owe these again, from the first try on; the keys of those that could be. by: an agent."""
    now = timezone.now()
    changes = dict(state=State.OWED, attempts=0, next_try_at=now, leased_until=None, last_error="")
    return _change(deliveries, RETRYABLE, changes, events.RETRIED, by=by)


def cancel(deliveries, *, by):
    """Keep these from being sent; the keys of those that could be. One that is being sent goes on."""
    return _change(deliveries, STOPPABLE, {"state": State.CANCELLED}, events.CANCELLED, by=by)


def may_retry(delivery):
    return delivery.state in RETRYABLE


def may_cancel(delivery):
    is_leased = delivery.leased_until and delivery.leased_until > timezone.now()
    return delivery.state in STOPPABLE and not is_leased


@transaction.atomic
def _change(deliveries, states, changes, kind, *, by):
    """By conditional UPDATE: a worker that claims one at this moment wins, or finds it gone."""
    found = deliveries.filter(_free(), state__in=states).order_by("-pk")
    wanted = list(found.values_list("pk", flat=True)[:AT_ONCE])
    locked = Delivery.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    keys = [each.pk for each in locked.filter(_free(), state__in=states)]
    Delivery.objects.filter(_free(), pk__in=keys, state__in=states).update(**changes)
    if keys:
        record.noted(Delivery.objects.get(pk=keys[0]), kind, by=by, deliveries=keys)
    return keys


def _free():
    return Q(leased_until=None) | Q(leased_until__lte=timezone.now())


def _because_of(ticket):
    return Event.objects.about(Ticket(pk=ticket)).order_by().values("pk")


def _keys(query, *, state, address, ticket):
    """The keys of the rows among which the page is; None for all that there are."""
    rows = Delivery.objects.filter(address=address) if address else Delivery.objects.all()
    if ticket is not None:
        keys = rows.filter(event__in=_because_of(ticket)).values_list("pk", flat=True)
        rows = Delivery.objects.filter(pk__in=list(keys[:MOST]))
    if state == "any":
        return None if not address and ticket is None else _next(rows, query)
    if state == SENDING:
        due = rows.filter(state=State.OWED).order_by("next_try_at")[:MOST].values_list("pk", "leased_until")
        now = timezone.now()
        return [key for key, leased_until in due if leased_until and leased_until > now]
    if state == State.SENT and address:  # nearly all that an address has, of nearly all that there are
        return _next(rows.alias(became=Alone("state")).filter(became=state), query)
    return [key for each in ([state] if state else UNSENT) for key in _next(rows.filter(state=each), query)]


def _next(rows, query):
    """The keys of a page and one more from the cursor on: of each state by itself, straight off its index.

    From the beginning as well, for page_of shows that where too few are left on the way back to it.
    """
    keys = list(paging.beyond(rows, "-pk", query).values_list("pk", flat=True)[: paging.SIZE + 1])
    if query.get("before") and len(keys) <= paging.SIZE:
        keys += rows.order_by("-pk").values_list("pk", flat=True)[: paging.SIZE + 1]
    return keys
