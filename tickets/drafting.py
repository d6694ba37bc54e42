"""Keeping what an agent types, while it is typed. No event: nobody else ever sees a draft."""

from datetime import timedelta

from django.db import transaction
from django.db.models import BigIntegerField, IntegerField
from django.utils import timezone

from itdesk.prepared import prepared
from tickets.models import Draft, Ticket

MOST_SET_ASIDE = 20  # texts; beyond them the oldest go


class AlreadySent(Exception):
    """This very text is a message by now: a save that was overtaken, or a window that another one has sent from."""


@transaction.atomic
def keep_draft(ticket, *, by, kind, text, seen, after):
    """Keep what the agent `by` has typed on the ticket; the Draft, or None where nothing is left to keep.

    seen: the stamp of the draft that this window was shown, 0 for none. Where another window has written since, this text,
    the newer, stands, and that one's is set aside unless this one contains it. after: the key of the newest message that
    was on the page, as for reply_to_ticket. Raises AlreadySent.
    """
    Ticket._base_manager.select_for_update().only("pk").get(pk=ticket.pk)  # who is sending is waited for
    if text and ticket.messages.standing().filter(agent=by, pk__gt=after, source=text, kind=kind).exists():
        raise AlreadySent
    draft = draft_of(ticket, by) or Draft(ticket=ticket, agent=by)
    if draft.pk and (draft.text, draft.kind) == (text, kind):
        return draft
    if draft.text and seen != draft.stamp:
        draft.set_aside.append(draft.text)
    draft.kind, draft.text = kind, text
    return _kept(draft)


def give_back(ticket, *, by, kind, text, typed):
    """Put a text back into the agent's box; what is typed there, or was, is set aside. The Draft."""
    draft = draft_of(ticket, by) or Draft(ticket=ticket, agent=by)
    draft.set_aside += [draft.text, typed]
    draft.kind, draft.text = kind, text
    return _kept(draft)


def discard_what_was_set_aside(ticket, *, by):
    """What another window had typed is not wanted. The Draft, or None where nothing is left to keep."""
    draft = draft_of(ticket, by)
    if draft is None:
        return None
    draft.set_aside = []
    return _kept(draft)


def sent(ticket, *, by, text, seen=None):
    """The agent's draft on the ticket has become a message of that text. What another window had typed is still offered.

    seen: the stamp of the draft that the sending window knew; None: whatever is there. Where another window has kept
    something since that the message does not say, it is set aside.
    """
    draft = draft_of(ticket, by)
    if draft is None:
        return
    if seen not in (None, draft.stamp) and draft.text not in text:
        draft.set_aside.append(draft.text)
    draft.text = ""
    _kept(draft)


def draft_of(ticket, agent):
    """The agent's draft on the ticket, or None."""
    return _draft_of.first(ticket=ticket.pk, agent=agent.pk)


@prepared(ticket=BigIntegerField(), agent=IntegerField())
def _draft_of(ticket, agent):
    return Draft.objects.filter(ticket=ticket, agent=agent)


def _kept(draft):
    newer = [draft.text]
    for text in reversed(draft.set_aside):  # what a newer one contains needs no offering
        newer += [] if any(text in other for other in newer) else [text]
    draft.set_aside = newer[:0:-1][-MOST_SET_ASIDE:]
    if not draft.text and not draft.set_aside:
        if draft.pk:
            draft.delete()
        return None
    before, now = draft.saved_at, timezone.now()
    draft.saved_at = max(now, before + timedelta(microseconds=1)) if before else now  # each stamp only once
    draft.save()
    return draft
