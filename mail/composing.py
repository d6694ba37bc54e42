"""A mail as it goes out: one address, the headers by which clients thread it and machines know it, and what it says.

Nothing that anybody typed may break a header or add one, and nothing may raise because of what it says: a mail that can't
be made would be tried for days.
"""

import re
from email.utils import getaddresses

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db.models import BigIntegerField, CharField, IntegerField

from activity.models import Delivery, Event
from itdesk.prepared import prepared
from itdesk.text import clean_line, clean_text
from mail import tokens
from mail.models import Arrival, Mailbox
from tickets.models import Ticket

LONGEST_SUBJECT, LONGEST_NAME = 300, 100  # characters
EARLIER = 3  # mails of the thread that References names, beside its beginning
WENT = [Delivery.State.SENT, Delivery.State.BOUNCED]
_ID = re.compile(r"<[!#-;=?-~]{1,120}@[!#-;=?A-~]{1,120}>")  # printable ASCII without white space, <, > and "
_ADDRESS_OF_A_PAGE = re.compile(r"https?://[!-;=?-~]{1,900}")


class NoAddress(Exception):
    """The delivery's address is none that a mail can be sent to, or several; str() says so."""


def compose(delivery, written):
    """The EmailMultiAlternatives of a delivery: the same Message-ID with every try. Raises NoAddress."""
    ticket = Ticket(pk=delivery.event.subject_id) if _is_about_a_ticket(delivery) else None
    mailbox = _mailbox(ticket)
    mail = EmailMultiAlternatives(
        subject=clean_line(written.subject)[:LONGEST_SUBJECT].strip() or _desk(),
        body=clean_text(written.text) or _desk(),
        from_email=_from(mailbox),
        to=[exactly_one(delivery.address)],
        reply_to=[_plus(mailbox.address, delivery)] if mailbox and mailbox.plus_addresses else None,
        headers=_headers(delivery, written, ticket),
    )
    if written.html:
        mail.attach_alternative(clean_text(written.html), "text/html")
    return mail


def exactly_one(text):
    """The text as the one valid address that it is, in ASCII. Raises NoAddress."""
    try:
        validate_email(text)
        name, _at, domain = text.rpartition("@")
        address = f"{name}@{domain.encode('idna').decode('ascii')}"
    except (ValidationError, UnicodeError):
        raise NoAddress(f"This is no address to send mail to: {clean_line(text)[:100]}") from None
    if getaddresses([address]) != [("", address)] or not address.isascii() or not address.isprintable():
        raise NoAddress(f"This is not one address: {clean_line(text)[:100]}")
    return address


def _headers(delivery, written, ticket):
    headers = {"Message-ID": tokens.message_id(delivery)}
    if ticket:
        thread = _thread(delivery, written, ticket)
        headers["References"] = " ".join(thread)
        if len(thread) > 1:
            headers["In-Reply-To"] = thread[-1]
    if written.is_notice:
        headers |= {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if _ADDRESS_OF_A_PAGE.fullmatch(written.unsubscribe):
        headers["List-Unsubscribe"] = f"<{written.unsubscribe}>"
    return headers


def _thread(delivery, written, ticket):
    """What the mail follows, the beginning first: the thread's own id, the mail that opened the ticket, the last few."""
    thread = [tokens.thread_id(ticket, delivery.address, to_agent=written.to_agent)]
    thread += [each for each in _opened_by(ticket=ticket.pk, sender=delivery.address) if _ID.fullmatch(each)]
    # Those of the ticket, neither joined nor in order: SQLite would go through all that the address was ever sent
    kind, to = delivery.event.subject_type_id, {"address": delivery.address, "channel": delivery.channel}
    earlier = _earlier(kind=kind, ticket=ticket.pk, key=delivery.pk, **to)
    return thread + [tokens.message_id(each) for each in sorted(earlier, key=lambda each: each.pk)[-EARLIER:]]


@prepared(
    kind=IntegerField(), ticket=BigIntegerField(), address=CharField(), channel=CharField(), key=BigIntegerField()
)
def _earlier(kind, ticket, address, channel, key):
    about = Event.objects.filter(subject_type=kind, subject_id=ticket).values("pk")
    earlier = Delivery.objects.filter(event__in=about, address=address, channel=channel, pk__lt=key)
    return earlier.filter(state__in=WENT)


@prepared(ticket=BigIntegerField(), sender=CharField())
def _opened_by(ticket, sender):
    opened = Arrival.objects.filter(ticket=ticket, outcome=Arrival.Outcome.TICKET, sender=sender)
    return opened.order_by("pk").values_list("header_id", flat=True)[:1]


def _is_about_a_ticket(delivery):
    return issubclass(delivery.event.subject_type.model_class() or object, Ticket)


def _mailbox(ticket):
    """Where answers are to go: the mailbox that the ticket came by, else the desk's first; None where none is read."""
    active = list(Mailbox.objects.filter(is_active=True).order_by("pk"))
    if ticket and len(active) > 1:
        came_by = Arrival.objects.filter(ticket=ticket, outcome=Arrival.Outcome.TICKET).values_list(
            "mailbox", flat=True
        )
        active.sort(key=lambda each: each.pk not in set(came_by[:1]))
    return active[0] if active else None


def _from(mailbox):
    name, address = getaddresses([settings.DEFAULT_FROM_EMAIL])[0]
    name = re.sub(
        r'["\\]|=\?', "", clean_line(name) or _desk()
    )  # what begins an encoded word would be decoded on the way
    return f'"{name}" <{mailbox.address if mailbox else address}>'


def _desk():
    return clean_line(f"{settings.ORGANISATION[:LONGEST_NAME]} IT Desk")


def _plus(address, delivery):
    name, _at, domain = address.rpartition("@")
    return f"{name}+{tokens.of_delivery(delivery)}@{domain}"
