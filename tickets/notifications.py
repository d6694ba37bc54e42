"""Who is told about a ticket's event. A reader of the log: inside the change's transaction it notes what is owed."""

from activity.models import Delivery
from tickets.models import Ticket


def owe(event, subject):
    """Note one delivery per address that hears of the event. Nobody hears of their own acts, nor of history."""
    if not isinstance(subject, Ticket) or event.is_history:
        return
    addresses = {address for audience in event.kind.tells for address in AUDIENCES[audience](event, subject)}
    if event.actor:
        addresses.discard(event.actor.email)
    Delivery.objects.bulk_create([Delivery(event=event, address=address) for address in sorted(addresses)])


def _requester(event, ticket):
    return [ticket.requester.email] if ticket.requester and ticket.requester.email else []


def _new_assignee(event, ticket):
    told = "assignee" in event.changes and ticket.assignee and ticket.assignee.is_active and ticket.assignee.email
    return [ticket.assignee.email] if told else []


def _holder(event, ticket):
    return [ticket.assignee.email] if ticket.assignee and ticket.assignee.is_active and ticket.assignee.email else []


AUDIENCES = {"requester": _requester, "assignee": _new_assignee, "holder": _holder}
