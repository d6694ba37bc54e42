"""What need not be kept of the mail that came."""

from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from mail.keeping import FOLDER
from mail.models import Arrival
from mail.models.arrivals import IS_SETTLED

LOST_AFTER = timedelta(hours=1)  # a file without a row: whoever kept it was killed before the row was written
SWEPT_AT_ONCE = 100
ASKED_AT_ONCE = 500  # names


def sweep_raw(most=SWEPT_AT_ONCE):
    """Forget up to so many raw mails that became a ticket or a reply, or were a machine's, KEEP_RAW_MAIL_DAYS ago; how many.

    The rows stay, and what was read. Never those that wait or were set aside for another reason: there the raw mail is
    all there is.
    """
    if not settings.KEEP_RAW_MAIL_DAYS:
        return 0
    old = Arrival.objects.settled_before(timezone.now() - timedelta(days=settings.KEEP_RAW_MAIL_DAYS))
    swept = 0
    for pk, place in list(old.values_list("pk", "kept_as")[:most]):
        if Arrival.objects.filter(IS_SETTLED, pk=pk, kept_as=place).update(kept_as=""):
            default_storage.delete(place)
            swept += 1
    return swept


def sweep_lost():
    """Delete raw mails that no row points to, older than LOST_AFTER: what a kill -9 left; how many. Reads all names."""
    before, lost = timezone.now() - LOST_AFTER, 0
    for folder in _folders():
        places = [f"{FOLDER}/{folder}/{name}" for name in default_storage.listdir(f"{FOLDER}/{folder}")[1]]
        for place in set(places) - _known(places):
            if default_storage.get_modified_time(place) < before:
                default_storage.delete(place)
                lost += 1
    return lost


def _known(places):
    rows, known = Arrival.objects.values_list("kept_as", flat=True), set()
    for start in range(0, len(places), ASKED_AT_ONCE):
        known.update(rows.filter(kept_as__in=places[start : start + ASKED_AT_ONCE]))
    return known


def _folders():
    try:
        return default_storage.listdir(FOLDER)[0]
    except FileNotFoundError:  # no mail ever came
        return []
