"""How much mail one address gets, whoever makes the desk send it (trust, A7 and A9).

An anonymous form makes a good gun: whoever types a victim's address has the desk write to it. So what says "we have got
your message" is rare for an address that never answered any, and no ticket floods anybody.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import BigIntegerField, CharField, DateTimeField, IntegerField

from activity.models import Delivery
from agents.models import Agent
from itdesk.prepared import prepared
from people.models import VerifiedAddress
from tickets import events

ACKNOWLEDGEMENTS = {events.SUBMITTED.name, events.FOLLOWED.name}
OFTEN = timedelta(minutes=10)  # in which an address gets one acknowledgement
DAILY, DAY = 5, timedelta(days=1)  # of acknowledgements, for an address that is not verified
HOURLY, HOUR = 20, timedelta(hours=1)  # of mails about one ticket, for any address

TOO_OFTEN = "This address was told in the last ten minutes that a message of theirs was received."
TOO_MANY_A_DAY = "This address was told five times today that a message was received, and has never answered."
TOO_MANY_ABOUT_ONE = "This address was sent twenty mails about the same in the last hour."


@dataclass(frozen=True)
class Mail:
    """What counts of a delivery. since: when it was sent, or may have been."""

    key: int
    address: str
    about: tuple[int, int]
    is_acknowledgement: bool
    since: datetime


class UnderWay:
    """What workers have taken and not settled: it may have been sent. For the claim, which is alone while it counts."""

    def __init__(self, now):
        """A worker that was killed may have sent what it held: that counts for as long as what was sent."""
        self.now = now
        taken = Delivery.objects.filter(state=Delivery.State.OWED, leased_until__gt=now - DAY)
        self.mails = {each.key: each for each in map(_mail, taken.select_related("event").order_by("pk"))}

    def add(self, delivery):
        self.mails[delivery.pk] = _mail(delivery, since=self.now)

    def beside(self, delivery):
        """All to the same address but itself."""
        same = [each for each in self.mails.values() if each.address == delivery.address]
        return [each for each in same if each.key != delivery.pk]


def reason_to_hold(delivery, under_way, now):
    """Why its address is not sent this mail, a sentence; "" where it may go."""
    mail, beside = _mail(delivery, since=now), under_way.beside(delivery)
    if mail.is_acknowledgement:
        others = [each.since for each in beside if each.is_acknowledgement] + _acknowledged(delivery, now - DAY)
        if any(since > now - OFTEN for since in others):
            return TOO_OFTEN
        if len(others) >= DAILY and not is_verified(delivery.address):
            return TOO_MANY_A_DAY
    about = sum(each.about == mail.about and each.since > now - HOUR for each in beside)
    return TOO_MANY_ABOUT_ONE if about + _sent_about(delivery, now - HOUR) >= HOURLY else ""


def is_verified(address):
    """Whether who has that mailbox wants our mail: they have answered some, or work here."""
    return (
        VerifiedAddress.objects.filter(address=address).exists()
        or Agent.objects.active().filter(email=address).exists()
    )


def _mail(delivery, since=None):
    event = delivery.event
    return Mail(
        key=delivery.pk,
        address=delivery.address,
        about=(event.subject_type_id, event.subject_id),
        is_acknowledgement=event.kind_name in ACKNOWLEDGEMENTS and delivery.audience in ("requester", ""),
        since=since or delivery.leased_until,
    )


def _sent_about(delivery, since):
    """How many mails about the same the address was sent; HOURLY for more."""
    kind, number = delivery.event.subject_type_id, delivery.event.subject_id
    return len(_sent_about_one(address=delivery.address, since=since, key=delivery.pk, kind=kind, number=number))


def _acknowledged(delivery, since):
    """When the address was sent acknowledgements: the last few times."""
    return _sent_acknowledgements(address=delivery.address, since=since, key=delivery.pk)


@prepared(
    address=CharField(), since=DateTimeField(), key=BigIntegerField(), kind=IntegerField(), number=BigIntegerField()
)
def _sent_about_one(address, since, key, kind, number):
    sent = _sent(address, since, key).filter(event__subject_type=kind, event__subject_id=number)
    return sent.values_list("pk", flat=True)[:HOURLY]


@prepared(address=CharField(), since=DateTimeField(), key=BigIntegerField())
def _sent_acknowledgements(address, since, key):
    sent = _sent(address, since, key).filter(event__kind_name__in=ACKNOWLEDGEMENTS, audience__in=["requester", ""])
    return sent.order_by("-sent_at").values_list("sent_at", flat=True)[:DAILY]


def _sent(address, since, key):
    return Delivery.objects.filter(address=address, sent_at__gt=since).exclude(pk=key)
