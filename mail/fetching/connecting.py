"""What both kinds of servers share: where they are, how they are reached, and what goes wrong in words."""

import imaplib
import poplib
import socket
import ssl
from contextlib import contextmanager
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from imap_tools.errors import UnexpectedCommandStatusError

from itdesk.availability import is_unwritable
from mail.models import Mailbox
from mail.secrets import NoSecret

TIMEOUT = 10  # seconds without a word from the server
AT_ONCE = 50  # mails that are kept before the server's copies of them are touched
MOST_SAID = 300  # characters of what a server says
BREAKS_AT_MOST = 3  # connections at the same mail; then those behind it have their turn
GIVEN_UP_AFTER = timedelta(hours=1)  # a mail that the server lists and does not give
PORTS = {
    (Mailbox.Kind.IMAP, Mailbox.Security.TLS): 993,
    (Mailbox.Kind.IMAP, Mailbox.Security.STARTTLS): 143,
    (Mailbox.Kind.IMAP, Mailbox.Security.NONE): 143,
    (Mailbox.Kind.POP3, Mailbox.Security.TLS): 995,
    (Mailbox.Kind.POP3, Mailbox.Security.STARTTLS): 110,
    (Mailbox.Kind.POP3, Mailbox.Security.NONE): 110,
}


class Trouble(Exception):
    """A mailbox that can't be looked into; str() says why, to a superuser."""


class CopiesStay(Trouble):
    """All that the server gave is kept; but it refused to give one mail, or to mark, move or delete its copies."""


# What goes wrong between two machines; whatever else is raised is a fault of ours
FAILURES = (Trouble, NoSecret, OSError, imaplib.IMAP4.error, poplib.error_proto, UnexpectedCommandStatusError)


def port_of(mailbox):
    return mailbox.port or PORTS[Mailbox.Kind(mailbox.kind), Mailbox.Security(mailbox.security)]


def context():
    """Certificates are verified, by this machine's authorities and SSL_CERT_FILE."""
    return ssl.create_default_context()


def refuse_unencrypted(mailbox):
    """Raises Trouble where a password would go over a network as it is."""
    if mailbox.security == Mailbox.Security.NONE and not mailbox.is_on_this_machine:
        raise Trouble(_("Without encryption, only a server on this machine is looked into."))


@contextmanager
def asking_for(key, look):
    """Within it the mail is asked for. Where the connection breaks over it that is counted: see breaks_at."""
    try:
        yield
    except (OSError, EOFError, imaplib.IMAP4.abort, poplib.error_proto) as failure:
        if not is_an_answer(failure):
            box = look.mailbox
            look.remember(stuck_on=key, stuck_times=box.stuck_times + 1 if box.stuck_on == key else 1)
        raise


def breaks_at(mailbox, key):
    """Whether a mail is not asked for any more, since no connection outlives it."""
    return mailbox.stuck_on == key and mailbox.stuck_times >= BREAKS_AT_MOST


def in_place_of(key):
    """What is kept of a mail that the server does not give: a header that tells it from others."""
    return f"X-Not-Given: {key}\r\n\r\n".encode(errors="replace")


def is_an_answer(failure):
    """A POP3 server says no; after anything else nobody knows where in its words we are."""
    return bool(failure.args) and isinstance(failure.args[0], bytes) and failure.args[0].startswith(b"-ERR")


def fails_too_long(mailbox):
    """Whether a mail that the server does not give is to be given up, and set aside without its words."""
    return mailbox.failed_at is not None and timezone.now() - mailbox.failed_at > GIVEN_UP_AFTER


def in_words(failure):
    """What a superuser is told. Never more of a server's own words than MOST_SAID."""
    if isinstance(failure, Trouble | NoSecret):
        return str(failure)
    if is_unwritable(failure):
        return _("Nothing can be kept now: {failure}").format(failure=failure)
    if not isinstance(failure, FAILURES):
        said = f"{type(failure).__name__}: {failure}"  # repr() of a UnicodeEncodeError shows all of what it was about
        return _("A fault of the desk: {failure}").format(failure=said[:MOST_SAID])
    for kind, words in _WORDS:
        if isinstance(failure, kind):
            return words().format(seconds=TIMEOUT, said=_said_by(failure))
    return _("The server said: {said}").format(said=_said_by(failure))


def refused(failure):
    """What is said where the server does not let us in."""
    return _("The server refused the log-in: {said}").format(said=_said_by(failure))


def _said_by(failure):
    if isinstance(failure, ssl.SSLCertVerificationError):
        return failure.verify_message
    if isinstance(failure, UnexpectedCommandStatusError):
        failure = failure.command_result[1]
    parts = failure if isinstance(failure, list) else getattr(failure, "args", ())
    said = " ".join(part.decode(errors="replace") if isinstance(part, bytes) else str(part) for part in parts)
    return "".join(char for char in said if char.isprintable())[:MOST_SAID]


_WORDS = [
    (TimeoutError, lambda: _("The server did not answer within {seconds} seconds.")),
    (ssl.SSLCertVerificationError, lambda: _("The server's certificate is not trusted: {said}.")),
    (ssl.SSLError, lambda: _("No encrypted connection came about: {said}")),
    (socket.gaierror, lambda: _("No server of that name is known.")),
    (ConnectionRefusedError, lambda: _("The server takes no connections at that port.")),
    (OSError, lambda: _("The connection broke: {said}")),
    (imaplib.IMAP4.abort, lambda: _("The connection broke: {said}")),
]
