"""Everything that can happen to a ticket. One line each; nothing else needs to know the list."""

from django.utils.translation import gettext_lazy as _

from activity.kinds import declare

#                     stored name, what the timeline says, who hears, whether it can be undone
SUBMITTED = declare("ticket.submitted", _("{actor} asked for help"), tells=("requester",))
ENTERED = declare("ticket.entered", _("{actor} entered this ticket"), tells=("requester", "assignee"))
IMPORTED = declare("ticket.imported", _("{actor} imported this ticket"))
ASSIGNED = declare("ticket.assigned", _("{actor} assigned this"), tells=("assignee",), undoable=True)
EDITED = declare("ticket.edited", _("{actor} edited this"), tells=("assignee",), undoable=True)
RESOLVED = declare("ticket.resolved", _("{actor} resolved this"), tells=("assignee",), undoable=True)
CLOSED = declare("ticket.closed", _("{actor} closed this"), tells=("assignee",), undoable=True)
REOPENED = declare("ticket.reopened", _("{actor} reopened this"), tells=("assignee",), undoable=True)
REPLIED = declare("ticket.replied", _("{actor} replied"), tells=("requester",))
ANSWERED = declare("ticket.answered", _("{actor} answered"), tells=("holder",))
NOTED = declare("ticket.noted", _("{actor} wrote an internal note"))
BINNED = declare("ticket.binned", _("{actor} moved this to the bin"), undoable=True)
RESTORED = declare("ticket.restored", _("{actor} restored this from the bin"), undoable=True)
