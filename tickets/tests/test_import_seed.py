"""The seed's own database comes over, each row once: whole rows, numbers, dry runs, refusals, and what is no seed."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError
from django.db import DataError, connection

from activity.models import Event
from tickets import actions
from tickets.models import Ticket
from tickets.tests import seed_database
from tickets.tests.imported import rows_of_everything
from tickets.tests.seed_database import pbkdf2, scrypt, write
from tickets.tests.seed_rows import (
    TICKET,
    bring,
    bring_agents,
    bring_assets,
    bring_ticket,
    bring_tickets,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    return tmp_path / "seed.sqlite3"


def test_a_ticket_comes_over_whole(file):
    ticket = bring_ticket(file)
    assert ticket.pk == 7 and ticket.external_id == "7" and ticket.source == "import"
    assert ticket.subject == "Printer jams" and ticket.description == "Since\nMonday"
    assert ticket.status == "open" and ticket.assignee.username == "ann.lee" and ticket.category.slug == "hardware"
    assert ticket.asset.tag == "AS0001" and ticket.tag_as_typed == ""
    assert ticket.requester.email == "jo@alpha.example" and ticket.name_as_given == "Jo PARK" == ticket.requester.name
    assert ticket.created_at == ticket.updated_at == datetime(2021, 4, 5, 10, 11, 12, tzinfo=UTC)
    assert ticket.resolved_at is None and ticket.closed_at is None


def test_its_event_is_of_that_day_and_in_one_batch_with_the_others(file):
    ticket = bring_ticket(file)
    event = Event.objects.about(ticket).get()
    assert event.kind_name == "ticket.imported" and event.at == ticket.created_at and event.is_history
    assert {event.batch for event in Event.objects.all()} == {event.batch} != {None}


def test_nobody_is_told_of_imported_tickets(file):
    event = Event.objects.about(bring_ticket(file)).get()
    assert not event.deliveries.exists()


def test_an_asset_comes_over_whole(file):
    [asset] = bring_assets(file, {})
    assert (asset.tag, asset.manufacturer, asset.model, asset.serial_number) == ("AS0001", "Lenovo", "T14", "X1")
    assert asset.category.slug == "laptop" and asset.status == "in-stock" and asset.notes == ""
    assert asset.in_service_on == asset.warranty_start == date(2020, 1, 31) and asset.warranty_end == date(2023, 1, 31)


def test_an_employee_becomes_an_agent_whose_event_says_so(file):
    _said, [agent] = bring_agents(file, {})
    assert (agent.username, agent.name, agent.email) == ("ann.lee", "Ann Lee", "ann@alpha.example")
    event = Event.objects.about(agent).get()
    assert event.kind_name == "agent.imported" and event.details == {"seed_employee": "1"}
    assert not agent.is_superuser and not agent.is_staff


@pytest.mark.parametrize("hashed", [pbkdf2("Live"), scrypt("Live")])
def test_a_werkzeug_password_still_logs_in(file, hashed):
    bring_agents(file, {"password": hashed})
    assert authenticate(username="ann.lee", password="Live").username == "ann.lee"
    assert authenticate(username="ann.lee", password="live") is None


def test_a_number_that_is_taken_is_refused_with_its_row_and_the_others_come(file, ticket):
    said = bring_tickets(file, {"ticket_id": ticket.pk}, {"ticket_id": 70}, {"ticket_id": 70, "subject": "Again"})
    assert list(Ticket.objects.filter(external_source="seed").values_list("pk", "subject")) == [(70, "Printer jams")]
    assert f"tickets  {ticket.pk}  another ticket has that number" in said
    assert "tickets  70  another row of the file has that number" in said


def test_renumber_gives_a_new_number_and_keeps_the_old_one(file, ticket):
    rows = [{**TICKET, "ticket_id": n, "subject": subject} for n, subject in [(ticket.pk, "a"), (900, "b"), (900, "c")]]
    bring(write(file, tickets=rows), "--renumber")
    got = {t.subject: (t.pk, t.external_id) for t in Ticket.objects.filter(external_source="seed")}
    assert got["b"] == (900, "900") and min(got["a"][0], got["c"][0]) > 900
    assert got["a"][1] == str(ticket.pk) and got["c"][1] == "900/2"
    before = rows_of_everything()
    bring(file, "--renumber")
    assert rows_of_everything() == before


@pytest.mark.parametrize("odd", ["abc", -5, 0, 2**62, "9" * 5000, None, "", "1e3", "٧", 1.5])
def test_an_id_that_is_no_number_gets_a_new_one_once(file, odd):
    bring_tickets(file, {"ticket_id": odd})
    before = Ticket.objects.get()
    bring(file)
    assert Ticket.objects.get() == before and 0 < before.pk < 2**62 and before.external_id


def test_the_next_ticket_gets_a_fresh_number(file, hardware):
    bring_tickets(file, {"ticket_id": 4000}, {"ticket_id": 12})
    fresh = actions.submit_ticket(name="Jo", email="jo@x.example", subject="Next", category=hardware)
    assert fresh.pk > 4000


def test_the_counter_never_goes_back(file, ticket, hardware):
    bring_tickets(file, {"ticket_id": ticket.pk + 500})
    bring(write(file.with_name("smaller"), tickets=[{**TICKET, "ticket_id": ticket.pk + 100}]))
    fresh = actions.submit_ticket(name="Jo", email="jo@x.example", subject="Next", category=hardware)
    assert fresh.pk == ticket.pk + 501


def test_a_dry_run_says_the_same_and_writes_nothing(file, ticket):
    seed_database.fill(file, tickets=120, assets=40, agents=30, people=20)
    before = rows_of_everything()
    dry = bring(file, "--dry-run", "--renumber")
    assert rows_of_everything() == before
    wet = bring(file, "--renumber")
    assert dry.splitlines()[1:-1] == wet.splitlines()[1:-1] and rows_of_everything() != before


def test_rejects_go_to_a_file_when_asked(file, ticket, tmp_path):
    write(file, tickets=[{**TICKET, "ticket_id": ticket.pk}])
    bring(file, "--rejects", tmp_path / "rejects.txt")
    assert (tmp_path / "rejects.txt").read_text() == f"tickets\t{ticket.pk}\tanother ticket has that number\n"
    with pytest.raises(CommandError, match="overwrite"):
        bring(file, "--rejects", file)
    with pytest.raises(CommandError, match="can't be written"):
        bring(file, "--rejects", tmp_path / "nowhere" / "rejects.txt")


def test_ids_cannot_forge_lines_of_the_report(file):
    said = bring_tickets(file, {"ticket_id": "x\nRefused\x1b[2J" + "y" * 500, "status": "?"})
    assert "\x1b" not in said and "\nRefused" not in said and "y" * 41 not in said


@pytest.mark.parametrize("content, complaint", [
    (None, "There is no file"), (b"", "is empty"), (b"hello", "no SQLite database"), (b"PK\x03\x04" * 500, "no SQLite"),
    (b"SQLite format 3\0", "can't be read"), (b"SQLite format 3\0" + b"\xff" * 5000, "can't be read"),
])  # fmt: skip
def test_a_file_that_is_no_seed_is_one_clear_line(file, content, complaint):
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CommandError, match=complaint) as refusal:
        bring(file)
    assert "\n" not in str(refusal.value) and refusal.value.returncode == 1


def test_a_folder_is_no_seed(tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        bring(tmp_path)


def test_a_database_of_something_else_is_refused(file):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE songs (title)")
    with pytest.raises(CommandError, match="none of the seed's tables"):
        bring(file)


def test_a_file_that_breaks_off_leaves_nothing_behind(file):
    seed_database.fill(file, tickets=2500, assets=5, agents=2)
    content = bytearray(file.read_bytes())
    content[len(content) * 3 // 4 :] = b"\xff" * (len(content) - len(content) * 3 // 4)
    file.write_bytes(content)
    before = rows_of_everything()
    with pytest.raises(CommandError, match="can't be read"):
        bring(file)
    assert rows_of_everything() == before


def test_tables_and_columns_may_be_missing_and_others_there(file):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE TICKETS (Ticket_ID INTEGER, SUBJECT TEXT, mood TEXT)")
        connection.execute("INSERT INTO tickets VALUES (3, 'Only this', 'bad')")
    said = bring(file)
    assert Ticket.objects.get(pk=3).subject == "Only this"
    assert "no table “employees”" in said and "no column “email” in “tickets”" in said


def test_what_is_still_in_the_write_ahead_log_comes_over_too(file):
    with closing(sqlite3.connect(file)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("CREATE TABLE tickets (ticket_id, subject)")
        writer.execute("INSERT INTO tickets VALUES (3, 'Just now')")
        writer.commit()
        bring(file)
    assert Ticket.objects.get(pk=3).subject == "Just now"


def test_a_name_that_looks_like_an_address_of_a_database(tmp_path):
    bring(write(tmp_path / "a?b#c%20d.db", tickets=[TICKET]))
    assert Ticket.objects.exists()


def test_the_file_is_only_read(file):
    seed_database.fill(file, tickets=10, assets=5, agents=2)
    before = file.read_bytes()
    bring(file)
    assert file.read_bytes() == before


def test_a_refusal_by_the_desks_own_database_is_one_line_without_anybodys_values(file):
    def refuse(execute, sql, params, many, context):
        if "INSERT INTO" in sql and "asset" in sql:
            raise DataError("value too long\nDETAIL: Failing row contains (pbkdf2_sha256$1$salt$hash)")
        return execute(sql, params, many, context)

    before = rows_of_everything()
    with connection.execute_wrapper(refuse), pytest.raises(CommandError) as refusal:
        bring_tickets(file, {})
    assert str(refusal.value) == "Nothing was imported: value too long"
    assert rows_of_everything() == before
