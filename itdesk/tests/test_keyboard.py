"""By keyboard alone: an agent's main job from log-in to saved, with the focus always in sight and nowhere trapped."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)
FOCUS = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const style = getComputedStyle(here), box = here.getBoundingClientRect();
  const seen = (parseFloat(style.outlineWidth) > 1 && style.outlineStyle !== "none") || style.boxShadow !== "none";
  const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const label = here.getAttribute("aria-label") || here.labels?.[0]?.textContent || here.textContent || here.name;
  return {name: `${here.tagName.toLowerCase()} ${label.trim().slice(0, 30)}`, inSight: seen && inside};
}"""


@pytest.fixture
def keys(page, live_server, priya):
    """A page whose mouse nobody touches: `press` says where the focus has come, which is always in sight."""
    page.goto(f"{live_server.url}/login/")
    return page


def press(page, key):
    page.keyboard.press(key)
    focus = page.evaluate(FOCUS)
    assert focus is None or focus["inSight"], f"{key} leads to {focus['name']}, which nobody sees"
    return focus and focus["name"]


def walk_to(page, name, *, key="Tab", most=40):
    """Press the key until the focus is on what begins with this name."""
    stops = []
    while len(stops) < most:
        stops.append(press(page, key))
        if stops[-1] and stops[-1].startswith(name):
            return stops
    raise AssertionError(f"{name} is not among {stops}")


def log_in(page):
    walk_to(page, "input Username")
    page.keyboard.type("priya")
    walk_to(page, "input Password")
    page.keyboard.type("Cast-of-2026!")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/tickets/"))


def test_from_log_in_by_search_and_row_to_a_closed_ticket_and_back(keys, ticket):
    log_in(keys)
    assert press(keys, "/") == "input Search in this view"
    keys.keyboard.type("printer")
    expect(keys).to_have_url(re.compile("q=printer"))
    walk_to(keys, "a Printer jams")
    keys.keyboard.press("Enter")
    expect(keys.get_by_role("heading", name="Printer jams")).to_be_visible()

    walk_to(keys, "a Edit")
    keys.keyboard.press("Enter")
    expect(keys.get_by_role("dialog").get_by_label("Subject")).to_be_focused()
    walk_to(keys, "select Status")
    keys.keyboard.type("Closed")
    walk_to(keys, "button Save")
    keys.keyboard.press("Enter")
    expect(keys.get_by_role("dialog")).to_be_hidden()
    expect(keys.get_by_text("Priya Shah closed this")).to_be_visible()
    expect(keys.get_by_role("link", name="Edit", exact=True)).to_be_focused()
    ticket.refresh_from_db()
    assert ticket.status == "closed"

    walk_to(keys, "a Tickets", key="Shift+Tab")
    keys.keyboard.press("Enter")
    expect(keys).to_have_url(re.compile(r"/tickets/\?q=printer"))


def test_rows_are_walked_and_edited_and_escape_leads_back_to_the_row(keys, ticket):
    log_in(keys)
    assert press(keys, "j").startswith("tr #")
    keys.keyboard.press("e")
    expect(keys.get_by_role("dialog").get_by_label("Subject")).to_be_focused()
    keys.keyboard.press("Escape")
    expect(keys.get_by_role("dialog")).to_be_hidden()
    expect(keys.get_by_role("link", name=re.compile("Edit ticket"))).to_be_focused()
    keys.keyboard.press("?")
    expect(keys.get_by_role("dialog").get_by_role("button", name="Close")).to_be_focused()
    keys.keyboard.press("Escape")
    expect(keys.get_by_role("dialog")).to_be_hidden()


def test_a_window_keeps_the_focus_and_a_page_lets_it_go_round(keys, ticket):
    log_in(keys)
    stops = walk_to(keys, "a Skip to content", most=80) + walk_to(keys, "a Skip to content", most=80)
    assert any(stop and stop.startswith("a Printer jams") for stop in stops), "the list is on the way"
    press(keys, "n")
    expect(keys.get_by_role("dialog").get_by_label("Subject")).to_be_focused()
    for _stop in range(25):
        press(keys, "Tab")
        assert keys.evaluate("!document.hasFocus() || document.activeElement === document.body"
                             " || Boolean(document.activeElement.closest('dialog'))")  # fmt: skip


def test_a_menu_opens_walks_and_closes(keys, ticket):
    log_in(keys)
    walk_to(keys, "summary More")
    keys.keyboard.press("Enter")
    assert press(keys, "ArrowDown") == "a People"
    assert press(keys, "ArrowDown") == "a Activity"
    assert press(keys, "Escape") == "summary More"
    expect(keys.get_by_role("link", name="Activity")).to_be_hidden()
