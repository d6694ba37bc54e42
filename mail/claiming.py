"""Who sends what: deliveries are taken on lease, so that several workers share them, and a killed one strands none.

Whoever takes some holds the outlet's row while they do: only so can what one address gets be counted.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q

from activity import clock
from activity.models import Delivery, Outlet
from mail import caps

CHANNEL = "mail"
LEASE = timedelta(minutes=5)
BATCH = 20
LOOKED_AT = 100  # at once: of those, some are held
SOON = timedelta(seconds=5)
PAUSES = [2, 4, 8, 16, 32, 60]  # seconds before a server that does not answer is tried again; then the last for ever


def is_anything_due():
    """Whether somebody should try to send: something is due, and no pause for the server's sake is under way."""
    now = clock.now()
    return _due(now).exists() and not Outlet.objects.filter(channel=CHANNEL, next_try_at__gt=now).exists()


def claim():
    """Up to BATCH deliveries that are due, the longest due first, leased to the caller for LEASE; [] when there are none.

    What its address may not be sent now (mail/caps.py) is held, and its row says why.
    """
    while True:
        with transaction.atomic():
            batch, held = _claim()
        if batch or not held:
            return batch


def claim_with(delivery, keys):
    """Take the deliveries of these keys on the lease of that one; False, and none taken, where somebody else has one."""
    own = Q(leased_until=delivery.leased_until)
    with transaction.atomic():
        there = Delivery.objects.filter(pk__in=keys, channel=CHANNEL, address=delivery.address).order_by("pk")
        free = there.select_for_update().filter(_is_free(clock.now()) | own, state=Delivery.State.OWED)
        if len(free) < len(set(keys)):
            return False
        Delivery.objects.filter(pk__in=keys).update(leased_until=delivery.leased_until)
    return True


def release(deliveries):
    """Give back what was not tried: it is due as before."""
    for delivery in deliveries:
        _still_ours(delivery).update(leased_until=None)


def put_off(delivery):
    """Give back what can't be sent this moment: it is due again in a few seconds."""
    _still_ours(delivery).update(leased_until=None, next_try_at=clock.now() + SOON)


def settle(deliveries, state, **facts):
    """Write down what came of a try, for all that one mail told. facts: further columns."""
    moment = clock.now()
    if state == Delivery.State.SENT:
        facts["sent_at"] = moment
    told = Delivery.objects.filter(pk__in=[each.pk for each in deliveries], state=Delivery.State.OWED)
    told.update(state=state, tried_at=moment, attempts=F("attempts") + 1, leased_until=None, **facts)


def cancel(delivery, reason):
    """There is nothing to be sent any more."""
    _still_ours(delivery).update(state=Delivery.State.CANCELLED, last_error=reason, leased_until=None)


def outlet_fails(words):
    """The server could not be reached, or broke off: nobody tries again before a pause that grows."""
    with transaction.atomic():
        outlet, now = _outlet(), clock.now()
        pause = PAUSES[min(outlet.failures, len(PAUSES) - 1)]
        outlet.failing_since = outlet.failing_since or now
        outlet.failures, outlet.last_error = outlet.failures + 1, words
        outlet.next_try_at = now + timedelta(seconds=pause)
        outlet.save()


def outlet_works():
    """A mail went: whatever was wrong is over."""
    failing = Outlet.objects.filter(channel=CHANNEL, failing_since__isnull=False)
    if failing.exists():  # mostly it is not, and no writer waits for it
        failing.update(failing_since=None, failures=0, last_error="", next_try_at=clock.now())


def _claim():
    """(those claimed, how many were held): one transaction's work."""
    _outlet()
    now = clock.now()
    due = (
        _due(now)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("event")
        .order_by("next_try_at", "pk")
    )
    under_way = caps.UnderWay(now)
    batch, held = [], 0
    for delivery in due[:LOOKED_AT]:
        if reason := caps.reason_to_hold(delivery, under_way, now):
            held += Delivery.objects.filter(pk=delivery.pk).update(
                state=Delivery.State.HELD, last_error=reason, leased_until=None
            )
            continue
        batch.append(delivery)
        under_way.add(delivery)
        if len(batch) == BATCH:
            break
    batch.sort(key=lambda each: each.leased_until is not None)  # whose worker was killed: it may be what killed it
    Delivery.objects.filter(pk__in=[each.pk for each in batch]).update(leased_until=now + LEASE)
    for delivery in batch:
        delivery.leased_until = now + LEASE
    return batch, held


def _outlet():
    """The row of the way out, locked: who has it is alone with what is due."""
    locked = Outlet.objects.select_for_update()
    return locked.filter(channel=CHANNEL).first() or _first_outlet(locked)


def _first_outlet(locked):
    Outlet.objects.bulk_create([Outlet(channel=CHANNEL, next_try_at=clock.now())], ignore_conflicts=True)
    return locked.get(channel=CHANNEL)


def _due(now):
    owed = Delivery.objects.filter(channel=CHANNEL, state=Delivery.State.OWED, next_try_at__lte=now)
    return owed.filter(_is_free(now))


def _is_free(now):
    return Q(leased_until=None) | Q(leased_until__lte=now)


def _still_ours(delivery):
    return Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.OWED, leased_until=delivery.leased_until)
