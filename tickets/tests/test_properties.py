"""A ticket's properties, changed in place on its page: as the edit window does it, one at a time."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from activity.models import Event
from itdesk.tests.every_page import context_of
from itdesk.tests.looking import LAPTOP, PHONE, STILL, axe_faults, sideways
from tickets import actions

HTMX = {"HX-Request": "true"}


def change(client, ticket, name, /, *, seen=None, headers=HTMX, **answers):
    answers = {"seen": seen or ticket.version} | answers
    return client.post(f"/tickets/{ticket.pk}/edit/{name}/", answers, headers=headers)


@pytest.mark.parametrize(
    ("name", "answers", "field", "value"),
    [("status", {"status": "closed"}, "status", "closed"), ("priority", {"priority": "p1"}, "priority", "p1"),
     ("assignee", {"assignee": "priya"}, "assignee.username", "priya"),
     ("category", {"category": "software"}, "category.slug", "software"),
     ("asset", {"asset_tag": "as1042"}, "asset.tag", "AS1042"), ("subject", {"subject": "It jams"}, "subject", "It jams"),
     ("requester", {"name": "Kim Lee", "email": "kim@alpha.example"}, "requester.email", "kim@alpha.example")],
)  # fmt: skip
def test_each_changes_alone(priya_client, ticket, laptop, name, answers, field, value):
    known_fields = ("subject", "type", "priority", "requester", "description")
    before = {known: getattr(ticket, known) for known in known_fields}
    response = change(priya_client, ticket, name, **answers)
    assert response.status_code == 200 and "ticket-changed" in response["HX-Trigger"] and b"Undo" in response.content
    ticket.refresh_from_db()
    found = ticket
    for step in field.split("."):
        found = getattr(found, step)
    assert found == value
    assert all(getattr(ticket, known) == was for known, was in before.items() if known not in (name, field))
    assert Event.objects.about(ticket).count() == 2


def test_pending_keeps_or_gets_a_reason_and_nobody_is_an_answer(priya_client, ticket, priya):
    change(priya_client, ticket, "status", status="pending", pending_reason="parts")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.pending_reason) == ("pending", "parts")
    actions.assign_ticket(ticket, priya, by=priya)
    change(priya_client, ticket, "assignee", assignee="")
    ticket.refresh_from_db()
    assert ticket.assignee is None and ticket.pending_reason == "parts"


def test_what_others_changed_elsewhere_is_kept_and_said(priya_client, ticket, sam):
    seen = ticket.version
    actions.edit_ticket(ticket, by=sam, priority="p1")
    response = change(priya_client, ticket, "status", seen=seen, status="open")
    assert b"Sam Okafor changed Priority" in response.content
    ticket.refresh_from_db()
    assert (ticket.status, ticket.priority) == ("open", "p1")


def test_the_same_field_asks_in_the_edit_window_with_both_values(priya_client, ticket, sam):
    seen = ticket.version
    actions.edit_ticket(ticket, by=sam, priority="p1", subject="Sam's words")
    response = change(priya_client, ticket, "priority", seen=seen, priority="p4")
    html = response.content.decode()
    assert response.status_code == 409 and response["HX-Retarget"] == "#modal"
    assert "P1 Critical" in html and "P4 Low" in html and 'value="Sam&#x27;s words"' in html
    assert f'hx-post="/tickets/{ticket.pk}/edit/"' in html


@pytest.mark.parametrize(
    ("name", "answers"),
    [("status", {"status": "lost"}), ("subject", {"subject": " "}), ("requester", {"name": "Jo", "email": "no"}),
     ("assignee", {"assignee": "nobody.here"}), ("asset", {"asset_tag": "x" * 101}), ("priority", {})],
)  # fmt: skip
def test_what_is_wrong_is_said_in_the_edit_window_which_is_whole(priya_client, ticket, name, answers):
    response = change(priya_client, ticket, name, **answers)
    html = response.content.decode()
    assert response.status_code == 422 and response["HX-Retarget"] == "#modal" and "needs another look" in html
    assert all(f'name="{field}"' in html for field in ("subject", "status", "email", "description", "seen"))
    assert Event.objects.about(ticket).count() == 1


def test_without_scripts_the_window_stands_alone(priya_client, ticket):
    assert priya_client.get(f"/tickets/{ticket.pk}/edit/status/")["Location"] == f"/tickets/{ticket.pk}/edit/"
    assert change(priya_client, ticket, "assignee", headers={}, assignee="priya").status_code == 302
    assert b"<!doctype html>" in change(priya_client, ticket, "subject", headers={}, subject="").content
    assert priya_client.get(f"/tickets/{ticket.pk}/edit/version/").status_code == 404


def test_in_the_bin_it_is_refused(priya_client, ticket, sam):
    actions.bin_ticket(ticket, by=sam)
    response = change(priya_client, ticket, "status", status="open")
    assert response.status_code == 409 and b"the bin" in response.content


def test_the_menu_of_agents_begins_with_who_asks(priya_client, ticket, sam, amal):
    html = priya_client.get(f"/tickets/{ticket.pk}/edit/assignee/", headers=HTMX).content.decode()
    assert html.index("Priya Shah") < html.index("Unassigned") < html.index("Sam Okafor")
    assert "<select" not in html and html.count("aria-current") == 1


def test_the_cards_say_who_holds_the_asset_and_how_often_it_was_asked_about(priya_client, ticket, laptop, jo, priya):
    from assets.actions import edit_asset

    edit_asset(laptop, by=priya, holder=jo, warranty_start="2026-01-01", warranty_end="2030-01-01")
    actions.edit_ticket(ticket, by=priya, asset_tag="AS1042")
    html = priya_client.get(f"/tickets/{ticket.pk}/").content.decode()
    card = html.split('aria-labelledby="asset"')[1]
    assert "Jo Park</a>" in card and "<meter" in card and ">1 ticket</a>" in card
    assert "/assets/AS1042/" in html.split('aria-labelledby="requester"')[1].split("</section>")[0]


@pytest.fixture
def desk(browser, live_server, priya_client, ticket):
    context = context_of(browser, live_server.url, priya_client, viewport=LAPTOP, **STILL)
    page = context.new_page()
    page.goto(f"/tickets/{ticket.pk}/")
    yield page
    context.close()


def on_a_phone(page):
    page.set_viewport_size(PHONE)
    found = sideways(page)
    left = page.locator("details[open] > .dropdown-menu").bounding_box()["x"]
    page.set_viewport_size(LAPTOP)
    return found + ([] if left >= 0 else [f"begins at {left}"])


@pytest.mark.django_db(transaction=True)
def test_by_keys_alone_it_is_taken_closed_and_answered(desk, ticket, priya):
    desk.keyboard.press("m")
    expect(desk.locator("#set-assignee")).to_contain_text("Priya Shah")
    desk.keyboard.press("s")
    expect(desk.locator("[data-property] [aria-current]")).to_be_focused()
    assert axe_faults(desk) + sideways(desk) + on_a_phone(desk) == []
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        desk.keyboard.press(key)
    expect(desk.locator("#set-status")).to_contain_text("Resolved")
    expect(desk.locator("#set-status")).to_be_focused()
    desk.keyboard.press("p")
    expect(desk.locator("#set-priority + div [aria-current]")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(desk.locator("#set-priority")).to_be_focused()
    desk.keyboard.press("i")
    expect(desk.get_by_role("textbox", name="Message")).to_be_focused()
    expect(desk.get_by_role("radio", name="Internal note")).to_be_checked()
    ticket.refresh_from_db()
    assert (ticket.assignee, ticket.status) == (priya, "resolved")


@pytest.mark.django_db(transaction=True)
def test_typed_ones_take_the_picker_and_a_clash_opens_the_window(desk, ticket, laptop, sam):
    desk.locator("#set-asset").click()
    field = desk.get_by_role("combobox", name="Asset tag")
    expect(field).to_be_focused()
    field.press_sequentially("AS10")
    desk.get_by_role("option", name="AS1042").click()
    assert axe_faults(desk) + sideways(desk) + on_a_phone(desk) == []
    desk.locator("[data-property]").get_by_role("button", name="Save").click()
    expect(desk.locator("#asset")).to_have_text("AS1042")
    desk.locator("#set-subject").click()
    expect(desk.get_by_role("textbox", name="Subject")).to_be_focused()
    actions.edit_ticket(ticket, by=sam, subject="Sam's words")
    desk.get_by_role("textbox", name="Subject").fill("Mine")
    desk.get_by_role("textbox", name="Subject").press("Enter")
    expect(desk.locator("#modal")).to_contain_text("Sam's words")
    desk.locator("#modal").get_by_role("button", name="Save with these choices").click()
    expect(desk.locator("#modal")).to_be_hidden()
    expect(desk.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_with_scripts_off_a_menu_leads_to_the_window_and_taking_works(browser, live_server, priya, ticket):
    client = Client()
    client.force_login(priya)
    context = context_of(browser, live_server.url, client, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/tickets/{ticket.pk}/")
    page.get_by_role("button", name="Take it").click()
    expect(page.locator("#set-assignee")).to_contain_text("Priya Shah")
    page.locator("#set-status").click()
    page.locator("#set-status + div").get_by_role("link", name="Edit").click()
    expect(page.get_by_label("Status")).to_be_visible()
    context.close()
