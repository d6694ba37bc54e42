"""What need not be kept of the mail that came."""

from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from mail.keeping import FOLDER
from mail.models import Arrival
from mail.models.arrivals import IS_SETTLED
from tickets.files import lost

SWEPT_AT_ONCE = 100


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
    """Delete raw mails that no row points to: what a kill -9 left; how many."""
    return lost.sweep(Arrival.objects.all(), FOLDER)
