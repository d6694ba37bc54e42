"""What every test stands on: Chromium, the sealed log that a flush may empty, and no unittest classes."""

import os
import shutil
import unittest
from contextlib import contextmanager

import pytest
from django.test import TransactionTestCase

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs an event loop in the test's own thread

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
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing("Chromium is not installed: bin/test --install brings it")
    return {**browser_type_launch_args, "executable_path": chromium, "args": QUIET_CHROMIUM}


@pytest.hookimpl(tryfirst=True)  # before -m "not browser" is applied
def pytest_collection_modifyitems(items):
    for item in items:
        _refuse_unittest(item)
        if "page" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def _refuse_unittest(item):
    """The check that rows equal their log hangs on fixtures, which unittest classes go round."""
    owner = getattr(item, "cls", None)
    if owner is not None and issubclass(owner, unittest.TestCase):
        raise pytest.UsageError(f"{item.nodeid}: write a function with fixtures, not a unittest class")


@pytest.fixture(autouse=True, scope="session")
def the_flush_may_empty_the_log():
    """A transactional test ends by emptying the tables, and the log's own triggers refuse that."""
    from activity import seal

    flush = TransactionTestCase._fixture_teardown

    def flush_under_the_lifted_seal(case):
        with seal.lifted():
            flush(case)

    with _replaced(TransactionTestCase, "_fixture_teardown", flush_under_the_lifted_seal):
        yield


@contextmanager
def _replaced(owner, name, new):
    old = getattr(owner, name)
    setattr(owner, name, new)
    try:
        yield
    finally:
        setattr(owner, name, old)
