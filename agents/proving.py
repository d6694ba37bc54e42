"""What a restored desk has to show of its agents."""

from django.contrib.auth.hashers import identify_hasher, is_password_usable
from django.utils.translation import gettext as _

from agents.models import Agent


def complaints():
    """For BACKUP_PROOFS: every active agent's password can be compared with one typed, and there is somebody to log in."""
    active = Agent.objects.active()
    if not active.exists() and Agent.objects.exists():
        yield _("No active agent is left: nobody could log in.")
    for agent in active.only("username", "password").order_by("pk").iterator():
        if is_password_usable(agent.password) and not _can_be_compared(agent.password):
            yield _("{agent}'s password is kept in no form that this desk knows.").format(agent=agent.username)


def _can_be_compared(encoded):
    try:
        identify_hasher(encoded).decode(encoded)
    except (ValueError, AssertionError, KeyError, IndexError):
        return False
    return True
