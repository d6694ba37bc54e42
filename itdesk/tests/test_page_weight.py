"""What a page costs: 50 rows through the real server, in a browser that has seen nothing yet."""

import socket
import subprocess
import sys

import pytest
from django.conf import settings

from itdesk.tests.proofs import kit
from itdesk.tests.test_desk_command import Desk

pytestmark = pytest.mark.process
MOST_BYTES, MOST_REQUESTS, MOST_NODES = 120_000, 8, 1_500
PAGES = {
    "tickets": "/tickets/?status=any", "ticket": "/tickets/1/", "submit": "/submit/", "cards": "/assets/", "table": "/assets/",
    "agents": "/agents/", "people": "/people/", "log": "/activity/",
}  # fmt: skip
FILL = """
from django.conf import settings; settings.DEMO = True
from django.test import Client
from agents.models import Agent
from tickets.demo.fill import fill_desk
fill_desk(tickets=120, people=70, assets=70)
for shown_as in ("cards", "table"):
    client = Client(); client.force_login(Agent.objects.get(username="bruno.mars"))
    session = client.session; session["assets_as"] = shown_as; session.save()
    print(session.session_key)
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """`manage.py desk` with more than a page of everything, and the session of an agent."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        desk = Desk(tmp_path_factory.mktemp("weight"), free.getsockname()[1])
    kit.prepared(desk.data)
    desk.start().wait_for("Ctrl+C stops it.")
    shell = [sys.executable, settings.BASE_DIR / "manage.py", "shell", "--no-imports", "-c", FILL]
    filled = subprocess.run(shell, env=desk.environment(), capture_output=True, text=True, timeout=240, check=True)
    desk.sessions = filled.stdout.split()[-2:]
    yield desk
    desk.stop()


def cost(browser, desk, name):
    """(bytes as they came over the wire, requests, DOM nodes) of a page in a fresh browser."""
    address = f"http://127.0.0.1:{desk.port}"
    context = browser.new_context()
    if name != "submit":
        session = desk.sessions[name == "table"]
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    finished = []
    devtools.on("Network.loadingFinished", lambda event: finished.append(event["encodedDataLength"]))
    assert page.goto(address + PAGES[name], wait_until="networkidle").status == 200
    nodes = page.evaluate("document.getElementsByTagName('*').length")
    context.close()
    sent = [
        length for length in finished if length
    ]  # what is within a style sheet (data:) finishes, too, and weighs nothing
    return sum(sent), len(sent), nodes


def test_every_page_is_light(browser, desk):
    costs = {name: cost(browser, desk, name) for name in PAGES}
    too_much = {
        name: spent
        for name, spent in costs.items()
        if any(is_ > most for is_, most in zip(spent, (MOST_BYTES, MOST_REQUESTS, MOST_NODES), strict=True))
    }
    assert too_much == {}, costs
