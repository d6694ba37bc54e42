"""A sample desk of any size: as the door would have written it, the same every time, never among real data."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import StringIO
from threading import Timer

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from activity import seal
from activity.models import Event
from activity.tests.adding_up import check
from activity.verify import verify
from agents.models import Agent
from assets.models import Asset
from assets.tags import next_tag
from people.models import Person
from tickets import actions, planning
from tickets.demo.content.inventory import KINDS
from tickets.models import Attachment, Category, Message, Status, Ticket
from tickets.sample import attached, bulk, lives, load, log, making, talk, things
from tickets.sample.world import World
from tickets.search import differences
from tickets.search.indexing import INDEX

pytestmark = pytest.mark.bulk_loaded
UNTIL = datetime(2026, 11, 22, tzinfo=UTC)
WORLD = World(
    seed=17, tickets=400, people=90, assets=150, first_ticket=7, first_person=5, first_asset=3,
    first_message=11, first_file=13, messages=3.5,
    start=int(UNTIL.timestamp()) - 365 * 86_400, until=int(UNTIL.timestamp()), organisation="ALPHA",
    types={"person": 1, "asset": 2, "ticket": 3}, agents=[(1, "Ann"), (2, "Ben")],
    ticket_categories={slug: (1, slug) for slug in ("software", "hardware", "account", "network", "printing", "other")},
    asset_categories={kind[0]: (1, kind[0]) for kind in KINDS},
)  # fmt: skip


def load_sample(tickets=2500, assets=300, people=200, **options):
    out = StringIO()
    call_command("load_sample", tickets=tickets, assets=assets, people=people, until=UNTIL, stdout=out, **options)
    return out.getvalue()


def indexes():
    with connection.cursor() as cursor:
        return sorted(name for table in connection.introspection.table_names() for name in _indexes_of(cursor, table))


def _indexes_of(cursor, table):
    return connection.introspection.get_constraints(cursor, table)


def file_sum(file):
    with default_storage.open(file.kept_as) as content:
        return sha256(content.read()).hexdigest()


def test_what_is_there_is_what_was_asked_for_and_adds_up(transactional_db):
    before = indexes()

    said = load_sample()

    assert said.startswith("2,500 tickets, 200 people, 300 assets,")
    assert (Ticket.objects.count(), Asset.objects.count(), Person.objects.count()) == (2500, 300, 200)
    assert {row["status"] for row in Ticket.objects.values("status")} == set(Status.values)
    assert 20 < Ticket.objects.active().count() < 100 and Ticket.objects.binned().exists()
    assert Ticket.objects.filter(asset__isnull=False).count() > 1000
    assert not Ticket._base_manager.filter(updated_at__gt=UNTIL).exists()
    check(only_a_sample=True)
    assert verify().is_sound
    assert list(differences()) == []
    assert [file_sum(file) for file in Attachment.objects.order_by("pk")] == list(
        Attachment.objects.order_by("pk").values_list("sha256", flat=True)
    )
    assert Attachment.objects.filter(ticket__isnull=False).count() == 2500 // attached.EVERY
    INDEX.examine()
    connection.check_constraints()
    assert indexes() == before and seal.is_in_place()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM sqlite_stat1 WHERE tbl = 'tickets_ticket'")
            assert cursor.fetchone()[0] == len(planning.FIGURES)  # dropped with the indexes, and learnt again
            cursor.execute("PRAGMA integrity_check")  # asks every CHECK constraint, too
            assert cursor.fetchall() == [("ok",)]


def test_work_goes_on_behind_it(transactional_db, priya):
    load_sample(tickets=50, assets=20, people=20)
    person = Person.objects.first()
    ticket = actions.submit_ticket(
        name=person.name, email=person.email, subject="Mine", category=Category.objects.first()
    )
    assert ticket.requester == person
    busy = Ticket.objects.active().first() or ticket
    assert actions.edit_ticket(busy, by=priya, subject="Now another").version == busy.version
    assert next_tag("AS")
    check()


def test_a_second_sample_comes_beside_the_first(transactional_db):
    load_sample(tickets=40, assets=30, people=20)
    load_sample(tickets=40, assets=30, people=20, seed=5)
    assert (Ticket.objects.count(), Asset.objects.count(), Person.objects.count()) == (80, 60, 40)
    check()


@pytest.mark.parametrize("topic", ["person", "asset", "ticket"])
def test_the_same_seed_makes_the_same_rows_in_any_process(topic):
    chunks = [(WORLD, topic, first, first + 20) for first in (0, 20, 40)]
    here = [making.make(chunk) for chunk in chunks]
    assert list(making.in_order(making.make, chunks, rows=making.ALONE + 1)) == here
    assert making.make((replace(WORLD, seed=18), topic, 0, 20)) != here[0]


def test_the_columns_are_all_that_the_tables_have():
    written = {
        Person: things.PERSON_COLUMNS, Asset: things.ASSET_COLUMNS, Ticket: lives.COLUMNS, Message: talk.COLUMNS,
        Event: log.COLUMNS, Attachment: attached.COLUMNS,
    }  # fmt: skip
    for model, columns in written.items():
        assert {field.column for field in model._meta.concrete_fields} - set(columns) <= {"id"}, model


def test_any_text_goes_through_a_parcel(transactional_db, tmp_path):
    odd = "tab\there, back\\slash, \\N, line\nbreak, \r, “quotes” and 'more', é 漢"
    row = (901, 1, "2026-01-01 00:00:00", "2026-01-01 00:00:00", odd, "", odd[:50], "", "", "x", "x")
    table = ("people_person", things.PERSON_COLUMNS, [row])
    bulk.unpack(connection, bulk.pack(connection.vendor, str(tmp_path / "parcel"), [table]))
    assert (Person.objects.get().name, Person.objects.get().email_as_given) == (odd, odd[:50])
    with seal.lifted(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_person")


def test_a_password_lets_its_agents_in(transactional_db, client):
    load_sample(tickets=5, assets=0, people=5, password="open the sample 1")
    agent = Agent.objects.filter(username__startswith="sample.").last()
    assert agent.check_password("open the sample 1")
    load_sample(tickets=5, assets=0, people=5)
    assert Agent.objects.get(pk=agent.pk).check_password("open the sample 1")


def test_real_data_is_left_alone(transactional_db, ticket):
    Agent.objects.create_user("real.agent", "real@company.test")
    with pytest.raises(CommandError, match="People work on this desk"):
        load_sample(tickets=5, people=5, assets=0)
    assert Ticket.objects.count() == 1
    load_sample(tickets=5, people=5, assets=0, anyway=True)
    assert Ticket.objects.count() == 6


def test_people_and_assets_without_a_ticket_are_real_data_too(transactional_db, root, laptop):
    Agent.objects.update(is_superuser=True, email="")
    with pytest.raises(CommandError, match="People work on this desk"):
        load_sample(tickets=5, people=5, assets=0)
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(("tickets", "people", "assets"), [(0, 5, 5), (5, 0, 5), (5, 5, -1)])
def test_numbers_that_make_no_desk_are_refused(transactional_db, tickets, people, assets):
    with pytest.raises(CommandError, match="at least one person"):
        load_sample(tickets=tickets, people=people, assets=assets)


def test_a_load_that_fails_leaves_nothing(transactional_db, monkeypatch):
    before = indexes()
    monkeypatch.setitem(making.MAKERS, "ticket", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load_sample(tickets=50, people=5, assets=5)
    assert not Person.objects.exists() and not Agent.objects.filter(username__startswith="sample.").exists()
    assert indexes() == before and INDEX.is_in_place() and seal.is_in_place()


def test_who_still_has_the_file_open_is_waited_for_and_then_does_not_matter(transactional_db, monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("of SQLite")
    other = sqlite3.connect(connection.settings_dict["NAME"], check_same_thread=False)
    other.execute("SELECT 1 FROM tickets_ticket").fetchall()
    Timer(0.5, other.close).start()
    load_sample(tickets=5, people=5, assets=0)
    assert Ticket.objects.count() == 5

    monkeypatch.setattr(load, "LONGEST_WAIT", 0.2)
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("SELECT 1 FROM tickets_ticket").fetchall()
        load_sample(tickets=5, people=5, assets=0)
    assert Ticket.objects.count() == 10
    check()
