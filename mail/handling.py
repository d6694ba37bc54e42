"""The mails that wait become tickets or replies, one by one: what is wrong with one of them stops no other."""

import logging
import tempfile
from datetime import timedelta
from pathlib import Path

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from itdesk import stopping
from itdesk.availability import is_unavailable
from mail import keeping, leases
from mail.models import Arrival
from mail.reading.apart import read_apart
from mail.taking import take

HANDLED_AT_ONCE = 50
WAITS = [
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
]  # before the second try, the third and the last
NOT_TO_BLAME_FOR = timedelta(days=1)  # so long a database or a disk that fails is not counted as the mail's fault
MOST_SAID = 2000  # characters of an error
log = logging.getLogger(__name__)


def handle_due(most=HANDLED_AT_ONCE):
    """Handle up to so many mails that wait, the oldest first; how many are settled. For the worker; several at once may.

    The mail that is under way is the last one, once the process is asked to stop.
    """
    due = list(Arrival.objects.due().values_list("pk", flat=True)[:most])
    return sum(handle(pk) for pk in due if not stopping.is_asked())


def handle(pk):
    """Read one mail that waits and do what it asks for; whether it is settled. Raises django.db.Error.

    After as many failures as there are WAITS, or where whoever read it was killed as often, the next one sets it aside.
    """
    waiting = Arrival.objects.waiting().filter(pk=pk)
    if not (lease := leases.claim(waiting, attempts=F("attempts") + 1)):
        return False
    arrival = Arrival.objects.select_related("mailbox").get(pk=pk)
    if arrival.attempts > len(WAITS) + 1:
        return _set_aside(
            arrival, lease, reason="poison", last_error=_("Whoever read it was ended in the middle of it.")
        )
    try:
        _do_what_it_asks(arrival)
    except Exception as failure:  # whatever it is, the next mail has its turn
        return _give_up_or_wait(arrival, lease, failure)
    leases.give_back(Arrival.objects.filter(pk=pk), lease)
    return True


class Unread(Exception):
    """The child that was to read the mail has died, or took too much: by its fault, or by that of a busy machine."""


def _do_what_it_asks(arrival):
    """At the last try, what nobody could read is set aside as such. Raises Unread before, and whatever goes wrong."""
    with tempfile.TemporaryDirectory(prefix="itdesk-mail-") as name:
        folder = Path(name)
        found = read_apart(keeping.raw_of(arrival), folder)
        if found.kind == "unreadable":
            if arrival.attempts <= len(WAITS):
                raise Unread(*found.problems)
            log.error("Mail %s is set aside unread after %s tries: %s", arrival.pk, arrival.attempts, found.problems)
        take(arrival, found, folder)


def _give_up_or_wait(arrival, lease, failure):
    """Whether the mail was set aside."""
    said = f"{type(failure).__name__}: {failure}"[:MOST_SAID].replace("\0", "")
    if is_unavailable(failure) and timezone.now() - arrival.came_at < NOT_TO_BLAME_FOR:
        log.warning("Mail %s has to wait: %s", arrival.pk, said)
        return _wait(arrival, lease, WAITS[0], attempts=arrival.attempts - 1, last_error=said)
    if arrival.attempts > len(WAITS):
        log.error("Mail %s is set aside after %s tries: %s", arrival.pk, arrival.attempts, said, exc_info=failure)
        return _set_aside(arrival, lease, reason="poison", last_error=said)
    log.warning("Mail %s failed, try %s: %s", arrival.pk, arrival.attempts, said)
    return _wait(arrival, lease, WAITS[arrival.attempts - 1], last_error=said)


def _wait(arrival, lease, time, **also):
    leases.give_back(_unsettled(arrival), lease, next_try_at=timezone.now() + time, **also)
    return False


def _set_aside(arrival, lease, **fields):
    fields |= {"outcome": Arrival.Outcome.QUARANTINE, "handled_at": timezone.now()}
    return leases.give_back(_unsettled(arrival), lease, **fields)


def _unsettled(arrival):
    return Arrival.objects.waiting().filter(pk=arrival.pk)
