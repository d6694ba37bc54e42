"""Who is told about a ticket's event. A reader of the log: inside the change's transaction it notes what is owed."""

from django.db import transaction

from activity import owing
from activity.models import Delivery, Event
from people.models import Person
from tickets.models import Message, Participant, Silence, Ticket


def owe(event, subject):
    """Note one delivery per address that hears of the event. Nobody hears of their own acts, nor of history."""
    if isinstance(subject, Ticket | Person) and event.kind.tells:
        owing.owe(event, subject, AUDIENCES, but=_own)


@transaction.atomic
def forgo(ticket, person, *, but=()):
    """Nobody is sent any more what this person was owed of the ticket, except because of events of some kinds.

    What is on its way goes on; so does what the ticket's own agent is owed at the same address.
    """
    if not person.email or (ticket.assignee and ticket.assignee.email == person.email):
        return
    because = Event.objects.about(ticket).exclude(kind_name__in=[kind.name for kind in but])
    owed = Delivery.objects.filter(event__in=because.values("pk"), address=person.email, state=Delivery.State.OWED)
    waiting = owed.filter(
        leased_until=None
    ).select_for_update()  # a worker that takes one meanwhile waits, or was first
    Delivery.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).delete()


def _requester(event, ticket):
    hears = ticket.requester and ticket.requester.email and not _is_silent(event, ticket, ticket.requester)
    return [ticket.requester.email] if hears else []


def _participants(event, ticket):
    silent = Silence.objects.filter(ticket=ticket).values("person")
    told = Participant.objects.filter(ticket=ticket).exclude(person__in=silent).exclude(person__email="")
    return told.values_list("person__email", flat=True)


def _person(event, ticket):
    """Whom the event is about: they asked for it, or were just let in."""
    return Person.objects.filter(pk=event.details["person"]).exclude(email="").values_list("email", flat=True)


def _themselves(event, person):
    return [person.email] if person.email else []


def _new_assignee(event, ticket):
    told = "assignee" in event.changes and ticket.assignee and ticket.assignee.is_active and ticket.assignee.email
    return [ticket.assignee.email] if told else []


def _holder(event, ticket):
    return [ticket.assignee.email] if ticket.assignee and ticket.assignee.is_active and ticket.assignee.email else []


def _is_silent(event, ticket, person):
    return event.version > 1 and Silence.objects.filter(ticket=ticket, person=person).exists()


def _own(event):
    """The addresses of who did it: an agent's, or those of the person who wrote the message."""
    if event.actor:
        return {event.actor.email}
    authors = Message.objects.filter(pk=event.details.get("message"), person__isnull=False)
    return set(authors.values_list("person__email", flat=True)) if "message" in event.details else set()


AUDIENCES = {
    "requester": _requester,
    "participants": _participants,
    "person": _person,
    "themselves": _themselves,
    "assignee": _new_assignee,
    "holder": _holder,
}
