"""The mailboxes that the desk reads."""

import ipaddress

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MailboxQuerySet(models.QuerySet):
    def watched(self):
        """Those that the worker looks into: what comes through a pipe comes by itself."""
        return self.filter(is_active=True).exclude(kind=Mailbox.Kind.PIPE)

    def due(self):
        """Those that it is time to look into, whether or not somebody does."""
        return self.watched().filter(next_look_at__lte=Now())

    def failing(self):
        return self.watched().exclude(failed_at=None)


class Mailbox(models.Model):
    """A place where mail for the desk comes in. seen = its arrivals + duplicates, at every moment that is committed."""

    class Kind(models.TextChoices):
        IMAP = "imap", _("IMAP")
        POP3 = "pop3", _("POP3")
        PIPE = "pipe", _("Pipe (manage.py receive_mail)")

    class Security(models.TextChoices):
        TLS = "tls", _("TLS")
        STARTTLS = "starttls", _("STARTTLS")
        NONE = "none", _("None (this machine alone)")

    class Secret(models.TextChoices):
        KEPT = "kept", _("A password kept here")
        ENVIRONMENT = "environment", _("A password from the environment")
        TOKEN = "token", _("A token from ITDESK_MAIL_TOKEN_COMMAND (OAuth 2)")

    class Takes(models.TextChoices):
        UNREAD = "unread", _("What is unread")
        ALL = "all", _("Everything")
        NOTHING = "nothing", _("Only what comes from now on")

    class After(models.TextChoices):
        FLAG = "flag", _("Mark it as read")
        MOVE = "move", _("Move it to a folder")
        DELETE = "delete", _("Delete it")

    name = models.CharField(_("name"), max_length=100, unique=True)
    address = models.EmailField(_("address"), unique=True)
    is_active = models.BooleanField(_("active"), default=True)
    plus_addresses = models.BooleanField(_("takes mail to name+anything@…"), default=False)
    kind = models.CharField(_("kind"), max_length=4, choices=Kind, default=Kind.IMAP)
    host = models.CharField(_("server"), max_length=255, blank=True)
    port = models.PositiveIntegerField(  # None: the usual one of kind and security
        _("port"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(65535)]
    )
    security = models.CharField(_("security"), max_length=8, choices=Security, default=Security.TLS)
    username = models.CharField(_("user name"), max_length=255, blank=True)
    secret = models.CharField(_("secret"), max_length=11, choices=Secret, default=Secret.KEPT)
    sealed_password = models.TextField(blank=True, editable=False)  # encrypted; see mail/secrets.py
    folder = models.CharField(_("folder"), max_length=255, blank=True, default="INBOX")
    first_takes = models.CharField(
        _("of what is there at first, take"), max_length=7, choices=Takes, default=Takes.UNREAD
    )
    after = models.CharField(_("once it is kept here"), max_length=6, choices=After, default=After.FLAG)
    move_to = models.CharField(_("move to"), max_length=255, blank=True)

    uid_validity = models.BigIntegerField(null=True, editable=False)
    last_uid = models.BigIntegerField(default=0, editable=False)
    seen = models.PositiveBigIntegerField(_("seen"), default=0, editable=False)
    duplicates = models.PositiveBigIntegerField(_("duplicates"), default=0, editable=False)
    checked_at = models.DateTimeField(_("last looked into"), null=True, editable=False)  # and it went well
    next_look_at = models.DateTimeField(default=timezone.now, editable=False)
    failed_at = models.DateTimeField(_("fails since"), null=True, editable=False)  # None: the last look went well
    last_error = models.TextField(_("last error"), blank=True, editable=False)
    stuck_on = models.CharField(max_length=300, blank=True, editable=False)  # at whose asking the connection broke
    stuck_times = models.PositiveSmallIntegerField(default=0, editable=False)  # so often in a row
    leased_until = models.DateTimeField(null=True, editable=False)  # a worker looks into it

    objects = MailboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")

    def __str__(self):
        return self.name

    def clean(self):
        """Raises ValidationError ({field: words}) for settings that can't work, or would lay a password open."""
        wrong = {field: words for field, (is_wrong, words) in _refusals(self).items() if is_wrong}
        if wrong:
            raise ValidationError(wrong)

    @property
    def is_on_this_machine(self):
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def _refusals(box):
    """{field: (whether it is wrong, why)}; a mail server that pipes needs none of it."""
    if box.kind == Mailbox.Kind.PIPE:
        return {}
    pop3, moves = box.kind == Mailbox.Kind.POP3, box.after == Mailbox.After.MOVE
    is_open = box.security == Mailbox.Security.NONE and not box.is_on_this_machine
    upgrades = box.security == Mailbox.Security.STARTTLS and box.port in (993, 995)
    return {
        "host": (not box.host, _("Name the mail server.")),
        "username": (not box.username, _("Give the user name that the mail server knows.")),
        "security": (
            is_open or upgrades,
            _("Without encryption, only a server on this machine is looked into.") if is_open
            else _("That port is for TLS, not for STARTTLS."),
        ),
        "after": (pop3 and moves, _("A POP3 server has no folders: let the mail be deleted or left there.")),
        "first_takes": (
            pop3 and box.first_takes == Mailbox.Takes.UNREAD,
            _("A POP3 server does not know what was read: take everything, or only what comes from now on."),
        ),
        "folder": (not pop3 and not box.folder, _("Name the folder; the usual one is INBOX.")),
        "move_to": (
            moves and not pop3 and box.move_to in ("", box.folder),
            _("Name another folder to move the mails to."),
        ),
    }  # fmt: skip


class LeftThere(models.Model):
    """A mail on a POP3 server that is known here and stays there: that server keeps no marks, so that we do.

    Gone as soon as the server names it no more: it may give the same name to another mail then (RFC 1939, UIDL).
    """

    mailbox = models.ForeignKey(Mailbox, models.CASCADE, related_name="left_there", db_index=False)
    server_key = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailbox", "server_key"], name="know_each_copy_once")]

    def __str__(self):
        return self.server_key
