"""The seal against what slips past a DELETE trigger, and how far it stands aside."""

import pytest
from django.db import DatabaseError, connection, transaction

from activity import seal
from activity.models import Event
from tickets import actions

COLUMNS = """subject_type_id, subject_id, version, kind_name, actor_id, actor_name, changes, details, at, recorded_at,
    batch, salt, content_digest, digest"""


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("act", ["REPLACE INTO", "INSERT OR REPLACE INTO", "INSERT OR IGNORE INTO"])
@pytest.mark.parametrize("ids", ["id,", ""])
def test_replacing_an_event_is_refused(ticket, act, ids):
    if connection.vendor != "sqlite":
        return  # PostgreSQL has no REPLACE; its upsert is an UPDATE
    forged = COLUMNS.replace("actor_name", "'Nobody'")
    with pytest.raises(DatabaseError, match="never edited or deleted"), transaction.atomic():
        run(f"{act} activity_event ({ids} {COLUMNS}) SELECT {ids} {forged} FROM activity_event")
    assert not Event.objects.filter(actor_name="Nobody").exists()


def test_an_upsert_is_refused(ticket):
    with pytest.raises(DatabaseError, match="never edited or deleted"), transaction.atomic():
        run(
            f"INSERT INTO activity_event (id, {COLUMNS}) SELECT id, {COLUMNS} FROM activity_event WHERE version = 1"
            " ON CONFLICT (id) DO UPDATE SET actor_name = 'Nobody'"
        )


def test_an_inner_lifting_leaves_the_outer_one_open(ticket):
    with seal.lifted():
        with seal.lifted():
            run("UPDATE activity_event SET batch = NULL")
        run("UPDATE activity_event SET batch = NULL")
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        run("UPDATE activity_event SET batch = NULL")


def test_an_inner_lifting_that_fails_leaves_the_outer_one_open(ticket):
    with seal.lifted():
        with pytest.raises(DatabaseError), seal.lifted():
            run("SELECT no_such_column FROM activity_event")
        run("UPDATE activity_event SET batch = NULL")


def test_an_error_while_it_is_lifted_is_the_one_that_is_told(ticket):
    with pytest.raises(DatabaseError, match="no_such_column"), seal.lifted():
        run("SELECT no_such_column FROM activity_event")


@pytest.mark.parametrize("error", [DatabaseError, KeyboardInterrupt])
def test_after_an_error_the_seal_is_back(ticket, error):
    with pytest.raises(error), seal.lifted():
        raise error
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        run("UPDATE activity_event SET batch = NULL")


def test_each_missing_trigger_is_noticed_and_comes_back(db):
    is_sqlite = connection.vendor == "sqlite"
    for name in ("UPDATE", "DELETE", "INSERT") if is_sqlite else ("rows", "all"):
        run(f"DROP TRIGGER activity_event_keeps_{name}" + ("" if is_sqlite else " ON activity_event"))
        assert not seal.is_in_place()
        seal.install()
        assert seal.is_in_place()


def test_a_trigger_that_is_switched_off_is_noticed(db):
    if connection.vendor != "postgresql":
        return  # SQLite's can only be dropped
    run("ALTER TABLE activity_event DISABLE TRIGGER activity_event_keeps_rows")
    assert not seal.is_in_place()


def test_the_next_event_is_let_in(ticket, priya):
    assert actions.assign_ticket(ticket, priya, by=priya).version == 2
