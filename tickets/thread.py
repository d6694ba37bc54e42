"""A ticket as those without an account see it: how it stands in plain words, and what was said in public. Never a note."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, DateTimeField, IntegerField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activity.models import Event
from itdesk.prepared import prepared
from itdesk.web import BadRequest
from tickets import events
from tickets.models import Attachment, Message, PendingReason, Status
from tickets.models.conversation import is_public
from tickets.requesting import is_long_closed

SIZE = 50  # messages of a page
LAST = BigIntegerField.MAX_BIGINT  # no key is beyond it
TURNS = {
    events.RESOLVED.name: gettext_lazy("Marked as solved"),
    events.CLOSED.name: gettext_lazy("Closed"),
    events.REOPENED.name: gettext_lazy("Opened again"),
    events.CONTINUED.name: gettext_lazy("Goes on in a new ticket"),
}
RECEIVED, WORKED_ON, SOLVED = range(3)


@prepared(ticket=BigIntegerField(), until=DateTimeField(), before=BigIntegerField())
def _public(ticket, until, before):
    found = Message.objects.filter(is_public(until), ticket=ticket, pk__lt=before)
    return found.select_related("agent", "person").defer("text").order_by("-pk")[: SIZE + 1]


@prepared(ticket=BigIntegerField(), until=DateTimeField())
def _public_files(ticket, until):
    return Attachment.objects.public(until).filter(ticket=ticket).order_by("pk")


@prepared(kind=IntegerField(), ticket=BigIntegerField())
def _turned(kind, ticket):
    found = Event.objects.filter(subject_type=kind, subject_id=ticket, kind_name__in=TURNS).order_by("-version")
    return found.values_list("at", "kind_name")[:SIZE]


@dataclass(frozen=True)
class Item:
    """A message, or one quiet line about what became of the ticket (`turn`)."""

    at: datetime
    who: str = ""
    is_own: bool = False
    is_ours: bool = False
    html: SafeString | None = None
    key: int = 0
    turn: str = ""
    attached: tuple[Attachment, ...] = ()
    quoted: SafeString | str = ""


@dataclass
class Thread:
    """What was said, oldest first. newest: the key of the newest public message, 0 for none."""

    newest: int
    items: list[Item] = field(default_factory=list)
    earlier_url: str = ""
    newest_url: str = ""
    attached: list[Attachment] = field(default_factory=list)  # to the ticket as it was submitted

    @property
    def updated_at(self):
        """When the newest of these became public; None for none. The ticket's own time would tell of internal notes."""
        return self.items[-1].at if self.items else None


def thread_of(ticket, person, query):
    """The page of the public thread that the query string (`before`) asks for, in that person's eyes. Raises BadRequest."""
    before = query.get("before", "")
    if not re.fullmatch("[0-9]{0,18}", before):
        raise BadRequest(_("This page address is damaged. Open your link again."))
    asked = {"ticket": ticket.pk, "until": timezone.now() - Message.UNDO_FOR}
    found = _public(before=int(before) if before else LAST, **asked)
    thread = Thread(found[0].pk if found else 0)
    if before:
        newest = _public.first(before=LAST, **asked)
        thread.newest, thread.newest_url = newest.pk if newest else 0, "?"
    if len(found) > SIZE:
        thread.earlier_url = f"?before={found[SIZE - 1].pk}"
    messages = found[:SIZE][::-1]
    since = messages[0].created_at if thread.earlier_url else ticket.created_at
    until = messages[-1].created_at if before and messages else None
    turns = [turn for turn in _turns(ticket) if since <= turn.at and (until is None or turn.at <= until)]
    files = _files_of(ticket)
    thread.attached = files.get(None, [])
    said = [_said(message, person, tuple(files.get(message.pk, ()))) for message in messages]
    thread.items = sorted([*said, *turns], key=lambda item: item.at)
    return thread


def status_word(ticket):
    """Where it stands: Received, In progress, Waiting for you, Scheduled, Solved or Closed."""
    if ticket.status == Status.PENDING:
        return {PendingReason.SCHEDULED: _("Scheduled")}.get(
            ticket.pending_reason, _("Waiting for you") if waits_for_requester(ticket) else _("In progress")
        )
    return {Status.NEW: _("Received"), Status.RESOLVED: _("Solved"), Status.CLOSED: _("Closed")}.get(
        ticket.status, _("In progress")
    )


def steps(ticket):
    """[(word, is done, is current)] from Received to the end."""
    here = RECEIVED if ticket.status == Status.NEW else WORKED_ON if ticket.is_active else SOLVED
    words = [_("Received"), _("In progress"), _("Solved")]
    words[here] = status_word(ticket)
    return [(word, n <= here, n == here) for n, word in enumerate(words)]


def who_is_on_it(ticket):
    """An agent's first name, or the team."""
    agent = ticket.assignee
    return (agent.first_name if agent and agent.is_active else "") or _("The team")


def what_happens_next(ticket):
    """One sentence, by status."""
    return _next_by_status(ticket).format(
        who=who_is_on_it(ticket),
        day=ticket.pending_until and date_format(ticket.pending_until, "j M Y"),
        days=settings.AUTO_CLOSE_DAYS,
    )


def waits_for_requester(ticket):
    return ticket.status == Status.PENDING and ticket.pending_reason in ("", PendingReason.REQUESTER)


def _next_by_status(ticket):
    if ticket.status == Status.PENDING:
        planned = (
            _("It is planned for {day}.") if ticket.pending_until else _("It is planned. You hear when it is done.")
        )
        return {
            PendingReason.SUPPLIER: _("{who} is on it, and waits for a supplier."),
            PendingReason.PARTS: _("{who} is on it, and waits for parts."),
            PendingReason.SCHEDULED: planned,
        }.get(ticket.pending_reason, _("{who} needs an answer from you to go on."))
    if ticket.status == Status.CLOSED:
        if is_long_closed(ticket):
            return _("It is closed. If it comes back, write here: that starts a new ticket that goes on from this one.")
        return _("It is closed. If it comes back, write here: that opens it again.")
    if ticket.status == Status.RESOLVED and settings.AUTO_CLOSE_DAYS:
        return _("Please say whether it works. Without an answer it is closed after {days} days.")
    return {
        Status.NEW: _("We have it. Somebody will look at it, and answer here."),
        Status.RESOLVED: _("Please say whether it works."),
    }.get(ticket.status, _("{who} is working on it, and answers here."))


def _turns(ticket):
    found = _turned(kind=ContentType.objects.get_for_model(ticket).pk, ticket=ticket.pk)
    return [Item(at, turn=str(TURNS[name])) for at, name in found]


def _files_of(ticket):
    """{key of a message, None for the submission: its files}, without those that nobody outside may have."""
    files = {}
    for file in _public_files(ticket=ticket.pk, until=timezone.now() - Message.UNDO_FOR):
        files.setdefault(file.message_id, []).append(file)
    return files


def _said(message, person, attached):
    is_own = message.person_id == person.pk
    if message.agent:
        who = message.agent.first_name or _("IT Desk")
    else:
        who = _("You") if is_own else message.person.name
    is_ours = bool(message.agent)
    quoted = "" if is_ours else message.quoted_html  # what an agent's mail repeats was told to that agent
    return Item(message.created_at, who, is_own, is_ours, message.html, message.pk, attached=attached, quoted=quoted)
