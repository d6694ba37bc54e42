""" "Where are my tickets?": the same answer for every address, and a message for those that somebody has."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from activity.models import Delivery, Event
from activity.tests.test_races import together
from people.models import Person
from tickets import my_tickets
from tickets.models import Inquiry, Link

MASKED = re.compile(rb'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]+"')  # a form's token is masked anew each time


def ask(address):
    """Everything that comes back, as bytes, and every statement without its values."""
    browser = Client()
    with CaptureQueriesContext(connection) as asked:
        answer = browser.post("/my-tickets/", {"email": address})
        page = browser.get(answer["Location"])
    headers = [{n: v for n, v in each.headers.items() if n != "X-Request-ID"} for each in (answer, page)]
    statements = [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in asked]
    return (answer.status_code, answer.content, MASKED.sub(b"", page.content), str(headers)), statements


def test_a_known_and_an_unknown_address_get_the_same_bytes_for_the_same_work(ticket):
    ask("warm@alpha.example")  # the limits of everybody have their counters
    known, unknown = ask("jo@alpha.example"), ask("nobody@alpha.example")
    assert known == unknown and known[0][0] == 302
    assert (
        Inquiry.objects.count() == 3 and not Delivery.objects.filter(event__kind_name="person.tickets-asked").exists()
    )


def test_the_worker_owes_a_message_to_who_has_the_address_and_to_nobody_else(ticket, jo):
    for address in ("jo@alpha.example", "nobody@alpha.example", "jo@alpha.example"):
        my_tickets.ask(address)
    assert (my_tickets.answer(), my_tickets.answer()) == (3, 0)
    owed = Delivery.objects.filter(event__kind_name="person.tickets-asked")
    assert [each.address for each in owed] == ["jo@alpha.example"]
    assert Event.objects.about(jo).last().kind_name == "person.tickets-asked" and not Link.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_answer_each_question_once(ticket):
    for number in range(40):
        my_tickets.ask("jo@alpha.example" if number == 7 else f"nobody{number}@alpha.example")
    assert sum(together(lambda most: my_tickets.answer(most), [10] * 8)) == 40
    assert Delivery.objects.filter(event__kind_name="person.tickets-asked").count() == 1


@pytest.mark.parametrize("address", ["", "jo", "a@b", "jo@alpha.example, sam@alpha.example", "x@" + "y" * 300 + ".org"])
def test_what_is_no_address_is_said(client, db, address):
    assert client.post("/my-tickets/", {"email": address}).status_code == 422 and not Inquiry.objects.exists()


def test_an_address_is_asked_for_a_few_times_an_hour_known_or_not(ticket):
    for address in ("jo@alpha.example", "nobody@alpha.example"):
        answers = [Client().post("/my-tickets/", {"email": spelt}) for spelt in [address] * 3 + [address.upper()]]
        assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
        assert int(answers[-1]["Retry-After"]) > 0


def test_the_bar_leads_there_and_only_for_those_logged_out(client, db, priya):
    assert b'href="/my-tickets/"' in client.get("/submit/").content
    client.force_login(priya)
    assert b'href="/my-tickets/"' not in client.get("/tickets/").content


def test_nobody_is_found_by_asking_and_no_person_is_made(client, db):
    client.post("/my-tickets/", {"email": "new@alpha.example"})
    my_tickets.answer()
    assert not Event.objects.exists() and not Person.objects.exists()
