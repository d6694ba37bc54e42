"""The worker's way to the mail server: takes what is due, sends it, and writes down what came of it.

Nothing here runs inside a transaction but the writing down. Killed at any point, whatever was not written down as sent is
sent again after its lease: at most one copy more than the reader should have, with the same Message-ID.
"""

import logging
import smtplib
import time
from contextlib import suppress
from datetime import timedelta

from django.core.mail import get_connection
from django.db import DatabaseError

from activity import clock
from activity.models import Delivery
from itdesk import stopping
from itdesk.availability import is_unavailable
from itdesk.text import clean_line
from mail import claiming, composing, writing
from mail.written import Nothing

BACK_OFF = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15)]
BACK_OFF += [timedelta(hours=hours) for hours in (1, 3, 6, 12, 12, 12)]  # after the last comes the last try
LONGEST = 60.0  # seconds of sending, before other work of the same thread has its turn
OLD = claiming.LEASE.total_seconds() / 2  # seconds after which nothing more of a batch is begun: its lease would end
CLOSING, PERMANENT, TOO_LARGE = 421, 500, 552  # RFC 5321: it closes the connection; never; no mail of that size
UNKNOWN = 0  # the connection broke before there was an answer
SAVED_WITHIN = 20  # tries, a second apart, to write down what a server has taken
log = logging.getLogger("itdesk.mail")


class Broken(Exception):
    """The connection is of no more use."""


def send_due():
    """Send what is due, for LONGEST at most; how many mails the server took. For the worker, several at once."""
    if not claiming.is_anything_due():
        return 0
    try:
        connection = get_connection()
        connection.open()
    except OSError as failure:  # smtplib's are among them: a server that does not let us in is as good as none
        _note_outage(failure)
        return 0
    try:
        return _send_all(connection)
    finally:
        with suppress(OSError):
            connection.close()


def _send_all(connection):
    number, ends_at = 0, time.monotonic() + LONGEST
    while time.monotonic() < ends_at and not stopping.is_asked() and (batch := claiming.claim()):
        taken, left, went_on = _send_batch(connection, batch)
        number += taken
        claiming.release(left)
        if not went_on:
            break
    return number


def _send_batch(connection, batch):
    """(how many the server took, those not tried, whether the connection is still of use)."""
    began, number, done = time.monotonic(), 0, set()
    for position, delivery in enumerate(batch):
        if stopping.is_asked() or time.monotonic() - began > OLD:
            return number, _without(done, batch[position:]), True
        if delivery.pk in done:
            continue
        try:
            took, told = _send(connection, delivery)
        except Broken as failure:
            _note_outage(failure.__cause__)
            return number, _without(done, batch[position + 1 :]), False
        except Exception:
            with suppress(DatabaseError):
                claiming.release(_without(done, batch[position + 1 :]))
            raise
        number += took
        done |= {each.pk for each in told}
    return number, [], True


def _without(done, deliveries):
    return [each for each in deliveries if each.pk not in done]


def _send(connection, delivery):
    """One mail, and what came of it: (whether the server took it, the deliveries that are settled or given back).

    Raises Broken, django.db.Error.
    """
    try:
        mail, told = _make(delivery)
    except composing.NoAddress as failure:
        _fail([delivery], str(failure))
        return False, [delivery]
    except Exception as failure:
        if is_unavailable(failure):
            with suppress(DatabaseError):
                claiming.release([delivery])
            raise
        log.exception("delivery %s can't be written", delivery.pk)
        _postpone([delivery], f"The mail could not be written: {_words(failure)}")
        return False, [delivery]
    return mail is not None and _hand_over(connection, mail, told), told


def _make(delivery):
    """(the mail, the deliveries that it tells); no mail where there is nothing to be sent, or not now."""
    written = writing.write(delivery)
    if isinstance(written, Nothing):
        claiming.cancel(delivery, str(written.reason))
        return None, [delivery]
    mail = composing.compose(delivery, written)
    mail.message()  # what can't be put together is found out before the server hears of it
    if not written.covers:
        return mail, [delivery]
    if not claiming.claim_with(delivery, written.covers):
        claiming.put_off(delivery)  # another worker is about to tell of one of them
        return None, [delivery]
    return mail, [delivery, *Delivery.objects.filter(pk__in=written.covers).exclude(pk=delivery.pk)]


def _hand_over(connection, mail, told):
    """Whether the server took it. An SMTPException is an OSError, too; any other is a time-out, a reset, or broken TLS."""
    try:
        connection.send_messages([mail])
    except smtplib.SMTPSenderRefused as failure:
        if failure.smtp_code == TOO_LARGE:
            return _fail(told, _words(failure))
        for (
            each
        ) in told:  # it refuses us, mostly whatever the mail; but a desk has several addresses, so others go first
            claiming.put_off(each)
        raise Broken from failure
    except Exception as failure:
        if not isinstance(failure, OSError):
            log.exception("delivery %s can't be sent", told[0].pk)
        code = _code(failure)
        (_fail if code >= PERMANENT else _postpone)(told, _words(failure))
        if code in (UNKNOWN, CLOSING):  # nobody knows whether the server has it
            raise Broken from failure
        return False
    _write_down(told)
    return True


def _write_down(told):
    """The server has the mail. A database that is away for a moment is waited for: it would be sent again."""
    for left in reversed(range(SAVED_WITHIN)):
        try:
            claiming.settle(told, Delivery.State.SENT, last_error="")
            claiming.outlet_works()
            return
        except DatabaseError as failure:
            if not left or not is_unavailable(failure):
                raise
            time.sleep(1)


def _postpone(told, words):
    """Tried again after a while that grows with each try; after the last of BACK_OFF it has failed."""
    tries = told[0].attempts
    if tries >= len(BACK_OFF):
        return _fail(told, words)
    claiming.settle(told, Delivery.State.OWED, last_error=words, next_try_at=clock.now() + BACK_OFF[tries])


def _fail(told, words):
    log.warning("delivery %s has failed: %s", told[0].pk, words)
    claiming.settle(told, Delivery.State.FAILED, last_error=words)
    return False


def _note_outage(failure):
    log.warning("the mail server does not do its work: %s", _words(failure))
    claiming.outlet_fails(_words(failure))


def _code(failure):
    """The server's answer, as RFC 5321 numbers them; that of the one recipient, UNKNOWN where none came.

    A server that lacks what the mail needs (SMTPUTF8) always will.
    """
    if isinstance(failure, smtplib.SMTPNotSupportedError):
        return PERMANENT
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return max((code for code, _says in failure.recipients.values()), default=UNKNOWN)
    return getattr(failure, "smtp_code", UNKNOWN)


def _words(failure):
    """What the server said, or what went wrong, on one line."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        code, says = next(iter(failure.recipients.values()), (0, b""))
    else:
        code, says = getattr(failure, "smtp_code", 0), getattr(failure, "smtp_error", b"")
    says = says.decode("utf-8", "replace") if isinstance(says, bytes) else str(says)
    words = f"{code} {says}" if code else f"{type(failure).__name__}: {failure}"
    return clean_line(words)[:500]
