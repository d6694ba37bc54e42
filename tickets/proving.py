"""What a restored desk has to show of its tickets."""

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from tickets import search
from tickets.files.storage import OnDisk
from tickets.models import Attachment, Ticket

ASKED = 20  # tickets at each end


def complaints():
    """For BACKUP_PROOFS: the newest and the oldest tickets are found by a word of their subject, and by their number."""
    for order in ("pk", "-pk"):
        for ticket in Ticket.objects.order_by(order).only("pk", "subject")[:ASKED]:
            words = max(ticket.subject.split(), key=len, default="")
            for sought in filter(None, (words, f"#{ticket.pk}")):
                if not search.matching(Ticket.objects.filter(pk=ticket.pk), sought).exists():
                    yield _("The search does not find ticket {number} by “{text}”.").format(
                        number=ticket.pk, text=sought
                    )


def contents():
    """For BACKUP_FILES: (name in MEDIA_ROOT, SHA-256) of every file that was sent. What waits may go at any time."""
    if isinstance(default_storage, OnDisk):  # another storage is backed up by its own means
        yield from Attachment.objects.exclude(ticket=None).values_list("kept_as", "sha256").iterator()
