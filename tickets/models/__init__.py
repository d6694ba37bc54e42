"""The requests for help, from the person who asked to the answer they got, and what was said on the way."""

from tickets.models.conversation import Message
from tickets.models.drafts import Draft
from tickets.models.files import Attachment
from tickets.models.links import Inquiry, Link
from tickets.models.presence import Presence
from tickets.models.requesting import BEST, FollowUp, Opening, Participant, Rating, Silence
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
    "BEST",
    "CATEGORIES",
    "MOST_TEXT",
    "Attachment",
    "Category",
    "Draft",
    "FollowUp",
    "Inquiry",
    "Link",
    "Message",
    "Opening",
    "Participant",
    "PendingReason",
    "Presence",
    "Priority",
    "Rating",
    "Searchable",
    "Silence",
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
