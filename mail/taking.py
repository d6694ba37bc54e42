"""STOPGAP, to be replaced by routing: every mail opens a ticket."""

from django.db import transaction
from django.utils import timezone

from mail.models import Arrival
from tickets import actions
from tickets.models import Category


@transaction.atomic
def take(arrival, read):
    arrival = Arrival.objects.select_for_update().get(pk=arrival.pk, outcome=Arrival.Outcome.WAITING)
    arrival.ticket = actions.submit_ticket(
        name=read.from_name or read.from_address,
        email=read.from_address,
        subject=read.subject or "(no subject)",
        description=read.text,
        category=Category.objects.get(slug="other"),
    )
    arrival.sender, arrival.subject, arrival.header_id = read.from_address, read.subject, read.header_id
    arrival.outcome, arrival.handled_at = Arrival.Outcome.TICKET, timezone.now()
    arrival.save()
    return arrival
