"""What every test stands on: Chromium, the same database for each, and no unittest classes."""

import gc
import math
import os
import shutil
import unittest
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.test import TransactionTestCase
from playwright.sync_api import expect

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs an event loop in the test's own thread

expect.set_options(timeout=30_000)  # milliseconds: what a busy machine shows late is shown all the same

CHROMIUM = ["chromium-headless-shell", "chromium", "chromium-browser"]  # the first takes half of the others' time
QUIET_CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium; without it the browser tests are skipped, but not where CI=true promises it."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing("Chromium is not installed: bin/test --install brings it")
    return {**browser_type_launch_args, "executable_path": chromium, "args": QUIET_CHROMIUM}


@pytest.fixture
def browser(browser):
    """Chromium, whose windows close with the test that opened them: each costs a process that goes on working."""
    yield browser
    for context in browser.contexts:
        context.close()


@pytest.hookimpl(wrapper=True, tryfirst=True)  # before -m "not browser" is applied, and after pytest-django's order
def pytest_collection_modifyitems(config, items):
    for item in items:
        _refuse_unittest(item)
        if {"page", "browser", "browser_type"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
    if settings.DATABASES["default"]["ENGINE"] == "itdesk.postgresql":
        ours = {item for item in items if _is_about_postgresql(item)}
        config.hook.pytest_deselected(items=[item for item in items if item not in ours])
        items[:] = [item for item in items if item in ours]
    yield
    items.sort(key=_begins_later)


def _begins_later(item):
    """What starts processes takes longest and mostly waits: it goes first, or some worker is alone with it at the end."""
    return item.get_closest_marker("process") is None or _asks_for_the_database(item)


def _asks_for_the_database(item):
    return bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))


def pytest_collection_finish():
    """Thousands of tests stay until the end: the search for rubbish need not walk over them again and again."""
    gc.collect()
    gc.freeze()


def _is_about_postgresql(item):
    """Or it ran beside SQLite already: it asks no database, any would do, or it makes files of SQLite's alone.

    What races for rows is always about it.
    """
    asked = {"db", "transactional_db", "django_db_setup", "live_server"} & set(getattr(item, "fixturenames", ()))
    mark = item.get_closest_marker("django_db")
    if item.get_closest_marker("any_engine"):
        return mark is not None and mark.kwargs.get("transaction", False)
    return bool(asked or mark) and _engines_named_by(item) != {"sqlite"}


def _engines_named_by(item):
    """Those among the test's parameters, such as the desk from which and the one to which a backup goes."""
    given = item.callspec.params.values() if hasattr(item, "callspec") else ()
    words = {
        word for value in given for word in (value if isinstance(value, tuple) else [value]) if isinstance(word, str)
    }
    return {"sqlite", "postgresql"} & words


def _refuse_unittest(item):
    """The check that rows equal their log hangs on fixtures, which unittest classes go round."""
    owner = getattr(item, "cls", None)
    if owner is not None and issubclass(owner, unittest.TestCase):
        raise pytest.UsageError(f"{item.nodeid}: write a function with fixtures, not a unittest class")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """pytest-django's, migrated; a test that commits leaves the same again."""
    from itdesk.tests import emptying

    with django_db_blocker.unblock():
        emptying.remember()
    with _replaced(TransactionTestCase, "_fixture_teardown", emptying.empty_again):
        yield


@pytest.fixture(scope="module")
def files_migrated_once():
    from itdesk.tests import desks

    with desks.files_migrated_once():
        yield


@contextmanager
def _replaced(owner, name, new):
    old = getattr(owner, name)
    setattr(owner, name, new)
    try:
        yield
    finally:
        setattr(owner, name, old)


@pytest.fixture(autouse=True)
def the_log_adds_up(request):
    """After every test that touches the database, each recorded row equals what its events replay to, and so does the search.

    Asked for by marker and by fixture alike. `bulk_loaded` tests replay a sample.
    """
    if not _asks_for_the_database(request.node):
        yield
        return
    request.getfixturevalue("db")  # set up before us, so torn down after us
    yield
    from django.db import connection

    from activity.tests import adding_up

    if not connection.needs_rollback:
        bulk_loaded = request.node.get_closest_marker("bulk_loaded") is not None
        adding_up.check(only_a_sample=bulk_loaded)
        if not bulk_loaded:
            from tickets import search

            assert not list(search.differences()), "these tickets are not found by what they say"
            from itdesk.tests import canary

            canary.check()


DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "client", "admin_client"}


@pytest.fixture(autouse=True)
def nobody_has_changed_a_word(monkeypatch):
    """What one test calls a status is not known to the next. Words are read only where a test asks for `changing_words`.

    Otherwise the count of a page's queries would depend on how many seconds the test takes.
    """
    from itdesk import wording
    from mail import needing

    monkeypatch.setattr(wording, "_theirs", {})
    monkeypatch.setattr(wording, "_read_at", math.inf)
    monkeypatch.setattr(needing, "_words", "")
    monkeypatch.setattr(needing, "_read_at", math.inf)


@pytest.fixture(autouse=True)
def mail_goes_out(monkeypatch):
    """Whether it does is asked only where a test is about it: otherwise a page's count of queries would depend on the time."""
    from mail import outage

    monkeypatch.setattr(outage, "_known", None)
    monkeypatch.setattr(outage, "_read_at", math.inf)


# The cast: agents priya and sam, amal who leads them, root the superuser, jo who needs help, and a stranger.


def _agent(username, first_name, last_name, **more):
    from agents.models import Agent

    email = f"{username}@alpha.example"
    return Agent.objects.create_user(
        username, email, "Cast-of-2026!", first_name=first_name, last_name=last_name, **more
    )


@pytest.fixture
def priya(db):
    return _agent("priya", "Priya", "Shah")


@pytest.fixture
def sam(db):
    return _agent("sam", "Sam", "Okafor")


@pytest.fixture
def amal(db):
    return _agent("amal", "Amal", "Haddad")


@pytest.fixture
def root(db):
    return _agent("root", "Robin", "Root", is_staff=True, is_superuser=True)


@pytest.fixture
def jo(db):
    from people.actions import find_or_create_person

    return find_or_create_person(name="Jo Park", email="jo@alpha.example", by="Jo Park")


@pytest.fixture
def stranger():
    return "Somebody Else"


@pytest.fixture
def hardware(db):
    from tickets.models import Category

    return Category.objects.get(slug="hardware")


@pytest.fixture
def ticket(db, jo, hardware):
    """Jo's ticket, as the public page makes one."""
    from tickets import actions

    return actions.submit_ticket(name="Jo Park", email="jo@alpha.example", subject="Printer jams", category=hardware)


@pytest.fixture
def laptop(db, priya):
    from assets.actions import create_asset
    from assets.models import Category

    return create_asset(by=priya, tag="AS1042", category=Category.objects.get(slug="laptop"), manufacturer="Lenovo")


@pytest.fixture
def priya_client(client, priya):
    client.force_login(priya)
    return client


@pytest.fixture
def root_client(client, root):
    client.force_login(root)
    return client


def pytest_addoption(parser):
    parser.addoption(
        "--write-access", action="store_true", help="write itdesk/tests/access.csv anew, to be read and committed"
    )
