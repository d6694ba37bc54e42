"""Every mail that came, whatever became of it."""

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mail import leases
from mail.models.mailboxes import Mailbox

MACHINES = ("auto-reply", "list", "receipt", "bounce", "bounce-delayed", "bounce-unknown", "own")  # reasons
# Nobody needs the raw mail of these one day: its words are elsewhere, or nobody's
IS_SETTLED = models.Q(outcome__in=("ticket", "reply")) | models.Q(outcome="quarantine", reason__in=MACHINES)


class ArrivalQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(outcome=Arrival.Outcome.WAITING)

    def due(self):
        """Those to be handled now, the oldest first."""
        return self.waiting().filter(next_try_at__lte=Now()).filter(leases.is_free()).order_by("pk")

    def set_aside(self):
        return self.filter(outcome=Arrival.Outcome.QUARANTINE)

    def settled_before(self, moment):
        """Those that became a ticket or a reply, or were a machine's, before that moment, and whose raw mail is still kept."""
        settled = self.filter(IS_SETTLED, handled_at__lt=moment)
        return settled.exclude(kept_as="").order_by("handled_at")


class Arrival(models.Model):
    """One mail, kept as it came before the server's copy was touched. Its outcome says what became of it, and why.

    A mail that comes a second time to the same mailbox makes no second row: it is one of the mailbox's `duplicates`.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        TICKET = "ticket", _("New ticket")
        REPLY = "reply", _("Reply")
        QUARANTINE = "quarantine", _("Set aside")

    mailbox = models.ForeignKey(
        Mailbox, models.PROTECT, verbose_name=_("mailbox"), related_name="arrivals", db_index=False
    )
    digest = models.CharField(max_length=64)  # of what makes it this mail and no other; see mail/keeping.py
    kept_as = models.CharField(max_length=100, blank=True)  # where the storage has it, to the byte; "" once it is swept
    sha256 = models.CharField(max_length=64, blank=True)  # of what the storage has
    size = models.PositiveBigIntegerField(_("size"))  # bytes; on the server, where only its headers are kept
    server_key = models.CharField(max_length=300, blank=True)  # "uidvalidity:uid", or POP3's unique id
    came_at = models.DateTimeField(_("came"), default=timezone.now)

    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.WAITING)
    reason = models.CharField(_("why"), max_length=40, blank=True)  # a key of mail.reasons
    facts = models.JSONField(_("facts"), default=dict)  # what the decision was made from, for the page that explains it
    sender = models.CharField(_("from"), max_length=254, blank=True)
    sender_name = models.CharField(_("name"), max_length=200, blank=True)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    header_id = models.CharField("Message-ID", max_length=255, blank=True)
    is_unverified = models.BooleanField(_("unverified sender"), default=False)
    ticket = models.ForeignKey("tickets.Ticket", models.PROTECT, null=True, related_name="arrivals")
    message = models.OneToOneField("tickets.Message", models.PROTECT, null=True, related_name="arrival")
    related = models.ForeignKey(
        "tickets.Ticket", models.PROTECT, null=True, related_name="+"
    )  # named, and not believed
    delivery = models.ForeignKey(
        "activity.Delivery", models.SET_NULL, null=True, related_name="+"
    )  # that it answers; one that is forgone goes
    handled_at = models.DateTimeField(_("handled"), null=True)

    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True)
    last_error = models.TextField(_("last error"), blank=True)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail that came")
        verbose_name_plural = _("mails that came")
        constraints = [models.UniqueConstraint(fields=["mailbox", "digest"], name="take_each_mail_once")]
        indexes = [
            models.Index(fields=["next_try_at"], name="arrival_due", condition=models.Q(outcome="waiting")),
            models.Index(fields=["outcome", "-id"], name="arrivals_by_outcome"),
            models.Index(fields=["mailbox", "-id"], name="arrivals_by_mailbox"),
            models.Index(
                fields=["sender", "-id"], name="arrivals_by_sender", opclasses=["varchar_pattern_ops", "int8_ops"]
            ),  # which PostgreSQL needs to find beginnings
            models.Index(fields=["header_id"], name="arrivals_by_header_id", condition=~models.Q(header_id="")),
            models.Index(fields=["mailbox", "server_key"], name="arrivals_by_server_key"),
            models.Index(fields=["kept_as"], name="arrivals_by_place", condition=~models.Q(kept_as="")),
            models.Index(fields=["mailbox", "outcome"], name="arrivals_of_each_mailbox"),
            models.Index(
                fields=["handled_at"],
                name="raw_mails_to_sweep",
                condition=IS_SETTLED & ~models.Q(kept_as=""),
            ),
        ]

    def __str__(self):
        return self.subject or f"#{self.pk}"

    def get_absolute_url(self):
        return f"/mail/in/{self.pk}/"
