"""Fills a desk of its own with demo data, visits every scene, and writes shots and sheets into a folder.

`python -m itdesk.tests.contact_sheet FOLDER [WORD ...]`: with words, only the scenes that have one in their name.
"""
# ruff: noqa: E402  (the settings are chosen before anything reads them)

import os
import shutil
import sys
from contextlib import ExitStack
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "itdesk.tests.settings"  # a data folder that is gone afterwards
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs an event loop in this thread
os.environ.pop("DATABASE_URL", None)

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from itdesk.tests.contact_sheet import talks  # noqa: F401  (adds its scenes)
from itdesk.tests.contact_sheet.looks import LOOKS, shoot, write_sheets
from itdesk.tests.contact_sheet.scenes import SCENES
from itdesk.tests.contact_sheet.world import fill


def take(folder, words=()):
    """The shots of every scene as FOLDER/LOOK/NAME.png and the sheets beside them; returns {scene: what went wrong}."""
    wrong = {}
    with ExitStack() as stack:
        stack.enter_context(override_settings(**desk_that_can_fail()))
        call_command("migrate", verbosity=0)
        world = fill()
        server = LiveServer("127.0.0.1")
        stack.callback(server.stop)
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"), args=["--no-sandbox"]
        )
        contexts = {who: context_of(browser, server.url, agent) for who, agent in world.people.items()}
        for number, scene in enumerate(SCENES):
            if words and not any(word in scene.name for word in words):
                continue
            try:
                shoot(scene, contexts[scene.who].new_page(), world, folder, number)
            except Exception as failure:  # one scene that fails hides no other
                wrong[scene.name] = str(failure).splitlines()[0]
        write_sheets(browser, folder)
        browser.close()
    return wrong


def desk_that_can_fail():
    """Settings: the addresses and the form of itdesk/tests/failing.py, and demo data."""
    engine = settings.TEMPLATES[0]
    return {
        "DEMO": True,
        "ROOT_URLCONF": "itdesk.tests.failing",
        "TEMPLATES": [engine | {"DIRS": [*engine["DIRS"], settings.BASE_DIR / "itdesk/tests/templates"]}],
        "SUBMIT_LIMITS": "off",
    }


def context_of(browser, address, agent):
    """A browser of this agent's, already logged in; a stranger's for None."""
    context = browser.new_context(base_url=address, viewport=LOOKS["laptop-light"].size, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    if agent:
        client = Client()
        client.force_login(agent)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])
    return context


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    failed = take(Path(sys.argv[1]), sys.argv[2:])
    sys.exit("\n".join(f"{name}: {why}" for name, why in failed.items()) or None)
