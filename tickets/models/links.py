"""How those who have no account come to their ticket: private links, and the question where one's tickets are."""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from tickets.models.requesting import Participant
from tickets.models.ticket import Ticket

LIFETIME = timedelta(days=90)  # from making it, and again from each answer


def new_public_id():
    return get_random_string(22)  # 130 bits


def end_of_life():
    return timezone.now() + LIFETIME


class LinkQuerySet(models.QuerySet):
    def working(self, now=None):
        """Those that lead somewhere now: not too old, not revoked, to a ticket that is there and that their person is on.

        now: aware; by the clock unless given.
        """
        takes_part = Participant.objects.filter(ticket=OuterRef("ticket"), person=OuterRef("person"))
        return self.filter(
            Q(person=F("ticket__requester")) | Exists(takes_part),
            revoked_at__isnull=True,
            expires_at__gt=timezone.now() if now is None else now,
            ticket__binned_at__isnull=True,
        )


class Link(models.Model):
    """One person's way to one ticket. The token is known to whoever got it and to nobody else: only its SHA-256 is here.

    public_id names the link in addresses, and opens nothing without the cookie that the token was traded for.
    """

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="links")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    public_id = models.CharField(max_length=22, unique=True, default=new_public_id)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("works until"), default=end_of_life, db_index=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self):
        return self.public_id


class Inquiry(models.Model):
    """Somebody asked where the tickets of this address are. Whether anybody has it is looked up later, by the worker."""

    address = models.EmailField(_("address"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)

    class Meta:
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")

    def __str__(self):
        return f"#{self.pk}"
