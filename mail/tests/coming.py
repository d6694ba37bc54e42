"""Mails as a reader gives them, and what becomes of them."""

from itertools import count

from activity.models import Delivery, Event
from mail import tokens
from mail.models import Arrival, Mailbox
from mail.reading import Read
from mail.taking import take

ADDRESS = "desk@alpha.example"
_numbers = count(1)


def mailbox():
    return Mailbox.objects.get_or_create(name="Desk", defaults={"address": ADDRESS, "kind": "pipe"})[0]


def arrived(**more):
    """A mail that waits to be read."""
    digest = f"{next(_numbers):064}"
    return Arrival.objects.create(mailbox=mailbox(), digest=digest, kept_as=f"mail/{digest[-4:]}", size=100, **more)


def read(**said):
    """A plain mail of Jo's, but for what is said otherwise."""
    number = next(_numbers)
    plain = {
        "header_id": f"<{number}@client.example>",
        "from_name": "Jo Park",
        "from_address": "jo@alpha.example",
        "to": [ADDRESS],
        "subject": f"Printer {number} jams",
        "text": f"It jams, for the {number}. time.",
    }
    return Read(**plain | said)


def taken(folder=None, **said):
    """The Arrival of such a mail, dealt with."""
    return take(arrived(), read(**said), folder)


def delivery_to(ticket, address, *, kind=None, audience=None):
    """Our newest mail about the ticket to the address, owed because of an event of that kind; as to that audience."""
    owed = Delivery.objects.filter(event__in=Event.objects.about(ticket).values("pk"), address=address)
    if kind:
        owed = owed.filter(event__kind_name=kind.name)
    delivery = owed.latest("pk")
    if audience:
        delivery.audience = audience
        delivery.save()
    return delivery


def answering(delivery):
    """The headers of a mail that answers this one."""
    return {"in_reply_to": tokens.message_id(delivery)}
