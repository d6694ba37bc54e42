"""Undo send: for ten seconds a message waits, and its author can have it back in the box."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from activity import record, undo
from activity.models import Delivery, Event
from agents.tests.parallel import at_once
from itdesk.tests import canary
from itdesk.tests.every_page import context_of
from itdesk.tests.looking import LAPTOP, STILL
from tickets import actions, drafting, search
from tickets.models import Draft, Message, Ticket
from tickets.taking_back import take_back


def eleven_seconds_ago():
    return record.at(timezone.now() - timedelta(seconds=11))


def test_what_a_reply_owes_waits_for_ten_seconds(ticket, priya, jo):
    message = actions.reply_to_ticket(ticket, by=priya, text="On my way")
    owed = Delivery.objects.get(event__kind_name="ticket.replied")
    assert owed.next_try_at == message.created_at + timedelta(seconds=10)
    actions.assign_ticket(ticket, priya, by=priya)
    answer = actions.reply_to_ticket(ticket, by=jo, text="Thanks")
    assert Delivery.objects.get(event__kind_name="ticket.answered").next_try_at < answer.created_at + timedelta(
        seconds=5
    )


def test_outside_it_is_not_seen_before_the_ten_seconds_are_over(ticket, priya, jo):
    reply = actions.reply_to_ticket(ticket, by=priya, text="On my way")
    actions.note_on_ticket(ticket, by=priya, text=canary.word())
    answer = actions.reply_to_ticket(ticket, by=jo, text="Thanks")
    at_once, later = reply.created_at, reply.created_at + timedelta(seconds=10)
    assert list(ticket.messages.public(at_once)) == [answer]
    assert set(ticket.messages.public(later)) == {reply, answer}


def test_taken_back_it_is_in_the_box_and_nobody_was_told(ticket, priya):
    message = actions.reply_to_ticket(ticket, by=priya, text="Dear **Zebra**")
    draft = take_back(message, by=priya)
    assert (draft.kind, draft.text, draft.set_aside) == ("reply", "Dear **Zebra**", [])
    assert not Delivery.objects.filter(event__kind_name="ticket.replied").exists()
    assert not ticket.messages.public(message.created_at + timedelta(days=1)).exists()
    assert not search.matching(Ticket.objects.all(), "zebra").exists()
    assert Event.objects.about(ticket).filter(kind_name="ticket.message-taken-back").get().actor == priya


def test_what_was_done_with_it_is_undone_with_it(ticket, priya):
    message = actions.reply_to_ticket(ticket, by=priya, text="Fixed", status="resolved")
    take_back(message, by=priya)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.resolved_at) == ("new", None)
    backs = Event.objects.about(ticket).filter(version__gt=3)
    assert backs.count() == 2 and len(set(backs.values_list("batch", flat=True))) == 1


def test_what_somebody_else_has_built_on_since_stays(ticket, priya, sam):
    message = actions.reply_to_ticket(ticket, by=priya, text="Fixed", status="resolved")
    actions.close_ticket(ticket, by=sam)
    take_back(message, by=priya)
    ticket.refresh_from_db()
    assert ticket.status == "closed" and Draft.objects.get().text == "Fixed"


def test_a_note_comes_back_as_a_note(ticket, priya):
    word = canary.word()
    assert take_back(actions.note_on_ticket(ticket, by=priya, text=word), by=priya).kind == "note"


def test_what_was_in_the_box_meanwhile_is_set_aside(ticket, priya):
    message = actions.reply_to_ticket(ticket, by=priya, text="First")
    drafting.keep_draft(ticket, by=priya, kind="reply", text="Second", seen=0, after=message.pk)
    assert take_back(message, by=priya, typed="Second, longer").set_aside == ["Second, longer"]


@pytest.mark.parametrize("who", ["sam", "priya"])
def test_it_is_refused_after_ten_seconds_twice_and_to_others(request, ticket, priya, who):
    with eleven_seconds_ago():
        late = actions.reply_to_ticket(ticket, by=priya, text="Late")
    message = actions.reply_to_ticket(ticket, by=priya, text="On my way")
    if who == "priya":
        take_back(message, by=priya)
    for gone in (late, message):
        with pytest.raises(undo.TooLate):
            take_back(gone, by=request.getfixturevalue(who))
    assert Delivery.objects.filter(event__kind_name="ticket.replied").count() == (1 if who == "priya" else 2)


def test_a_person_takes_nothing_back(ticket, priya, jo):
    with pytest.raises(undo.TooLate):
        take_back(actions.reply_to_ticket(ticket, by=jo, text="Thanks"), by=priya)


def test_what_the_worker_has_begun_to_send_is_not_taken_back(ticket, priya):
    message = actions.reply_to_ticket(ticket, by=priya, text="On my way")
    Delivery.objects.update(leased_until=timezone.now())
    with pytest.raises(undo.TooLate):
        take_back(message, by=priya)
    message.refresh_from_db()
    assert message.taken_back_at is None and not Draft.objects.exists()


def test_the_same_words_can_be_sent_again_and_hold_nobody_up(ticket, priya, sam):
    take_back(actions.reply_to_ticket(ticket, by=priya, text="On my way", after=0), by=priya)
    again = actions.reply_to_ticket(ticket, by=priya, text="On my way", after=0)
    assert list(Message.objects.standing()) == [again] and not Draft.objects.exists()
    take_back(again, by=priya)
    assert actions.reply_to_ticket(ticket, by=sam, text="Mine", after=0)


@pytest.mark.parametrize("htmx", [True, False])
def test_the_page_offers_it_to_the_author_for_as_long(client, ticket, priya, sam, htmx):
    message = actions.reply_to_ticket(ticket, by=priya, text="On my way")
    with eleven_seconds_ago():
        actions.reply_to_ticket(ticket, by=priya, text="Long gone")
    path = f"/tickets/{ticket.pk}/messages/{message.pk}/take-back/"
    client.force_login(sam)
    assert path not in client.get(f"/tickets/{ticket.pk}/").content.decode()
    assert client.post(path, headers={"HX-Request": "true"}).status_code == 409
    client.force_login(priya)
    html = client.get(f"/tickets/{ticket.pk}/").content.decode()
    assert path in html and html.count("Undo send") == 1
    response = client.post(path, {"text": "typed"}, headers={"HX-Request": "true"} if htmx else {})
    if htmx:
        assert b'data-text="On my way"' in response.content and b'data-aside="typed"' in response.content
        assert '"ticket-changed"' in response["HX-Trigger"] and b"Taken back" in response.content
    else:
        assert response["Location"] == f"/tickets/{ticket.pk}/#composer"
    html = client.get(f"/tickets/{ticket.pk}/").content.decode()
    assert "On my way</textarea>" in html and "took a message back" in html and f'id="message-{message.pk}"' not in html
    assert client.post(f"/tickets/{ticket.pk}/messages/404404/take-back/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_agents_who_answer_at_once_send_one_message(ticket, priya, sam):
    agents = [priya, sam, priya, sam]
    given = at_once(lambda n: actions.reply_to_ticket(ticket, by=agents[n], text=f"Answer {n}", after=0), 4)
    assert sorted(type(one).__name__ for one in given) == ["Message", "NewerMessage", "NewerMessage", "NewerMessage"]
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_taken_back_twice_at_once_it_comes_back_once(ticket, priya):
    message = actions.reply_to_ticket(ticket, by=priya, text="On my way")
    given = at_once(lambda n: take_back(Message.objects.get(pk=message.pk), by=priya), 3)
    assert sorted(type(one).__name__ for one in given) == ["Draft", "TooLate", "TooLate"]


@pytest.mark.django_db(transaction=True)
def test_in_the_browser_it_is_counted_down_and_comes_back_into_the_box(browser, live_server, priya_client, ticket):
    context = context_of(browser, live_server.url, priya_client, viewport=LAPTOP, **STILL)
    page = context.new_page()
    page.goto(f"/tickets/{ticket.pk}/")
    box = page.get_by_role("textbox", name="Message")
    box.fill("Dear Joe")
    page.get_by_role("button", name="Send and resolve").click()
    expect(page.locator("[data-countdown]")).to_contain_text("s")
    box.fill("Something else")
    page.get_by_role("button", name="Undo send").click()
    expect(box).to_have_value("Dear Joe")
    expect(page.locator("#set-aside")).to_contain_text("Something else")
    expect(page.locator("#stream")).to_contain_text("took a message back")
    expect(page.locator(".props").first).to_contain_text("New")
    page.get_by_role("button", name="Discard").click()
    box.fill("Dear Jo")
    box.press("Control+Enter")
    expect(page.locator(".message", has_text="Dear Jo")).to_be_visible()
    expect(page.locator("[data-countdown]")).to_have_count(0, timeout=12_000)
    context.close()
