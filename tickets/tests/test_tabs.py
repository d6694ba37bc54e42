"""The view tabs: how much work waits, said exactly to a thousand, in one query that a large desk does not slow down."""

import re

import pytest

from tickets import actions
from tickets.models import Ticket
from tickets.tests.test_list import make

HTMX = {"HX-Request": "true"}


def tabs(client, path="/tickets/", **headers):
    html = client.get(path, headers=headers).content.decode()
    found = re.findall(
        r"<a href=\"[^\"]+\"[^>]*>([^<]+?)(?: <span class=\"count\">([^<]+)</span>)?</a>",
        html[: html.index("</nav>", html.index('id="views"'))].partition('id="views"')[2],
    )
    return dict(found)


def test_each_tab_says_how_many_wait_behind_it(priya_client, priya, sam, ticket, hardware):
    assert tabs(priya_client) == {
        "My open": "0", "Unassigned": "1", "All open": "1", "Pending": "0", "Resolved": "", "All tickets": "", "Bin": "",
    }  # fmt: skip
    actions.assign_ticket(ticket, priya, by=priya)
    actions.edit_ticket(ticket, by=priya, status="pending", pending_reason="parts")
    make(3)
    assert [tabs(priya_client)[name] for name in ("My open", "Unassigned", "All open", "Pending")] == [
        "1",
        "3",
        "4",
        "1",
    ]
    actions.bin_ticket(ticket, by=priya)
    assert [tabs(priya_client)[name] for name in ("My open", "Unassigned", "All open", "Pending")] == [
        "0",
        "3",
        "3",
        "0",
    ]
    assert tabs(priya_client, "/tickets/bin/")["Unassigned"] == "3"


@pytest.mark.bulk_loaded
def test_beyond_a_thousand_they_say_so(priya_client):
    make(1001)
    assert tabs(priya_client)["Unassigned"] == "1,000+"
    assert Ticket.objects.count() == 1001


def test_who_types_is_not_told_again(priya_client, ticket, django_assert_max_num_queries):
    priya_client.get("/tickets/")
    with django_assert_max_num_queries(4):
        typed = priya_client.get("/tickets/?q=laptop", headers=HTMX).content.decode()
    assert 'id="views"' not in typed
    assert (
        'id="views" aria-label="Views" hx-swap-oob="true"'
        in priya_client.get("/tickets/", headers=HTMX).content.decode()
    )
