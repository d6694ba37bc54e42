"""Assets in Chromium: hand one out by the picker, edit from card and page, search, bin and undo, decide a conflict."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from assets import actions
from assets.models import Asset
from assets.tests.making import imported
from itdesk.tests.looking import axe_faults, sideways
from people.actions import create_person

REFUSAL = re.compile("status of 4..|Status Error Code 4..")  # the browser and htmx report what the desk refused
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def signed_in(page, live_server, client, priya):
    """Priya's page on the desk."""
    client.force_login(priya)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.address = live_server.url
    return page


@pytest.fixture
def desk(signed_in):
    """The same; it fails on any error in the console but a refusal's own line."""
    page, wrong = signed_in, []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda said: wrong.append(said.text) if said.type == "error" and not REFUSAL.search(said.text) else None,
    )
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


def test_out_of_service_from_the_card_in_one_click_and_undone(desk, laptop):
    desk.goto(f"{desk.address}/assets/")
    desk.locator(".asset").hover()
    desk.get_by_role("button", name="AS1042: Out of service").click()
    expect(desk.locator('.asset[data-status="out-of-service"]')).to_be_visible()
    expect(toast(desk, "AS1042: Out of service.")).to_be_visible()
    desk.get_by_role("button", name="Undo").click()
    expect(toast(desk, "Taken back")).to_be_visible()
    expect(desk.locator("#status-menu")).to_contain_text("In stock")


def test_the_status_is_set_from_the_menu_of_the_page_and_the_focus_stays(desk, laptop):
    desk.goto(f"{desk.address}/assets/AS1042/")
    desk.locator("#status-menu").click()
    desk.locator(".props").get_by_role("button", name="In repair").click()
    expect(desk.locator("#status-menu")).to_contain_text("In repair")
    expect(desk.locator("#status-menu")).to_be_focused()
    desk.get_by_role("button", name="Out of service").first.click()
    expect(desk.get_by_role("button", name="Back in service")).to_be_focused()


def test_the_table_is_chosen_sorted_and_searched_without_losing_anything(desk, laptop, priya):
    for tag, make in {"B2": "Apple", "C3": "Zebra"}.items():
        actions.create_asset(by=priya, tag=tag, category=laptop.category, manufacturer=make, model="Edge")
    actions.edit_asset(laptop, by=priya, model="Elite")
    desk.goto(f"{desk.address}/assets/?category=laptop")
    desk.get_by_role("button", name="Table").click()
    desk.get_by_role("link", name="Make and model").click()
    expect(desk.locator("tbody .no")).to_have_text(["B2", "AS1042", "C3"])
    desk.get_by_role("searchbox").press_sequentially("e", delay=30)
    expect(desk).to_have_url(re.compile(r"q=e"))
    desk.get_by_role("button", name="Cards").click()
    expect(desk.locator(".asset .tag")).to_have_text(["B2", "AS1042", "C3"])
    expect(desk).to_have_url(re.compile(r"/assets/\?q=e&.*sort=model|/assets/\?.*sort=model.*q=e"))


def test_the_next_tag_follows_the_category_and_the_model_brings_its_maker(desk, laptop, priya):
    actions.edit_asset(laptop, by=priya, model="ThinkPad T14")
    desk.goto(f"{desk.address}/assets/")
    desk.get_by_role("main").get_by_role("link", name="New asset").first.click()
    dialog = desk.get_by_role("dialog")
    expect(dialog.get_by_text("AS1043")).to_be_visible()
    dialog.get_by_label("Category").select_option("cellphone")
    expect(dialog.get_by_text("PH0001")).to_be_visible()
    dialog.get_by_label("Model").press_sequentially("think", delay=30)
    desk.get_by_role("option", name=re.compile("ThinkPad T14")).click()
    expect(dialog.get_by_label("Manufacturer")).to_have_value("Lenovo")
    dialog.get_by_role("button", name="Add asset").click()
    expect(toast(desk, "PH0001 added")).to_be_visible()


def test_a_picker_that_finds_nobody_says_so(desk, jo):
    desk.goto(f"{desk.address}/assets/new/")
    desk.get_by_label("Holder").press_sequentially("zzzz", delay=30)
    expect(desk.get_by_text("Nothing found")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1366])
def test_axe_finds_nothing_in_the_table_nor_in_an_open_menu(signed_in, laptop, priya, width):
    ines = create_person(name="Henrietta van der Westhuizen-Blackwood ليلى", email="", by=priya)
    actions.create_asset(by=priya, tag="A" * 40, category=laptop.category, model="x" * 150, holder=ines)
    actions.edit_asset(laptop, by=priya, warranty_end=timezone.localdate(), status="out-of-service")
    signed_in.emulate_media(reduced_motion="reduce")  # a colour on its way to the other theme is no fault
    signed_in.set_viewport_size({"width": width, "height": 740})
    signed_in.goto(f"{signed_in.address}/assets/")
    signed_in.get_by_role("button", name="Table").click()
    for path in ("", "?q=nothing", "?warranty=soon&sort=warranty", "AS1042/"):
        signed_in.goto(f"{signed_in.address}/assets/{path}")
        for menu in signed_in.locator("main summary").all():
            menu.click()
        assert sideways(signed_in) == [], path
        for theme in ("light", "dark"):
            signed_in.emulate_media(color_scheme=theme)
            assert axe_faults(signed_in, of_colours=theme == "dark") == [], (path, theme)


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
