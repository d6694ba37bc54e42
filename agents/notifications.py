"""Who is told about an event of an agent's account. A reader of the log, like tickets/notifications.py."""

from activity import owing
from agents.models import Agent


def owe(event, subject):
    """Note the delivery to the agent, also of their own act: a mail is the proof that the address is theirs."""
    if isinstance(subject, Agent) and event.kind.tells:
        owing.owe(event, subject, AUDIENCES, but=lambda event: set())


def _themselves(event, agent):
    return [agent.email] if agent.is_active and agent.email else []


AUDIENCES = {"themselves": _themselves}
