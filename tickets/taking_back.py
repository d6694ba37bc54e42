"""Undo send: for some seconds a message waits, and its author can have it back in the box."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activity import record, undo
from activity.locking import lock
from activity.models import Delivery, Event
from tickets import drafting, events, files
from tickets.models import Message


@transaction.atomic
def take_back(message, /, *, by, typed=""):
    """Take a message back into its author's box; the Draft. Nobody outside has heard of it, and nobody will.

    What the same act changed (a status) is changed back, unless something later depends on it. typed: what is in the box
    now; it is set aside. Raises undo.TooLate once UNDO_FOR is over, for another's message, and for the second time.
    """
    ticket = message.ticket
    lock(ticket)
    message.refresh_from_db()
    if message.agent_id != by.pk or message.taken_back_at or not message.seconds_left:
        raise undo.TooLate(_("It is sent: it can't be taken back any more."))
    act = _act_of(message, ticket)
    _cancel(act)
    message.taken_back_at = record.now()
    message.save(update_fields=["taken_back_at"])
    files.give_back(message)
    with record.batch():
        record.happened(ticket, events.TAKEN_BACK, by=by, message=message.pk)
        for event in reversed(act):
            _change_back(event, by)
    return drafting.give_back(ticket, by=by, kind=message.kind, text=message.source, typed=typed)


def hold_back(message, act):
    """What an act (its events) owes because of a message waits until that can't be taken back any more, or for its hour."""
    until = message.created_at + Message.UNDO_FOR
    owed = Delivery.objects.filter(event__in=act, state=Delivery.State.OWED, next_try_at__lt=until)
    owed.update(next_try_at=until)


def _act_of(message, ticket):
    """The message's event and what was changed with it, oldest first."""
    since = Event.objects.about(ticket).filter(at__gte=message.created_at)
    said = since.get(kind_name__in=[kind.name for kind in events.SAID], details__message=message.pk)
    return list(since.filter(batch=said.batch))


def _cancel(act):
    owed = list(Delivery.objects.select_for_update().filter(event__in=act))
    if any(delivery.state != Delivery.State.OWED or delivery.attempts or delivery.leased_until for delivery in owed):
        raise undo.TooLate(_("It is on its way: it can't be taken back any more."))
    Delivery.objects.filter(pk__in=[delivery.pk for delivery in owed]).delete()


def _change_back(event, by):
    if not event.changes:
        return
    try:
        undo.undo(event, by=by)
    except undo.TooLate:  # somebody has gone on from there
        pass
