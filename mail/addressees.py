"""Who gets a mail, looked at once more when it is written: whoever has left the ticket meanwhile is told no more of it."""

from django.db.models import Q
from django.utils.translation import gettext as _

from agents.models import Agent, Notices
from mail.written import NothingToSay
from people.models import Person
from tickets import events as ticket_events
from tickets.models import Silence, Ticket
from tickets.requesting import on_it

ALWAYS = {ticket_events.SUBMITTED.name, ticket_events.ENTERED.name, ticket_events.FOLLOWED.name}  # whoever is silent
AGENTS = {"assignee", "holder", "desk", "desk-news"}  # audiences


def addressee_of(delivery, subject):
    """The Person or Agent whom a delivery about that subject (a Ticket, a Person, an Agent) is for now.

    Raises NothingToSay.
    """
    is_about_others = audience_of(delivery) == "desk-news"
    if isinstance(subject, Ticket) and subject.is_binned and not is_about_others:
        raise NothingToSay(_("The ticket is in the bin."))
    for audience in _audiences(delivery):
        if whom := _present(audience, delivery, subject):
            return whom
    raise NothingToSay(_("The address is nobody's any more who is told of this."))


def audience_of(delivery):
    """The first name under which the address was found; for what was owed before that was written down, who hears of it."""
    return _audiences(delivery)[0] if _audiences(delivery) else ""


def wants(agent, audience):
    """Whether the agent wants to hear of what concerns them as that."""
    choice = agent.new_tickets if audience.startswith("desk") else agent.own_notices
    return choice != Notices.NONE


def _audiences(delivery):
    return [delivery.audience] if delivery.audience else list(delivery.event.kind.tells)


def _present(audience, delivery, subject):
    if audience != "themselves" and not isinstance(subject, Ticket):
        return None
    if audience in ("requester", "participants"):
        return _on_the_ticket(delivery, subject)
    if audience == "person":
        whom = Person.objects.filter(pk=delivery.event.details.get("person"), email=delivery.address).first()
        return whom if whom and whom in on_it(subject) else None
    if audience == "themselves":
        return subject if not isinstance(subject, Ticket) and _is_at(subject, delivery.address) else None
    if audience in ("assignee", "holder"):
        return _willing(subject.assignee if _is_at(subject.assignee, delivery.address) else None, audience)
    if audience in AGENTS:
        return _of_the_desk(delivery, subject, audience)
    return None


def _on_the_ticket(delivery, ticket):
    whom = next((person for person in on_it(ticket) if person.email == delivery.address), None)
    is_for_all = delivery.event.version == 1 or delivery.event.kind_name in ALWAYS
    if whom and not is_for_all and Silence.objects.filter(ticket=ticket, person=whom).exists():
        raise NothingToSay(_("They want no messages about this ticket."))
    return whom


def _is_at(whom, address):
    return whom is not None and whom.email == address and getattr(whom, "is_active", True)


def _of_the_desk(delivery, ticket, audience):
    is_taken = ticket.assignee_id or not ticket.is_active
    if audience == "desk" and is_taken:
        raise NothingToSay(_("Somebody has the ticket by now."))
    active = Agent.objects.active().filter(~Q(email=""), email=delivery.address)
    return _willing(active.first(), audience)


def _willing(agent, audience):
    if agent and not wants(agent, audience):
        raise NothingToSay(_("The agent wants no such messages."))
    return agent
