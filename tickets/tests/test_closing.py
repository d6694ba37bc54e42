"""What was resolved closes by itself: after so many days, once, logged as the desk's own act, and not over an answer."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from activity import record
from activity.models import Event
from activity.tests.test_races import together
from tickets import actions, closing, requesting
from tickets.models import Status, Ticket


@pytest.fixture
def resolved(ticket, priya):
    """Resolved eight days ago."""
    with record.at(timezone.now() - timedelta(days=8)):
        actions.resolve_ticket(ticket, by=priya)
    return ticket


def status_of(ticket):
    return Ticket.objects.get(pk=ticket.pk).status


def kinds(ticket):
    return [event.kind_name for event in Event.objects.about(ticket)]


def test_it_is_closed_once_by_the_desk_and_nobody_is_told(resolved):
    assert (closing.close_resolved(), closing.close_resolved()) == (1, 0)
    last = Event.objects.about(resolved).last()
    assert (last.kind_name, last.actor, last.actor_name) == ("ticket.closed", None, "ALPHA IT Desk")
    resolved.refresh_from_db()
    assert resolved.status == Status.CLOSED and resolved.closed_at > resolved.resolved_at
    assert not last.deliveries.exists() and kinds(resolved).count("ticket.closed") == 1


def test_what_was_resolved_lately_is_left_alone(ticket, priya):
    actions.resolve_ticket(ticket, by=priya)
    assert closing.close_resolved() == 0 and status_of(ticket) == Status.RESOLVED


@pytest.mark.parametrize(("days", "closed"), [(0, 0), (-1, 0), (7, 1), (8, 1), (9, 0)])
def test_after_how_many_days_is_a_setting_and_0_is_never(resolved, settings, days, closed):
    settings.AUTO_CLOSE_DAYS = days
    assert closing.close_resolved() == closed


def test_reopened_binned_and_closed_tickets_are_none_of_its_business(resolved, priya, hardware):
    actions.reopen_ticket(resolved, by=priya)
    with record.at(timezone.now() - timedelta(days=9)):
        others = [
            actions.submit_ticket(name="Jo", email="jo@alpha.example", subject=subject, category=hardware)
            for subject in ("binned", "closed")
        ]
        for other in others:
            actions.resolve_ticket(other, by=priya)
        actions.bin_ticket(others[0], by=priya)
        actions.close_ticket(others[1], by=priya)
    before = Event.objects.count()
    assert closing.close_resolved() == 0 and Event.objects.count() == before


def test_many_are_closed_in_batches_the_oldest_first(priya, hardware):
    made = [
        actions.submit_ticket(name="Jo", email="jo@alpha.example", subject=f"No {n}", category=hardware)
        for n in range(7)
    ]
    for days, each in enumerate(made, start=10):
        with record.at(timezone.now() - timedelta(days=days)):
            actions.resolve_ticket(each, by=priya)
    assert closing.close_resolved(most=3) == 3
    assert [each.pk for each in Ticket.objects.filter(status="closed").order_by("pk")] == [each.pk for each in made[4:]]
    assert closing.close_resolved() == 4


@pytest.mark.django_db(transaction=True)
def test_several_workers_close_each_ticket_once(priya, hardware):
    with record.at(timezone.now() - timedelta(days=9)):
        for n in range(20):
            each = actions.submit_ticket(name="Jo", email="jo@alpha.example", subject=f"No {n}", category=hardware)
            actions.resolve_ticket(each, by=priya)
    together(lambda _n: closing.close_resolved(), range(6), threads=6)
    assert closing.close_resolved() == 0 and Ticket.objects.filter(status="closed").count() == 20
    assert Event.objects.filter(kind_name="ticket.closed").count() == 20


@pytest.mark.django_db(transaction=True)
def test_an_answer_at_the_same_moment_ends_with_an_open_ticket(resolved, jo):
    """Whoever is first: an answer reopens what was just closed, and what is open is not closed."""
    for n in range(5):
        jobs = [
            lambda text=f"Not yet {n}": requesting.answer_ticket(Ticket.objects.get(pk=resolved.pk), by=jo, text=text),
            closing.close_resolved,
        ]
        together(lambda job: job(), jobs, threads=2)
        assert status_of(resolved) == Status.OPEN
        with record.at(timezone.now() - timedelta(days=8)):
            actions.resolve_ticket(Ticket.objects.get(pk=resolved.pk), by=None)
    assert resolved.messages.count() == 5


@pytest.mark.django_db(transaction=True)
def test_two_clicks_on_it_works_at_once_close_once(ticket, jo, priya):
    actions.resolve_ticket(ticket, by=priya)
    seen = ticket.version
    work = lambda _n: requesting.confirm_solved(Ticket.objects.get(pk=ticket.pk), by=jo, seen=seen)  # noqa: E731
    together(work, range(8))
    assert kinds(ticket).count("ticket.closed") == 1 and status_of(ticket) == Status.CLOSED


@pytest.mark.django_db(transaction=True)
def test_eight_first_words_long_after_closing_make_one_ticket(ticket, jo, priya):
    with record.at(timezone.now() - timedelta(days=40)):
        actions.close_ticket(ticket, by=priya)
    work = lambda n: requesting.answer_ticket(Ticket.objects.get(pk=ticket.pk), by=jo, text=f"Words {n % 4}")  # noqa: E731
    last = {each.pk for each in together(work, range(8))}
    assert Ticket.objects.count() == 2 and len(last) == 1
    new = Ticket.objects.get(pk=last.pop())
    said = {new.description, *new.messages.values_list("source", flat=True)}
    assert said == {f"Words {n}" for n in range(4)} and status_of(ticket) == Status.CLOSED


def test_what_is_due_is_read_off_its_index(resolved):
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            # A handful of rows is sorted sooner than any index is read: what is asked is whether one gives the order
            cursor.execute(
                "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off"
            )
    plan = closing.due()[:50].explain()
    assert "ticket_to_close" in plan and "TEMP B-TREE" not in plan and "Sort" not in plan
