"""Mail that does not go out: tickets are taken all the same, agents see it, and whoever watches the desk is told."""

import math
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from activity.models import Delivery, Outlet
from itdesk import health
from itdesk.tests.proofs.sink import listening
from mail import outage, sending
from mail.tests.serving import make_due, use
from tickets.models import Ticket

HOUR = timedelta(hours=1)
WORDS = "Mail is not going out"


@pytest.fixture
def asked(monkeypatch):
    """As in a process that has just started; and again with each call."""

    def again():
        monkeypatch.setattr(outage, "_read_at", -math.inf)

    again()
    return again


@pytest.fixture
def no_server(settings):
    with listening() as (_handler, port):
        pass
    use(settings, port)
    return port


def submit(client, number):
    asked = {"name": "Jo", "email": f"jo{number}@alpha.example", "subject": "Help", "category": "hardware"}
    return client.post("/submit/", asked)


def test_an_hour_without_a_server_loses_nothing_and_every_page_says_so(client, priya, no_server, asked):
    for number in range(4):
        answer = submit(client, number)
        assert answer.status_code == 302
        assert sending.send_due() == 0
        make_due()
    client.force_login(priya)
    Outlet.objects.update(failing_since=timezone.now() - HOUR)
    html = client.get("/tickets/").content.decode()
    assert WORDS in html and "since <time" in html and "4 mails wait." in html
    facts = health.examine()
    assert facts["mail_fails_since"] and facts["oldest_owed_seconds"] is not None and facts["failed_in_a_day"] == 0
    with listening(port=no_server) as (server, _port):
        make_due()
        assert sending.send_due() == 4 and len(server.mails) == 4
    assert Ticket.objects.count() == 4 and not Delivery.objects.exclude(state="sent", attempts=1).exists()
    asked()
    assert WORDS not in client.get("/tickets/").content.decode()
    assert health.examine()["mail_fails_since"] is None and health.examine()["oldest_owed_seconds"] is None


def test_strangers_are_not_told(client, ticket, asked):
    Outlet.objects.create(channel="mail", failing_since=timezone.now() - HOUR, failures=9)
    assert WORDS not in client.get("/submit/").content.decode()


def test_one_failure_is_no_outage_and_nothing_to_send_is_none(ticket):
    Outlet.objects.create(channel="mail", failing_since=timezone.now() - HOUR, failures=1)
    assert outage.look() is None
    Outlet.objects.update(failures=2)
    assert outage.look().waiting == 1
    Delivery.objects.update(state="sent")
    assert outage.look() is None


def test_without_a_worker_it_is_said_as_well(ticket):
    assert outage.look() is None
    Delivery.objects.update(next_try_at=timezone.now() - HOUR)
    assert timezone.now() - outage.look().since > timedelta(minutes=59)


def test_it_is_asked_every_few_seconds_by_all_pages_together(ticket, asked, django_assert_num_queries):
    Delivery.objects.update(next_try_at=timezone.now() - HOUR)
    with django_assert_num_queries(3):
        assert outage.known() == outage.known() != None  # noqa: E711


def test_a_database_that_does_not_answer_leaves_what_was_known(asked, monkeypatch):
    def fail():
        raise OperationalError("gone")

    monkeypatch.setattr(outage, "_known", "as before")
    monkeypatch.setattr(outage, "look", fail)
    assert outage.known() == "as before"


def test_what_failed_in_a_day_is_counted_and_what_is_not_due_does_not_wait(ticket):
    Delivery.objects.update(next_try_at=timezone.now() + HOUR, owed_at=timezone.now() - HOUR)
    assert health.examine()["oldest_owed_seconds"] is None
    Delivery.objects.update(next_try_at=timezone.now())
    assert health.examine()["oldest_owed_seconds"] == 3600
    Delivery.objects.update(state="failed", tried_at=timezone.now() - HOUR)
    assert health.examine()["failed_in_a_day"] == 1
    Delivery.objects.update(tried_at=timezone.now() - 25 * HOUR)
    assert health.examine()["failed_in_a_day"] == 0
