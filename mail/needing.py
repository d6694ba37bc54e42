"""How many mails were set aside lately that an agent should look at: beside the menu's entry, known to the second or so."""

import math
import threading
import time
from contextlib import suppress
from datetime import timedelta

from django.db import Error
from django.utils import timezone

from mail.models import Arrival

OLD_AFTER = 15.0  # seconds
LATELY = timedelta(days=7)
MOST = 99
LOOKED_AT = 500  # of those set aside, the newest
FOR_AGENTS = {
    "too-many", "no-sender", "unreadable", "poison", "too-large", "newer-message", "agent-in-the-bin", "deactivated",
    "doubtful", "several", "no-words", "not-given", "wish-in-the-bin",
}  # fmt: skip
_words = ""
_read_at = -math.inf
_reading = threading.Lock()


def in_words():
    """ "3", "99+", or "" for none. At most every OLD_AFTER seconds a query; while the database fails, what was known."""
    if time.monotonic() - _read_at >= OLD_AFTER and _reading.acquire(blocking=False):
        try:
            _read()
        finally:
            _reading.release()
    return _words


def number():
    """How many there are among the newest LOOKED_AT, of the last days; one query, whatever the table holds."""
    aside = Arrival.objects.filter(outcome=Arrival.Outcome.QUARANTINE).order_by("-pk")
    since = timezone.now() - LATELY
    newest = aside.values_list("reason", "came_at")[:LOOKED_AT]
    return sum(reason in FOR_AGENTS and came_at > since for reason, came_at in newest)


def context(request):
    """Context processor: a function, so that only the pages that show it ask."""
    return {"mail_to_look_at": in_words}


def _read():
    global _words, _read_at
    _read_at = time.monotonic()
    with suppress(Error):  # the page has the same trouble, and its own answer to it
        found = number()
        _words = f"{MOST}+" if found > MOST else str(found or "")
