"""What whoever watches the desk can learn, and who may learn it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from agents.models import Session as AgentSession
from itdesk import health


@pytest.mark.parametrize("cookies", [{}, {"sessionid": "x" * 32}])
def test_alive_asks_nothing_of_the_database(client, cookies, django_assert_num_queries):
    client.cookies.load(cookies)
    with django_assert_num_queries(0):
        response = client.get("/healthz/")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_a_stranger_is_told_one_word(client, db):
    response = client.get("/readyz/")
    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.parametrize("address", ["/healthz/", "/readyz/"])
def test_health_is_only_read(client, db, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


def test_a_bearer_of_the_token_sees_the_details(client, db, settings):
    settings.READY_TOKEN = "a long token"
    details = client.get("/readyz/", headers={"Authorization": "Bearer a long token"}).json()
    assert details["status"] == "ready"
    assert details["database"] == "ok"
    assert details["unapplied_migrations"] == []
    assert details["free_bytes"] > 0
    assert details["oldest_owed_seconds"] is None
    assert (details["failing_mailboxes"], details["mailbox_seconds_ago"], details["mails_set_aside"]) == (0, None, 0)


@pytest.mark.parametrize("given", ["Bearer ", "Bearer wrong", "Bearer a long toke", "a long token", "Bearer ä"])
def test_a_wrong_token_sees_one_word(client, db, settings, given):
    settings.READY_TOKEN = "a long token"
    assert client.get("/readyz/", headers={"Authorization": given}).content == b"ready\n"


def test_no_token_set_means_that_none_is_right(client, db, settings):
    settings.READY_TOKEN = ""
    assert client.get("/readyz/", headers={"Authorization": "Bearer "}).content == b"ready\n"


def test_a_superuser_sees_the_details_and_an_agent_does_not(client, db):
    boss = get_user_model().objects.create_superuser("boss", "boss@example.org", "x")
    agent = get_user_model().objects.create_user("agent", "agent@example.org", "x")
    client.force_login(boss)
    assert client.get("/readyz/").json()["status"] == "ready"
    client.force_login(agent)
    assert client.get("/readyz/").content == b"ready\n"


@pytest.fixture
def read_only(db):
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON" if is_sqlite else "SET TRANSACTION READ ONLY")
        yield
        if is_sqlite:
            cursor.execute("PRAGMA query_only = OFF")


def test_a_database_that_refuses_writes_is_not_ready(client, read_only, settings):
    settings.READY_TOKEN = "t"
    assert client.get("/readyz/").status_code == 503
    details = client.get("/readyz/", headers={"Authorization": "Bearer t"}).json()
    assert details["status"] == "not ready"
    assert details["database"] in {"OperationalError", "InternalError"}


def test_a_missing_migration_is_not_ready(client, db):
    MigrationRecorder(connection).record_unapplied("tickets", "0001_initial")
    response = client.get("/readyz/")
    assert (response.status_code, response.content) == (503, b"not ready\n")
    assert health.unapplied_migrations() == ["tickets.0001_initial"]


def test_a_full_disk_is_not_ready(client, db, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE", 2**63)
    assert client.get("/readyz/").status_code == 503


def test_however_often_it_is_asked_the_probe_keeps_one_row_that_is_nobodys_session(client, db):
    for _each in range(3):
        health.examine()
    assert list(Session.objects.values_list("session_key", flat=True)) == [health.PROBE]
    assert not AgentSession.objects.exists()


def test_the_probe_writes_something_each_time(db):
    written = set()
    for _each in range(2):
        health.examine()
        written.add(Session.objects.get().session_data)
    assert len(written) == 2
