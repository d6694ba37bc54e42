"""Who else is on a ticket, and who of them is typing: rows that nobody keeps, written by the page that is open."""

from django.db.models import Count, Q
from django.utils import timezone

from activity.models import Event
from tickets.models import Presence


def say_here(ticket, *, by, typing):
    """The agent looks at the ticket now. typing: whether they are writing on it. Sweeps what is no longer said."""
    now = timezone.now()
    Presence.objects.filter(seen_at__lt=now - Presence.LASTS).delete()
    here = Presence(ticket=ticket, agent=by, seen_at=now, typing_at=now if typing else None)
    fields = {"unique_fields": ["ticket", "agent"], "update_fields": ["seen_at", "typing_at"]}
    Presence.objects.bulk_create([here], update_conflicts=True, **fields)


def say_gone(ticket, *, by):
    Presence.objects.filter(ticket=ticket, agent=by).delete()


def others_on(ticket, agent):
    """([names of those who are typing], [names of the others]), without the agent."""
    now = timezone.now()
    found = Presence.objects.filter(ticket=ticket, seen_at__gte=now - Presence.LASTS).exclude(agent=agent)
    typing, reading = [], []
    for one in found.select_related("agent").order_by("agent_id"):
        is_typing = one.typing_at and one.typing_at >= now - Presence.TYPING_LASTS
        (typing if is_typing else reading).append(one.agent.name)
    return typing, reading


def news_since(ticket, version, *, reader):
    """How many things others have done to the ticket since that version of it."""
    by_others = Q(actor__isnull=True) | ~Q(actor=reader)
    return Event.objects.about(ticket).since(version).filter(by_others).aggregate(number=Count("pk"))["number"]
