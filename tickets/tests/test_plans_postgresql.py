"""How PostgreSQL reads the ticket lists: never the whole table, sorting at most one person's, asset's or agent's tickets.

Its planner goes by what the tables hold. So the short test asks, of a small desk, whether there is a way at all (scans and
sorts are forbidden, and it uses one only where it has no choice); the long one asks a large desk what is really done.
"""

import re
from itertools import combinations, product

import pytest
from django.db import connection
from django.utils import timezone

from tickets.sample import load
from tickets.tests.test_plans import CHOICES, CURSORS, LEAVE_FEW, plan, plan_of_few

pytestmark = [pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL"), pytest.mark.bulk_loaded]
FEW = 500  # rows that are sorted without a filter that leaves few, since few are left anyway; an incremental sort has ties
CHEAP = 2500  # where a fifth are meant, the first thousand are soon met in the table itself; all of it costs 7,700
PAIRS = [dict(pair) for pair in combinations(CHOICES, 2) if pair[0][0] != pair[1][0]]


def loaded(**numbers):
    load.load(messages=0, seed=7, until=timezone.now(), **numbers)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def rows_in(line):
    """How many rows the planner expects there."""
    return int(re.search(r"rows=(\d+)", line)[1])


def cost_of(line):
    """What the planner expects it to cost, in pages read in a row."""
    return float(re.search(r"\.\.([\d.]+) rows", line)[1])


def wrong(chosen, agent, deep):
    lines = plan(chosen, agent, deep)
    leaves_few = LEAVE_FEW & chosen.keys() or chosen.get("assignee") == "me"
    scans = [line for line in lines if "Seq Scan on tickets_ticket" in line]
    sorts = [line for line in lines if line.strip(" ->").startswith("Sort  (") and rows_in(line) > FEW]
    return [*scans, *([] if leaves_few else sorts)] and (chosen, deep, lines)


def test_there_is_a_way_to_each_list_off_an_index(priya, laptop):
    loaded(tickets=1000, people=50, assets=50)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    assert not [found for chosen, deep in product(PAIRS, (False, True)) if (found := wrong(chosen, priya, deep))]


@pytest.mark.long
def test_of_a_hundred_thousand_tickets_no_list_scans_or_sorts(priya, laptop, monkeypatch):
    loaded(tickets=100_000, people=5000, assets=10_000)
    monkeypatch.setitem(CURSORS, "pk", "~50000")
    assert not [found for chosen, deep in product(PAIRS, (False, True)) if (found := wrong(chosen, priya, deep))]
    plans = [plan_of_few(chosen, priya) for chosen in PAIRS]
    assert [lines for lines in plans if lines and cost_of(lines[0]) > CHEAP] == []
