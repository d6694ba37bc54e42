"""Everything that can happen to an agent, and to the code that admits one."""

from django.utils.translation import gettext_lazy as _

from activity.kinds import declare

#                               stored name              what the timeline says
REGISTERED = declare("agent.registered", _("{actor} registered as an agent"), tells=("themselves",))
IMPORTED = declare("agent.imported", _("{actor} was imported as an agent"))
ADDED = declare("agent.added", _("{actor} added this agent"))
EDITED = declare("agent.edited", _("{actor} changed this agent's account"))
PROFILE_CHANGED = declare("agent.profile_changed", _("{actor} changed their name or address"))
PASSWORD_CHANGED = declare("agent.password_changed", _("{actor} changed their password"))
RESET_ASKED = declare(
    "agent.reset-asked", _("{actor} was asked for a link to choose a new password"), tells=("themselves",)
)
PASSWORD_RESET = declare("agent.password_reset", _("{actor} chose a new password by a link from a mail"))
TWO_FACTOR_ON = declare("agent.two_factor_on", _("{actor} turned two-factor log-in on"))
TWO_FACTOR_OFF = declare("agent.two_factor_off", _("{actor} turned two-factor log-in off"))
CODES_RENEWED = declare("agent.codes_renewed", _("{actor} made new recovery codes"))
CODE_USED = declare("agent.code_used", _("{actor} logged in by a recovery code"))
SESSION_ENDED = declare("agent.session_ended", _("{actor} ended a session of this account"))
SESSIONS_ENDED = declare("agent.sessions_ended", _("{actor} ended every session of this account"))
HR_CODE_CHANGED = declare("hr_code.changed", _("{actor} changed the HR code"))
