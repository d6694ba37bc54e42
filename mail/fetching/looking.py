"""Who looks into which mailbox, and when: one process at a time, a thread for each, and what goes wrong is noted there."""

import logging
import threading
import time
from datetime import timedelta

from django.db import Error, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from itdesk import stopping
from mail import leases
from mail.fetching import imap, pop3
from mail.fetching.connecting import FAILURES, CopiesStay, in_words
from mail.models import Mailbox

POLL = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=15)  # between two looks into a mailbox that fails
IDLE_FOR = 180  # seconds; also how late a mail is noticed where the network broke meanwhile
RENEWED_AFTER = 30  # seconds
OPENED = {Mailbox.Kind.IMAP: imap.Imap, Mailbox.Kind.POP3: pop3.Pop3}
DESCRIBED = {Mailbox.Kind.IMAP: imap.describe, Mailbox.Kind.POP3: pop3.describe}
log = logging.getLogger(__name__)
_threads: dict[int, threading.Thread] = {}


def fetch_due():
    """See to it that a thread looks into each mailbox that is due; how many were begun. For the worker.

    They end by themselves: after a look, or, where the server tells what comes, when the process is to end. It waits for
    them then, which no time-out makes longer than a mail.
    """
    begun = 0
    for pk in Mailbox.objects.due().filter(leases.is_free()).values_list("pk", flat=True):
        if pk not in _threads or not _threads[pk].is_alive():
            _threads[pk] = threading.Thread(target=_look_on, args=(pk,), name=f"mailbox {pk}")
            _threads[pk].start()
            begun += 1
    return begun


def look_once(pk):
    """Look into a mailbox, unless another process does; how many mails were new, None where nobody looked.

    What goes wrong is noted with the mailbox. Raises django.db.Error.
    """
    look = Look.begin(pk)
    return look and look.at_it(look.take)


def describe(mailbox):
    """What a connection finds, as a list of sentences; nothing there is touched, and nothing is noted. Raises FAILURES."""
    if mailbox.kind == Mailbox.Kind.PIPE:
        return [_("A pipe needs no connection: the mail server runs manage.py receive_mail.")]
    return list(DESCRIBED[Mailbox.Kind(mailbox.kind)](mailbox))


class Stopped(Exception):
    """The process ends; the next one begins where it was."""


class Look:
    """One process's look into one mailbox, for as long as it has the lease."""

    @classmethod
    def begin(cls, pk):
        lease = leases.claim(Mailbox.objects.due().filter(pk=pk))
        return cls(pk, lease) if lease else None

    def __init__(self, pk, lease):
        self.rows, self.lease, self.renewed_at = Mailbox.objects.filter(pk=pk), lease, time.monotonic()
        self.mailbox = self.rows.get()

    def at_it(self, act):
        """What act(server) gives. What goes wrong with the server is noted; None then, or when the lease is lost."""
        try:
            _let_others_have_the_connection()
            with OPENED[Mailbox.Kind(self.mailbox.kind)](self.mailbox) as server:
                done = act(server)
        except Stopped:
            leases.give_back(self.rows, self.lease)
            return None
        except leases.Lost:  # somebody changed the mailbox, and others look into it now
            return None
        except Error:
            raise
        except FAILURES as failure:
            return self._went_wrong(failure)
        except Exception as failure:  # a fault of ours, which also has to be seen
            self._went_wrong(failure)
            raise
        leases.give_back(self.rows, self.lease)
        return done

    def take(self, server):
        number = server.take(self)
        self._went_well()
        return number

    def stay(self, server):
        """Take what is there, and go on for as long as the server tells what comes."""
        kept = self.take(server)
        while not self.is_over and self._waited(server):
            kept += self.take(server)
        return kept

    @property
    def is_over(self):
        """Whether the process is to end: it was asked to, or has nothing else to do any more (`manage.py work --once`)."""
        return stopping.is_asked() or not threading.main_thread().is_alive()

    def go_on(self):
        """Called between mails. Raises Lost, and Stopped when the process was asked to stop."""
        if stopping.is_asked():
            raise Stopped
        if time.monotonic() - self.renewed_at > RENEWED_AFTER:
            self.lease, self.renewed_at = leases.renew(self.rows, self.lease), time.monotonic()
        _let_others_have_the_connection()

    def remember(self, **position):
        """How far the look came. Raises Lost."""
        self.lease, self.renewed_at = leases.renew(self.rows, self.lease, **position), time.monotonic()
        for name, value in position.items():
            setattr(self.mailbox, name, value)

    def _waited(self, server):
        """Whether it is worth to look again now; a server that ends the connection is asked again in its turn."""
        _let_others_have_the_connection()
        try:
            return server.wait(self, IDLE_FOR)
        except FAILURES as failure:
            log.info("Mailbox %s ended the wait: %s", self.mailbox.pk, in_words(failure))
            return False

    def _went_well(self):
        now = timezone.now()
        self.remember(
            checked_at=now, failed_at=None, stuck_on="", stuck_times=0, last_error="", next_look_at=now + POLL
        )

    def _went_wrong(self, failure):
        """Noted, and the longer it fails, the longer is the pause: a server shuts out who guesses at passwords."""
        now, said = timezone.now(), in_words(failure)
        since = self.mailbox.failed_at or now
        pause = POLL if isinstance(failure, CopiesStay) else max(POLL, min(LONGEST_PAUSE, (now - since) / 2))
        wrong = {"failed_at": since, "last_error": said, "next_look_at": now + pause}
        if leases.give_back(self.rows, self.lease, **wrong):
            log.warning("Mailbox %s: %s", self.mailbox.pk, said)


def _look_on(pk):
    """For a thread of its own."""
    try:
        if look := Look.begin(pk):
            look.at_it(look.stay)
    except Error as failure:
        log.warning("Mailbox %s has to wait: %s", pk, failure)
    except Exception:
        log.exception("Mailbox %s failed", pk)
    finally:
        connection.close()


def _let_others_have_the_connection():
    """A server may take its time, and a process has few connections to PostgreSQL."""
    if not connection.in_atomic_block:
        connection.close()
