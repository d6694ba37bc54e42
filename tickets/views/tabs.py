"""The view tabs above the list of tickets: saved addresses, and how many tickets wait behind those that are work."""

from functools import lru_cache

from django.utils.translation import gettext as _

from itdesk import paging
from tickets.models import Status, Ticket

RANK_OF_PENDING = Status.values.index(Status.PENDING)  # the status as an index has it
NARROWS_NOTHING = ("q", "sort", "after", "before")


def views_of(query, *, agent, here=None):
    """[{name, url, is_current, number, count}]. One query.

    number: how many tickets it has, up to one beyond COUNTED, None where that is not counted; count: the same in words, or "".
    """
    mine, unassigned, active, pending = paging.counted(*_counting(agent.pk))
    tabs = [
        (_("My open"), {"assignee": "me"}, mine),
        (_("Unassigned"), {"assignee": "none"}, unassigned),
        (_("All open"), {}, active),
        (Status.PENDING.label, {"status": "pending"}, pending),
        (Status.RESOLVED.label, {"status": "resolved"}, None),
        (_("All tickets"), {"status": "any"}, None),
    ]
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
            "number": number,
            "count": "" if number is None else paging.count_words(number),
        }
        for name, wanted, number in tabs
    ]
    return [
        *views,
        {"name": _("Bin"), "url": "/tickets/bin/", "is_current": here == "bin", "number": None, "count": ""},
    ]


@lru_cache(maxsize=1024)
def _counting(agent_key):
    active = Ticket.objects.active()
    pending = active.filter(status_rank=RANK_OF_PENDING)
    return paging.counting(active.filter(assignee=agent_key), active.unassigned(), active, pending)
