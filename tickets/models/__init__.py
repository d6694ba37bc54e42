"""The requests for help, from the person who asked to the answer they got, and what was said on the way."""

from tickets.models.conversation import Message
from tickets.models.files import Attachment
from tickets.models.searchable import Searchable, TicketKey
from tickets.models.ticket import MOST_TEXT, Ticket, TicketQuerySet
from tickets.models.words import (
    ACTIVE,
    CATEGORIES,
    Category,
    PendingReason,
    Priority,
    Source,
    Status,
    Type,
    Urgency,
    priority_word,
    status_word,
    type_word,
)

__all__ = [
    "ACTIVE",
    "CATEGORIES",
    "MOST_TEXT",
    "Attachment",
    "Category",
    "Message",
    "PendingReason",
    "Priority",
    "Searchable",
    "Source",
    "Status",
    "Ticket",
    "TicketKey",
    "TicketQuerySet",
    "Type",
    "Urgency",
    "priority_word",
    "status_word",
    "type_word",
]
