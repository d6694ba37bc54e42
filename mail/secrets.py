"""The passwords of mailboxes: written, never shown again, and nothing without the desk's secret key."""

import shlex
import subprocess
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from mail.models import Mailbox

PATIENCE = 10  # seconds, for ITDESK_MAIL_TOKEN_COMMAND
MOST_SAID = 200  # characters of what it complains of


class NoSecret(Exception):
    """There is nothing to log in with; str() says why, to a superuser."""


def seal(password):
    """The password encrypted by the desk's secret key, as text; "" for none."""
    return _box().encrypt(password.encode()).decode() if password else ""


def secret_of(mailbox):
    """What to log in with: a password, or a token (OAuth 2) where the mailbox says so. Raises NoSecret."""
    return _FROM[mailbox.secret](mailbox)


def has_token_command():
    return bool(settings.MAIL_TOKEN_COMMAND.strip())


def environment_name(name):
    """What the variable of a mailbox's password is called: ITDESK_MAILBOX_PASSWORD_HELP_DESK for “Help desk”."""
    return "ITDESK_MAILBOX_PASSWORD_" + _spelt(name)


def _kept(mailbox):
    if not mailbox.sealed_password:
        raise NoSecret(_("No password was given."))
    try:
        return _box().decrypt(mailbox.sealed_password.encode()).decode()
    except InvalidToken:
        said = _("The password was kept under another secret key (ITDESK_SECRET_KEY). Type it again.")
        raise NoSecret(said) from None


def _from_environment(mailbox):
    if password := settings.MAILBOX_PASSWORDS.get(_spelt(mailbox.name)):
        return password
    raise NoSecret(_("{name} is not set.").format(name=environment_name(mailbox.name)))


def _token(mailbox):
    """What the command says, run without a shell: what a mailbox is called can't become a command."""
    try:
        done = subprocess.run(
            _command(mailbox), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        said = _("ITDESK_MAIL_TOKEN_COMMAND did not end within {number} seconds.")
        raise NoSecret(said.format(number=PATIENCE)) from None
    except (OSError, ValueError) as failure:
        raise NoSecret(f"ITDESK_MAIL_TOKEN_COMMAND: {failure}") from None
    if done.returncode or not done.stdout.strip():
        said = _("ITDESK_MAIL_TOKEN_COMMAND gave no token (code {code}). {words}")
        raise NoSecret(said.format(code=done.returncode, words=done.stderr.strip()[-MOST_SAID:]).strip())
    return done.stdout.strip()


def _command(mailbox):
    if parts := shlex.split(settings.MAIL_TOKEN_COMMAND):
        return [part.replace("{mailbox}", mailbox.username) for part in parts]
    raise NoSecret(_("ITDESK_MAIL_TOKEN_COMMAND is not set."))


def _spelt(name):
    return "".join(char if char.isalnum() and char.isascii() else "_" for char in name.upper())


def _box():
    return MultiFernet([Fernet(_key(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret_key):
    return urlsafe_b64encode(salted_hmac("mail.secrets", "password", secret=secret_key, algorithm="sha256").digest())


_FROM = {
    Mailbox.Secret.KEPT: _kept,
    Mailbox.Secret.ENVIRONMENT: _from_environment,
    Mailbox.Secret.TOKEN: _token,
}
