"""Registering, revealing and changing the HR code, logging out: as somebody at a screen does it."""

import pytest
from django.test import Client

from agents import actions
from agents.models import HRCode


@pytest.fixture
def desk(live_server, transactional_db, page):
    """The page at the desk, where registration is open; `complaints` holds what the browser complained of."""
    actions.change_hr_code("Alpha 2025", by=None)
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.set_default_timeout(15_000)
    return page


def register(page, live_server):
    page.goto(f"{live_server.url}/register/")
    page.get_by_label("First name").fill("Zoë")
    page.get_by_label("Last name").fill("Adler")
    page.get_by_label("Work e-mail").fill("zoe@alpha.example")
    page.get_by_label("Password", exact=True).fill("correct horse 9")
    page.get_by_label("Password again").fill("correct horse 9")
    page.get_by_label("HR code").fill("ALPHA 2025")
    page.get_by_role("button", name="Register").click()
    page.wait_for_url("**/tickets/")


def test_from_registering_to_logging_out(desk, live_server):
    register(desk, live_server)
    desk.get_by_text("Your username is zoe.adler.").wait_for()
    desk.get_by_role("link", name="Agents", exact=True).click()
    desk.get_by_role("cell", name="Zoë Adler").wait_for()
    desk.get_by_role("button", name="Log out").click()
    desk.get_by_text("You are logged out.").wait_for()
    assert desk.url == f"{live_server.url}/login/"
    assert desk.complaints == []


def test_the_hr_code_is_revealed_and_changed_without_leaving_the_list(desk, live_server):
    register(desk, live_server)
    desk.goto(f"{live_server.url}/agents/")
    desk.get_by_role("link", name="Reveal").click()
    code = desk.get_by_label("Code", exact=True)
    assert code.input_value() == "Alpha 2025"
    code.fill("Sesame")
    desk.get_by_role("button", name="Save").click()
    desk.get_by_text("The HR code is changed.").wait_for()
    desk.get_by_text("Changed by Zoë Adler").wait_for()  # the card came anew; the desk itself had set the first one
    assert HRCode.objects.get().code == "Sesame"
    assert "Sesame" not in desk.content()
    assert desk.complaints == []


@pytest.mark.parametrize("address", ["", "agents/agent/", "agents/agent/add/", "agents/agent/{0.pk}/change/"])
def test_the_back_office_holds_under_the_strict_policy(desk, live_server, root, address):
    log_in(desk, live_server, root)
    desk.goto(f"{live_server.url}/admin/" + address.format(root))
    desk.get_by_role("heading", name="Back office" if not address else "agent").first.wait_for()
    assert desk.complaints == []


def log_in(page, live_server, agent):
    client = Client()
    client.force_login(agent)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([session])
