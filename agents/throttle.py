"""How often a stranger may try: counters in the database, shared by every process.

A fixed window per key, counted by a conditional UPDATE. Requests from settings.TRUSTED_NETWORKS are never counted.
"""

import math
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from agents.models import Attempts
from itdesk.limits import limits_of
from itdesk.text import fold
from itdesk.web import Refused, client_network, is_trusted

QUARTER, HOUR = 15 * 60, 3600  # seconds
SWEPT_AT_ONCE = 10


class TooMany(Refused):
    """The limit is reached. `retry_after` is in seconds; str() is what to tell the person."""

    status = 429

    def __init__(self, retry_after):
        super().__init__(retry_after)
        self.retry_after = retry_after

    def __str__(self):
        minutes = math.ceil(self.retry_after / 60)
        words = ngettext(
            "Too many tries. Please try again in %(minutes)s minute.",
            "Too many tries. Please try again in %(minutes)s minutes.",
            minutes,
        )
        return words % {"minutes": minutes}


def take(key, *, limit, seconds, number=1):
    """Count one try of the key (`kind:what`), or so many, in the present window of that many seconds. Raises TooMany at
    limit + 1, and then counts none of them.

    Commits by itself, and refuses (RuntimeError) to run inside a transaction that could roll the count back.
    """
    key, now = _stored(key), timezone.now()
    window = int(now.timestamp() // seconds)
    ends_at = datetime.fromtimestamp((window + 1) * seconds, UTC)
    with transaction.atomic(durable=True):
        counted = _count(key, window, limit, number) or _count_first(key, window, limit, number, ends_at)
    if not counted:
        raise TooMany(max(1, math.ceil((ends_at - now).total_seconds())))


def forget(key):
    """Begin again with that key, as if it had never been tried."""
    Attempts.objects.filter(key=_stored(key)).delete()


def take_login(request, name):
    """Count one try to log in by that name, before the password is looked at. Raises TooMany.

    One network's tries at one name are few. Those from all networks together stop guessing that is spread widely,
    and never shut out a network from which that name has logged in within 30 days.
    """
    if is_trusted(request):
        return
    network, name = client_network(request), fold(name)
    take(f"login:{network}", limit=100, seconds=QUARTER)
    take(f"login-name-network:{network} {name}", limit=10, seconds=QUARTER)
    if not _is_known(f"known:{network} {name}"):
        take(f"login-name:{name}", limit=50, seconds=QUARTER)


def may_try(request, name):
    """Count one try at that agent (the username, or the typed name when nobody has it); False when it is one too many.

    The username and the address of one agent are two names for take_login. This adds them up, and says no without
    TooMany: an address that is refused because of what was tried at a username would tell whose it is.
    """
    if is_trusted(request):
        return True
    network, name = client_network(request), fold(name)
    try:
        take(f"login-agent-network:{network} {name}", limit=10, seconds=QUARTER)
        if not _is_known(f"known:{network} {name}"):
            take(f"login-agent:{name}", limit=50, seconds=QUARTER)
    except TooMany:
        return False
    return True


def logged_in(request, typed, username):
    """A try was right: its network begins again with that agent, by either name, and is known for 30 days."""
    if is_trusted(request):
        return
    network = client_network(request)
    forget(f"login-agent-network:{network} {fold(username)}")
    for name in {fold(typed), fold(username)}:
        forget(f"login-name-network:{network} {name}")
        _remember(f"known:{network} {name}", timedelta(days=30))


def take_registration(request):
    """Count one try to register, which is one guess at the HR code. Raises TooMany."""
    if is_trusted(request):
        return
    take(f"register:{client_network(request)}", limit=20, seconds=HOUR)
    take("register:everybody", limit=200, seconds=HOUR)


def take_reset(request, email):
    """Count one wish for a link to choose a new password, whether or not anybody has that address. Raises TooMany."""
    if is_trusted(request):
        return
    take(f"reset:{client_network(request)}", limit=20, seconds=HOUR)
    take(f"reset-address:{fold(email)}", limit=3, seconds=QUARTER)
    take("reset:everybody", limit=200, seconds=HOUR)


def take_code(request, agent):
    """Count one try of a second factor, before the code is looked at. Raises TooMany.

    As at log-in, a network that the agent has come from is not shut out by what others try.
    """
    if is_trusted(request):
        return
    network = client_network(request)
    take(f"code-network:{network} {agent.pk}", limit=10, seconds=QUARTER)
    if not _is_known(f"code-known:{network} {agent.pk}"):
        take(f"code:{agent.pk}", limit=20, seconds=HOUR)


def code_was_right(request, agent):
    """Its network begins again with that agent, and is known for 30 days."""
    if is_trusted(request):
        return
    network = client_network(request)
    forget(f"code-network:{network} {agent.pk}")
    _remember(f"code-known:{network} {agent.pk}", timedelta(days=30))


def take_submit(request, email):
    """Count one ticket sent on the public page, by settings.SUBMIT_LIMITS. Raises TooMany, ImproperlyConfigured."""
    limits = limits_of(settings.SUBMIT_LIMITS)
    if limits is None or is_trusted(request):
        return
    per_address, per_network = limits
    take(f"submit:{client_network(request)}", **per_network)
    take(f"submit-address:{fold(email)}", **per_address)


def take_answer(request, link):
    """Count one act of somebody who follows a ticket by that link (any key). As take_submit, which it is counted beside."""
    limits = limits_of(settings.SUBMIT_LIMITS)
    if limits is None or is_trusted(request):
        return
    take(f"answer:{client_network(request)}", **limits[1])
    take(f"answer-link:{link}", limit=60, seconds=HOUR)


def take_inquiry(request, email):
    """Count one question where the tickets of that address are, whether or not anybody has it. Raises TooMany."""
    if is_trusted(request):
        return
    take(f"inquiry:{client_network(request)}", limit=20, seconds=HOUR)
    take(f"inquiry-address:{fold(email)}", limit=3, seconds=HOUR)
    take("inquiry:everybody", limit=1000, seconds=HOUR)


def take_new_link(request, link):
    """Count one wish for a new link, by somebody who has one. Raises TooMany."""
    if not is_trusted(request):
        take(f"new-link:{link}", limit=3, seconds=HOUR)


def take_upload(request, megabytes):
    """Count what a stranger uploads, by settings.UPLOAD_LIMIT. Raises TooMany."""
    if settings.UPLOAD_LIMIT and not is_trusted(request):
        take(f"upload:{client_network(request)}", limit=settings.UPLOAD_LIMIT, seconds=HOUR, number=megabytes)


def sweep(most=SWEPT_AT_ONCE):
    """Delete up to so many counters whose window is over; how many were deleted."""
    with transaction.atomic():
        over = Attempts.objects.filter(ends_at__lt=timezone.now()).order_by("ends_at")
        keys = list(over.select_for_update(skip_locked=True).values_list("pk", flat=True)[:most])
        return Attempts.objects.filter(pk__in=keys).delete()[0]


def _stored(key):
    """Digested: what is typed as a name may be an address, a megabyte, or a password in the wrong field."""
    kind, _colon, what = key.partition(":")
    return f"{kind}:{salted_hmac(__name__, what, algorithm='sha256').hexdigest()}"


def _count(key, window, limit, number):
    room = Attempts.objects.filter(key=key, window=window, count__lte=limit - number)
    return room.update(count=F("count") + number)


def _count_first(key, window, limit, number, ends_at):
    """Nothing was counted: make a counter at nought unless there is one (two at once make one), and ask again."""
    sweep()
    Attempts.objects.bulk_create([Attempts(key=key, window=window, ends_at=ends_at)], ignore_conflicts=True)
    return _count(key, window, limit, number)


def _remember(key, age):
    known = Attempts(key=_stored(key), window=0, ends_at=timezone.now() + age)
    Attempts.objects.bulk_create(
        [known], update_conflicts=True, unique_fields=["key", "window"], update_fields=["ends_at"]
    )


def _is_known(key):
    return Attempts.objects.filter(key=_stored(key), ends_at__gt=timezone.now()).exists()
