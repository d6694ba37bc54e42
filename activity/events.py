"""What can happen to any recorded thing."""

from django.utils.translation import gettext_lazy as _

from activity.kinds import declare

UNDONE = declare("activity.undone", _("{actor} took a change back"), undoable=True)
