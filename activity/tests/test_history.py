"""The chain of digests: what it covers, what may be erased from it, and where it breaks."""

from contextlib import contextmanager

import pytest
from django.db import transaction

from activity import history, record, seal
from activity.models import Delivery, Event
from tickets import actions

ERASED = {"actor_name": "", "changes": {}, "details": {}, "salt": None}


@contextmanager
def tampered(**values):
    """Inside, the ticket's second event holds those values; afterwards all is as it was."""
    with transaction.atomic():
        forge(2, **values)
        yield
        transaction.set_rollback(True)


def forge(number, **values):
    with seal.lifted():
        Event._base_manager.filter(version=number, subject_type__model="ticket").update(**values)


@pytest.fixture
def assigned(ticket, priya, sam):
    """Jo's ticket with three events."""
    with record.batch():
        actions.assign_ticket(ticket, priya, by=sam)
    actions.close_ticket(ticket, by=priya)
    return ticket


@pytest.mark.parametrize(
    "name", ["actor", "batch", "at", "recorded_at", "kind_name", "actor_name", "changes", "details"]
)
def test_every_column_of_an_event_is_under_the_digest(assigned, priya, name):
    earlier = Event.objects.about(assigned).first()
    forged = {"actor": priya, "batch": None, "changes": {}, "details": {"x": 1}}.get(name, getattr(earlier, name))
    with tampered(**{name: forged}):
        assert history.first_broken(assigned).version == 2
    assert history.first_broken(assigned) is None


def test_an_event_forged_with_its_own_digests_breaks_the_next_one(assigned):
    event = Event.objects.about(assigned).get(version=2)
    before = Event.objects.about(assigned).get(version=1).digest
    event.actor_name = "Nobody"
    event.content_digest = history.content_digest(event)
    forged = {"content_digest": event.content_digest, "digest": history.digest(event, before)}
    with tampered(actor_name="Nobody", **forged):
        assert history.first_broken(assigned).version == 3


def test_a_gap_in_the_versions_is_a_break_though_the_digests_chain(assigned):
    event = Event.objects.about(assigned).get(version=2)
    before = Event.objects.about(assigned).get(version=1).digest
    event.version = 7
    with transaction.atomic():
        with seal.lifted():
            later = Event._base_manager.filter(subject_id=assigned.pk, subject_type=event.subject_type, version=3)
            Delivery.objects.filter(event__in=later).delete()
            later.delete()
        forge(2, version=7, digest=history.digest(event, before))
        assert history.first_broken(assigned).version == 7
        transaction.set_rollback(True)


def test_content_can_be_erased_and_the_chain_still_verifies(assigned):
    with tampered(**ERASED):
        assert history.first_broken(assigned) is None
        assert history.is_erased(Event.objects.about(assigned).get(version=2))


@pytest.mark.parametrize(
    "kept", [{"actor_name": "Nobody"}, {"changes": {"status": {"was": 1, "now": 2}}}, {"details": {"x": 1}}]
)
def test_content_without_salt_is_forged_unless_it_is_empty(assigned, kept):
    with tampered(**ERASED | kept):
        assert history.first_broken(assigned).version == 2


def test_an_inner_batch_is_the_outer_one():
    with record.batch() as outer:
        with record.batch() as inner:
            assert inner == outer
        with record.batch() as second:
            assert second == outer
    with record.batch() as later:
        assert later != outer
