"""What a row of a ticket list shows, made outside the template: a template spends most of a page's time in such a loop."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString

from itdesk.templatetags import desk
from tickets.models import Priority, Status


@dataclass(frozen=True, slots=True)
class Row:
    """One ticket in words and marks; everything a string that is ready to print (text is escaped by the template)."""

    number: int
    url: str
    subject: str
    requester: str
    status: str
    status_mark: SafeString
    priority_mark: SafeString
    assignee: SafeString
    is_unassigned: bool
    asset_tag: str
    asset_url: str
    category: str
    updated: SafeString


def rows_of(tickets):
    """One Row for each ticket of a list made `with_names()`."""
    return [_row(ticket) for ticket in tickets]


def _row(ticket):
    agent, asset = ticket.assignee, ticket.asset
    return Row(
        number=ticket.pk,
        url=f"/tickets/{ticket.pk}/",
        subject=ticket.subject,
        requester=ticket.requester_name,
        status=ticket.status,
        status_mark=_status_mark(ticket.status, str(Status(ticket.status).label)),
        priority_mark=_priority_mark(ticket.priority, str(Priority(ticket.priority).label)),
        assignee=_person_mark(agent.name) if agent else desk.assignee(None),
        is_unassigned=agent is None and ticket.is_active,
        asset_tag=ticket.asset_tag,
        asset_url=asset.get_absolute_url() if asset else "",
        category=ticket.category.name,
        updated=desk.when(ticket.updated_at),
    )


@lru_cache(maxsize=64)
def _status_mark(value, words):
    return desk.status_pill(value, words)


@lru_cache(maxsize=64)
def _priority_mark(value, words):
    return desk.priority_mark(value, words)


@lru_cache(maxsize=1024)
def _person_mark(name):
    return desk.person(name)
