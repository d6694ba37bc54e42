"""As on a server: what `check --deploy` says of an environment, and that nothing third-party comes from elsewhere."""

import hashlib
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

KEY = "a-long-random-key-of-a-server-0123456789-abcdefghijklmnopqrstuvwxyz"
SITE = {
    "ITDESK_SITE_URL": "https://desk.example.org",
    "ITDESK_SECRET_KEY": KEY,
    "EMAIL_URL": "submission://a:b@mail.example.org",
}


def manage(*command, data, **environment):
    """Runs manage.py with the real settings in an environment of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ITDESK_", "DJANGO_", "EMAIL_"))}
    return subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", *command],
        env=kept | {"ITDESK_DATA_DIR": str(data)} | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def check_deployment(data, **environment):
    return manage("check", "--deploy", "--fail-level", "WARNING", data=data, **environment)


@pytest.mark.process
def test_a_site_behind_https_has_no_issue(tmp_path):
    done = check_deployment(tmp_path, **SITE)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.process
@pytest.mark.parametrize(
    ("issue", "environment"),
    [
        ("itdesk.E001", SITE | {"ITDESK_ALLOWED_HOSTS": "*"}),
        ("itdesk.E002", SITE | {"ITDESK_SITE_URL": "desk.example.org"}),
        ("itdesk.E003", SITE | {"ITDESK_SITE_URL": "http://desk.example.org"}),
        ("itdesk.E004", SITE | {"ITDESK_DEMO": "1"}),
        ("itdesk.E005", SITE | {"ITDESK_SUBMIT_LIMITS": "many"}),
        ("itdesk.W001", SITE | {"ITDESK_SUBMIT_LIMITS": "off"}),
        ("itdesk.W002", SITE | {"EMAIL_URL": "console://"}),
    ],
)
def test_an_unsafe_environment_is_named(tmp_path, issue, environment):
    done = check_deployment(tmp_path, **environment)
    assert done.returncode != 0
    assert issue in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "digest"),
    [
        ("css/bootstrap.min.css", "d85327d99c7a3ee1f9b5d0500d1370acea3ad2db39c163c2f51f232baedbdede"),
        ("js/bootstrap.bundle.min.js", "e4fd49181388c48ec5040bd3fe66f57c29c8e67fcd8502b3354b96ec7ab47cc7"),
    ],
)
def test_bootstrap_is_what_its_makers_published(name, digest):
    path = finders.find(f"vendor/bootstrap/{name}")
    with open(path, "rb") as file:
        assert hashlib.file_digest(file, "sha256").hexdigest() == digest


def test_cookies_of_a_site_behind_https_are_bound_to_it(tmp_path):
    show = "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE)"
    done = manage("shell", "--no-imports", "-c", show, data=tmp_path, **SITE)
    assert done.stdout.split() == ["__Host-sessionid", "__Host-csrftoken", "True"], done.stderr
