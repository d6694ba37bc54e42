"""Everything that can happen to a person's card."""

from django.utils.translation import gettext_lazy as _

from activity.kinds import declare

#                    stored name         what the timeline says
ADDED = declare("person.added", _("{actor} added this person"))
IMPORTED = declare("person.imported", _("{actor} imported this person"))
EDITED = declare("person.edited", _("{actor} edited this person"), undoable=True)
