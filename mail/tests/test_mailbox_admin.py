"""Mailboxes in the back office: what is typed is checked, and a password never comes back."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from itdesk.tests.dovecot import PASSWORD
from mail import keeping, proving, secrets
from mail.admin import MailboxForm
from mail.models import LeftThere, Mailbox

pytestmark = pytest.mark.any_engine

PAGE = "/admin/mail/mailbox/"
TYPED = {
    "name": "Help desk", "address": "Help@Alpha.example", "is_active": "on", "kind": "imap", "host": "127.0.0.1",
    "port": "143", "security": "none", "username": "help", "secret": "kept", "password": "s3cret<&> ", "folder": "INBOX",
    "first_takes": "unread", "after": "flag", "move_to": "",
}  # fmt: skip


def errors_of(response):
    return {field: words[0] for field, words in response.context["adminform"].form.errors.items()}


@pytest.fixture
def added(root_client):
    assert root_client.post(f"{PAGE}add/", TYPED).status_code == 302
    return Mailbox.objects.get()


def change(client, mailbox, **typed):
    return client.post(f"{PAGE}{mailbox.pk}/change/", TYPED | {"password": ""} | typed)


def test_a_mailbox_is_added_with_a_password_that_is_nowhere_to_be_seen(added, root_client):
    assert added.address == "help@alpha.example" and secrets.secret_of(added) == "s3cret<&> "
    for page in ("", f"{added.pk}/change/", f"{added.pk}/history/"):
        shown = root_client.get(f"{PAGE}{page}").text
        assert "s3cret" not in shown and added.sealed_password not in shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"host": ""}, "host", "Name the mail server"),
        ({"username": ""}, "username", "user name"),
        ({"host": "mail.example.org"}, "security", "Without encryption"),
        ({"host": "127.0.0.1.example.org"}, "security", "Without encryption"),
        ({"security": "starttls", "port": "993"}, "security", "for TLS"),
        ({"kind": "pop3"}, "first_takes", "does not know what was read"),
        ({"kind": "pop3", "after": "move"}, "after", "no folders"),
        ({"after": "move"}, "move_to", "another folder"),
        ({"after": "move", "move_to": "INBOX"}, "move_to", "another folder"),
        ({"folder": ""}, "folder", "INBOX"),
        ({"password": ""}, "password", "Type the password"),
        ({"secret": "environment"}, "secret", "ITDESK_MAILBOX_PASSWORD_HELP_DESK"),
        ({"secret": "token"}, "secret", "ITDESK_MAIL_TOKEN_COMMAND"),
        ({"port": "-1"}, "port", "greater than"),
        ({"port": "70000"}, "port", "65535"),
        ({"address": "help"}, "address", "valid email"),
    ],
)
def test_what_cannot_work_is_refused_in_words(root_client, typed, field, says):
    response = root_client.post(f"{PAGE}add/", TYPED | typed)
    assert says in errors_of(response)[field] and not Mailbox.objects.exists()


def test_a_pipe_needs_only_a_name_and_an_address(root_client):
    bare = dict.fromkeys(TYPED, "") | {"name": "Pipe", "address": "p@alpha.example", "kind": "pipe", "is_active": "on"}
    chosen = {name: TYPED[name] for name in ("security", "secret", "first_takes", "after")}
    assert root_client.post(f"{PAGE}add/", bare | chosen).status_code == 302
    Mailbox.objects.get().full_clean()


def test_a_password_stays_unless_another_is_typed_and_is_not_given_to_another_server(added, root_client):
    assert change(root_client, added, name="Help").status_code == 302
    added.refresh_from_db()
    assert added.name == "Help" and secrets.secret_of(added) == "s3cret<&> "
    response = change(root_client, added, host="127.0.0.2")
    assert "again" in errors_of(response)["password"]
    assert change(root_client, added, host="127.0.0.2", password="other").status_code == 302
    added.refresh_from_db()
    assert secrets.secret_of(added) == "other"


def test_another_folder_begins_anew_and_whoever_looks_into_it_now_notices(added, root_client, place):
    in_use = {"uid_validity": 5, "last_uid": 9, "leased_until": timezone.now(), "failed_at": timezone.now()}
    Mailbox.objects.update(**in_use)
    LeftThere.objects.create(mailbox=added, server_key="1")
    kept = keeping.keep(added, b"Message-ID: <1>\n\nx", "5:1")
    assert change(root_client, added, folder="Other").status_code == 302
    added.refresh_from_db()
    assert (added.uid_validity, added.last_uid, added.leased_until, added.failed_at) == (None, 0, None, None)
    kept.refresh_from_db()
    assert not LeftThere.objects.exists() and kept.server_key == "", "mail 1 of the other folder is another one"
    Mailbox.objects.update(**in_use)
    assert change(root_client, added, folder="Other", name="New name").status_code == 302
    added.refresh_from_db()
    assert (added.uid_validity, added.last_uid, added.leased_until) == (5, 9, None)


def test_the_counters_are_shown_and_add_up(added, root_client, place):
    for number in (1, 1, 2, 3):
        keeping.keep(added, b"Message-ID: <%d>\n\nx" % number)
    added.arrivals.filter(pk=added.arrivals.first().pk).update(outcome="ticket")
    shown = root_client.get(f"{PAGE}{added.pk}/change/").text
    assert "4 seen: 2 Waiting, 1 New ticket, 0 Reply, 0 Set aside, 1 Duplicates" in shown


def test_a_mail_that_comes_while_the_mailbox_is_being_saved_stays_counted(added, root_client, place, monkeypatch):
    clean = MailboxForm.clean

    def clean_while_a_mail_comes(form):
        keeping.keep(added, b"Message-ID: <1>\n\nx")
        return clean(form)

    monkeypatch.setattr(MailboxForm, "clean", clean_while_a_mail_comes)
    assert change(root_client, added, name="Help").status_code == 302
    added.refresh_from_db()
    assert (added.name, added.seen) == ("Help", 1) and not list(proving.complaints())


def test_a_mailbox_with_mails_is_not_deleted(added, root_client, place):
    assert root_client.get(f"{PAGE}{added.pk}/delete/").status_code == 200
    keeping.keep(added, b"Message-ID: <1>\n\nx")
    assert root_client.get(f"{PAGE}{added.pk}/delete/").status_code == 403


def test_what_was_typed_past_the_form_is_refused_likewise(added):
    added.host = "mail.example.org"
    with pytest.raises(ValidationError, match="Without encryption"):
        added.full_clean()


@pytest.mark.process
def test_the_connection_is_tried_at_the_press_of_a_button_and_nothing_is_touched(root_client, dovecot):
    dovecot.put("tried", b"Subject: 1\r\n\r\n")
    typed = TYPED | {"port": dovecot.ports["imap"], "username": "tried", "password": PASSWORD, "_test": "1"}
    shown = root_client.post(f"{PAGE}add/", typed, follow=True)
    assert "INBOX holds 1 mails, 1 of them unread" in shown.text and "_test" in shown.text
    assert dovecot.flags("tried") == {1: set()}
    shown = root_client.post(shown.request["PATH_INFO"], typed | {"password": "wrong"}, follow=True)
    assert "refused the log-in" in shown.text and "wrong" not in shown.text
