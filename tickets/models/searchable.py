"""What the search reads."""

from django.db import models

from tickets.models.ticket import Ticket


class TicketKey(models.OneToOneField):
    """The ticket's number as the row's own key. SQLite looks a row up at once only by an `integer`, not by a `bigint`."""

    def db_type(self, connection):
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


class Searchable(models.Model):
    """What the search finds a ticket by, beside the ticket so that its row stays narrow. Written by tickets/search.py."""

    ticket = TicketKey(Ticket, models.CASCADE, primary_key=True, related_name="searchable")
    text = models.TextField(editable=False)  # see itdesk/searching/text.py

    def __str__(self):
        return f"#{self.pk}"
