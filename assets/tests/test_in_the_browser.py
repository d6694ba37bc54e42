"""Assets in Chromium: hand one out by the picker, edit from card and page, search, bin and undo, decide a conflict."""

import re

import pytest
from playwright.sync_api import expect

from assets import actions
from assets.models import Asset
from assets.tests.making import imported

REFUSAL = re.compile("status of 4..|Status Error Code 4..")  # the browser and htmx report what the desk refused
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page, live_server, client, priya):
    """Priya's page on the desk; it fails on any error in the console but a refusal's own line."""
    client.force_login(priya)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda said: wrong.append(said.text) if said.type == "error" and not REFUSAL.search(said.text) else None,
    )
    page.address = live_server.url
    yield page
    assert wrong == []


def toast(desk, words):
    return desk.get_by_role("status").filter(has_text=words)


def test_a_new_asset_is_handed_out_by_the_picker(desk, jo):
    desk.goto(f"{desk.address}/assets/")
    desk.get_by_role("main").get_by_role("link", name="New asset").first.click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_label("Asset tag").fill("AS7")
    dialog.get_by_label("Holder").press_sequentially("jo", delay=30)
    desk.get_by_role("option", name=re.compile("Jo Park")).click()
    expect(dialog.get_by_label("Holder")).to_have_value("Jo Park <jo@alpha.example>")
    dialog.get_by_role("button", name="Add asset").click()
    expect(toast(desk, "AS7 added")).to_be_visible()
    expect(desk.locator(".asset")).to_contain_text("Jo Park")
    expect(desk.locator(".asset .pill")).to_have_text("In use")


def test_a_card_is_edited_without_leaving_the_list_and_opens_by_a_click_anywhere(desk, laptop):
    desk.goto(f"{desk.address}/assets/")
    desk.locator(".asset").hover()
    desk.get_by_role("link", name="Edit AS1042").click()
    desk.get_by_role("dialog").get_by_label("Status").select_option("out-of-service")
    desk.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(desk.locator('.asset[data-status="out-of-service"]')).to_be_visible()
    desk.locator(".asset").click(position={"x": 20, "y": 60})
    expect(desk).to_have_url(f"{desk.address}/assets/AS1042/")


def test_searching_keeps_the_filters_and_the_address_in_step(desk, laptop, priya):
    actions.create_asset(by=priya, tag="AS2", category=laptop.category)
    desk.goto(f"{desk.address}/assets/?category=laptop")
    desk.get_by_role("searchbox").press_sequentially("1042", delay=30)
    expect(desk.locator(".asset")).to_have_count(1)
    expect(desk).to_have_url(re.compile(r"\?(q=1042&category=laptop|category=laptop&q=1042)$"))
    desk.get_by_role("link", name=re.compile("Remove filter: Category")).click()
    expect(desk).to_have_url(re.compile(r"/assets/\?q=1042$"))


@pytest.mark.parametrize("tag", ["A/B", "100% ü?#"])
def test_the_page_of_a_strange_tag_follows_its_asset(desk, ticket, priya, tag):
    asset = imported(tag)
    desk.goto(desk.address + asset.get_absolute_url())
    desk.get_by_role("main").get_by_role("link", name="Edit").click()
    desk.get_by_role("dialog").get_by_label("Location").fill("Shelf C4")
    desk.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(desk.locator(".props")).to_contain_text("Shelf C4")
    desk.get_by_role("main").get_by_role("link", name="Edit").click()
    desk.get_by_role("dialog").get_by_label("Asset tag").fill("AS-9")
    desk.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(desk).to_have_url(f"{desk.address}/assets/AS-9/")


def test_the_page_shows_the_tickets_about_it(desk, laptop, ticket, priya):
    from tickets.actions import edit_ticket

    edit_ticket(ticket, by=priya, asset_tag="AS1042")
    desk.goto(f"{desk.address}/assets/AS1042/")
    expect(desk.locator("#tickets-panel")).to_contain_text("Printer jams")
    expect(desk.locator("#tickets-panel").get_by_role("link", name="1 ticket")).to_be_visible()


def test_binned_from_its_page_and_undone_from_the_toast(desk, laptop):
    desk.goto(f"{desk.address}/assets/AS1042/")
    desk.get_by_role("main").get_by_role("link", name="Move to bin").click()
    desk.get_by_role("dialog").get_by_role("button", name="Move to bin").click()
    expect(toast(desk, "AS1042 is in the bin")).to_be_visible()
    expect(desk).to_have_url(f"{desk.address}/assets/")
    desk.get_by_role("button", name="Undo").click()
    expect(toast(desk, "Taken back")).to_be_visible()
    assert not Asset.objects.get().is_binned


def test_two_who_edit_one_field_are_asked_in_the_open_window(desk, laptop, sam):
    desk.goto(f"{desk.address}/assets/AS1042/")
    desk.get_by_role("main").get_by_role("link", name="Edit").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_label("Location").fill("Porto")
    dialog.get_by_label("Model").fill("T14")
    actions.edit_asset(laptop, by=sam, location="Lisbon")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Somebody saved this while you were editing.")).to_be_visible()
    dialog.locator("label").filter(has_text="Sam Okafor").click()
    dialog.get_by_role("button", name="Save with these choices").click()
    expect(toast(desk, "saved")).to_be_visible()
    laptop.refresh_from_db()
    assert (laptop.location, laptop.model) == ("Lisbon", "T14")
