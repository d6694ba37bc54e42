"""Whose an address is: the desk's own, a machine's that nobody reads, or a person's."""

import re
from email.utils import parseaddr

from django.conf import settings

from mail.models import Mailbox

# Senders whose mails may hold what only the owner of an account is to see (a code, a link to log in), and that nobody
# answers for: see trust A8
_NO_REPLY = re.compile(
    r".*no[._-]?reply.*"
    r"|(?:.*[._+-])?(?:not|donot|do[._-]not|dont|don[._-]t|never)[._-]?reply(?:[._+-].*)?"
    r"|(?:.*[._+-])?(?:unattended|unmonitored|notifications?|notify|alerts?|confirm(?:ation)?|verif(?:y|ication))(?:[._+-].*)?"
    r"|post-?master|root|nobody|anonymous|bounces?(?:[._+=-].*)?|(?:account|security|login|password)[._+-].*"
)
_DAEMON = re.compile(r"(?:mailer|mail|mda|mta)[._-]?daemon.*|.*[._-]mailer-daemon")


def own():
    """The addresses that mail to the desk comes to or that its mail comes from, lower-cased."""
    ours = {parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower()}
    return ours | {address.lower() for address in Mailbox.objects.values_list("address", flat=True)}


def without_plus(address):
    """desk+anything@example.org is desk@example.org."""
    name, _at, domain = address.lower().rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"


def is_own(address, ours):
    return address.lower() in ours or without_plus(address) in ours


def is_no_reply(address):
    """Whether nobody reads what is sent there, as far as the name says: such a sender is never taken for a person."""
    return bool(_NO_REPLY.fullmatch(_name(address)) or is_daemon(address))


def is_daemon(address):
    """Whether that is what a mail server calls itself when it says that something did not arrive."""
    return bool(_DAEMON.fullmatch(_name(address)))


def _name(address):
    return address.lower().rpartition("@")[0]
