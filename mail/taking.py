"""STOPGAP, to be replaced by routing: every mail opens a ticket."""

from django.db import transaction
from django.utils import timezone

from mail.models import Arrival
from tickets import actions
from tickets.models import Category


@transaction.atomic
def take(arrival, read, folder=None):
    arrival = Arrival.objects.select_for_update().get(pk=arrival.pk, outcome=Arrival.Outcome.WAITING)
    arrival.sender, arrival.subject, arrival.header_id = read.from_address, read.subject, read.header_id
    arrival.sender_name, arrival.handled_at = read.from_name, timezone.now()
    if arrival.reason:
        arrival.outcome = Arrival.Outcome.QUARANTINE
        arrival.save()
        return arrival
    arrival.ticket = actions.submit_ticket(
        name=read.from_name or read.from_address,
        email=read.from_address,
        subject=read.subject or "(no subject)",
        description=read.text,
        category=Category.objects.get(slug="other"),
    )
    arrival.outcome = Arrival.Outcome.TICKET
    arrival.save()
    return arrival
