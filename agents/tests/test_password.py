"""Changing one's own password: the old one is asked, and every other session ends."""

import pytest
from django.test import Client

from activity.models import Event
from agents.models import Attempts

pytestmark = pytest.mark.any_engine

OLD, NEW = "Cast-of-2026!", "another horse 9"
TYPED = {"old_password": OLD, "password1": NEW, "password2": NEW}


def change(client, **typed):
    return client.post("/account/password/", TYPED | typed)


def test_the_password_changes_and_this_session_goes_on(priya_client, priya):
    page = priya_client.post("/account/password/", TYPED, follow=True)
    assert "Your password is changed. Every other session has ended." in page.content.decode()
    assert priya_client.get("/tickets/").status_code == 200
    priya.refresh_from_db()
    assert priya.check_password(NEW)


def test_every_other_session_ends_and_its_row_is_gone(priya_client, priya):
    elsewhere = Client()
    elsewhere.force_login(priya)
    change(priya_client)
    assert elsewhere.get("/tickets/").status_code == 302
    assert priya.sessions.count() == 1


def test_the_session_gets_a_new_key(priya_client):
    before = priya_client.session.session_key
    change(priya_client)
    assert priya_client.session.session_key != before


def test_the_log_says_that_it_changed_and_never_what_it_is(priya_client, priya):
    change(priya_client)
    event = Event.objects.about(priya).get()
    assert str(event) == "Priya Shah changed their password"
    assert (event.changes, event.details) == ({}, {})


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"old_password": "wrong"}, "That is not your password."),
        ({"old_password": ""}, "This field is required."),
        ({"password2": "something else 9"}, "The two passwords differ."),
        ({"password1": "short", "password2": "short"}, "at least 12 characters"),
        ({"password1": "priya@alpha.example!", "password2": "priya@alpha.example!"}, "too similar"),
        ({"password1": "x" * 300, "password2": "x" * 300}, "at most 256"),
    ],
)
def test_a_flaw_is_named_and_nothing_typed_is_repeated(priya_client, priya, typed, told):
    response = change(priya_client, **typed)
    assert response.status_code == 422
    assert told in response.content.decode()
    assert not any(f'value="{word}"' in response.content.decode() for word in {OLD, NEW, *typed.values()} - {""})
    priya.refresh_from_db()
    assert priya.check_password(OLD)


def test_the_eleventh_guess_at_the_old_password_is_refused(priya_client, priya):
    statuses = [change(priya_client, old_password="wrong").status_code for _ in range(10)]
    refused = change(priya_client)
    assert (statuses, refused.status_code) == ([422] * 10, 429)
    assert int(refused["Retry-After"]) > 0
    assert OLD not in refused.content.decode()


def test_a_right_password_leaves_no_counter_behind(priya_client, priya):
    change(priya_client, old_password="wrong")
    change(priya_client)
    assert not Attempts.objects.filter(key__startswith="login-name-network").exists()
