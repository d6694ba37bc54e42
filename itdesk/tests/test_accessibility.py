"""axe finds nothing on any page, in either theme, on a desk and on a phone; and no page scrolls sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from agents.models import HRCode
from assets import actions as asset_actions
from tickets import actions

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = {"laptop": {"width": 1366, "height": 768}, "phone": {"width": 360, "height": 740}}
LONG = (
    "Finance share is read-only since the server move and the very-long-unbroken-name-of-a-share-that-nobody-can-wrap "
)


@pytest.fixture
def world(ticket, laptop, priya, sam, jo, hardware):
    """Long, Arabic and Japanese names, an unknown tag, something in each bin, a wait, a closed ticket."""
    names = ["Henrietta van der Westhuizen-Blackwood", "ليلى منصور", "田中 美咲"]
    for number, name in enumerate(names):
        answers = dict(
            name=name, email=f"p{number}@alpha.example", subject=LONG + name, category=hardware, asset_tag="AS404"
        )
        made = actions.enter_ticket(by=priya, assignee=sam if number else None, **answers)
    actions.edit_ticket(made, by=priya, status="pending", pending_reason="parts")
    actions.bin_ticket(
        actions.submit_ticket(name="Jo", email="jo@alpha.example", subject="Binned", category=hardware), by=sam
    )
    asset_actions.edit_asset(laptop, by=priya, holder=jo, warranty_start="2026-01-01", warranty_end="2027-01-01")
    asset_actions.bin_asset(asset_actions.create_asset(by=priya, tag="AS2", category=laptop.category), by=priya)
    HRCode.objects.create(code="Alpha-2026")
    binned = actions.submit_ticket(name="Jo", email="jo@alpha.example", subject="Gone", category=hardware)
    actions.bin_ticket(binned, by=sam)
    return {"ticket": ticket.pk, "person": jo.pk, "binned": binned.pk}


PUBLIC = [
    "/submit/", "/login/", "/register/", "/nothing/here/", "/password/reset/", "/password/reset/sent/", "/password/reset/1/1/",
]  # fmt: skip
AGENTS = [
    "/tickets/", "/tickets/?status=any", "/tickets/?q=nothing+at+all", "/tickets/?status=nonsense", "/tickets/new/",
    "/tickets/{ticket}/", "/tickets/{ticket}/edit/", "/tickets/{ticket}/delete/", "/tickets/{binned}/",
    "/tickets/{binned}/restore/", "/tickets/bin/", "/assets/", "/assets/new/", "/assets/AS1042/", "/assets/AS1042/edit/",
    "/assets/AS1042/delete/", "/assets/AS2/", "/assets/AS2/restore/", "/assets/bin/", "/people/", "/people/new/",
    "/people/{person}/", "/people/{person}/edit/", "/agents/", "/agents/hr-code/", "/activity/", "/nothing/here/",
    "/tickets/?after=damaged", "/account/", "/account/password/", "/account/two-factor/", "/account/two-factor/set-up/",
    "/account/sessions/",
]  # fmt: skip


def faults(page, paths, address, world):
    """{path: what axe, or a width, finds wrong}."""
    found = {}
    for path in paths:
        path = path.format(**world)
        page.goto(address + path)
        wrong = [
            f"{fault['id']}: {node['target']}"
            for fault in Axe().run(page).response["violations"]
            for node in fault["nodes"]
        ]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wrong or wide > 0:
            found[path] = wrong + ([f"{wide} px too wide"] if wide > 0 else [])
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_public_pages(browser, live_server, world, theme, size):
    page = browser.new_context(color_scheme=theme, viewport=SIZES[size]).new_page()
    assert faults(page, PUBLIC, live_server.url, world) == {}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_agents_pages(browser, live_server, world, client, priya, theme, size):
    client.force_login(priya)
    context = browser.new_context(color_scheme=theme, viewport=SIZES[size])
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    assert faults(context.new_page(), AGENTS, live_server.url, world) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_windows(browser, live_server, world, client, priya, theme):
    client.force_login(priya)
    context = browser.new_context(color_scheme=theme)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    for opener in ("/tickets/new/", f"/tickets/{world['ticket']}/edit/"):
        page.goto(live_server.url + "/tickets/")
        page.locator(f'a[href="{opener}"]').first.click(force=True)
        page.get_by_role("dialog").locator("form").wait_for()
        assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []
