"""A mail that landed in the wrong place: to another ticket, to one of its own, aside, and back again.

Everything is in the log of the tickets that it leaves and comes to; moving it back restores what was.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activity import record
from itdesk.web import Refused
from mail import addresses
from mail.models import Arrival
from mail.telling import is_settled
from people.models import Person
from tickets import by_mail
from tickets.letters import Mail
from tickets.models import Attachment, Ticket

Outcome = Arrival.Outcome


class CantBeMoved(Refused):
    """str() says why, in the reader's language."""


@transaction.atomic
def move_to_ticket(arrival, ticket, *, by):
    """The Arrival. Nobody is told. What was never read as one (it was set aside) is read again by the worker, for there.

    Raises CantBeMoved, and actions.InTheBin where the ticket is in the bin and was not opened by this mail.
    """
    arrival = _locked(arrival)
    if arrival.ticket_id == ticket.pk:
        raise CantBeMoved(_("It is on this ticket already."))
    if not _has_a_place(arrival):
        return wish(arrival, by=by, ticket=ticket)
    with record.batch():
        return _move(arrival, ticket, by=by)


@transaction.atomic
def move_to_new_ticket(arrival, *, by):
    """As move_to_ticket, to one that is made of the mail now."""
    arrival = _locked(arrival)
    if not _has_a_place(arrival):
        return wish(arrival, by=by, ticket=None)
    if is_settled(arrival) and arrival.message_id is None:
        raise CantBeMoved(_("It has a ticket of its own already."))
    with record.batch():
        return _move(arrival, None, by=by)


@transaction.atomic
def set_aside(arrival, *, by):
    """Take it off its ticket, to none. Raises CantBeMoved."""
    arrival = _locked(arrival)
    if not is_settled(arrival):
        raise CantBeMoved(_("It is set aside already."))
    with record.batch():
        _leave(arrival, by=by, to=None)
    arrival.facts["place"] = {"ticket": arrival.ticket_id, "message": arrival.message_id}
    arrival.ticket, arrival.message, arrival.outcome = None, None, Outcome.QUARANTINE
    return _noted(arrival, "set-aside", by)


def wish(arrival, *, by, ticket):
    """Within a transaction: the mail is to be read again, and to go to that ticket, or to a new one (None)."""
    if not arrival.kept_as:
        raise CantBeMoved(_("The raw mail is no longer kept, so that it can't be read again."))
    arrival.facts["wish"] = {"by": by.pk, "ticket": ticket.pk if ticket else None}
    arrival.outcome, arrival.attempts = Outcome.WAITING, 0
    arrival.next_try_at, arrival.leased_until = timezone.now(), None
    arrival.save()
    return arrival


def place(arrival, ticket, *, by, mail, text, attached):
    """Within a transaction: put a mail that has no place on that ticket, or on a new one (None)."""
    if ticket is None:
        made = {"name": arrival.sender_name or arrival.sender, "email": _email(arrival), "subject": arrival.subject}
        arrival.ticket = by_mail.make_ticket_of_mail(by=by, text=text, mail=mail, attached=attached, **made)
        arrival.message = None
    else:
        person = Person.objects.with_address(arrival.sender).first() if _email(arrival) else None
        arrival.message = by_mail.put(ticket, by=by, person=person, text=text, mail=mail, attached=attached)
        arrival.ticket = ticket
    arrival.outcome = Outcome.REPLY if arrival.message else Outcome.TICKET


def _move(arrival, ticket, *, by):
    """From the place that it has, or had before it was set aside."""
    had = arrival.facts.pop("place", None) or {"ticket": arrival.ticket_id, "message": arrival.message_id}
    both = [had["ticket"], *([ticket.pk] if ticket else [])]  # in one order, whoever moves what where
    list(Ticket._base_manager.select_for_update().filter(pk__in=both).order_by("pk").values_list("pk"))
    if is_settled(arrival):
        _leave(arrival, by=by, to=ticket)
        arrival.facts["was"] = {"ticket": arrival.ticket_id}
    attached = list(Attachment.objects.filter(**had).order_by("pk"))
    mail = Mail(arrival.pk, arrival.content.quoted)
    place(arrival, ticket, by=by, mail=mail, text=arrival.content.text, attached=attached)
    return _noted(arrival, "moved", by)


def _leave(arrival, *, by, to):
    message = arrival.message
    if message and message.agent_id and arrival.reason == "agent":
        raise CantBeMoved(_("An agent's reply was sent as it was written: it stays where it is."))
    by_mail.take_away(arrival.ticket, message, by=by, mail=Mail(arrival.pk), to=to)


def _has_a_place(arrival):
    return is_settled(arrival) or "place" in arrival.facts


def _email(arrival):
    """Of a person; "" of a sender that nobody reads."""
    return "" if addresses.is_no_reply(arrival.sender) else arrival.sender


def _locked(arrival):
    found = Arrival.objects.select_for_update(of=("self",)).select_related("content").get(pk=arrival.pk)
    if found.outcome == Outcome.WAITING:
        raise CantBeMoved(_("It is still being read. Try again in a moment."))
    return found


def _noted(arrival, reason, by):
    arrival.reason, arrival.is_unverified = reason, arrival.is_unverified and reason == "moved"
    arrival.facts |= {"by": by.name, "ticket": arrival.ticket_id}
    arrival.save()
    return arrival
