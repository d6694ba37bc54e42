"""What agents have typed on tickets and not sent yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets import markdown
from tickets.models.conversation import Message
from tickets.models.ticket import Ticket


class Draft(models.Model):
    """One agent's unsent message on one ticket. Written by tickets/drafting.py, gone once it is sent; never an event.

    set_aside: what other windows of the agent had kept when this text came, oldest first; offered until it is used.
    """

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="drafts")
    agent = models.ForeignKey("agents.Agent", models.CASCADE, related_name="drafts", db_index=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Message.Kind, default=Message.Kind.REPLY)
    text = models.TextField(_("text"), max_length=markdown.LONGEST, blank=True)
    set_aside = models.JSONField(_("set aside"), default=list)
    saved_at = models.DateTimeField(_("saved"))

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [models.UniqueConstraint(fields=["agent", "ticket"], name="one_draft_of_an_agent_on_a_ticket")]

    def __str__(self):
        return f"#{self.ticket_id}"

    @property
    def offered(self):
        """What was set aside, as one text; "" for nothing."""
        return "\n\n".join(self.set_aside)

    @property
    def stamp(self):
        """When it was saved, in microseconds since 1970: by this a window knows whether another has written since."""
        return round(self.saved_at.timestamp() * 1_000_000)
