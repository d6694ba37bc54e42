"""Where an agent is logged in: Django's sessions in the database, with who, since when and from where beside the data.

Nothing here is told to a stranger's session, and a request that needs no agent never opens one.
"""

import logging
from contextvars import ContextVar
from datetime import UTC, datetime

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from itdesk.availability import is_unavailable
from itdesk.prepared import prepared
from itdesk.web import client_address

SEAT = "seat"  # the session's own note of who sits where, which the row's columns repeat
SEEN_EVERY = 5 * 60  # seconds
SWEPT_AT_ONCE = 500
LONGEST_DEVICE = 200  # characters
_came_along: ContextVar = ContextVar("came_along", default=None)
COURTESIES = {SEAT, "_messages"}  # when they were last seen, and toasts: no page fails because these can't be saved

log = logging.getLogger("itdesk.sessions")


@prepared(key=CharField(), now=DateTimeField())
def _open_one(key, now):
    sessions = SessionStore.get_model_class().objects
    return sessions.select_related("agent").filter(session_key=key, expire_date__gt=now)  # one at most: no order


class SessionStore(db.SessionStore):
    """For settings.SESSION_ENGINE."""

    @classmethod
    def get_model_class(cls):
        from agents.models import Session

        return Session

    def _get_session_from_db(self):
        """Django's, with the agent in the same round trip: almost every request asks for both."""
        row = _open_one.first(key=self.session_key, now=timezone.now()) if self.session_key else None
        if row is None:
            self._session_key = None
        _came_along.set(row and row.agent)
        return row

    def save(self, must_create=False):
        """Raises DatabaseError when the database takes no writes, unless only COURTESIES would be lost."""
        try:
            super().save(must_create)
        except (UpdateError, DatabaseError) as failure:
            refusal = failure.__context__ if isinstance(failure, UpdateError) else failure
            if not is_unavailable(refusal):
                raise
            if must_create or not self._changes_only_courtesies():
                raise refusal
            log.warning("a session is not saved: %s", refusal)

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        seat = data.get(SEAT)
        if seat and SESSION_KEY in data:
            row.agent_id = int(data[SESSION_KEY])
            row.device, row.address = seat["device"], seat["address"]
            row.started_at, row.seen_at = (datetime.fromtimestamp(seat[name], UTC) for name in ("started", "seen"))
        return row

    def _changes_only_courtesies(self):
        """Against the row as it is: it can be read when it can't be written. Raises DatabaseError when it can't."""
        stored = type(self)(self.session_key).load()
        return _essence(stored) == _essence(self._session)


class Seated(AuthenticationBackend):
    """allauth's, but that the agent of a session is the one that came along with it. For settings.AUTHENTICATION_BACKENDS."""

    def get_user(self, user_id):
        agent = _came_along.get()
        _came_along.set(None)  # once: whoever asks later wants them as they are by then
        if agent is None or agent.pk != user_id:
            return super().get_user(user_id)
        return agent if self.user_can_authenticate(agent) else None


def begin(sender, request, user, **more):
    """At log-in: note where and since when. A receiver of Django's user_logged_in."""
    request.session[SEAT] = _seat(request, started=_now())


def forget_toasts(sender, request, user, **more):
    """At log-out: what nobody has read yet is not for whoever sits here next. A receiver of Django's user_logged_out."""
    if hasattr(request, "_messages"):  # a test client logs out without a page
        list(messages.get_messages(request))


def touch(request):
    """Note that the agent is here still: at most once in 5 minutes, which also puts off the end by idleness."""
    seat = request.session[SEAT]
    if _now() - seat["seen"] >= SEEN_EVERY:
        request.session[SEAT] = _seat(request, started=seat["started"])


def is_over(session):
    """Whether it has lasted settings.SESSION_LONGEST, however busy it was. Idle ones end by SESSION_COOKIE_AGE."""
    seat = session.get(SEAT)
    return seat is None or _now() - seat["started"] >= settings.SESSION_LONGEST


def _essence(data):
    return {name: value for name, value in data.items() if name not in COURTESIES}


def _seat(request, *, started):
    address = client_address(request)
    return {
        "started": started,
        "seen": _now(),
        "device": request.headers.get("User-Agent", "").replace("\0", "")[:LONGEST_DEVICE],
        "address": str(address) if address else None,
    }


def _now():
    return int(timezone.now().timestamp())


def sweep(most=SWEPT_AT_ONCE):
    """Delete up to so many sessions that are over; how many."""
    rows = SessionStore.get_model_class().objects.filter(expire_date__lt=timezone.now()).order_by("expire_date")
    keys = list(rows.values_list("pk", flat=True)[:most])
    return SessionStore.get_model_class().objects.filter(pk__in=keys).delete()[0] if keys else 0
