"""The system checks name each unsafe configuration, and are silent about the one we ship."""

import pytest

from itdesk import checks

FOUND_BY = {
    "itdesk.E001": checks.hosts_are_named,
    "itdesk.E002": checks.site_url_is_a_url,
    "itdesk.E003": checks.site_is_encrypted,
    "itdesk.E004": checks.demo_stays_at_home,
    "itdesk.E005": checks.submissions_are_limited,
    "itdesk.E006": checks.pages_run_nothing_inline,
    "itdesk.E007": checks.sqlite_keeps_its_promises,
    "itdesk.E021": checks.every_answer_is_logged_and_carries_the_policy,
    "itdesk.E022": checks.every_answer_is_logged_and_carries_the_policy,
    "itdesk.E023": checks.bodies_are_limited,
    "itdesk.E024": checks.faults_are_not_shown,
    "itdesk.W001": checks.submissions_are_limited,
    "itdesk.W002": checks.mail_goes_somewhere,
}


def found(check):
    return [message.id for message in check(None)]


@pytest.mark.parametrize("check", sorted(set(FOUND_BY.values()), key=lambda check: check.__name__))
def test_what_we_ship_has_nothing_to_complain_about(check):
    assert found(check) == []


@pytest.mark.parametrize(
    ("problem", "changes"),
    [
        ("itdesk.E001", {"ALLOWED_HOSTS": ["desk.example.org", "*"]}),
        ("itdesk.E002", {"SITE_URL": "desk.example.org"}),
        ("itdesk.E002", {"SITE_URL": "ftp://desk.example.org"}),
        ("itdesk.E002", {"SITE_URL": "https://desk.example.org/it"}),
        ("itdesk.E002", {"SITE_URL": "https://desk.example.org:port"}),
        ("itdesk.E002", {"SITE_URL": "https://"}),
        ("itdesk.E003", {"SITE_URL": "http://desk.example.org"}),
        ("itdesk.E003", {"SITE_URL": "http://192.168.1.9:8000"}),
        ("itdesk.E004", {"SITE_URL": "https://desk.example.org", "DEMO": True}),
        ("itdesk.E005", {"SUBMIT_LIMITS": "20 an hour"}),
        ("itdesk.E005", {"SUBMIT_LIMITS": "0/h,600/h"}),
        ("itdesk.E005", {"SUBMIT_LIMITS": "9" * 5000 + "/h,600/h"}),
        ("itdesk.W001", {"SUBMIT_LIMITS": "off"}),
        ("itdesk.E006", {"CONTENT_SECURITY_POLICY": {"DIRECTIVES": {"script-src": ["'self'", "'unsafe-inline'"]}}}),
        ("itdesk.E006", {"CONTENT_SECURITY_POLICY": {"DIRECTIVES": {"style-src": "'self' 'unsafe-hashes'"}}}),
        ("itdesk.E021", {"MIDDLEWARE": ["django.middleware.security.SecurityMiddleware", *checks.OUTERMOST]}),
        ("itdesk.E022", {"CONTENT_SECURITY_POLICY": {}}),
        ("itdesk.E023", {"DATA_UPLOAD_MAX_MEMORY_SIZE": None}),
        ("itdesk.E024", {"DEBUG": True}),
        ("itdesk.W002", {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}),
    ],
)
def test_an_unsafe_setting_is_named_with_a_hint(settings, problem, changes):
    for name, value in changes.items():
        setattr(settings, name, value)
    [message] = FOUND_BY[problem](None)
    assert message.id == problem
    assert message.hint


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"])
def test_a_trial_on_this_machine_needs_no_certificate(settings, address):
    settings.SITE_URL = address
    assert found(checks.site_is_encrypted) == found(checks.site_url_is_a_url) == []


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"},
        {"transaction_mode": "DEFERRED", "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"},
    ],
)
def test_sqlite_without_its_options_is_refused(settings, monkeypatch, options):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    monkeypatch.setitem(settings.DATABASES["default"], "OPTIONS", options)
    assert set(found(checks.sqlite_keeps_its_promises)) == {"itdesk.E007"}


def test_postgresql_needs_no_options_of_sqlite(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.postgresql")
    monkeypatch.setitem(settings.DATABASES["default"], "OPTIONS", {})
    assert found(checks.sqlite_keeps_its_promises) == []


def test_a_space_between_the_limits_is_fine_for_the_check_as_for_the_throttle(settings):
    settings.SUBMIT_LIMITS = "20/h, 600/h"
    assert found(checks.submissions_are_limited) == []
