"""The indexes of the ticket table, and why each is there."""

from django.db import models
from django.db.models import F, Q

from itdesk.cells import Cell

PRESENT = Q(binned_at__isnull=True)
UNRESOLVED = Q(binned_at__isnull=True, resolved_at__isnull=True)
TO_CLOSE = Q(binned_at__isnull=True, resolved_at__isnull=False, closed_at__isnull=True)

# One index for each order in which a list is walked, of all tickets and of the active ones, and one for each filter that
# leaves few. The columns that leave many (category, priority, type, status) lead none: a planner that is offered one
# fetches a hundred thousand rows and sorts them. So lists are ordered by ranks, and filtered by the columns themselves.
# The orders that the desk shows unasked hold what lists are filtered by, so that a walk looks at no ticket that it skips.
FILTERED_BY = ["assignee", "category", "priority", "type"]
# Where several filters leave few tickets, these are found by their cell, whatever the order: see itdesk/cells.py.
CELL = Cell("category_id", "priority_rank", "status_rank", sizes=(4, 5))
INDEXES = [
    models.Index(fields=["-updated_at", "-id", "status", *FILTERED_BY], name="ticket_active", condition=UNRESOLVED),
    models.Index(fields=["-created_at", "-id"], name="ticket_active_created", condition=UNRESOLVED),
    models.Index(fields=["-id"], name="ticket_active_number", condition=UNRESOLVED),
    models.Index(fields=["status_rank", "id"], name="ticket_active_by_status", condition=UNRESOLVED),
    models.Index(fields=["priority_rank", "id"], name="ticket_active_by_priority", condition=UNRESOLVED),
    models.Index(fields=["assignee", "-updated_at", "-id"], name="ticket_active_of", condition=UNRESOLVED),
    models.Index(fields=["-updated_at", "-id", "status", *FILTERED_BY], name="ticket_updated", condition=PRESENT),
    models.Index(fields=["-created_at", "-id"], name="ticket_created", condition=PRESENT),
    models.Index(fields=["status_rank", "id"], name="ticket_by_status", condition=PRESENT),
    models.Index(fields=["priority_rank", "id"], name="ticket_by_priority", condition=PRESENT),
    models.Index(
        fields=["status_rank", "-updated_at", "-id", *FILTERED_BY], name="ticket_in_status", condition=PRESENT
    ),
    models.Index(fields=["resolved_at", "id"], name="ticket_to_close", condition=TO_CLOSE),
    models.Index(fields=["assignee", "-updated_at", "-id"], name="ticket_of_assignee"),
    models.Index(fields=["requester", "-updated_at", "-id"], name="ticket_of_requester"),
    models.Index(fields=["asset", "-updated_at", "-id"], name="ticket_of_asset"),
    models.Index(CELL, F("type"), F("assignee_id"), name="ticket_cell", condition=PRESENT),
    models.Index(fields=["-binned_at", "-id"], name="ticket_bin", condition=Q(binned_at__isnull=False)),
    models.Index(fields=["typed_tag_key"], name="ticket_unknown_tag", condition=~Q(typed_tag_key="")),
]
