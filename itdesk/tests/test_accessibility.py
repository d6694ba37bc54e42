"""Every page, in both themes, on a desk and on a phone, enlarged: axe finds nothing, nothing scrolls sideways or is cut off."""

import pytest

from itdesk.tests import every_page
from itdesk.tests.every_page import context_of
from itdesk.tests.looking import LAPTOP, STILL, axe_faults, faults, sideways, spoilt_text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(ticket, laptop, priya, sam, amal, root, jo, hardware, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    cast = dict(priya=priya, sam=sam, amal=amal, root=root, jo=jo)
    return every_page.fill(ticket=ticket, laptop=laptop, hardware=hardware, **cast)


@pytest.mark.parametrize("half", [0, 1])
def test_every_page_can_be_read_by_everybody(browser, live_server, world, half):
    contexts = {who: context_of(browser, live_server.url, client, **STILL) for who, client in world.clients.items()}
    windows = {who: context.new_page() for who, context in contexts.items()}
    wrong = {}
    for who, path in sorted(set(every_page.pages(world)))[half::2]:
        window = windows[who]
        window.set_viewport_size(LAPTOP)
        window.goto(path)
        arrived = window.evaluate("location.pathname") == path.partition("?")[0]
        assert arrived or path in ("/", world.reset_link), f"{who} is sent from {path} to {window.url}"
        if found := faults(window):
            wrong[f"{path} as {who}"] = found
    assert wrong == {}


def test_every_window_over_a_page_can_be_read_by_everybody(browser, live_server, world):
    window = context_of(browser, live_server.url, world.clients["agent"], **STILL).new_page()
    openers = {
        "/tickets/": "/tickets/new/",
        f"/tickets/{world.ticket}/": "/edit/",
        "/agents/": "/hr-code/",
        "/assets/": "/edit/",
        f"/mail/in/{world.things['arrival'].pk}/": "/move/",
    }
    for path, link in openers.items():
        window.set_viewport_size(LAPTOP)
        window.goto(path)
        window.locator(f'a[data-modal][href*="{link}"]').first.dispatch_event("click")
        window.get_by_role("dialog").locator("form").wait_for()
        assert faults(window) == [], path
    window.goto("/tickets/")
    window.keyboard.press("?")
    assert axe_faults(window) == []


def test_cut_off_and_overlapping_text_is_seen(page):
    narrow = "overflow: hidden; white-space: nowrap; width: 30px"
    page.set_content(
        f"""<main style="font: 16px/20px sans-serif">
        <p style="height: 20px; margin: 0">One<br>Two</p><p style="margin: 0">Three</p>
        <div style="height: 10px; overflow: hidden">Four</div><div style="{narrow}">Five and six</div>
        <select style="width: 60px"><option>Something is broken</select><p>Seven</p></main>"""
    )
    assert spoilt_text(page) == [
        "cut off: Four", "cut off: Five and six", "overlap: Two / Three", "cut off: Something is broken",
    ]  # fmt: skip
    assert sideways(page) == []
    page.set_content("<main style='width: 3000px'>Wide</main>")
    assert sideways(page) != []


ENLARGED = [
    "/tickets/", "/tickets/{ticket}/", "/tickets/{ticket}/edit/", "/assets/", "/assets/AS1042/", "/agents/", "/people/",
    "/activity/", "/account/", "{looked_at}",
]  # fmt: skip


@pytest.fixture
def large_print(browser_type, browser_type_launch_args):
    """Chromium of somebody who has set the size of its text to twice the usual, and nothing else."""
    arguments = [*browser_type_launch_args["args"], "--blink-settings=defaultFontSize=32"]
    browser = browser_type.launch(**browser_type_launch_args | {"args": arguments})
    yield browser
    browser.close()


def test_text_at_twice_its_size_needs_no_sideways_scrolling_and_is_not_cut_off(large_print, live_server, world):
    window = context_of(large_print, live_server.url, world.clients["superuser"], viewport=LAPTOP).new_page()
    wrong = {}
    for path in (path.format(**vars(world)) for path in ENLARGED):
        window.goto(path)
        if found := sideways(window) + spoilt_text(window, selects=False):
            wrong[path] = found
    assert window.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert wrong == {}
