"""The view tabs above the list of tickets: saved addresses, and how many tickets wait behind those that are work."""

from django.utils.translation import gettext as _

from itdesk import paging
from tickets.models import Status, Ticket

RANK_OF_PENDING = Status.values.index(Status.PENDING)  # the status as an index has it
NARROWS_NOTHING = ("q", "sort", "after", "before")


def views_of(query, *, agent, here=None):
    """[{name, url, is_current, count}]: the count is in words, "" where it would not help. One query."""
    active = Ticket.objects.active()
    tabs = [
        (_("My open"), {"assignee": "me"}, active.filter(assignee=agent)),
        (_("Unassigned"), {"assignee": "none"}, active.unassigned()),
        (_("All open"), {}, active),
        (Status.PENDING.label, {"status": "pending"}, active.filter(status_rank=RANK_OF_PENDING)),
        (Status.RESOLVED.label, {"status": "resolved"}, None),
        (_("All tickets"), {"status": "any"}, None),
    ]
    counts = iter(paging.counts_up_to(*(tickets for _name, _query, tickets in tabs if tickets is not None)))
    given = {
        name: ",".join(filter(None, values))
        for name, values in query.lists()
        if any(values) and name not in NARROWS_NOTHING
    }
    views = [
        {
            "name": name,
            "url": "/tickets/" + ("?" + "&".join(f"{key}={value}" for key, value in wanted.items()) if wanted else ""),
            "is_current": here is None and given == wanted,
            "count": "" if tickets is None else paging.count_words(next(counts)),
        }
        for name, wanted, tickets in tabs
    ]
    return [*views, {"name": _("Bin"), "url": "/tickets/bin/", "is_current": here == "bin", "count": ""}]
