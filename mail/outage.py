"""Mail that does not go out is said on every page of the agents': nobody has to look for it.

Known as it was OLD_AFTER seconds ago, or later, by each process: no page waits for more than one short question.
"""

import math
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import Error
from django.utils import timezone
from django.utils.translation import ngettext

from activity.models import Delivery, Outlet
from mail.claiming import CHANNEL

OLD_AFTER = 5.0  # seconds
LATE = timedelta(minutes=10)  # what is due for so long was taken by nobody: no worker runs
MANY = 1000
_known = None
_read_at = -math.inf
_reading = threading.Lock()


@dataclass(frozen=True)
class Outage:
    """since: when the server failed first, or the oldest mail was due. waiting: how many mails are due, MANY for more."""

    since: datetime
    waiting: int

    @property
    def words(self):
        number = f"{self.waiting:,}+" if self.waiting >= MANY else str(self.waiting)
        return ngettext("%(number)s mail waits.", "%(number)s mails wait.", self.waiting) % {"number": number}


def on_pages(request):
    """Context processor: mail_outage asks only where a template does."""
    return {"mail_outage": known}


def known():
    """The Outage there is, or None. While another thread asks, and where the database does not answer: as before."""
    global _known, _read_at
    if time.monotonic() - _read_at >= OLD_AFTER and _reading.acquire(blocking=False):
        try:
            _read_at = time.monotonic()
            with suppress(Error):
                _known = look()
        finally:
            _reading.release()
    return _known


def look():
    """The same, asked of the database. A server that failed once, and is tried again in a moment, is no outage yet."""
    now = timezone.now()
    failing = Outlet.objects.filter(channel=CHANNEL, failures__gt=1).values_list("failing_since", flat=True).first()
    due = Delivery.objects.filter(channel=CHANNEL, state=Delivery.State.OWED, next_try_at__lte=now)
    oldest = due.order_by("next_try_at").values_list("next_try_at", flat=True).first()
    late = oldest if oldest and oldest < now - LATE else None
    if not oldest or not (failing or late):
        return None
    return Outage(since=failing or late, waiting=due[:MANY].count())
