"""What a mail says, made at the moment when it is sent."""

from django.conf import settings
from django.utils.translation import gettext as _

from activity import owing
from mail.written import Nothing, Written
from people.models import Person
from tickets import events, links, my_tickets, notifications
from tickets.models import Message, Ticket

PEOPLE = {"requester", "participants", "person", "themselves"}


def write(delivery):
    """The mail that is owed, as of now: Written, or Nothing where nobody there is to hear of it any more."""
    event, subject = delivery.event, delivery.event.subject
    if subject is None or getattr(subject, "is_binned", False):
        return Nothing("The ticket is in the bin.")
    if not owing.still_hears(delivery, notifications.AUDIENCES):
        return Nothing("This address is not told of it any more.")
    if event.kind_name == events.TICKETS_ASKED.name:
        return Written(*my_tickets.message_for(subject))
    return _about_ticket(delivery, event, subject)


def _about_ticket(delivery, event, ticket):
    message = Message.objects.filter(pk=event.details.get("message")).first() if "message" in event.details else None
    if message and message.taken_back_at:
        return Nothing("The message was taken back.")
    desk = f"{settings.ORGANISATION} IT Desk"
    if event.kind_name in (events.SUBMITTED.name, events.FOLLOWED.name):
        said = _("We have got your message: it is ticket number {number}.").format(number=ticket.pk)
        return Written(_("Ticket {number}").format(number=ticket.pk), _text(said, _link(delivery, ticket), desk))
    sentence = event.sentence if delivery.audience not in PEOPLE or message else _("Your ticket was changed.")
    said = message.text if message else sentence
    return Written(
        subject=f"#{ticket.pk}: {ticket.subject}",
        text=_text(said, _link(delivery, ticket), desk),
        to_agent=delivery.audience not in PEOPLE,
        is_notice=not (message and message.agent_id),
    )


def _link(delivery, ticket):
    """A person's private link, made now; an agent's way to the ticket, who has to log in there."""
    if delivery.audience in PEOPLE and isinstance(ticket, Ticket):
        person = Person.objects.filter(email=delivery.address).first()
        return links.address_of(links.make_link(ticket, person)) if person else ""
    return f"{settings.SITE_URL}/tickets/{ticket.pk}/"


def _text(*paragraphs):
    return "\n\n".join(filter(None, map(str, paragraphs))) + "\n"
