"""Everything that can happen to an agent, and to the code that admits one."""

from django.utils.translation import gettext_lazy as _

from activity.kinds import declare

#                               stored name              what the timeline says
REGISTERED = declare("agent.registered", _("{actor} registered as an agent"))
IMPORTED = declare("agent.imported", _("{actor} was imported as an agent"))
ADDED = declare("agent.added", _("{actor} added this agent"))
EDITED = declare("agent.edited", _("{actor} changed this agent's account"))
HR_CODE_CHANGED = declare("hr_code.changed", _("{actor} changed the HR code"))
