"""What is found is true also when two write at once, on PostgreSQL: SQLite has one writer at a time."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Timer

import pytest
from django.db import connection, transaction

from activity import record
from assets import actions as assets
from people import actions as people
from tickets import actions, events, search
from tickets.models import Ticket

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"),
]


@contextmanager
def not_yet_committed(change):
    """In another transaction the change is made; it is committed half a second after the block has begun."""
    made, commit = Event(), Event()

    def carry_out():
        try:
            with transaction.atomic():
                change()
                made.set()
                assert commit.wait(10)
        finally:
            made.set()
            connection.close()

    with ThreadPoolExecutor(1) as other:
        carried_out = other.submit(carry_out)
        assert made.wait(10)
        Timer(0.5, commit.set).start()
        yield
        carried_out.result()


def found(text):
    return set(search.matching(Ticket.objects.all(), text).values_list("pk", flat=True))


def test_a_ticket_that_comes_while_its_requester_is_renamed_is_found_by_the_new_name(jo, priya, hardware):
    with not_yet_committed(lambda: people.edit_person(jo, by=priya, name="Jo Marlowe")):
        ticket = actions.submit_ticket(name="J", email=jo.email, subject="Zebra", category=hardware)
    assert found("marlowe") == {ticket.pk}


def test_a_ticket_that_is_given_a_requester_who_is_renamed_is_found_by_the_new_name(ticket, priya):
    kim = people.create_person(name="Kim Lee", email="kim@alpha.example", by=priya)
    with not_yet_committed(lambda: people.edit_person(kim, by=priya, name="Kim Marlowe")):
        record.changed(ticket, events.EDITED, by=priya, requester=kim)
    assert found("marlowe") == {ticket.pk}


def test_tickets_imported_while_their_asset_gets_another_tag_are_found_by_it(priya, hardware, laptop):
    with not_yet_committed(lambda: assets.edit_asset(laptop, by=priya, tag="ZZ9")):
        ticket = Ticket(subject="Slow", category=hardware, asset=laptop)
        record.created_many([ticket], events.IMPORTED, by=None)
    assert found("zz9") == {ticket.pk}
