"""Everything that can happen to a ticket. One line each; nothing else needs to know the list."""

from django.utils.translation import gettext_lazy as _

from activity.kinds import declare

#                     stored name, what the timeline says, who hears, whether it can be undone
SUBMITTED = declare("ticket.submitted", _("{actor} asked for help"), tells=("requester",))
ENTERED = declare("ticket.entered", _("{actor} entered this ticket"), tells=("requester", "assignee"))
IMPORTED = declare("ticket.imported", _("{actor} imported this ticket"))
ASSIGNED = declare("ticket.assigned", _("{actor} assigned this"), tells=("assignee",), undoable=True)
EDITED = declare("ticket.edited", _("{actor} edited this"), tells=("assignee",), undoable=True)
RESOLVED = declare("ticket.resolved", _("{actor} resolved this"), tells=("requester", "assignee"), undoable=True)
CLOSED = declare("ticket.closed", _("{actor} closed this"), tells=("requester", "assignee"), undoable=True)
REOPENED = declare(
    "ticket.reopened", _("{actor} reopened this"), tells=("requester", "assignee", "holder"), undoable=True
)
REPLIED = declare("ticket.replied", _("{actor} replied"), tells=("requester", "participants"))
ANSWERED = declare("ticket.answered", _("{actor} answered"), tells=("holder", "requester", "participants"))
NOTED = declare("ticket.noted", _("{actor} wrote an internal note"))
TAKEN_BACK = declare("ticket.message-taken-back", _("{actor} took a message back"))
BINNED = declare("ticket.binned", _("{actor} moved this to the bin"), undoable=True)
RESTORED = declare("ticket.restored", _("{actor} restored this from the bin"), undoable=True)

# By mail; their details point to the mail that came
MADE_OF_MAIL = declare("ticket.made-of-mail", _("{actor} made this ticket of a mail"))
MOVED_HERE = declare("ticket.mail-moved-here", _("{actor} moved a mail here"))
MOVED_AWAY = declare("ticket.mail-moved-away", _("{actor} moved a mail away"))
AUTO_REPLIED = declare("ticket.auto-replied", _("{actor} sent an automatic reply"))
BOUNCED = declare("ticket.mail-bounced", _("A mail to {actor} could not be delivered"))
HELD_BACK = declare("ticket.mail-held-back", _("{actor} replied by mail, which was not sent"))
REFUSED = declare("ticket.mail-refused", _("A reply by mail was set aside: the account of {actor} is deactivated"))
FILES_LEFT_OUT = declare("ticket.files-left-out", _("{actor} could not attach some files of a mail"))

SAID = (REPLIED, ANSWERED, NOTED, MOVED_HERE)  # those that may point to a message
# The requester's side
LINK_MADE = declare("ticket.link-made", _("{actor} made a private link to hand on"))
LINKS_REVOKED = declare("ticket.links-revoked", _("{actor} revoked private links"))
LINK_ASKED = declare("ticket.link-asked", _("{actor} asked for a new link"), tells=("person",))
PARTICIPANT_ADDED = declare("ticket.participant-added", _("{actor} added a participant"), tells=("person",))
PARTICIPANT_REMOVED = declare("ticket.participant-removed", _("{actor} removed a participant"))
SILENCED = declare("ticket.silenced", _("{actor} wants no messages about this"))
HEARING = declare("ticket.hearing", _("{actor} wants messages about this again"))
RATED = declare("ticket.rated", _("{actor} rated the help"))
FOLLOWED = declare("ticket.followed", _("{actor} wrote again after the ticket was long closed"), tells=("requester",))
CONTINUED = declare("ticket.continued", _("{actor} started a new ticket that goes on from this"))
TICKETS_ASKED = declare(
    "person.tickets-asked", _("{actor} was asked for a list of this person's tickets"), tells=("themselves",)
)
