"""Many at once, on both engines: nothing is lost, nothing is doubled."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from activity import record
from activity.models import Event
from tickets import actions
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)


def together(work, jobs, threads=8):
    """Run work(job) for each job in threads, each with a connection of its own; the results."""

    def one(job):
        try:
            return work(job)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, jobs))


def test_forty_writers_on_one_ticket_lose_nothing(ticket, priya):
    def write(number):
        record.happened(Ticket.objects.get(pk=ticket.pk), record_kind(), by=priya, number=number)

    together(write, range(40))
    ticket.refresh_from_db()
    numbers = {event.details["number"] for event in Event.objects.about(ticket) if event.details}
    assert (ticket.version, numbers) == (41, set(range(40)))


def test_agents_on_different_fields_all_get_their_way(ticket, priya):
    edits = [
        {"subject": "A"},
        {"priority": "p1"},
        {"type": "service-request"},
        {"description": "D"},
        {"status": "pending"},
    ]
    together(lambda values: actions.edit_ticket(Ticket.objects.get(pk=ticket.pk), by=priya, seen=1, **values), edits)
    ticket.refresh_from_db()
    assert (ticket.subject, ticket.priority, ticket.type) == ("A", "p1", "service-request")
    assert (ticket.description, ticket.status, ticket.version) == ("D", "pending", 6)


def test_of_agents_on_the_same_field_one_wins_and_the_others_are_asked(ticket, priya):
    def edit(number):
        try:
            actions.edit_ticket(Ticket.objects.get(pk=ticket.pk), by=priya, seen=1, subject=f"Subject {number}")
            return "saved"
        except record.Conflict:
            return "asked"

    assert sorted(together(edit, range(8))) == ["asked"] * 7 + ["saved"]


def test_fifty_posts_of_one_form_are_one_ticket(hardware):
    answers = dict(name="Jo", email="jo@alpha.example", subject="Once", category=hardware, key="the-form")
    tickets = together(lambda _: actions.submit_ticket(**answers).pk, range(50), threads=16)
    assert len(set(tickets)) == 1 == Ticket.objects.count()
    assert Event.objects.filter(kind_name="ticket.submitted").count() == 1


def test_strangers_with_one_new_address_are_one_person(hardware):
    from people.models import Person

    def submit(number):
        answers = dict(name=f"Name {number}", email="New@alpha.example", subject=str(number), category=hardware)
        return actions.submit_ticket(**answers).requester_id

    assert len(set(together(submit, range(16)))) == 1
    assert Person.objects.get().email == "new@alpha.example"


def record_kind():
    from tickets import events

    return events.EDITED
