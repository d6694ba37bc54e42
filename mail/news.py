"""New tickets that nobody has, told to the agents who want to hear of them. A submission itself waits for none of this.

Looks at the log since it last did, and at some minutes before: what committed late is not missed, and what was told
already is kept from being told twice by the outbox's own rule (one message for an event and an address).
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from activity.models import Delivery, Event
from agents.models import Agent, Notices
from mail.models import NewsTold
from tickets import events
from tickets.models import Ticket

LOOKED_BACK = timedelta(minutes=5)
MOST = 500  # tickets in one call
MOVED_EVERY = timedelta(hours=1)  # however quiet it is: the log since then is read each time
CAME_IN = [kind.name for kind in (events.SUBMITTED, events.ENTERED, events.FOLLOWED)]


def owe():
    """Owe what is due; how many messages. For the worker: of two at once, one does it.

    Most of the time nothing has come in, and no writer waits for it.
    """
    told, now = NewsTold.objects.first(), timezone.now()
    if told is None:  # the first time, what was there before is no news
        NewsTold.objects.bulk_create([NewsTold(now_until=now, hourly_until=now)], ignore_conflicts=True)
        return 0
    is_old = now - told.now_until > MOVED_EVERY
    return _owe(now) if is_old or _came_in(told.now_until - LOOKED_BACK).exists() else 0


@transaction.atomic
def _owe(now):
    told = NewsTold.objects.select_for_update(skip_locked=True).first()
    if told is None:
        return 0
    owed, told.now_until = _tell_at_once(told.now_until - LOOKED_BACK, now)
    hour = now.replace(minute=0, second=0, microsecond=0)
    if told.hourly_until < hour:
        owed += _tell_by_the_hour(told.hourly_until)
        told.hourly_until = hour
    told.save()
    return owed


def _tell_at_once(since, now):
    """(how many were owed, until when the log has been looked at)."""
    found = list(_came_in(since).select_related("actor").order_by("at", "id")[:MOST])
    waiting, listeners = _waiting(found), _listeners(Notices.NOW)
    wanted = [(event, address) for event, own in waiting for address in listeners if address not in own]
    owed = _owe_to(wanted, audience="desk")
    return owed, min(now, found[-1].at + LOOKED_BACK) if len(found) == MOST else now


def _tell_by_the_hour(since):
    """One message for each listener, because of the newest ticket; what it lists is looked up when it is written."""
    newest = list(_came_in(since).select_related("actor").order_by("-at", "-id")[:MOST])
    waiting = _waiting(newest)
    newest_for = [
        (next((event for event, own in waiting if address not in own), None), address)
        for address in _listeners(Notices.HOURLY)
    ]
    return _owe_to([pair for pair in newest_for if pair[0]], audience="desk-news")


def _came_in(since):
    return Event.objects.filter(at__gte=since, kind_name__in=CAME_IN)


def _waiting(found):
    """[(event, the addresses of who sent it in)] of those whose tickets nobody has. An agent may need help, too."""
    keys = {event.subject_id for event in found if not event.is_history}
    unheld = Ticket.objects.active().unassigned().filter(pk__in=keys)
    asked_by = dict(unheld.values_list("pk", "requester__email"))
    return [
        (event, {event.actor.email if event.actor else None, asked_by[event.subject_id]})
        for event in found
        if event.subject_id in asked_by and not event.is_history
    ]


def _listeners(choice):
    return list(Agent.objects.active().filter(new_tickets=choice).exclude(email="").values_list("email", flat=True))


def _owe_to(wanted, *, audience):
    events_told = {event for event, _address in wanted}
    known = set(Delivery.objects.filter(event__in=events_told).values_list("event_id", "address"))
    owed = [
        Delivery(event=event, address=address, audience=audience)
        for event, address in wanted
        if (event.pk, address) not in known
    ]
    Delivery.objects.bulk_create(owed, ignore_conflicts=True)
    return len(owed)
