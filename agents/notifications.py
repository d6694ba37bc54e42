"""Who is told about an event of an agent's account. A reader of the log, like tickets/notifications.py."""

from activity.models import Delivery
from agents.models import Agent


def owe(event, subject):
    """Note the delivery to the agent, also of their own act: a mail is the proof that the address is theirs."""
    if not isinstance(subject, Agent) or event.is_history or "themselves" not in event.kind.tells or not subject.email:
        return
    Delivery.objects.create(event=event, address=subject.email, audience="themselves")
