"""manage.py verify_log, the system check and /readyz/: whether the log can be believed."""

from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from activity import checks, seal, verify
from activity.models import Event
from tickets import actions
from tickets.models import Ticket


@contextmanager
def taken_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def unseal():
    on = " ON activity_event" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER activity_event_keeps_{'rows' if on else 'INSERT'}{on}")


def broken_log():
    said = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("verify_log", stdout=said)
    assert refusal.value.returncode == 1
    return said.getvalue()


def test_a_sound_log_is_counted_and_leaves_no_complaint(ticket, priya, laptop):
    actions.assign_ticket(ticket, priya, by=priya)
    said = StringIO()
    call_command("verify_log", stdout=said)
    things = Event.objects.values("subject_type", "subject_id").distinct().count()
    assert said.getvalue() == f"Events: {Event.objects.count()}, about so many things: {things}. Broken: 0.\n"


def test_a_forged_event_is_named(ticket, priya):
    event = actions.assign_ticket(ticket, priya, by=priya)
    with taken_back(), seal.lifted():
        Event._base_manager.filter(pk=event.pk).update(actor_name="Nobody")
        assert f"tickets.ticket {ticket.pk}: event {event.pk} (version 2) does not add up." in broken_log()


@pytest.mark.parametrize("kept", [0, 1])
def test_a_log_that_has_lost_its_end_is_named(ticket, priya, kept):
    actions.assign_ticket(ticket, priya, by=priya)
    with taken_back(), seal.lifted():
        lost = Event._base_manager.filter(subject_id=ticket.pk, subject_type__model="ticket", version__gt=kept)
        for event in lost:
            event.deliveries.all().delete()
        lost.delete()
        assert f"tickets.ticket {ticket.pk}: is at version 2, its events end at {kept}." in broken_log()


def test_only_the_first_broken_things_are_told_and_all_are_counted(ticket, hardware, monkeypatch):
    monkeypatch.setattr(verify, "SHOWN", 1)
    actions.submit_ticket(name="Jo Park", email="jo@alpha.example", subject="Again", category=hardware)
    with taken_back(), seal.lifted():
        Event._base_manager.filter(subject_type__model="ticket").update(actor_name="Nobody")
        said = broken_log()
    assert "Broken: 2." in said and said.count("does not add up") == 1


def test_a_missing_seal_is_told_though_every_chain_holds(ticket, root_client):
    unseal()
    said = broken_log()
    assert "Broken: 0." in said and "would let events be rewritten" in said
    assert [warning.id for warning in checks.log_is_sealed(None, databases=["default"])] == ["itdesk.W002"]
    assert root_client.get("/readyz/").json()["log_is_sealed"] is False


def test_a_seal_in_place_is_no_complaint(root_client):
    assert list(checks.log_is_sealed(None, databases=["default"])) == list(checks.log_is_sealed(None)) == []
    assert root_client.get("/readyz/").json()["log_is_sealed"] is True


def test_the_check_is_run_where_a_database_is_named(db):
    unseal()
    said = StringIO()
    call_command("check", databases=["default"], stderr=said)
    assert "itdesk.W002" in said.getvalue()


def test_the_number_of_questions_does_not_grow_with_the_log(ticket, priya, hardware, django_assert_num_queries):
    verify.verify()  # which learns the content types
    with django_assert_num_queries(5):  # the seal, the log, the ends of tickets, people and assets
        verify.verify()
    actions.assign_ticket(ticket, priya, by=priya)
    actions.submit_ticket(name="Jo Park", email="jo@alpha.example", subject="Again", category=hardware)
    with django_assert_num_queries(5):
        verify.verify()
    assert Ticket.objects.count() == 2
