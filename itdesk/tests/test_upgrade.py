"""What an earlier version left behind is brought up to date without a loss, on both databases."""

import shutil
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.utils.module_loading import import_string

from activity import seal
from activity.models import Delivery, Recorded
from activity.verify import verify
from agents.models import Agent
from assets import models as assets
from itdesk import launch
from itdesk.backup import numbers, restoring
from itdesk.health import unapplied_migrations
from itdesk.tests.desks import DUMPS, RELEASED, contents, empty_desk, migrated_desk, nothing, released_desk
from itdesk.tests.proofs import kit
from itdesk.tests.released.filling import ODD
from itdesk.tests.test_desk_command import Desk, free_port
from tickets import models as tickets

FORGO = import_module("activity.migrations.0005_what_was_owed_before")
VENDORS = ["sqlite", "postgresql"]
GONE = {("tickets_ticket", "search_text")}  # (table, column): what a later version computes anew in another place
FORGONE = {("activity_delivery", "state"), ("activity_delivery", "last_error")}  # of what was owed before mail was sent


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    return tmp_path


@pytest.fixture(params=[(vendor, name) for vendor in VENDORS for name in DUMPS], ids=str)
def old_desk(request, db, place):
    with released_desk(request.param[0], place, request.param[1]) as connection:
        yield connection


@pytest.fixture(params=[(vendor, name) for vendor in VENDORS for name in DUMPS], ids=str)
def upgraded_desk(request, db, place):
    with migrated_desk(request.param[0], place, since=request.param[1]) as connection:
        yield connection


def derived():
    """(table, column) of what follows from other columns."""
    recorded = [model for model in apps.get_models() if issubclass(model, Recorded)]
    return GONE | FORGONE | {(model._meta.db_table, name) for model in recorded for name in model.DERIVED}


def business():
    """{(table, column): its values, by the table's key}, without those that follow from others."""
    from itdesk.backup.schema import applied_to, tables_at

    held = contents()
    tables = [table for table in tables_at(applied_to(connection)) if table.is_carried]
    return {
        (table.name, column): [row[place] for row in held[table.name][1]]
        for table in tables
        for place, column in enumerate(table.columns)
        if (table.name, column) not in derived()
    }


def test_nothing_is_lost(old_desk):
    before = business()
    call_command("migrate", verbosity=0)
    after = business()
    grown = {"django_content_type", "auth_permission"}  # a version may add kinds of things
    assert before.keys() <= after.keys()
    for (table, column), values in before.items():
        kept = after[table, column]
        assert values == kept[: len(values)] if table in grown else values == kept, (table, column)


def test_what_was_owed_before_mail_was_sent_comes_as_no_flood(old_desk):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE activity_delivery SET owed_at = '2026-01-01 00:00:00+00:00' WHERE state = 'owed'")
    call_command("migrate", verbosity=0)
    kept = Delivery.objects.order_by("pk").values_list("state", "attempts")
    assert set(kept) == {("sent", 1), ("failed", 0), ("cancelled", 0)}
    assert not Delivery.objects.filter(state="failed", last_error=FORGO.SAID).exists()


def test_the_log_holds_and_is_sealed(upgraded_desk):
    assert seal.is_in_place()
    assert verify().is_sound and verify().events >= 48


def test_a_second_migrate_changes_nothing(old_desk):
    launch.migrate()
    once = contents()
    assert launch.migrate() is False and unapplied_migrations() == []
    call_command("migrate", verbosity=0)
    assert contents() == once


def test_the_desk_serves_and_finds(upgraded_desk, client):
    client.force_login(Agent.objects.get(username="root"))
    for address in (
        "/tickets/?status=any",
        "/tickets/1/",
        "/tickets/bin/",
        "/assets/",
        "/people/",
        "/agents/",
        "/activity/",
    ):
        assert client.get(address).status_code == 200, address
    number = tickets.Ticket.objects.get(subject=ODD[5]).pk
    assert f"/tickets/{number}/" in client.get("/tickets/", {"q": ODD[5], "status": "any"}).content.decode()
    for name in ("activity.verify", "agents.proving", "tickets.proving", "mail.proving"):
        assert list(import_string(f"{name}.complaints")()) == []


def test_numbers_of_rows_that_were_gone_stay_unused(upgraded_desk):
    assert tickets.Category.objects.create(slug="later", name="Later").pk == 9
    assert assets.Category.objects.create(slug="later", name="Later").pk == 14


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("name", DUMPS)
def test_an_archive_of_that_day_makes_the_same_desk(db, place, vendor, name):
    with migrated_desk("sqlite", place, since=name):
        upgraded = business()
    with empty_desk(vendor, place):
        restoring.restore(RELEASED / f"{name}.tar", progress=nothing)
        assert business() == upgraded


def test_every_table_of_the_newest_dump_has_a_row(db, place):
    with released_desk("sqlite", place) as connection, connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            assert cursor.fetchone()[0], table


def test_a_migration_that_rebuilds_a_table_lets_no_number_be_used_again(db, place):
    with released_desk("sqlite", place) as connection:
        last_used = tickets.Category.objects.latest("pk").pk + 1
        numbers.remember()
        with connection.schema_editor() as editor:
            editor._remake_table(tickets.Category)
        with connection.cursor() as cursor:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = 'tickets_category'")
            assert cursor.fetchone()[0] < last_used  # SQLite has forgotten it
        numbers.keep()
        assert tickets.Category.objects.create(slug="later", name="Later").pk == last_used + 1


@pytest.mark.process
def test_two_desks_that_start_at_once_on_an_old_database_migrate_it_once(db, place):
    with released_desk("sqlite", place) as connection:
        due = bool(unapplied_migrations())
        connection.close()
        shutil.move(connection.settings_dict["NAME"], place / "itdesk.sqlite3")
    kit.published(place)
    desks = [Desk(place, free_port()).start() for _each in range(2)]
    try:
        for desk in desks:
            desk.wait_for("Ctrl+C stops it.")
            assert "<form" in desk.get("/submit/")
        assert "".join(desk.said for desk in desks).count("The database is up to date.") == due
    finally:
        assert [desk.stop() for desk in desks] == [0, 0]
