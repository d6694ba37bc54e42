"""A later import changes nothing that is here, and whatever came over can be worked with."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activity import history
from activity.tests.adding_up import recorded_models
from agents.models import Agent
from assets.actions import bin_asset, edit_asset
from assets.models import Asset
from people.actions import edit_person
from people.models import Person
from tickets import actions, seed
from tickets.models import Ticket
from tickets.seed.tickets import renumber_taken
from tickets.tests import seed_database
from tickets.tests.imported import rows_of_everything, windows_that_would_change_something
from tickets.tests.seed_database import append, write
from tickets.tests.seed_rows import (
    ANN,
    LAPTOP,
    TICKET,
    bring,
    bring_assets,
    bring_ticket,
    bring_tickets,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    return tmp_path / "seed.sqlite3"


def test_a_second_run_changes_nothing(file):
    seed_database.fill(file, tickets=150, assets=40, agents=8, people=30)
    bring(file)
    before = (
        rows_of_everything(),
        list(Ticket.objects.order_by("pk").values()),
        list(Asset.objects.order_by("pk").values()),
    )
    said = bring(file)
    assert before == (
        rows_of_everything(), list(Ticket.objects.order_by("pk").values()), list(Asset.objects.order_by("pk").values())
    )  # fmt: skip
    assert [line.split()[2:] for line in said.splitlines() if line.startswith("tickets ")] == [["0", "150", "0"]]


def test_a_grown_file_brings_only_what_is_new(file):
    bring_tickets(file, {})
    append(file, "tickets", {**TICKET, "ticket_id": 8, "asset_tag": "AS0002", "agent_name": "Bo Ek"})
    append(file, "assets", {**LAPTOP, "asset_id": 2, "asset_tag": "AS0002"})
    append(
        file,
        "employees",
        {**ANN, "employee_id": 2, "firstName": "Bo", "lastName": "Ek", "name": "", "email": "bo@x.example"},
    )
    bring(file)
    ticket = Ticket.objects.get(pk=8)
    assert ticket.asset.tag == "AS0002" and ticket.assignee.name == "Bo Ek"
    assert (Ticket.objects.count(), Asset.objects.count(), Agent.objects.count(), Person.objects.count()) == (
        2,
        2,
        2,
        1,
    )


def test_what_people_did_since_survives_a_second_import(file, priya):
    ticket = bring_ticket(file)
    agent = ticket.assignee
    agent.first_name, agent.username, agent.email = "Anna", "anna", "anna@alpha.example"
    agent.set_password("Another-2026!")
    agent.save()
    edit_asset(ticket.asset, by=priya, tag="RENAMED")
    edit_person(ticket.requester, by=priya, name="Jo Park-Lee")
    actions.close_ticket(ticket, by=priya)
    append(file, "tickets", {**TICKET, "ticket_id": 8})
    before = rows_of_everything()
    bring(file)
    later = Ticket.objects.with_names().get(pk=8)
    assert rows_of_everything() == before | {"Ticket": 2, "Searchable": 2, "Event": before["Event"] + 1}
    assert Ticket.objects.get(pk=7).status == "closed"
    assert (later.assignee, later.asset.tag, later.requester.name) == (agent, "RENAMED", "Jo Park-Lee")
    assert Agent.objects.get(pk=agent.pk).check_password("Another-2026!")


def test_what_is_in_the_bin_stays_there(file, priya):
    ticket = bring_ticket(file)
    bin_asset(ticket.asset, by=priya)
    actions.bin_ticket(ticket, by=priya)
    append(file, "tickets", {**TICKET, "ticket_id": 8})
    bring(file)
    assert Ticket.objects.present().get().tag_as_typed == "as0001"
    assert Asset.objects.get().is_binned and Ticket.objects.binned().get() == ticket


def test_an_asset_that_was_here_is_the_one_with_its_tag(file, laptop):
    assert bring_assets(file, {"asset_tag": "as1042", "brand": "Other"}) == [laptop]
    assert Asset.objects.get().manufacturer == "Lenovo"


def test_an_id_that_the_seed_gave_to_another_ticket_since_is_refused(file):
    bring_tickets(file, {})
    other = write(
        file.with_name("later"), tickets=[{**TICKET, "time_created": "2024-01-01 00:00:00", "subject": "Other"}]
    )
    assert "came over before, and was created at another time" in bring(other)
    assert Ticket.objects.get().subject == "Printer jams"


def test_opening_and_saving_an_imported_ticket_makes_no_event(file):
    flaws = [
        {}, {"email": "jo@"}, {"created_by": None}, {"created_by": None, "email": None}, {"subject": "x" * 300},
        {"description": " a\r\n\r\n\u2028b\t "}, {"subject": "e\u0301\u00a0 x"}, {"asset_tag": "\ufdfa" * 99},
        {"status": "Closed"}, {"time_created": ""}, {"agent_name": "?"}, {"email": "x" * 400}, {"created_by": "n" * 400},
        {"description": "\n".join(["line"] * 20_000)},
    ]  # fmt: skip
    bring_tickets(file, *[{"ticket_id": n, **flaw} for n, flaw in enumerate(flaws, 1)])
    assert Ticket.objects.count() == len(flaws) and list(windows_that_would_change_something()) == []


def fits(thing):
    """Every text is in normal form and within its column, which SQLite would not mind."""
    for field in thing._meta.concrete_fields:
        value = getattr(thing, field.attname)
        if isinstance(value, str) and field.name in getattr(thing, "TRACKED", ()):
            assert value == history.normal(field, value), field
        if isinstance(value, str) and field.max_length:
            assert len(value) <= field.max_length, field
    return True


NASTY = [
    "x" * 60_000, "a " * 300, " a" * 300, "\ufdfa" * 120, "\u1100\u1161" * 90, "\u0344" * 255, "\u200d" * 300 + "a",
    "e\u0301" * 200, "\ufb2c" * 99, "İ@EXAMPLE.com", "a@b.c" + "o" * 300, "../..",
    "'; DROP TABLE x; --", "\U0001f468\u200d\U0001f469" * 70,
    "\x00", "\r", "%s {0} %(a)d", "new", "-1", "9" * 19, "4611686018427387903", b"\xed\xa0\x80", b"\xff" * 300, 1e300, -0.0,
    float("inf"), 2**63 - 1,
]  # fmt: skip
cells = st.one_of(
    st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.binary(max_size=60),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.sampled_from(NASTY), st.sampled_from([
        "None", "null", "Open", "Closed", "AS0001", "Ann Lee", "jo@alpha.example", "2021-04-05 10:11:12", "31/31/2020",
    ]),
)  # fmt: skip


def any_row_of(table):
    return st.fixed_dictionaries(dict.fromkeys(seed_database.TABLES[table].split(), cells))


@pytest.fixture
def numbers_go_on_from_here(db):
    """A roll-back leaves PostgreSQL's sequence where it got to, and the largest number that there can be gets it to its end."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM tickets_ticket_id_seq")
        last = cursor.fetchone()[0]
        yield
        cursor.execute("SELECT setval('tickets_ticket_id_seq', %s)", [last])


@pytest.mark.usefixtures("numbers_go_on_from_here")
@pytest.mark.parametrize("cell", NASTY, ids=range(len(NASTY)))
def test_one_nasty_text_in_every_cell(file, cell):
    columns = {table: dict.fromkeys(names.split(), cell) for table, names in seed_database.TABLES.items()}
    seed.bring_over(write(file, **{table: [row, row] for table, row in columns.items()}), when_taken=renumber_taken)
    assert all(fits(thing) for model in recorded_models() for thing in model._base_manager.all())
    assert all(fits(agent) for agent in Agent.objects.all())
    assert Ticket.objects.count() == 2 and list(windows_that_would_change_something()) == []


@pytest.mark.usefixtures("numbers_go_on_from_here")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries({table: st.lists(any_row_of(table), max_size=4) for table in seed_database.TABLES}))
def test_no_text_whatever_trips_it(tmp_path_factory, tables):
    path = write(tmp_path_factory.mktemp("any") / "seed.sqlite3", **tables)
    dry = seed.look_over(path, when_taken=renumber_taken)
    wet = seed.bring_over(path, when_taken=renumber_taken)
    dry.seconds = wet.seconds = 0
    assert list(dry.lines()) == list(wet.lines())
    again = seed.bring_over(path, when_taken=renumber_taken)
    assert sum(counts["new"] for counts in again.counts.values()) == 0
    assert all(fits(thing) for model in recorded_models() for thing in model._base_manager.all())


@pytest.mark.bulk_loaded
def test_a_thousand_tickets_of_known_dirt_come_over_in_few_queries(file, django_assert_max_num_queries):
    seed_database.fill(file, tickets=1000, assets=300, agents=10, people=200)
    with django_assert_max_num_queries(250):
        bring(file)
    assert Ticket.objects.count() == 1000 and Asset.objects.count() == 300
    assert list(windows_that_would_change_something()) == []
