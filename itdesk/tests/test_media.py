"""On paper, without motion, and in colours that the reader forces: nothing is unreadable."""

import pytest
from playwright.sync_api import expect

from tickets import actions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page, live_server, client, priya, ticket):
    """Priya's page on a ticket with a description and a change."""
    actions.edit_ticket(ticket, by=priya, description="Since Monday.", priority="p1")
    client.force_login(priya)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.emulate_media(color_scheme="dark")
    page.goto(f"{live_server.url}/tickets/{ticket.pk}/")
    page.address = live_server.url
    return page


def style(locator, name):
    return locator.evaluate("(element, name) => getComputedStyle(element)[name]", name)


def test_a_ticket_on_paper_is_dark_on_white_with_exact_times_and_nothing_to_press(desk):
    assert style(desk.locator("body"), "backgroundColor") == "rgb(18, 20, 25)"
    desk.emulate_media(media="print", color_scheme="dark")
    assert style(desk.locator("body"), "backgroundColor") == "rgb(255, 255, 255)"
    assert style(desk.get_by_role("article").get_by_text("Since Monday."), "color") == "rgb(27, 31, 39)"
    for gone in (".topbar", ".btn", ".pagehead"):
        assert not desk.locator(f"{gone}:visible").count(), gone
    told = desk.locator(".timeline time").first
    assert told.evaluate("time => getComputedStyle(time, '::after').content") == f'"{told.get_attribute("title")}"'
    expect(desk.get_by_role("heading", name="Printer jams")).to_be_visible()


def test_nothing_moves_for_who_wants_no_motion(desk):
    moving = """() => [...document.querySelectorAll("*")].filter(
        (one) => getComputedStyle(one).transitionDuration !== "0s").length"""
    assert desk.evaluate(moving) > 0
    desk.emulate_media(reduced_motion="reduce")
    assert desk.evaluate(moving) == 0
    desk.locator("main").evaluate("main => main.firstElementChild.setAttribute('aria-busy', 'true')")
    assert desk.locator("main [aria-busy]").evaluate("one => getComputedStyle(one, '::before').animationName") == "none"


def test_in_forced_colours_what_a_ground_said_is_said_by_an_edge(desk):
    desk.emulate_media(forced_colors="active")
    assert style(desk.locator(".pill").first, "borderTopStyle") == "solid"
    assert style(desk.locator(".avatar").first, "borderTopStyle") == "solid"
    places = desk.get_by_role("navigation", name="Places")
    here, elsewhere = places.get_by_role("link", name="Tickets"), places.get_by_role("link", name="Assets")
    canvas = desk.evaluate("getComputedStyle(document.body).backgroundColor")
    desk.goto(f"{desk.address}/tickets/")
    assert style(here, "borderBottomColor") != canvas and style(elsewhere, "borderBottomColor") == canvas
    priority = desk.locator(".priority").first
    assert priority.evaluate("one => getComputedStyle(one, '::before').forcedColorAdjust") == "none"
    assert priority.inner_text() == "P1 Critical"
