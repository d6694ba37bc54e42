"""Who else is on a ticket, and what open pages are told of what others do."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from activity import record
from activity.models import Event
from agents import sessions
from agents.tests.parallel import at_once
from itdesk.tests.every_page import context_of
from itdesk.tests.looking import LAPTOP, STILL, faults
from tickets import actions, presence
from tickets.models import Message, Presence


def beat(client, ticket, **fields):
    response = client.post(f"/tickets/{ticket.pk}/here/", {"version": ticket.version} | fields)
    assert response.status_code == 200
    return response.json()


def a_client(agent):
    client = Client()
    client.force_login(agent)
    return client


def test_each_is_told_of_the_others_and_not_of_themselves(ticket, priya, sam, amal):
    priyas, sams, amals = map(a_client, (priya, sam, amal))
    assert beat(priyas, ticket) == {"here": "", "news": ""}
    assert beat(sams, ticket, typing="yes")["here"] == "Priya Shah is reading this, too."
    assert beat(amals, ticket)["here"] == "Sam Okafor is typing. Priya Shah is reading this, too."
    assert beat(priyas, ticket)["here"] == "Sam Okafor is typing. Amal Haddad is reading this, too."
    assert beat(sams, ticket)["here"] == "Priya Shah, Amal Haddad are reading this, too."


def test_it_passes_by_itself_is_swept_and_ends_at_once_where_the_page_says_so(ticket, priya, sam):
    priyas, sams = a_client(priya), a_client(sam)
    beat(sams, ticket, typing="yes")
    Presence.objects.update(typing_at=timezone.now() - timedelta(seconds=21))
    assert beat(priyas, ticket)["here"] == "Sam Okafor is reading this, too."
    Presence.objects.filter(agent=sam).update(seen_at=timezone.now() - timedelta(seconds=41))
    assert beat(priyas, ticket)["here"] == "" and not Presence.objects.filter(agent=sam).exists()
    beat(sams, ticket)
    assert sams.post(f"/tickets/{ticket.pk}/here/", {"version": 1, "gone": "yes"}).status_code == 204
    assert beat(priyas, ticket)["here"] == "" and Event.objects.about(ticket).count() == 1


def test_news_are_what_others_did_since(priya_client, ticket, priya, sam, jo):
    seen = ticket.version
    actions.assign_ticket(ticket, priya, by=priya)
    assert beat(priya_client, ticket, version=seen)["news"] == ""
    actions.edit_ticket(ticket, by=sam, priority="p1")
    actions.reply_to_ticket(ticket, by=jo, text="Still jams")
    assert beat(priya_client, ticket, version=seen)["news"] == "2 new"
    assert beat(priya_client, ticket)["news"] == ""


@pytest.mark.parametrize("wrong", ["", "x", "-1", "²", "9" * 10])
def test_a_version_that_makes_no_sense_is_a_bad_request(priya_client, ticket, wrong):
    assert priya_client.post(f"/tickets/{ticket.pk}/here/", {"version": wrong}).status_code == 400


def test_a_beat_costs_the_same_whoever_is_there(priya_client, ticket, sam, amal, django_assert_max_num_queries):
    for agent in (sam, amal):
        beat(a_client(agent), ticket)
    with django_assert_max_num_queries(10):
        beat(priya_client, ticket)


def test_a_page_that_is_left_open_keeps_no_session_alive(priya_client, ticket):
    def seen():
        return priya_client.session[sessions.SEAT]["seen"]

    session = priya_client.session
    session[sessions.SEAT] = session[sessions.SEAT] | {"seen": seen() - 600}
    session.save()
    before = seen()
    beat(priya_client, ticket)
    priya_client.get("/tickets/changed/", {"since": ticket.updated_at.isoformat()})
    assert seen() == before
    priya_client.get(f"/tickets/{ticket.pk}/")
    assert seen() > before


@pytest.mark.django_db(transaction=True)
def test_many_beats_at_once_are_one_row(ticket, priya):
    given = at_once(lambda n: presence.say_here(ticket, by=priya, typing=bool(n % 2)), 6)
    assert given == [None] * 6 and Presence.objects.count() == 1


def test_a_list_is_told_which_tickets_have_changed(
    priya_client, ticket, priya, hardware, django_assert_max_num_queries
):
    since = (timezone.now() + timedelta(seconds=6)).isoformat()
    ask = {"since": since}
    assert priya_client.get("/tickets/changed/", ask).json() == {"tickets": []}
    since = ticket.updated_at.isoformat()
    actions.edit_ticket(ticket, by=priya, priority="p1")
    with django_assert_max_num_queries(4):
        told = priya_client.get("/tickets/changed/", {"since": since}).json()
    assert told == {"tickets": [[ticket.pk, 2, False]]}
    fresh = actions.submit_ticket(name="Jo", email="jo@alpha.example", subject="Gone", category=hardware)
    assert priya_client.get("/tickets/changed/", {"since": since}).json()["tickets"][0] == [fresh.pk, 1, True]


DAMAGED = ["", "x", "2026-02-30T00:00:00Z", "2026-01-01T00:00:00"]
FAR_OFF = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]


@pytest.mark.parametrize("wrong", DAMAGED + FAR_OFF)
def test_a_moment_that_makes_no_sense_is_a_bad_request(priya_client, wrong):
    assert priya_client.get("/tickets/changed/", {"since": wrong}).status_code == 400


@pytest.fixture
def desk(browser, live_server, priya_client, ticket):
    """Opens a page at Priya's, whose polling waits for `ask`."""
    context = context_of(browser, live_server.url, priya_client, viewport=LAPTOP, **STILL)
    page = context.new_page()
    yield page
    context.close()


def ask(page):
    """As if the time had come."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


@pytest.mark.django_db(transaction=True)
def test_what_others_do_appears_in_place_and_who_is_typing_is_said(desk, ticket, sam):
    desk.goto(f"/tickets/{ticket.pk}/")
    beat(a_client(sam), ticket, typing="yes")
    actions.edit_ticket(ticket, by=sam, priority="p1")
    ask(desk)
    expect(desk.locator("#here")).to_have_text("Sam Okafor is typing.")
    expect(desk.locator("#stream")).to_contain_text("P1 Critical")
    expect(desk.locator("#news")).to_be_hidden()
    assert Presence.objects.filter(agent__username="priya").exists()
    desk.goto("/assets/")
    desk.wait_for_timeout(300)
    assert not Presence.objects.filter(agent__username="priya").exists()


@pytest.mark.django_db(transaction=True)
def test_who_reads_further_up_is_offered_it_and_nothing_moves(desk, ticket, priya, sam, jo):
    with record.at(record.now() - timedelta(minutes=1)):  # a button to take them back would go meanwhile
        for number in range(55):
            actions.reply_to_ticket(ticket, by=priya, text=f"Message {number}.\n\nwith a second line")
    desk.goto(f"/tickets/{ticket.pk}/")
    read = desk.get_by_text("Message 20.")
    read.evaluate("element => element.scrollIntoView({ block: 'center' })")
    before = read.bounding_box()["y"]
    for number in range(3):
        actions.reply_to_ticket(ticket, by=jo, text=f"Still jams {number}")
    ask(desk)
    expect(desk.locator("#news")).to_contain_text("3 new")
    assert faults(desk) == []
    read.evaluate("element => element.scrollIntoView({ block: 'center' })")
    before = read.bounding_box()["y"]
    desk.evaluate("htmx.trigger(document.body, 'ticket-changed')")
    expect(desk.get_by_text("Still jams 2")).to_have_count(1)
    expect(desk.locator("#news")).to_be_hidden()  # with that, what is read is back in its place
    assert abs(read.bounding_box()["y"] - before) < 2


@pytest.mark.django_db(transaction=True)
def test_what_appears_while_somebody_types_still_holds_their_reply(desk, ticket, jo):
    desk.goto(f"/tickets/{ticket.pk}/")
    box = desk.get_by_role("textbox", name="Message")
    box.fill("Come by at ten")
    actions.reply_to_ticket(ticket, by=jo, text="It works again")
    ask(desk)
    expect(desk.locator(".message", has_text="It works again")).to_be_visible()
    box.press("Control+Enter")
    expect(desk.get_by_role("button", name="Send anyway")).to_be_focused()
    assert Message.objects.count() == 1
    desk.keyboard.press("Enter")
    expect(box).to_have_value("")
    assert Message.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_hidden_page_asks_nothing(desk, ticket):
    desk.add_init_script("Object.defineProperty(document, 'hidden', { get: () => true })")
    asked = []
    desk.on("request", lambda request: asked.append(request.url) if "/here/" in request.url else None)
    desk.goto(f"/tickets/{ticket.pk}/")
    desk.wait_for_timeout(2500)
    assert asked == []


@pytest.mark.django_db(transaction=True)
def test_the_list_marks_what_changed_and_offers_to_show_it(desk, ticket, sam, hardware):
    desk.goto("/tickets/")
    ask(desk)
    expect(desk.locator("#list-news")).to_be_hidden()
    actions.edit_ticket(ticket, by=sam, subject="Printer jams badly")
    actions.submit_ticket(name="Jo", email="jo@alpha.example", subject="Fresh", category=hardware)
    ask(desk)
    expect(desk.locator("#list-news")).to_contain_text("1 changed, 1 new")
    expect(desk.locator("tr[data-changed]")).to_have_count(1)
    expect(desk.get_by_role("link", name="Printer jams", exact=True)).to_be_visible()
    assert faults(desk) == []
    desk.locator("#list-news").click()
    expect(desk.get_by_role("link", name="Printer jams badly")).to_be_visible()
    expect(desk.get_by_role("link", name="Fresh")).to_be_visible()
    expect(desk.locator("#list-news")).to_be_hidden()
