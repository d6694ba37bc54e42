"""The composer in Chromium through everything that might lose what an agent has typed."""

import json

import pytest
from django.test import Client
from playwright.sync_api import expect

from agents.models import Session
from itdesk.tests import canary
from itdesk.tests.every_page import context_of
from itdesk.tests.looking import LAPTOP, STILL, faults
from tickets import actions, drafting
from tickets.models import Draft, Message

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = "Half a sentence, three hours of thought"


@pytest.fixture
def windows(browser, live_server, ticket):
    """Opens the ticket's page in a browser of its own, as that agent."""
    contexts = []

    def open_for(agent, **options):
        client = Client()
        client.force_login(agent)
        contexts.append(context_of(browser, live_server.url, client, viewport=LAPTOP, **STILL, **options))
        page = contexts[-1].new_page()
        page.goto(f"/tickets/{ticket.pk}/")
        return page

    yield open_for
    for context in contexts:
        context.close()


@pytest.fixture
def desk(windows, priya):
    return windows(priya)


def box(page):
    return page.get_by_role("textbox", name="Message")


def type_it(page, text=TYPED):
    box(page).fill(text)
    expect(page.locator("#saved")).to_contain_text("Saved")


def here(page):
    """What the browser keeps of drafts: {key: what it says}."""
    kept = page.evaluate("Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('draft:')))")
    return {key: json.loads(value)["text"] for key, value in kept.items()}


def test_it_is_kept_here_at_once_and_by_the_desk_when_the_typing_pauses(desk, priya, ticket):
    box(desk).press_sequentially("Half")
    assert here(desk) == {f"draft:{priya.pk}:/tickets/{ticket.pk}/draft/": "Half"} and not Draft.objects.exists()
    expect(desk.locator("#saved")).to_have_text(desk.evaluate("`Saved ${desk.timeOf(new Date())}`"))
    assert Draft.objects.get().text == "Half"


def test_it_survives_somebody_elses_save_of_owner_and_status_and_the_refresh_that_shows_them(desk, ticket, sam, priya):
    type_it(desk)
    actions.edit_ticket(ticket, by=sam, subject="Printer jams badly")
    actions.assign_ticket(ticket, sam, by=sam)
    actions.resolve_ticket(ticket, by=sam)
    actions.note_on_ticket(ticket, by=sam, text=canary.word())
    desk.evaluate("htmx.trigger(document.body, 'ticket-changed')")
    expect(desk.locator(".props").first).to_contain_text("Resolved")
    expect(desk.locator(".props").first).to_contain_text("Sam Okafor")
    expect(box(desk)).to_have_value(TYPED)


def test_it_survives_the_agents_own_change_of_owner_and_status(desk, ticket):
    type_it(desk)
    desk.get_by_role("link", name="Edit", exact=True).click()
    desk.locator("#modal").get_by_label("Status").select_option("closed")
    desk.locator("#modal").get_by_label("Assignee").select_option("priya")
    desk.locator("#modal").get_by_role("button", name="Save").click()
    expect(desk.locator(".props").first).to_contain_text("Closed")
    expect(box(desk)).to_have_value(TYPED)


@pytest.mark.parametrize("saved", [True, False], ids=["saved", "not saved yet"])
def test_it_survives_a_reload(desk, saved):
    desk.get_by_text("Internal note", exact=True).click()
    type_it(desk) if saved else box(desk).fill(TYPED)
    desk.reload()
    expect(box(desk)).to_have_value(TYPED)
    expect(desk.get_by_role("radio", name="Internal note")).to_be_checked()


@pytest.mark.parametrize("saved", [True, False], ids=["saved", "not saved yet"])
def test_it_survives_leaving_and_coming_back(desk, saved):
    type_it(desk) if saved else box(desk).fill(TYPED)
    desk.get_by_role("navigation", name="Places").get_by_role("link", name="Assets").click()
    desk.wait_for_url("**/assets/")
    desk.go_back()
    expect(box(desk)).to_have_value(TYPED)


def test_a_second_tab_follows_and_is_emptied_by_the_sending(desk, ticket):
    second = desk.context.new_page()
    second.goto(f"/tickets/{ticket.pk}/")
    box(desk).fill(TYPED)
    expect(box(second)).to_have_value(TYPED)
    expect(desk.locator("#saved")).to_contain_text("Saved")
    second.keyboard.press("Tab")
    box(second).fill(f"{TYPED}, and more")
    expect(box(desk)).to_have_value(f"{TYPED}, and more")
    box(second).press("Control+Enter")
    expect(box(second)).to_have_value("")
    expect(box(desk)).to_have_value("")
    assert Message.objects.get().source == f"{TYPED}, and more" and not Draft.objects.exists()


def test_another_browser_wins_by_writing_later_and_the_other_text_is_offered(desk, windows, priya):
    home = windows(priya)
    type_it(desk, "Written in the office")
    type_it(home, "Written at home")
    expect(home.locator("#set-aside")).to_contain_text("Written in the office")
    expect(box(home)).to_have_value("Written at home")
    assert faults(home) == []
    home.get_by_role("button", name="Add it to the text").click()
    expect(box(home)).to_have_value("Written at home\n\nWritten in the office")
    expect(home.locator("#set-aside")).to_be_hidden()
    home.wait_for_function("() => !JSON.parse(localStorage[Object.keys(localStorage).find((k) => k[0] === 'd')]).dirty")
    assert Draft.objects.get().set_aside == []


def test_it_survives_an_ended_session_and_logging_in_returns_to_the_filled_box(desk, ticket):
    Session.objects.all().delete()
    box(desk).fill(TYPED)
    notice = desk.locator("[data-said=signed-out]")
    expect(notice).to_contain_text("Your session has ended")
    assert not Draft.objects.exists()
    with desk.context.expect_page() as opened:
        notice.get_by_role("link").click()
    again = opened.value
    again.get_by_label("Username or e-mail").fill("priya")
    again.get_by_label("Password").fill("Cast-of-2026!")
    again.get_by_role("main").get_by_role("button", name="Log in").click()
    again.wait_for_url(f"**/tickets/{ticket.pk}/")
    expect(box(again)).to_have_value(TYPED)
    box(desk).press("Control+Enter")
    expect(desk.locator(".message", has_text=TYPED)).to_be_visible()
    expect(box(again)).to_have_value("")


def test_it_survives_a_desk_that_does_not_answer(desk):
    desk.context.set_offline(True)
    box(desk).fill(TYPED)
    expect(desk.locator("#saved")).to_have_text("Kept in this browser")
    desk.context.set_offline(False)
    expect(desk.locator("#saved")).to_contain_text("Saved")
    assert Draft.objects.get().text == TYPED


def test_it_survives_a_body_that_is_too_large(desk):
    type_it(desk)
    desk.evaluate("""() => {
        const input = Object.assign(document.createElement("input"), { type: "hidden", name: "x", value: "x".repeat(31e6) });
        document.getElementById("composer").append(input);
    }""")
    box(desk).press("Control+Enter")
    expect(desk.get_by_text("That is too large")).to_be_visible()
    expect(box(desk)).to_have_value(TYPED)
    desk.reload()
    expect(box(desk)).to_have_value(TYPED)
    assert not Message.objects.exists()


def test_an_answer_that_never_came_sends_nothing_twice(desk):
    box(desk).fill(TYPED)

    def swallow_answers(route):
        route.fetch()
        route.abort()

    desk.route("**/tickets/*/", swallow_answers, times=1)
    box(desk).press("Control+Enter")
    expect(desk.locator("[data-said=unreachable]")).to_be_visible()
    expect(box(desk)).to_have_value("")
    expect(desk.locator(".message", has_text=TYPED)).to_be_visible()
    assert Message.objects.count() == 1


def test_logging_out_saves_what_is_not_saved_and_leaves_nothing_in_the_browser(desk, priya):
    box(desk).fill(TYPED)
    desk.get_by_role("button", name="Log out").click()
    desk.wait_for_url("**/login/")
    assert here(desk) == {} and Draft.objects.get(agent=priya).text == TYPED


def test_another_agent_in_the_same_browser_sees_nothing_of_it(desk, sam, ticket, live_server):
    desk.context.route("**/draft/", lambda route: route.abort())
    box(desk).fill(TYPED)
    other = Client()
    other.force_login(sam)
    desk.context.clear_cookies()
    desk.context.add_cookies([{"name": "sessionid", "value": other.cookies["sessionid"].value, "url": live_server.url}])
    desk.reload()
    expect(box(desk)).to_have_value("")
    assert list(here(desk).values()) == [TYPED]


def test_without_scripts_a_draft_and_what_was_set_aside_are_shown(windows, priya, ticket):
    for text in ("One", TYPED):
        drafting.keep_draft(ticket, by=priya, kind="reply", text=text, seen=0, after=0)
    page = windows(priya, java_script_enabled=False)
    expect(box(page)).to_have_value(TYPED)
    expect(page.locator("#set-aside")).to_contain_text("One")
    expect(page.get_by_role("button", name="Discard")).to_be_hidden()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".message", has_text=TYPED)).to_be_visible()
    expect(box(page)).to_have_value("")
