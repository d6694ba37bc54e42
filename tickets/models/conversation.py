"""What is said on tickets."""

import math
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets import letters, markdown
from tickets.models.ticket import Ticket


def is_public(until, message=""):
    """The condition of MessageQuerySet.public, also for what a `message` (such as "message__") is joined to.

    until: what an agent wrote after that moment can still be taken back (the moment asked about, less Message.UNDO_FOR).
    """
    is_out = Q(**{f"{message}agent__isnull": True}) | Q(**{f"{message}created_at__lte": until})
    return is_out & Q(**{f"{message}kind": Message.Kind.REPLY, f"{message}taken_back_at__isnull": True})


class MessageQuerySet(models.QuerySet):
    def standing(self):
        """Those that their author has not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def public(self, now):
        """What people outside may see at that moment (aware): an agent's reply once it can't be taken back any more."""
        return self.filter(is_public(now - Message.UNDO_FOR))


class Message(models.Model):
    """What somebody wrote on a ticket. Written once, by actions, with the event that points to it; never edited."""

    UNDO_FOR = timedelta(seconds=10)  # so long an agent may take it back, and it waits

    class Kind(models.TextChoices):
        REPLY = "reply", _("Public reply")
        NOTE = "note", _("Internal note")

    ticket = models.ForeignKey(Ticket, models.PROTECT, verbose_name=_("ticket"), related_name="messages")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    agent = models.ForeignKey("agents.Agent", models.PROTECT, null=True, verbose_name=_("agent"), related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, verbose_name=_("person"), related_name="+")
    source = models.TextField(_("as written"), max_length=markdown.LONGEST)  # Markdown, unless it came by mail
    is_plain = models.BooleanField(default=False, editable=False)  # came by mail: shown to the letter, no marks read
    quoted = models.TextField(blank=True, editable=False)  # of a mail: what it repeats, and its signature; shown folded
    text = models.TextField(_("text"), editable=False)  # what it says without its marks, for the search
    created_at = models.DateTimeField(_("written"), editable=False)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, editable=False)  # its words went back into the box

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.CheckConstraint(
                condition=Q(agent__isnull=False, person__isnull=True) | Q(agent__isnull=True, person__isnull=False),
                name="message_has_one_author",
            ),
            models.CheckConstraint(condition=~Q(kind="note") | Q(agent__isnull=False), name="notes_are_by_agents"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} #{self.pk}"

    @property
    def is_note(self):
        return self.kind == Message.Kind.NOTE

    @property
    def seconds_left(self):
        """For so long its author may take it back; whole seconds, 0 when that is over or done, and for what came by mail."""
        left = self.created_at + self.UNDO_FOR - timezone.now()
        is_out = self.taken_back_at or self.is_plain or not self.agent_id
        return 0 if is_out else max(0, math.ceil(left.total_seconds()))

    @property
    def html(self):
        return letters.html_of(self.source) if self.is_plain else markdown.html_of(self.source)

    @property
    def quoted_html(self):
        """What a mail repeats, and its signature; "" for nothing."""
        return letters.html_of(self.quoted) if self.quoted else ""
