"""What the search finds stays true when people and assets are renamed while tickets of theirs are written."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from activity.tests.test_races import together
from assets import actions as assets
from assets.models import Asset
from people import actions as people
from people.models import Person
from tickets import actions, search
from tickets.models import Searchable, Ticket

pytestmark = pytest.mark.django_db(transaction=True)


def found(text):
    return set(search.matching(Ticket.objects.all(), text).values_list("pk", flat=True))


def overlapping(first, second):
    """Run first() in a transaction that is open for a while yet when second() begins, on another connection."""
    begun = Event()

    def slow():
        try:
            with transaction.atomic():
                first()
                begun.set()
                time.sleep(0.5)
        finally:
            begun.set()
            connection.close()

    def quick():
        begun.wait(30)
        try:
            second()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(slow), pool.submit(quick)]:
            future.result()


def test_a_person_renamed_while_their_ticket_is_edited(ticket, priya, sam):
    def edit():
        actions.edit_ticket(Ticket.objects.get(), by=priya, subject="Scanner hums")

    def rename():
        people.edit_person(Person.objects.get(), by=sam, name="Jo Marlowe")

    for first, second in ((edit, rename), (rename, edit)):
        overlapping(first, second)
        assert found("hums marlowe") == {ticket.pk} and not list(search.differences())


def test_a_person_renamed_while_a_ticket_of_theirs_is_being_made(jo, priya, hardware):
    def submit():
        actions.submit_ticket(name="Jo", email="jo@alpha.example", subject="Zebra", category=hardware)

    def rename():
        name = f"Jo Marlowe {Ticket.objects.count()}"
        people.edit_person(Person.objects.get(), by=priya, name=name)

    overlapping(submit, rename)
    overlapping(rename, submit)
    assert len(found("zebra marlowe")) == 2 and not list(search.differences())


def test_an_asset_with_a_new_tag_while_a_ticket_is_being_tied_to_it(ticket, laptop, priya, sam):
    def tie():
        actions.edit_ticket(Ticket.objects.get(), by=priya, asset_tag="AS1042")

    overlapping(tie, lambda: assets.edit_asset(Asset.objects.get(), by=sam, tag="ZZ9"))
    assert found("zz9") == {ticket.pk} and not list(search.differences())


def test_making_it_anew_beside_writers_leaves_it_true(ticket, priya, hardware):
    def write(number):
        if number % 4 == 0:
            Searchable.objects.filter(pk=ticket.pk).update(text="  spoilt")
            search.mend()
        elif number % 4 == 1:
            people.edit_person(Person.objects.get(pk=ticket.requester_id), by=priya, name=f"Jo Number{number}")
        elif number % 4 == 2:
            actions.edit_ticket(Ticket.objects.get(pk=ticket.pk), by=priya, subject=f"Subject{number}")
        else:
            actions.submit_ticket(name="Jo", email="jo@alpha.example", subject=f"New{number}", category=hardware)

    together(write, range(24))
    search.mend()
    assert not list(search.differences())
    assert len(found("new")) == 6 and found("subject number") == {ticket.pk}
