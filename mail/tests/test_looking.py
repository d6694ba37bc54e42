"""Who looks into which mailbox, and what is said when it can't be done."""

import socket
import sys
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from itdesk import stopping
from mail import fetching, leases, proving, secrets
from mail.fetching import connecting, looking
from mail.models import Arrival, Mailbox
from mail.tests.test_imap import mail

pytestmark = pytest.mark.process


@pytest.fixture
def trusted(dovecot, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.authority))


@pytest.mark.parametrize("kind", ["imap", "pop3"])
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_an_encrypted_server_is_looked_into_once_its_certificate_is_trusted(
    jo_box, dovecot, look, monkeypatch, kind, security
):
    box = jo_box(kind, security=security)
    dovecot.put(box.username, mail(1))
    assert look(box) is None and "certificate is not trusted" in box.last_error and not Arrival.objects.exists()
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.authority))
    assert look(box) == 1 and box.last_error == "" and box.failed_at is None and box.checked_at


def test_a_certificate_of_another_name_is_not_trusted(jo_box, dovecot, look, trusted, monkeypatch):
    ours = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: ours("127.0.0.1", *rest, **more))
    box = jo_box(security="tls")
    Mailbox.objects.update(host="mail.example.org")
    assert look(box) is None and "certificate is not trusted" in box.last_error


@pytest.mark.parametrize("kind", ["imap", "pop3"])
def test_a_password_that_no_server_can_be_told_is_shown_to_nobody(jo_box, look, settings, kind):
    box = jo_box(kind, secret="environment")
    settings.MAILBOX_PASSWORDS = {box.name.upper(): "s3cret\udce4"}  # in the environment, in another charset
    with pytest.raises(UnicodeEncodeError):
        look(box)
    box.refresh_from_db()
    assert "UnicodeEncodeError" in box.last_error and "s3cret" not in box.last_error


@pytest.mark.parametrize("kind", ["imap", "pop3"])
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"sealed_password": secrets.seal("wrong")}, "refused the log-in"),
        ({"sealed_password": secrets.seal("naïve")}, "refused the log-in"),
        ({"sealed_password": ""}, "No password"),
        ({"port": 9}, "takes no connections"),
        ({"host": "192.0.2.1"}, "Without encryption"),
    ],
    ids=["password", "letters", "none", "port", "not here"],
)
def test_what_is_wrong_is_said_in_words(jo_box, look, kind, wrong, says):
    box = jo_box(kind)
    Mailbox.objects.update(**wrong)
    assert look(box) is None and says in box.last_error and box.failed_at and box.next_look_at > timezone.now()


def test_a_token_that_the_server_does_not_take_is_refused(jo_box, look, settings):
    settings.MAIL_TOKEN_COMMAND = f"{sys.executable} -c 'print(1)'"
    for kind in ("imap", "pop3"):
        box = jo_box(kind, secret="token")
        assert look(box) is None and box.last_error


@pytest.mark.parametrize("kind", ["imap", "pop3"])
def test_a_server_that_says_nothing_is_given_up(jo_box, look, monkeypatch, kind):
    monkeypatch.setattr(connecting, "TIMEOUT", 0.3)
    for module in (fetching.looking.pop3, sys.modules["mail.fetching.imap_server"]):
        monkeypatch.setattr(module, "TIMEOUT", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        box = jo_box(kind)
        Mailbox.objects.update(port=silent.getsockname()[1])
        assert look(box) is None and "did not answer" in box.last_error


def test_the_longer_it_fails_the_longer_is_the_pause(jo_box, look):
    box, pauses = jo_box(), []
    Mailbox.objects.update(port=9)
    for minutes in (0, 10, 600):
        Mailbox.objects.update(failed_at=timezone.now() - timedelta(minutes=minutes))
        look(box)
        pauses.append(round((box.next_look_at - timezone.now()).total_seconds() / 60))
    assert pauses == [1, 5, 15]


def test_a_mailbox_that_somebody_looks_into_or_that_is_off_or_not_due_is_left_alone(jo_box):
    box = jo_box()
    rows = Mailbox.objects.filter(pk=box.pk)
    assert leases.claim(rows) and fetching.look_once(box.pk) is None
    rows.update(leased_until=None, is_active=False)
    assert fetching.look_once(box.pk) is None and not Mailbox.objects.watched()
    rows.update(is_active=True, next_look_at=timezone.now() + timedelta(minutes=1))
    assert fetching.look_once(box.pk) is None
    rows.update(next_look_at=timezone.now() - timedelta(seconds=1))
    assert fetching.look_once(box.pk) == 0


def test_who_lost_the_lease_stops_before_the_next_mail(jo_box, dovecot, monkeypatch):
    box = jo_box()
    dovecot.put(box.username, mail(1), mail(2))
    monkeypatch.setattr(looking, "RENEWED_AFTER", -1)
    keep = fetching.imap.keeping.keep

    def keep_and_lose(*arguments, **more):
        Mailbox.objects.update(leased_until=None)
        return keep(*arguments, **more)

    monkeypatch.setattr(fetching.imap.keeping, "keep", keep_and_lose)
    assert fetching.look_once(box.pk) is None and Arrival.objects.count() == 1
    box.refresh_from_db()
    assert box.failed_at is None


@pytest.mark.django_db(transaction=True)
def test_a_mail_is_here_moments_after_the_server_has_it_and_a_bad_mailbox_holds_up_nobody(jo_box, dovecot):
    bad, good = jo_box(), jo_box()
    Mailbox.objects.filter(pk=bad.pk).update(port=9)
    assert fetching.fetch_due() == 2
    until(lambda: Mailbox.objects.get(pk=good.pk).checked_at)
    assert fetching.fetch_due() == 0  # one is in its thread, the other has a pause
    began = time.monotonic()
    dovecot.put(good.username, mail(1))
    until(Arrival.objects.exists)
    assert time.monotonic() - began < looking.POLL.total_seconds() / 4
    facts = proving.facts()
    assert facts["failing_mailboxes"] == 1 and facts["oldest_mail_seconds"] is not None
    stopping.ask()
    for thread in looking._threads.values():
        thread.join(10)
        assert not thread.is_alive()
    connection.close()
    stopping.forget()


def test_asked_to_stop_it_stops_before_the_next_mail_and_gives_the_mailbox_back(jo_box, dovecot, monkeypatch):
    box, keep = jo_box(), fetching.imap.keeping.keep
    dovecot.put(box.username, mail(1), mail(2))

    def keep_and_ask(*arguments, **more):
        stopping.ask()
        return keep(*arguments, **more)

    with monkeypatch.context() as patch:
        patch.setattr(fetching.imap.keeping, "keep", keep_and_ask)
        assert fetching.look_once(box.pk) is None and Arrival.objects.count() == 1
    stopping.forget()
    assert fetching.look_once(box.pk) == 1 and Arrival.objects.count() == 2


def until(asked, seconds=15):
    ends_at = time.monotonic() + seconds
    while not asked():
        assert time.monotonic() < ends_at
        time.sleep(0.05)


def test_it_says_what_a_connection_finds_and_touches_nothing(jo_box, dovecot):
    box = jo_box(after="move", move_to="Done")
    dovecot.put(box.username, mail(1))
    said = " ".join(fetching.describe(box))
    assert "INBOX holds 1 mails, 1 of them unread" in said and "no folder Done" in said and "IDLE" in said
    assert dovecot.flags(box.username) == {1: set()}
    assert "manage.py receive_mail" in fetching.describe(Mailbox(kind="pipe"))[0]
