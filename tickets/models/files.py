"""Files that were sent along: with a ticket as it was submitted, or with a message on it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.models.conversation import Message, is_public
from tickets.models.ticket import Ticket

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")  # what a browser may be shown, never anything else
LARGEST_PICTURE = 5 * 2**20  # bytes shown within a page


class AttachmentQuerySet(models.QuerySet):
    def waiting(self):
        """Uploaded, and not sent yet."""
        return self.filter(ticket=None)

    def public(self, until=None):
        """Those that whoever follows a ticket may have: none of a note, and none that can still be taken back.

        By a join: `message__in` of a queryset makes both databases read all messages that there are. until: see is_public;
        as of now unless given.
        """
        until = timezone.now() - Message.UNDO_FOR if until is None else until
        return self.exclude(ticket=None).filter(Q(message=None) | is_public(until, "message__"))


class Attachment(models.Model):
    """One file. It waits in a basket until the ticket or the message that it goes with is sent, and stays for ever then.

    Written by tickets/files: its content is safely in the storage before the row is. size: bytes; type: by content, ""
    for unknown; sha256: hexadecimal; basket: the digest of the key that the form holds; agent: None for a requester's.
    """

    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, verbose_name=_("ticket"), related_name="attachments")
    message = models.ForeignKey(
        Message, models.PROTECT, null=True, verbose_name=_("message"), related_name="attachments"
    )
    agent = models.ForeignKey("agents.Agent", models.PROTECT, null=True, verbose_name=_("agent"), related_name="+")
    basket = models.CharField(max_length=64, db_index=True, editable=False)
    name = models.CharField(_("name"), max_length=255)
    size = models.PositiveBigIntegerField(_("size"))
    type = models.CharField(_("type"), max_length=60, blank=True)
    sha256 = models.CharField(max_length=64, editable=False)
    kept_as = models.CharField(max_length=60, unique=True, editable=False)
    uploaded_at = models.DateTimeField(_("uploaded"), editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = [
            models.CheckConstraint(
                condition=Q(message__isnull=True) | Q(ticket__isnull=False), name="a_messages_file_has_its_ticket"
            )
        ]
        indexes = [models.Index(fields=["uploaded_at"], condition=Q(ticket=None), name="attachments_waiting")]

    def __str__(self):
        return self.name

    @property
    def is_picture(self):
        return self.type in PICTURES and self.size <= LARGEST_PICTURE
