"""Passwords of mailboxes are kept encrypted, and tokens come from a command."""

import sys

import pytest

from mail import secrets
from mail.models import Mailbox

PASSWORD = "naïve \u2603 password"


def mailbox(**fields):
    return Mailbox(name="Help desk 2", username="help@alpha.example", **fields)


def test_a_password_is_kept_encrypted_and_comes_back():
    sealed = secrets.seal(PASSWORD)
    assert PASSWORD not in sealed and secrets.seal(PASSWORD) != sealed
    assert secrets.secret_of(mailbox(sealed_password=sealed)) == PASSWORD


def test_a_former_secret_key_still_opens_it_and_another_does_not(settings):
    sealed = secrets.seal(PASSWORD)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "x" * 60
    assert secrets.secret_of(mailbox(sealed_password=sealed)) == PASSWORD
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(secrets.NoSecret, match="another secret key"):
        secrets.secret_of(mailbox(sealed_password=sealed))


def test_without_a_password_there_is_none():
    with pytest.raises(secrets.NoSecret, match="No password"):
        secrets.secret_of(mailbox())


def test_a_password_may_come_from_the_environment(settings):
    there = mailbox(secret=Mailbox.Secret.ENVIRONMENT)
    with pytest.raises(secrets.NoSecret, match="ITDESK_MAILBOX_PASSWORD_HELP_DESK_2"):
        secrets.secret_of(there)
    settings.MAILBOX_PASSWORDS = {"HELP_DESK_2": PASSWORD}
    assert secrets.secret_of(there) == PASSWORD


def command(script):
    return f"{sys.executable} -c '{script}' {{mailbox}}"


def test_a_token_is_what_the_command_says_about_that_mailbox(settings):
    settings.MAIL_TOKEN_COMMAND = command('import sys; print("token of", sys.argv[1])')
    there = mailbox(secret=Mailbox.Secret.TOKEN)
    assert secrets.secret_of(there) == "token of help@alpha.example"
    there.username = "$(reboot); `reboot`"
    assert secrets.secret_of(there) == "token of $(reboot); `reboot`"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("", "is not set"),
        ("/nowhere/at/all", "No such file"),
        ("'unclosed", "No closing quotation"),
        (command('raise SystemExit("no consent")'), "no consent"),
        (command("pass"), "gave no token"),
    ],
)
def test_a_command_that_gives_no_token_is_said_in_words(settings, given, says):
    settings.MAIL_TOKEN_COMMAND = given
    with pytest.raises(secrets.NoSecret, match=says):
        secrets.secret_of(mailbox(secret=Mailbox.Secret.TOKEN))


def test_a_command_that_hangs_is_ended(settings, monkeypatch):
    monkeypatch.setattr(secrets, "PATIENCE", 0.5)
    settings.MAIL_TOKEN_COMMAND = "sleep 60"
    with pytest.raises(secrets.NoSecret, match="did not end"):
        secrets.secret_of(mailbox(secret=Mailbox.Secret.TOKEN))
