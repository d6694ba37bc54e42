"""Who is told about a ticket's event. A reader of the log: inside the change's transaction it notes what is owed."""

from django.db import transaction
from django.db.models import BigIntegerField

from activity import owing
from activity.models import Delivery, Event
from agents import notices
from agents.models import Notices
from itdesk.prepared import prepared
from people.models import Person
from tickets import events
from tickets.models import ACTIVE, Message, Participant, Silence, Ticket

OWN = ("assignee", "holder")  # the audiences of whoever has the ticket


def owe(event, subject):
    """Note one delivery per address that hears of the event. Nobody hears of their own acts, nor of history.

    Nor twice of one act: what was done with a message is said with it.
    """
    if isinstance(subject, Ticket | Person) and event.kind.tells:
        owing.owe(event, subject, AUDIENCES, but=lambda event: _own(event) | _told_with_the_message(event), due=_due)


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


def _due(event, subject, audience):
    """At once, or when the agent's next mail with everything goes."""
    return notices.due_at(subject.assignee.own_notices if audience in OWN else Notices.NOW)


def _requester(event, ticket):
    if event.kind == events.CLOSED and event.changes.get("status", {}).get("was") not in ACTIVE:
        return []  # they were told that it is solved
    hears = ticket.requester and ticket.requester.email and not _is_silent(event, ticket, ticket.requester)
    return [ticket.requester.email] if hears else []


def _participants(event, ticket):
    return _on_it(ticket=ticket.pk)


@prepared(ticket=BigIntegerField())
def _on_it(ticket):
    silent = Silence.objects.filter(ticket=ticket).values("person")
    told = Participant.objects.filter(ticket=ticket).exclude(person__in=silent).exclude(person__email="")
    return told.values_list("person__email", flat=True)


def _person(event, ticket):
    """Whom the event is about: they asked for it, or were just let in."""
    return Person.objects.filter(pk=event.details["person"]).exclude(email="").values_list("email", flat=True)


def _themselves(event, person):
    return [person.email] if person.email else []


def _new_assignee(event, ticket):
    return _holder(event, ticket) if "assignee" in event.changes else []


def _holder(event, ticket):
    agent = ticket.assignee
    hears = agent and agent.is_active and agent.email and agent.own_notices != Notices.NONE
    return [agent.email] if hears else []


def _is_silent(event, ticket, person):
    return event.version > 1 and bool(_silence(ticket=ticket.pk, person=person.pk))


@prepared(ticket=BigIntegerField(), person=BigIntegerField())
def _silence(ticket, person):
    return Silence.objects.filter(ticket=ticket, person=person).values_list("pk", flat=True)


def _own(event):
    """The addresses of who did it: an agent's, or those of the person who wrote the message."""
    if event.actor:
        return {event.actor.email}
    if "author" in event.details:
        return set(Person.objects.filter(pk=event.details["author"]).values_list("email", flat=True))
    if "message" not in event.details:
        return set()
    authors = Message.objects.filter(pk=event.details["message"], person__isnull=False)
    return set(authors.values_list("person__email", flat=True))


def _told_with_the_message(event):
    if event.batch is None or event.kind in events.SAID:
        return set()
    said = Event.objects.filter(
        batch=event.batch,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        kind_name__in=[kind.name for kind in events.SAID],
    )
    return set(Delivery.objects.filter(event__in=said).values_list("address", flat=True))


AUDIENCES = {
    "requester": _requester,
    "participants": _participants,
    "person": _person,
    "themselves": _themselves,
    "assignee": _new_assignee,
    "holder": _holder,
}
