"""The requester's page: what it says, what it never says, and what can be done on it without an account or a script."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from activity.models import Delivery, Event
from itdesk.tests import canary
from people.actions import find_or_create_person
from tickets import actions, requesting
from tickets.models import Message, Rating, Status, Ticket
from tickets.taking_back import take_back
from tickets.tests.tracking import hidden, holder_of

pytestmark = pytest.mark.any_engine


@pytest.fixture(autouse=True)
def replies_are_out_at_once(monkeypatch):
    monkeypatch.setattr(Message, "UNDO_FOR", timedelta(0))


@pytest.fixture
def opened(ticket, jo):
    """(browser, address) of Jo's page."""
    return holder_of(ticket, jo)


def status_of(ticket):
    return Ticket.objects.get(pk=ticket.pk).status


def kinds(ticket):
    return [event.kind_name for event in Event.objects.about(ticket)]


def told(ticket):
    """The addresses owed a message because of the ticket's newest event."""
    return set(Delivery.objects.filter(event=Event.objects.about(ticket).last()).values_list("address", flat=True))


def send(opened, **answers):
    """What the page answers, filled in as a browser would."""
    browser, page = opened
    return browser.post(page, hidden(browser.get(page).content.decode()) | answers)


@pytest.mark.parametrize(
    ("values", "word", "next"),
    [
        ({}, "Received", "We have it"),
        ({"status": "open"}, "In progress", "The team is working on it"),
        ({"status": "pending", "pending_reason": "requester"}, "Waiting for you", "needs an answer from you"),
        ({"status": "pending", "pending_reason": ""}, "Waiting for you", "needs an answer from you"),
        ({"status": "pending", "pending_reason": "supplier"}, "In progress", "waits for a supplier"),
        ({"status": "pending", "pending_reason": "parts"}, "In progress", "waits for parts"),
        ({"status": "pending", "pending_reason": "scheduled", "pending_until": "2026-12-01"}, "Scheduled", "1 Dec 2026"),
        ({"status": "resolved"}, "Solved", "closed after 7 days"),
        ({"status": "closed"}, "Closed", "that opens it again"),
    ],
)  # fmt: skip
def test_the_page_says_in_plain_words_how_it_stands_and_what_comes_next(opened, ticket, priya, values, word, next):
    if values:
        actions.edit_ticket(ticket, by=priya, **values)
    html = opened[0].get(opened[1]).content.decode()
    assert f'aria-current="step">{word}</li>' in html and next in html and f"Ticket #{ticket.pk}" in html


def test_it_names_the_agent_by_first_name_alone(opened, ticket, priya):
    actions.assign_ticket(ticket, priya, by=priya)
    actions.reply_to_ticket(ticket, by=priya, text="On **my** way")
    html = opened[0].get(opened[1]).content.decode()
    assert "Priya is working on it" in html and "<strong>my</strong>" in html
    assert "Shah" not in html and "priya@" not in html and "P3 Medium" not in html and '"p3"' not in html


def test_an_internal_note_is_nowhere_on_it(opened, ticket, priya):
    note = canary.word()
    actions.note_on_ticket(ticket, by=priya, text=note)
    actions.reply_to_ticket(ticket, by=priya, text="Soon", after=None)
    answers = [opened[0].get(opened[1]), send(opened, act="reply", text=""), send(opened, act="reply", text="Thanks")]
    assert [answer.status_code for answer in answers] == [200, 422, 302]
    assert not any(note in answer.content.decode() for answer in answers)
    assert (
        f'value="{Message.objects.filter(kind="reply").latest("pk").pk}"' in opened[0].get(opened[1]).content.decode()
    )


def test_the_page_does_not_tell_when_a_note_was_written(opened, ticket, priya):
    browser, page = opened

    def updated():
        return re.search('updated <time datetime="([^"]+)', browser.get(page).content.decode())[1]

    before = updated()
    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=False):
        actions.note_on_ticket(ticket, by=priya, text=f"{canary.word()} waits for parts")
        assert updated() == before
        actions.reply_to_ticket(ticket, by=priya, text="Soon")
        assert updated() != before


def test_an_answer_is_the_persons_and_the_agent_hears_of_it(opened, ticket, jo, priya):
    actions.assign_ticket(ticket, priya, by=priya)
    actions.edit_ticket(ticket, by=priya, status="pending", pending_reason="requester")
    assert send(opened, act="reply", text="It is **AS1**").status_code == 302
    message = Message.objects.get()
    assert (message.person, message.agent, message.kind) == (jo, None, "reply")
    assert kinds(ticket)[-2:] == ["ticket.answered", "ticket.edited"] and status_of(ticket) == Status.OPEN
    answered = Event.objects.get(kind_name="ticket.answered")
    assert set(answered.deliveries.values_list("address", flat=True)) == {"priya@alpha.example"}
    assert "Your answer is sent" in opened[0].get(opened[1] + "?done=reply").content.decode()


def test_a_double_click_or_going_back_sends_one_answer(opened, ticket):
    browser, page = opened
    answers = hidden(browser.get(page).content.decode()) | {"act": "reply", "text": "Once"}
    assert [browser.post(page, answers).status_code for _ in range(3)] == [302, 302, 302]
    assert Message.objects.count() == 1
    send(opened, act="reply", text="Once")
    assert Message.objects.count() == 2, "said again after it was seen, it is said again"


def test_an_agents_newer_message_holds_no_requester_back(opened, ticket, priya):
    browser, page = opened
    answers = hidden(browser.get(page).content.decode())
    actions.reply_to_ticket(ticket, by=priya, text="A question")
    assert browser.post(page, answers | {"act": "reply", "text": "By the way"}).status_code == 302
    assert Message.objects.count() == 2


@pytest.mark.parametrize("text", ["", " \u200b ", "x" * 10_001])
def test_an_answer_that_is_none_or_too_long_is_said_with_everything_kept(opened, text):
    answer = send(opened, act="reply", text=text)
    assert answer.status_code == 422 and not Message.objects.exists()
    assert text.strip(" \u200b") in answer.content.decode() and b"data-summary" in answer.content


def test_too_many_answers_are_asked_to_wait_with_everything_kept(opened, settings):
    settings.SUBMIT_LIMITS = "20/h,2/h"
    assert [send(opened, act="reply", text=f"No {n}").status_code for n in range(3)] == [302, 302, 429]
    answer = send(opened, act="reply", text="Kept words")
    assert b"Kept words" in answer.content and int(answer["Retry-After"]) > 0


def test_it_works_closes_and_twice_is_once(opened, ticket, priya):
    actions.resolve_ticket(ticket, by=priya)
    assert send(opened, act="works").status_code == 302
    assert send(opened, act="works").status_code == 302
    assert status_of(ticket) == Status.CLOSED and kinds(ticket)[-1] == "ticket.closed"
    assert kinds(ticket).count("ticket.closed") == 1
    assert Event.objects.about(ticket).last().actor_name == "Jo Park"


def test_words_with_it_works_are_kept_where_the_ticket_was_closed_meanwhile(opened, ticket, priya):
    actions.resolve_ticket(ticket, by=priya)
    browser, page = opened
    answers = hidden(browser.get(page).content.decode()) | {"act": "works", "text": "Thank you!"}
    actions.close_ticket(ticket, by=priya)
    assert [browser.post(page, answers).status_code for _ in range(2)] == [302, 302]
    assert Message.objects.get().source == "Thank you!" and status_of(ticket) == Status.CLOSED


def test_it_works_with_words_says_and_closes_in_one_act(opened, ticket, priya):
    actions.resolve_ticket(ticket, by=priya)
    send(opened, act="works", text="Thank you!")
    assert kinds(ticket)[-2:] == ["ticket.answered", "ticket.closed"] and status_of(ticket) == Status.CLOSED


@pytest.mark.parametrize("words", ["", "Thank you!"])
def test_it_works_on_a_page_from_before_the_agent_reopened_is_asked_again(opened, ticket, priya, words):
    actions.resolve_ticket(ticket, by=priya)
    browser, page = opened
    answers = hidden(browser.get(page).content.decode())
    actions.reopen_ticket(ticket, by=priya)
    answer = browser.post(page, answers | {"act": "works", "text": words})
    assert answer.status_code == 409 and b"has changed while you read" in answer.content
    assert status_of(ticket) == Status.OPEN and words in answer.content.decode() and not Message.objects.exists()


def test_still_broken_opens_it_again_with_or_without_words_and_its_agent_hears(opened, ticket, priya, sam):
    actions.assign_ticket(ticket, priya, by=priya)
    actions.resolve_ticket(ticket, by=sam)
    send(opened, act="broken")
    assert status_of(ticket) == Status.OPEN and told(ticket) == {"priya@alpha.example"}
    actions.resolve_ticket(ticket, by=sam)
    send(opened, act="broken", text="Smoke")
    assert kinds(ticket)[-2:] == ["ticket.answered", "ticket.reopened"] and Message.objects.get().source == "Smoke"


def test_a_requester_rates_the_help_once_it_is_solved_and_may_think_again(opened, ticket, priya, priya_client):
    assert send(opened, act="rate", score="5").status_code == 422
    actions.resolve_ticket(ticket, by=priya)
    assert send(opened, act="rate", score="5", words="Quick").status_code == 302
    assert send(opened, act="rate", score="5", words="Quick").status_code == 302
    assert send(opened, act="rate", score="2", words="Came back").status_code == 302
    rating = Rating.objects.get()
    assert (rating.score, rating.words) == (2, "Came back") and kinds(ticket).count("ticket.rated") == 2
    html = priya_client.get(f"/tickets/{ticket.pk}/").content.decode()
    assert "Came back" in html and "2 of 5" in html


@pytest.mark.parametrize("score", ["", "0", "6", "-1", "x", "1e0", "9" * 30])
def test_a_rating_is_from_1_to_5(opened, ticket, priya, score):
    actions.resolve_ticket(ticket, by=priya)
    assert send(opened, act="rate", score=score).status_code == 422 and not Rating.objects.exists()


def test_a_participant_may_answer_and_not_rate(ticket, jo, priya):
    kim = find_or_create_person(name="Kim Lee", email="kim@alpha.example", by=priya)
    requesting.add_participant(ticket, kim, by=priya)
    opened = holder_of(ticket, kim)
    send(opened, act="reply", text="Me too")
    answered = Event.objects.get(kind_name="ticket.answered")
    assert set(answered.deliveries.values_list("address", flat=True)) == {"jo@alpha.example"}
    actions.resolve_ticket(ticket, by=priya)
    assert b'id="rate"' not in opened[0].get(opened[1]).content
    assert send(opened, act="rate", score="5").status_code == 422
    jos, page = holder_of(ticket, jo)
    assert "Kim Lee" in jos.get(page).content.decode()


def test_who_wants_no_messages_is_owed_none_until_they_want_some_again(opened, ticket, priya):
    send(opened, act="stop")
    send(opened, act="stop")
    actions.reply_to_ticket(ticket, by=priya, text="One")
    replied = Event.objects.get(kind_name="ticket.replied")
    assert not replied.deliveries.exists() and kinds(ticket).count("ticket.silenced") == 1
    send(opened, act="start")
    actions.reply_to_ticket(ticket, by=priya, text="Two")
    assert told(ticket) == {"jo@alpha.example"}


def test_a_new_link_is_owed_by_mail_and_no_more_than_a_few_an_hour(opened, ticket):
    assert [send(opened, act="link").status_code for _ in range(4)] == [302, 302, 302, 429]
    assert told(ticket) == {"jo@alpha.example"} and kinds(ticket).count("ticket.link-asked") == 3


def test_within_30_days_of_closing_an_answer_reopens(opened, ticket, priya):
    actions.close_ticket(ticket, by=priya)
    with time_machine.travel(timezone.now() + timedelta(days=29)):
        send(opened, act="reply", text="It is back")
    assert status_of(ticket) == Status.OPEN and Ticket.objects.count() == 1


def test_later_it_goes_on_in_a_ticket_of_its_own_and_each_names_the_other(opened, ticket, jo, priya, priya_client):
    kim = find_or_create_person(name="Kim Lee", email="kim@alpha.example", by=priya)
    requesting.add_participant(ticket, kim, by=priya)
    actions.close_ticket(ticket, by=priya)
    browser, page = opened
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        assert b"starts a new ticket" in browser.get(page).content
        answers = hidden(browser.get(page).content.decode()) | {"act": "reply", "text": "It is back"}
        first, second = browser.post(page, answers), browser.post(page, answers)
        new = Ticket.objects.latest("pk")
        assert Ticket.objects.count() == 2 and first.status_code == second.status_code == 302
        html = Client().get(first["Location"], follow=True).content.decode()
        old_html = browser.get(page).content.decode()
    assert status_of(ticket) == Status.CLOSED and new.status == Status.NEW and new.requester == jo
    assert new.description == "It is back" and [each.person for each in new.participants.all()] == [kim]
    assert f"Ticket #{new.pk}" in html and f"#{ticket.pk}" in html and f"#{new.pk}" in old_html
    last = Event.objects.about(ticket).last()
    assert (last.kind_name, last.actor, last.actor_name, last.details) == (
        "ticket.continued", None, "ALPHA IT Desk", {"ticket": new.pk},
    )  # fmt: skip
    for one, other in ((ticket, new), (new, ticket)):
        assert f'href="/tickets/{other.pk}/"' in priya_client.get(f"/tickets/{one.pk}/").content.decode()


def test_what_is_written_on_the_old_page_later_goes_to_the_ticket_that_goes_on(opened, ticket, priya):
    actions.close_ticket(ticket, by=priya)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        send(opened, act="broken")
        send(opened, act="reply", text="More")
        new = Ticket.objects.latest("pk")
        assert Ticket.objects.count() == 2 and new.description == "It is still broken."
        assert new.messages.get().source == "More" and not ticket.messages.exists()
        answer = send(opened, act="follow")
        assert answer["Location"].startswith("/track/")


def test_an_act_that_is_none_is_a_damaged_form(opened):
    assert opened[0].post(opened[1], {"act": "destroy"}).status_code == 400
    assert opened[0].post(opened[1], {}).status_code == 400
    assert opened[0].get(opened[1] + "?before=x").status_code == 400
    assert opened[0].get(opened[1] + "?before=" + "9" * 18).status_code == 200


def test_a_long_thread_is_read_from_its_end(opened, ticket, jo, priya, django_assert_max_num_queries):
    for n in range(60):
        actions.reply_to_ticket(ticket, by=(jo, priya)[n % 2], text=f"Message no {n}.")
    browser, page = opened
    browser.get(page)
    with django_assert_max_num_queries(5):
        html = browser.get(page).content.decode()
    assert "Message no 59." in html and "Message no 10." in html and "Message no 9." not in html
    earlier = browser.get(page + html.partition('href="?before=')[2].partition('"')[0].join(["?before=", ""]))
    assert "Message no 9." in earlier.content.decode() and "Message no 0." in earlier.content.decode()
    assert "Message no 10." not in earlier.content.decode()


def test_an_agents_reply_is_not_there_while_it_can_be_taken_back_nor_once_it_was(opened, ticket, priya, monkeypatch):
    monkeypatch.setattr(Message, "UNDO_FOR", timedelta(seconds=10))
    browser, page = opened
    taken_back = actions.reply_to_ticket(ticket, by=priya, text="Too soon")
    assert b"Too soon" not in browser.get(page).content
    take_back(taken_back, by=priya)
    actions.reply_to_ticket(ticket, by=priya, text="Better so")
    assert b"Better so" not in browser.get(page).content
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        html = browser.get(page).content
    assert b"Better so" in html and b"Too soon" not in html
