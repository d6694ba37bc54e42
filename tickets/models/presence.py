"""Who is looking at which ticket."""

from datetime import timedelta

from django.db import models

from tickets.models.ticket import Ticket


class Presence(models.Model):
    """An agent has a ticket open. Said again every few seconds by the page itself; swept when it is no longer said."""

    LASTS = timedelta(seconds=40)  # more than three times what composer.js waits
    TYPING_LASTS = timedelta(seconds=20)

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="+", db_index=False)
    agent = models.ForeignKey("agents.Agent", models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(db_index=True)
    typing_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "agent"], name="an_agent_is_on_a_ticket_once")]

    def __str__(self):
        return f"#{self.ticket_id}: {self.agent_id}"
