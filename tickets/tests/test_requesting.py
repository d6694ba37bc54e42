"""What a requester wrote or wants is never dropped in silence, whatever the ticket became meanwhile."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity.models import Delivery
from agents.tests.parallel import at_once
from people.actions import find_or_create_person
from tickets import actions, closing, requesting
from tickets.models import FollowUp, Message, Status, Ticket
from tickets.tests.test_files import kept
from tickets.tests.tracking import hidden, holder_of

LONG_AFTER = timedelta(days=31)
KIM = "kim@alpha.example"


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def kim(ticket, priya):
    person = find_or_create_person(name="Kim Lee", email=KIM, by=priya)
    requesting.add_participant(ticket, person, by=priya)
    return person


def owed(address):
    return set(Delivery.objects.filter(address=address).values_list("event__kind_name", flat=True))


def test_words_with_it_works_are_taken_where_the_desk_has_closed_the_ticket_meanwhile(ticket, jo, priya):
    actions.resolve_ticket(ticket, by=priya)
    browser, page = holder_of(ticket, jo)
    answers = hidden(browser.get(page).content.decode()) | {"act": "works", "text": "It does, many thanks"}
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert closing.close_resolved() == 1
        assert [browser.post(page, answers).status_code for _ in range(2)] == [302, 302]
    assert [message.source for message in ticket.messages.all()] == ["It does, many thanks"]
    ticket.refresh_from_db()
    assert ticket.status == Status.CLOSED


@pytest.mark.parametrize(
    ("first", "then", "status"), [("reply", "works", Status.CLOSED), ("works", "broken", Status.OPEN)]
)
def test_going_back_to_press_another_button_with_the_same_words_does_what_it_says(
    ticket, jo, priya, first, then, status
):
    actions.resolve_ticket(ticket, by=priya)
    browser, page = holder_of(ticket, jo)
    answers = hidden(browser.get(page).content.decode()) | {"text": "Hm."}
    for act in (first, then):
        assert browser.post(page, answers | {"act": act}).status_code == 302
    ticket.refresh_from_db()
    assert (ticket.status, ticket.messages.count()) == (status, 1)


def test_who_was_removed_from_what_goes_on_writes_nothing_into_it(ticket, jo, kim, priya):
    actions.close_ticket(ticket, by=priya)
    with time_machine.travel(timezone.now() + LONG_AFTER):
        new = requesting.answer_ticket(ticket, by=jo, text="It is back")
        requesting.remove_participant(new, kim, by=priya)
        browser, page = holder_of(ticket, kim)
        html = browser.get(page).content.decode()
        assert f"#{new.pk}" not in html
        assert browser.post(page, hidden(html) | {"act": "reply", "text": "Mine too"})["Location"].startswith(page)
    assert not new.messages.exists() and ticket.messages.get().source == "Mine too"
    ticket.refresh_from_db()
    assert ticket.status == Status.OPEN


def test_words_are_taken_where_what_goes_on_is_in_the_bin(ticket, jo, priya):
    actions.close_ticket(ticket, by=priya)
    with time_machine.travel(timezone.now() + LONG_AFTER):
        new = requesting.answer_ticket(ticket, by=jo, text="It is back")
        actions.bin_ticket(new, by=priya)
        assert requesting.answer_ticket(ticket, by=jo, text="Still there?") == ticket
    assert ticket.messages.get().source == "Still there?"


def test_the_words_that_began_a_ticket_with_another_file_are_not_the_same(ticket, jo, priya):
    actions.close_ticket(ticket, by=priya)
    with time_machine.travel(timezone.now() + LONG_AFTER):
        new = requesting.answer_ticket(ticket, by=jo, text="See", attached=[kept()])
        other = kept(content=b"another")
        assert requesting.answer_ticket(ticket, by=jo, text="See", attached=[other]) == new
    other.refresh_from_db()
    assert other.ticket == new and other.message.source == "See"


@pytest.mark.django_db(transaction=True)
def test_two_who_come_by_different_tickets_make_one_that_goes_on(ticket, jo, kim, priya):
    actions.close_ticket(ticket, by=priya)
    with time_machine.travel(timezone.now() + LONG_AFTER):
        second = requesting.answer_ticket(ticket, by=jo, text="It is back")
        actions.close_ticket(second, by=priya)
    with time_machine.travel(timezone.now() + 2 * LONG_AFTER):
        ways = [(ticket, jo), (second, kim)]
        answer = requesting.answer_ticket
        at_once(lambda n: answer(Ticket.objects.get(pk=ways[n][0].pk), by=ways[n][1], text=f"Again, {ways[n][1]}"), 2)
    assert FollowUp.objects.filter(follows=second).count() == 1
    third = Ticket.objects.latest("pk")
    said = [third.description, *third.messages.values_list("source", flat=True)]
    assert sorted(said) == ["Again, Jo Park", "Again, Kim Lee"]


def test_who_is_removed_or_wants_no_messages_is_not_sent_what_was_owed(ticket, jo, kim, priya):
    actions.reply_to_ticket(ticket, by=priya, text="Soon")
    requesting.ask_for_link(ticket, by=jo)
    assert owed(KIM) == {"ticket.participant-added", "ticket.replied"}
    requesting.remove_participant(ticket, kim, by=priya)
    requesting.stop_messages(ticket, by=jo)
    assert not owed(KIM) and owed(jo.email) == {"ticket.submitted", "ticket.link-asked"}


def test_the_agents_own_message_at_the_same_address_is_still_owed(ticket, priya):
    same = find_or_create_person(name="Priya", email=priya.email, by=priya)
    actions.assign_ticket(ticket, priya, by=None)
    requesting.add_participant(ticket, same, by=None)
    requesting.remove_participant(ticket, same, by=None)
    assert "ticket.assigned" in owed(priya.email)


def test_the_files_that_a_requester_may_have_are_found_without_reading_all_messages(ticket, jo):
    with CaptureQueriesContext(connection) as asked:
        list(ticket.attachments.public().order_by("pk"))
    if connection.vendor == "sqlite":
        assert "SCAN" not in ticket.attachments.public().order_by("pk").explain()
    assert asked.captured_queries[0]["sql"].count("SELECT") == 1
    assert not Message.objects.exists()
