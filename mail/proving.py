"""What a restored desk has to show of the mail that came, and what whoever watches the desk is told of it."""

from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from itdesk.paging import count_up_to
from mail.models import Arrival, Mailbox
from mail.models.arrivals import IS_SETTLED
from tickets.files.storage import OnDisk

SOON_SWEPT = timedelta(days=2)  # before its time: what is swept while a backup is taken is not missed


def complaints():
    """For BACKUP_PROOFS: each mailbox's counters add up."""
    for mailbox in Mailbox.objects.all():
        kept = mailbox.arrivals.count()
        if mailbox.seen != kept + mailbox.duplicates:
            said = _("{mailbox} has seen {seen} mails, and {kept} arrivals with {duplicates} duplicates are {sum}.")
            yield said.format(
                mailbox=mailbox,
                seen=mailbox.seen,
                kept=kept,
                duplicates=mailbox.duplicates,
                sum=kept + mailbox.duplicates,
            )


def contents():
    """For BACKUP_FILES: (name in MEDIA_ROOT, SHA-256) of every raw mail that nothing sweeps away meanwhile."""
    if not isinstance(default_storage, OnDisk):  # another storage is backed up by its own means
        return
    kept = Arrival.objects.exclude(kept_as="")
    if settings.KEEP_RAW_MAIL_DAYS:
        old = timezone.now() - timedelta(days=settings.KEEP_RAW_MAIL_DAYS) + SOON_SWEPT
        kept = kept.exclude(IS_SETTLED & Q(handled_at__lt=old))
    yield from kept.values_list("kept_as", "sha256").iterator()


def facts():
    """For /readyz/: how many mailboxes fail, for how many seconds the one that is worst off was not looked into (None
    without any), how many seconds the oldest mail has waited to be handled, and how many are set aside (counted
    up to 1,001).
    """
    now = timezone.now()
    looks = [mailbox.checked_at or mailbox.failed_at for mailbox in Mailbox.objects.watched()]
    came = Arrival.objects.waiting().order_by("pk").values_list("came_at", flat=True).first()
    return {
        "failing_mailboxes": Mailbox.objects.failing().count(),
        "mailbox_seconds_ago": max((int((now - look).total_seconds()) for look in looks if look), default=None),
        "oldest_mail_seconds": int((now - came).total_seconds()) if came else None,
        "mails_set_aside": count_up_to(Arrival.objects.set_aside()),
    }
