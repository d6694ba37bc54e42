"""A draft and a desk that is stopped and started again: what was typed before, and what is typed meanwhile."""

import socket
import subprocess
import sys

import pytest
from django.conf import settings
from playwright.sync_api import expect

from itdesk.tests.proofs import kit
from itdesk.tests.test_desk_command import Desk

pytestmark = pytest.mark.process
FILL = """
from django.test import Client
from agents.models import Agent
from tickets import actions
from tickets.models import Category
agent = Agent.objects.create_user("priya", "priya@alpha.example", "Cast-of-2026!")
actions.submit_ticket(name="Jo", email="jo@alpha.example", subject="Jam", category=Category.objects.get(slug="hardware"))
client = Client(); client.force_login(agent)
print(client.session.session_key)
"""


@pytest.fixture
def desk(tmp_path):
    """A desk with one ticket, and the session of an agent."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        desk = Desk(tmp_path, free.getsockname()[1])
    kit.prepared(desk.data)
    desk.start().wait_for("Ctrl+C stops it.")
    shell = [sys.executable, settings.BASE_DIR / "manage.py", "shell", "--no-imports", "-c", FILL]
    filled = subprocess.run(shell, env=desk.environment(), capture_output=True, text=True, timeout=120, check=True)
    desk.session = filled.stdout.split()[-1]
    yield desk
    desk.stop()


def test_what_is_typed_survives_a_restart_of_the_desk(browser, desk):
    address = f"http://127.0.0.1:{desk.port}"
    context = browser.new_context(base_url=address)
    context.add_cookies([{"name": "sessionid", "value": desk.session, "url": address}])
    page = context.new_page()
    page.goto("/tickets/1/")
    box, saved = page.get_by_role("textbox", name="Message"), page.locator("#saved")
    box.fill("Before")
    expect(saved).to_contain_text("Saved")
    desk.stop()
    box.fill("Before, and meanwhile")
    expect(saved).to_have_text("Kept in this browser")
    desk.start().wait_for("Ctrl+C stops it.", times=2)
    page.reload()
    expect(box).to_have_value("Before, and meanwhile")
    expect(saved).to_contain_text("Saved")
    box.press("Control+Enter")
    expect(page.locator(".message", has_text="Before, and meanwhile")).to_be_visible()
    context.close()
