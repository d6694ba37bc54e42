"""The composer in Chromium: nothing typed is lost, and a reply and a note cannot be confused."""

import pytest
from playwright.sync_api import expect

from itdesk.tests import canary
from itdesk.tests.every_page import context_of
from itdesk.tests.looking import LAPTOP, STILL, faults
from tickets import actions
from tickets.models import Message

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(browser, live_server, priya_client, ticket):
    """The ticket's page, open at Priya's."""
    context = context_of(browser, live_server.url, priya_client, viewport=LAPTOP, **STILL)
    page = context.new_page()
    page.goto(f"/tickets/{ticket.pk}/")
    yield page
    page.on("dialog", lambda dialog: dialog.accept())
    context.close()


def box(page):
    return page.get_by_role("textbox", name="Message")


def test_control_enter_sends_and_empties_the_box(desk, ticket):
    box(desk).fill("Try the other tray")
    box(desk).press("Control+Enter")
    expect(desk.locator(".message", has_text="Try the other tray")).to_be_visible()
    expect(box(desk)).to_have_value("")
    expect(desk.locator(".props").first).to_contain_text("Open")
    expect(desk.locator(".message", has_text="Try the other tray")).to_be_in_viewport()
    assert Message.objects.get().kind == "reply"


def test_a_note_changes_ground_buttons_and_recipients(desk, ticket):
    composer = desk.locator("#composer")
    before = composer.evaluate("form => getComputedStyle(form).backgroundColor")
    expect(composer.get_by_role("button", name="Send", exact=True)).to_be_visible()
    expect(composer.get_by_text("To Jo Park")).to_be_visible()
    desk.get_by_text("Internal note", exact=True).click()
    expect(composer.get_by_role("button", name="Send", exact=True)).to_have_count(0)
    expect(composer.get_by_text("To Jo Park")).to_be_hidden()
    expect(composer.get_by_text("Only agents will see this")).to_be_visible()
    assert composer.evaluate("form => getComputedStyle(form).backgroundColor") != before
    box(desk).fill(canary.word())
    composer.get_by_role("button", name="Add note", exact=True).click()
    expect(desk.locator('.message[data-kind="note"]')).to_be_visible()


def test_what_is_typed_stays_when_somebody_else_saves(desk, ticket, sam):
    box(desk).fill("Half a sent")
    box(desk).focus()
    actions.edit_ticket(ticket, by=sam, subject="Printer jams badly", priority="p1")
    actions.note_on_ticket(ticket, by=sam, text=f"Mine {canary.word()}")
    desk.evaluate("htmx.trigger(document.body, 'ticket-changed')")
    expect(desk.get_by_role("heading", name="Printer jams badly")).to_be_visible()
    expect(desk.locator('.message[data-kind="note"]')).to_be_visible()
    expect(box(desk)).to_have_value("Half a sent")
    expect(box(desk)).to_be_focused()


def test_a_held_reply_is_sent_by_one_more_key(desk, ticket, jo):
    box(desk).fill("Come by at ten")
    actions.reply_to_ticket(ticket, by=jo, text="It works again")
    desk.get_by_role("button", name="Send and resolve").click()
    expect(desk.get_by_role("button", name="Send anyway")).to_be_focused()
    expect(desk.locator(".message[data-new]")).to_contain_text("It works again")
    expect(box(desk)).to_have_value("Come by at ten")
    assert Message.objects.count() == 1
    desk.keyboard.press("Enter")
    expect(desk.locator(".message", has_text="Come by at ten")).to_be_visible()
    expect(desk.get_by_text("Not sent")).to_have_count(0)
    ticket.refresh_from_db()
    assert ticket.status == "resolved"


def test_the_preview_the_filter_and_earlier_messages_keep_the_text(desk, ticket, priya):
    for number in range(60):
        actions.reply_to_ticket(ticket, by=priya, text=f"m{number}.")
    desk.reload()
    box(desk).fill("A **bold** plan")
    desk.get_by_role("button", name="Preview").click()
    expect(desk.locator("#said strong")).to_have_text("bold")
    expect(desk.locator("[aria-busy]")).to_have_count(0)
    desk.get_by_role("link", name="Show earlier").click()
    expect(desk.get_by_text("m0.", exact=True)).to_be_visible()
    expect(desk.get_by_text("m59.", exact=True)).to_be_visible()
    desk.get_by_role("link", name="Changes", exact=True).click()
    expect(desk.get_by_text("m59.", exact=True)).to_have_count(0)
    assert desk.url.endswith("?show=changes")
    expect(box(desk)).to_have_value("A **bold** plan")


def test_without_scripts_a_reply_is_held_and_sent(browser, live_server, priya_client, ticket, jo):
    context = context_of(browser, live_server.url, priya_client, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/tickets/{ticket.pk}/")
    box(page).fill("Come by at ten")
    actions.reply_to_ticket(ticket, by=jo, text="It works again")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(box(page)).to_have_value("Come by at ten")
    page.get_by_role("button", name="Send anyway").click()
    expect(page.locator(".message", has_text="Come by at ten")).to_be_visible()
    context.close()


def test_the_page_has_no_faults_with_a_long_conversation(desk, ticket, priya, sam, jo):
    actions.note_on_ticket(ticket, by=sam, text=f"Do **not** swap the board: {canary.word()} {'x' * 300}")
    actions.reply_to_ticket(
        ticket, by=priya, text="Thanks.\n\n1. Open the tray\n2. `C:\\Windows`\n\n```\nlong line " + "y" * 300
    )
    actions.reply_to_ticket(ticket, by=jo, text="> quoted\n\nIt [helps](https://x.example/" + "z" * 200 + ")")
    for number in range(5):
        actions.edit_ticket(ticket, by=priya, subject=f"Printer jams {number}")
    desk.reload()
    box(desk).fill("A **bold** plan")
    desk.get_by_role("button", name="Preview").click()
    expect(desk.locator("#said strong")).to_be_visible()
    assert faults(desk) == []
    desk.get_by_text("Internal note", exact=True).click()
    assert faults(desk) == []
