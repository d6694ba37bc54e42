"""Where one is logged in: seen, ended, and over in time."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity.models import Event
from agents.devices import in_words
from agents.models import Session

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PASSWORD = "Cast-of-2026!"


def log_in(agent, **more):
    client = Client(**more)
    client.post("/login/", {"username": agent.username, "password": PASSWORD})
    return client


def is_in(client):
    return client.get("/tickets/").status_code == 200


def later(**length):
    return time_machine.travel(timezone.now() + timedelta(**length))


def test_a_session_knows_whose_it_is_and_from_where(priya):
    log_in(priya, headers={"User-Agent": FIREFOX}, REMOTE_ADDR="198.51.100.7")
    (session,) = priya.sessions.all()
    assert (session.device_in_words, session.address) == ("Firefox on Windows", "198.51.100.7")


def test_the_page_lists_open_sessions_and_marks_this_one(priya, sam):
    log_in(priya, headers={"User-Agent": FIREFOX}, REMOTE_ADDR="198.51.100.7")
    log_in(sam, REMOTE_ADDR="203.0.113.9")
    here = log_in(priya)
    page = here.get("/account/sessions/").content.decode()
    assert page.count("This session") == 1
    assert "Firefox on Windows" in page
    assert "198.51.100.7" in page
    assert "203.0.113.9" not in page


def test_no_page_holds_a_sessions_key(priya):
    log_in(priya)
    here = log_in(priya)
    page = here.get("/account/sessions/").content.decode()
    assert not any(session.session_key in page for session in Session.objects.all())


def test_one_other_session_is_ended(priya):
    elsewhere, here = log_in(priya), log_in(priya)
    handle = Session.objects.get(pk=elsewhere.session.session_key).handle
    page = here.post("/account/sessions/", {"end": handle}, follow=True)
    assert "That session has ended." in page.content.decode()
    assert not is_in(elsewhere)
    assert is_in(here)
    assert str(Event.objects.about(priya).get()) == "Priya Shah ended a session of this account"


@pytest.mark.parametrize("handle", ["", "nonsense", "\0", "x" * 5000])
def test_ending_what_is_not_there_says_so(priya, handle):
    page = log_in(priya).post("/account/sessions/", {"end": handle}, follow=True)
    assert "That session had ended already." in page.content.decode()


def test_nobody_ends_another_agents_session(priya, sam):
    elsewhere = log_in(sam)
    handle = Session.objects.get(pk=elsewhere.session.session_key).handle
    log_in(priya).post("/account/sessions/", {"end": handle})
    assert is_in(elsewhere)


def test_logging_out_everywhere_means_here_too(priya):
    elsewhere, here = log_in(priya), log_in(priya)
    page = here.post("/account/sessions/", {"everywhere": "yes"}, follow=True)
    assert page.redirect_chain == [("/login/", 302)]
    assert "You are logged out everywhere." in page.content.decode()
    assert not is_in(elsewhere)
    assert not is_in(here)
    assert str(Event.objects.about(priya).get()) == "Priya Shah ended every session of this account"


def test_logging_out_leaves_no_session(priya):
    client = log_in(priya)
    client.post("/logout/")
    assert not priya.sessions.exists()


def test_a_session_ends_after_eight_hours_without_use(priya):
    client = log_in(priya)
    with later(hours=8, seconds=1):
        assert not is_in(client)
        assert not priya.sessions.open().exists()


def test_use_puts_the_end_off(priya):
    client = log_in(priya)
    for hours in (5, 10, 15):
        with later(hours=hours):
            assert is_in(client)
            assert client.cookies["sessionid"]["max-age"] == 8 * 60 * 60


def test_a_session_in_constant_use_ends_after_seven_days(priya):
    client = log_in(priya)
    for hours in range(6, 7 * 24, 6):
        with later(hours=hours):
            assert is_in(client)
    with later(days=7):
        assert not priya.sessions.open().exists()
        assert not is_in(client)
        assert not priya.sessions.exists()


def test_what_an_ended_session_posts_is_not_done_and_not_lost(priya, ticket):
    client = log_in(priya)
    with later(hours=9):
        response = client.post(f"/tickets/{ticket.pk}/edit/", {"subject": "Typed for long"})
    assert response.status_code == 401


def writes(client):
    with CaptureQueriesContext(connection) as asked:
        assert is_in(client)
    return [query["sql"] for query in asked if query["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]


def test_being_seen_is_written_at_most_once_in_five_minutes(priya):
    client = log_in(priya)
    assert writes(client) == []
    with later(minutes=4, seconds=58):
        assert writes(client) == []
    with later(minutes=5, seconds=1):
        assert len(writes(client)) == 1
        assert writes(client) == []
        seen = priya.sessions.get().seen_at
        assert timezone.now() - seen < timedelta(seconds=10)


def test_a_public_page_opens_no_session_and_asks_nothing_about_it(client, db):
    with CaptureQueriesContext(connection) as asked:
        client.get("/submit/")
    assert not [query for query in asked if "session" in query["sql"]]
    assert not Session.objects.exists()


def test_a_deactivated_agent_is_out_at_once_and_stays_out(priya, root_client):
    client = log_in(priya)
    fields = {name: getattr(priya, name) for name in ("username", "first_name", "last_name", "email")}
    root_client.post(f"/admin/agents/agent/{priya.pk}/change/", fields)
    assert not is_in(client)
    root_client.post(f"/admin/agents/agent/{priya.pk}/change/", fields | {"is_active": "on"})
    priya.refresh_from_db()
    assert priya.is_active
    assert not is_in(client)
    assert not priya.sessions.exists()


def test_a_password_set_in_the_back_office_ends_that_agents_sessions_and_no_others(priya, root, root_client):
    client = log_in(priya)
    new = {"usable_password": "true", "password1": "correct horse 9", "password2": "correct horse 9"}
    root_client.post(f"/admin/agents/agent/{priya.pk}/password/", new)
    assert not is_in(client)
    assert not priya.sessions.exists()
    assert is_in(root_client)


def test_the_page_costs_the_same_with_many_sessions(priya, django_assert_num_queries):
    here = log_in(priya)
    with django_assert_num_queries(2):  # session with agent, sessions
        here.get("/account/sessions/")
    for _ in range(5):
        log_in(priya)
    with django_assert_num_queries(2):
        here.get("/account/sessions/")


WEBKIT, BLINK = "AppleWebKit/605.1.15 Version/18.5", "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (f"Mozilla/5.0 (X11; Linux x86_64) {BLINK} Chrome/138.0.0.0 Safari/537.36", "Chrome on Linux"),
        (f"Mozilla/5.0 (Windows NT 10.0) {BLINK} Chrome/138.0.0.0 Safari/537.36 Edg/138.0", "Edge on Windows"),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) {WEBKIT} Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WEBKIT} Safari/605.1.15", "Safari on macOS"),
        (f"Mozilla/5.0 (Linux; Android 15) {BLINK} SamsungBrowser/28.0 Chrome/130.0", "Samsung Internet on Android"),
        ("curl/8.5.0", "Unknown device"),
        ("", "Unknown device"),
    ],
)
def test_a_device_is_named_in_plain_words(name, words):
    assert in_words(name) == words


@pytest.mark.parametrize("name", ["", "x" * 5000, "<script>alert(1)</script>", "\xff\xfe é"])
def test_a_strange_browser_logs_in_all_the_same(priya, name):
    client = log_in(priya, headers={"User-Agent": name})
    assert "<script>alert" not in client.get("/account/sessions/").content.decode()
    assert is_in(client)
