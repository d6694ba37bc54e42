"""Several things in one mail, once an hour, for agents who want it so.

The delivery that a worker has claimed takes along what `beside` names: Written.covers says which, and all are sent with it.
"""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from activity import clock
from activity.models import Delivery
from agents.models import Agent, Notices
from mail.addressees import addressee_of, audience_of
from mail.laying_out import Link, Listed
from mail.written import NothingToSay
from tickets.models import Ticket

MOST = 50  # in one mail
OWN = ("assignee", "holder")  # audiences
HOUR = timedelta(hours=1)


def beside(delivery):
    """What is due and goes in the same mail as a delivery, oldest first, at most MOST - 1; [] for whoever hears at once.

    Those that are leased with the delivery itself are among them; what another worker holds is not.
    """
    if audience_of(delivery) not in OWN or not _hears_hourly(delivery.address):
        return []
    now = clock.now()
    owed = Delivery.objects.filter(address=delivery.address, state=Delivery.State.OWED, next_try_at__lte=now)
    free = owed.filter(Q(leased_until=None) | Q(leased_until__lte=now) | Q(leased_until=delivery.leased_until))
    others = free.filter(audience__in=OWN).exclude(pk=delivery.pk)
    return list(others.select_related("event").order_by("pk")[: MOST - 1])


def notices_of(deliveries):
    """[(title, line, url)] of what happened to an agent's tickets, oldest first, without what is not to be told any more.

    Raises NothingToSay when nothing is left.
    """
    rows = []
    for delivery in sorted(deliveries, key=lambda each: each.pk):
        event = delivery.event
        ticket = Ticket.objects.with_names().filter(pk=event.subject_id).first()
        try:
            if ticket and addressee_of(delivery, ticket):
                rows.append((str(ticket), str(event.sentence), settings.SITE_URL + ticket.get_absolute_url()))
        except NothingToSay:
            continue
    return _at_least_one(rows)


def news_for(delivery):
    """[(title, line, url)] of the tickets that came in since the last such mail went to the address and that nobody has.

    The newest first; one more than MOST when there are more. Raises NothingToSay when nobody waits.
    """
    sent = Delivery.objects.filter(address=delivery.address, audience="desk-news", state=Delivery.State.SENT)
    earlier = sent.filter(pk__lt=delivery.pk)
    since = earlier.order_by("-pk").values_list("owed_at", flat=True).first() or delivery.owed_at - HOUR
    waiting = Ticket.objects.active().unassigned().filter(created_at__gt=since - timedelta(minutes=5))
    found = waiting.select_related("requester", "category").order_by("-created_at", "-pk")[: MOST + 1]
    return _at_least_one(
        [
            (str(ticket), f"{ticket.requester_name}, {ticket.category}", settings.SITE_URL + ticket.get_absolute_url())
            for ticket in found
        ]
    )


def values(key, rows):
    """What the placeholders of a bundle's text stand for."""
    url = {"news": "/tickets/?assignee=none", "notices": "/tickets/?assignee=me"}[key]
    lead = _("The newest {number} of them:").format(number=MOST) if len(rows) > MOST else ""
    return {
        "count": f"{MOST}+" if len(rows) > MOST else str(len(rows)),
        "tickets": Listed(lead, tuple(rows[:MOST])),
        "link": Link(settings.SITE_URL + url, _("Open the list")),
    }


def _hears_hourly(address):
    return Agent.objects.active().filter(email=address, own_notices=Notices.HOURLY).exists()


def _at_least_one(rows):
    if not rows:
        raise NothingToSay(_("There is nothing left to tell."))
    return rows
