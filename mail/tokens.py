"""What ties a reply to its ticket: tokens that only the desk can make, and that its mails carry.

Each is signed for one address, so that it proves nothing for another. They travel in the Message-ID of a mail, in its
References (some servers give a mail a new Message-ID), and in the part of Reply-To after the plus where the mailbox takes
such addresses. All formats that are believed stand here; none of them was ever shorter or unsigned.
"""

import re
from base64 import b32encode
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from activity.models import Delivery

BYTES = 16  # of a signature
_TOKEN = re.compile(
    r"(?<![a-z0-9.+-])(?:[^\s<>@+]{0,64}\+)?(?P<kind>r1|t1a|t1p)-(?P<number>[0-9]{1,18})-(?P<sign>[a-z2-7]{26})@"
)


@dataclass(frozen=True)
class Token:
    """kind: r1 for one delivery, t1a and t1p for a ticket's thread with an agent or a person. number: its key."""

    kind: str
    number: int
    sign: str


def of_delivery(delivery):
    """The token of one mail: its Message-ID and its Reply-To have it. The same whenever it is asked for."""
    return _make("r1", delivery.pk, delivery.address)


def of_thread(ticket, address, *, to_agent):
    """The token of all mails about a ticket to one address: what clients thread them by."""
    return _make("t1a" if to_agent else "t1p", ticket.pk, address)


def message_id(delivery):
    """The Message-ID of that delivery's mail, with its angle brackets: with every try the same."""
    return f"<{of_delivery(delivery)}@{settings.MAIL_DOMAIN}>"


def thread_id(ticket, address, *, to_agent):
    """What stands first in the References of every mail of that thread, with its angle brackets."""
    return f"<{of_thread(ticket, address, to_agent=to_agent)}@{settings.MAIL_DOMAIN}>"


def found_in(text):
    """Whatever looks like a token in headers, in the order in which it stands there, each once. Not yet believed."""
    found = (Token(match["kind"], int(match["number"]), match["sign"]) for match in _TOKEN.finditer(text))
    return list(dict.fromkeys(found))


def is_genuine(token, address):
    """Whether the desk signed the token for that address."""
    return any(constant_time_compare(token.sign, _sign(token.kind, token.number, address, key)) for key in _keys())


def delivery_of(token):
    """The delivery that a genuine r1 token stands for; None for another, a forged one, and one that is there no more."""
    found = Delivery.objects.select_related("event").filter(pk=token.number).first() if token.kind == "r1" else None
    return found if found and is_genuine(token, found.address) else None


def _make(kind, number, address):
    return f"{kind}-{number}-{_sign(kind, number, address, settings.SECRET_KEY)}"


def _sign(kind, number, address, key):
    digest = salted_hmac("mail.tokens", f"{kind} {number} {address.lower()}", secret=key, algorithm="sha256").digest()
    return b32encode(digest[:BYTES]).decode().rstrip("=").lower()


def _keys():
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
