"""The requester's side of a ticket: who else is on it, who wants no messages, what they thought of the help."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets import letters
from tickets.models.ticket import Ticket

BEST = 5


class Participant(models.Model):
    """Somebody beside the requester who follows a ticket and may answer. Added by agents alone, with an event."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="participants", db_index=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="participations")
    added_at = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [models.UniqueConstraint(fields=["ticket", "person"], name="take_part_once")]

    def __str__(self):
        return str(self.person)


class Silence(models.Model):
    """Somebody on a ticket who wants no messages about it. Their page goes on as before."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="silences", db_index=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("silence")
        verbose_name_plural = _("silences")
        constraints = [models.UniqueConstraint(fields=["ticket", "person"], name="be_silent_once")]

    def __str__(self):
        return str(self.person)


class FollowUp(models.Model):
    """A ticket that goes on from one that was closed long ago. At most one goes on from each."""

    ticket = models.OneToOneField(Ticket, models.PROTECT, primary_key=True, related_name="follow_up")
    follows = models.OneToOneField(Ticket, models.PROTECT, related_name="followed_by")

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")

    def __str__(self):
        return f"#{self.ticket_id} ← #{self.follows_id}"


class Opening(models.Model):
    """What the mail that opened a ticket repeats, and its signature: shown folded below the description."""

    ticket = models.OneToOneField(Ticket, models.PROTECT, primary_key=True, related_name="opening")
    quoted = models.TextField()

    class Meta:
        verbose_name = _("opening mail")
        verbose_name_plural = _("opening mails")

    def __str__(self):
        return f"#{self.ticket_id}"

    @property
    def quoted_html(self):
        return letters.html_of(self.quoted)


class Rating(models.Model):
    """What the requester thought of the help, from 1 to BEST. One for a ticket; who thinks again changes it."""

    ticket = models.OneToOneField(Ticket, models.PROTECT, primary_key=True, related_name="rating")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(_("rating"), validators=[MinValueValidator(1), MaxValueValidator(BEST)])
    words = models.TextField(_("in words"), max_length=2000, blank=True)
    rated_at = models.DateTimeField(_("rated"), default=timezone.now)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [models.CheckConstraint(condition=Q(score__range=(1, BEST)), name="rating_from_1_to_5")]

    def __str__(self):
        return f"{self.score} / {BEST}"
