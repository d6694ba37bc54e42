"""No list that the page offers scans the ticket table or sorts more than one person's, one asset's or one agent's tickets.

Asked of SQLite, whose planner believes the figures of tickets/planning.py whatever the table holds, so that an empty one
tells as much as a million rows. What bounds a walk where no index knows a filter: the active tickets in the list that is
shown unasked; in lists of all tickets the default orders hold every filter in their index, and only the others (created,
number, priority) look at each ticket on the way.
"""

from itertools import combinations, product
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itdesk import paging
from tickets.filters import SORTS, TicketFilter
from tickets.models import Ticket

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite")
OFFERED = {
    "status": ["any", "new", "pending", "resolved", "closed", "pending,resolved"],
    "assignee": ["me", "none"],
    "category": ["hardware", "hardware,software"],
    "priority": ["p1", "p1,p2"],
    "type": ["incident"],
    "asset": ["AS1042"],
    "requester": ["17"],
    "sort": [sign + name for name in SORTS for sign in ("", "-")],
}
LEAVE_FEW = {"asset", "requester"}  # and "me": an agent's open tickets; with status=any, all that the agent ever had
CHOICES = [(name, value) for name, values in OFFERED.items() for value in values]
CURSORS = {"updated_at": "2026-01-01T00:00:00+00:00~5", "created_at": "2026-01-01T00:00:00+00:00~5", "pk": "~5"}


def filters_of(query, chosen, agent):
    for name, value in chosen.items():
        query.setlist(name, value.split(","))
    filters = TicketFilter(query, queryset=Ticket.objects.present(), request=SimpleNamespace(user=agent))
    assert filters.is_valid(), filters.form.errors
    return filters


def plan(chosen, agent, deep):
    query = QueryDict(mutable=True)
    filters = filters_of(query, chosen, agent)
    if deep:
        query["after"] = CURSORS.get(filters.order.removeprefix("-"), "1~5")
    page = paging.beyond(filters.qs.as_rows(), filters.order, query)[: paging.SIZE + 1]
    return page.explain().splitlines()


def plan_of_few(chosen, agent):
    """How it is found out whether the filters leave few; nothing where they are not asked that."""
    few = filters_of(QueryDict(mutable=True), chosen, agent).few
    return [] if few is None else few.values("pk")[: paging.COUNTED + 1].explain().splitlines()


def wrong(chosen, agent, deep):
    lines = plan(chosen, agent, deep)
    leaves_few = LEAVE_FEW & chosen.keys() or chosen.get("assignee") == "me"
    scans = [line for line in lines if "SCAN tickets_ticket" in line and "USING" not in line]
    by_number = chosen.get("sort", "").endswith(("number", "status", "priority"))  # with one of them, that is by number
    scans = [] if by_number else scans  # the table itself is in that order
    sorts = [line for line in lines if "TEMP B-TREE" in line]
    return [*scans, *([] if leaves_few else sorts)] and (chosen, lines)


def test_no_pair_of_filters_and_orders_scans_or_sorts(priya, laptop):
    pairs = [(one, other) for one, other in combinations(CHOICES, 2) if one[0] != other[0]]
    bad = [found for pair, deep in product(pairs, (False, True)) if (found := wrong(dict(pair), priya, deep))]
    assert not bad


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chosen=st.fixed_dictionaries({}, optional={n: st.sampled_from(v) for n, v in OFFERED.items()}), deep=st.booleans()
)
def test_no_other_combination_does(priya, laptop, chosen, deep):
    assert not wrong(chosen, priya, deep)


def test_whether_filters_leave_few_is_asked_of_an_index(priya, laptop):
    plans = [plan_of_few(dict(pair), priya) for pair in combinations(CHOICES, 2) if pair[0][0] != pair[1][0]]
    assert sum(map(bool, plans)) > 100
    assert [lines for lines in plans if any(line.split()[3] == "SCAN" for line in lines)] == []


def test_the_test_of_plans_sees_a_sort(priya, laptop):
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX ticket_active_created")
        cursor.execute("DROP INDEX ticket_created")
    assert wrong({"sort": "-created"}, priya, False)
