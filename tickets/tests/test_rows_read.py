"""How much SQLite reads for each list, in steps of its machine: what EXPLAIN hides, a walk along an index that passes by rows.

A list of the usual page takes some 2,000 steps, each ticket that is passed by 5 to 15. The short test loads 10,000 tickets
and allows no walk through all of them; the long one allows hardly more among 100,000.
"""

from contextlib import contextmanager
from itertools import combinations
from random import Random
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.models import Count
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agents.models import Agent
from assets.models import Asset
from itdesk import paging
from people.models import Person
from tickets import search
from tickets.filters import SORTS, TicketFilter
from tickets.models import Category, Priority, Status, Ticket, Type
from tickets.sample import load

pytestmark = [pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite"), pytest.mark.bulk_loaded]
ORDERS = [sign + name for name in SORTS for sign in ("", "-")]
MOST = 25_000  # steps
STEP = 100  # steps between two looks at the counter
OTHER_LISTS = [
    "/tickets/", "/tickets/?status=any&sort=number", "/tickets/?assignee=me", "/tickets/?assignee=none",
    "/tickets/?status=pending", "/tickets/bin/", "/assets/", "/assets/bin/", "/people/", "/activity/", "/agents/",
]  # fmt: skip


@contextmanager
def steps():
    """Counts in its only element."""
    counted = [0]

    def count():
        counted[0] += STEP

    connection.ensure_connection()
    connection.connection.set_progress_handler(count, STEP)
    try:
        yield counted
    finally:
        connection.connection.set_progress_handler(None, 0)


def loaded(tickets):
    numbers = {"tickets": tickets, "people": tickets // 20, "assets": tickets // 10}
    load.load(**numbers, messages=0, seed=7, until=timezone.now())
    return Agent.objects.with_open_tickets().order_by("-open_tickets").first()


def offered(agent):
    """[(name, value)] of all that the page's menu and its links filter by, one value of each kind where all are alike."""
    of_most = {"ticket_count": Count("tickets")}
    asset = Asset.objects.annotate(**of_most).order_by("-ticket_count").first()
    requester = Person.objects.annotate(**of_most).order_by("-ticket_count").first()
    values = {
        "status": ["any", *Status.values],
        "assignee": [agent.username, "none"],
        "category": Category.objects.values_list("slug", flat=True)[:2],
        "priority": Priority.values,
        "type": Type.values,
        "asset": [asset.tag],
        "requester": [str(requester.pk)],
    }
    return [(name, value) for name, each in values.items() for value in each]


def read_for(chosen, agent, place=None):
    """How many steps the rows and the count of a list take; place: "after" or "before" for a page from its middle.

    Checks on the way that they are the rows that a plain question gives, in its order.
    """
    query = QueryDict(mutable=True)
    query.update(chosen)
    filters = TicketFilter(query, queryset=Ticket.objects.present(), request=SimpleNamespace(user=agent))
    assert filters.is_valid(), filters.form.errors
    wanted = list(paging.beyond(filters.qs, filters.order).values_list("pk", flat=True))
    if place and not wanted:
        return 0
    half = len(wanted) // 2
    if place:
        middle = Ticket.objects.get(pk=wanted[half])
        query[place] = paging._cursor(middle, filters.order.removeprefix("-"))
    with steps() as counted:
        known = {"only_active": filters.only_active, "few": filters.few, "is_sorted": filters.is_sorted}
        found = search.find(filters.qs, filters.text, order=filters.order, query=query, **known)
        page = paging.page_of(found.rows.as_rows(), order=filters.order, query=query, among=found.among)
        assert found.count == min(len(wanted), paging.COUNTED + 1)
    after = 0 if place != "after" else half + 1
    start = max(0, half - paging.SIZE) if place == "before" else after
    assert [row.pk for row in page.rows] == wanted[start : start + paging.SIZE], (chosen, place)
    return counted[0]


def too_much(lists, agent, most):
    read = {(place, *chosen.items()): read_for(chosen, agent, place) for place, chosen in lists}
    return {about: number for about, number in read.items() if number > most}


def lists_of(choices, *, most_filters):
    filtered = [
        chosen for n in range(most_filters + 1) for chosen in combinations(choices, n) if len(dict(chosen)) == n
    ]
    return [
        (place, dict(chosen) | {"sort": order})
        for chosen in filtered
        for order in ORDERS
        for place in (None, "after", "before")
    ]


def pages_of(client, agent, most=MOST):
    """{url: how many queries its page takes}, none of which may read much."""
    client.force_login(agent)
    asked = {}
    for url in OTHER_LISTS:
        client.get(url)  # the first one also reads what is kept for all pages
        with CaptureQueriesContext(connection) as queries, steps() as counted:
            assert client.get(url).status_code == 200
        asked[url] = len(queries)
        assert counted[0] < most, (url, counted)
    return asked


def test_no_list_asks_more_or_reads_more_where_there_is_more(transactional_db, client):
    of_few = pages_of(client, loaded(2000))
    agent = loaded(8000)
    assert pages_of(client, agent) == of_few

    choices = offered(agent)
    some = lists_of(choices, most_filters=1) + lists_of(choices, most_filters=4)
    assert too_much(Random(7).sample(some, 100), agent, most=MOST) == {}

    with steps() as counted:
        list(Ticket.objects.present().filter(subject="nothing")[:50])
    assert counted[0] > MOST, "a walk would go unseen"


def test_a_common_word_is_counted_among_what_the_filters_leave(transactional_db):
    """Not among all that have it: of the word's 10,000 entries most are none of them, and each would be looked up."""
    agent = loaded(10_000)
    query = QueryDict("q=e&status=resolved")
    filters = TicketFilter(query, queryset=Ticket.objects.present(), request=SimpleNamespace(user=agent))
    assert filters.is_valid()
    with steps() as counted:
        number = search.find(filters.qs, "e", order="-updated_at", query=query, few=filters.few).count
    assert number == min(search.matching(filters.qs, "e").count(), paging.COUNTED + 1)
    assert counted[0] < MOST


@pytest.mark.long
def test_nor_among_a_hundred_thousand(transactional_db, client):
    agent = loaded(100_000)
    pages_of(client, agent, most=60_000)
    choices = offered(agent)
    some = Random(7).sample(lists_of(choices, most_filters=4), 1000)
    assert too_much(lists_of(choices, most_filters=2) + some, agent, most=60_000) == {}
