"""A ticket's stream: what was said and what changed, oldest first, loaded from its end a page at a time."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activity import timeline
from activity.models import Event
from itdesk.web import BadRequest
from people.models import Person
from tickets import events, mailed
from tickets.models import BEST, Attachment, Message, Source, Ticket

SIZE = 50  # events of a page
FOLDED = 4  # so many changes in a row are one line, to be opened
SAID = [kind.name for kind in events.SAID]
SHOWS = {
    "": gettext_lazy("All"),
    "conversation": gettext_lazy("Conversation"),
    "changes": gettext_lazy("Changes"),
}


@dataclass
class Item:
    """A message, or one or more changes. is_new: somebody wrote it while the reader was writing."""

    entries: list[timeline.Entry]
    message: Message | None = None
    is_new: bool = False
    attached: list[Attachment] = field(default_factory=list)
    mails: list[mailed.Mail] = field(default_factory=list)

    @property
    def mail_state(self):
        """(value, word) for all mails of a message: the worst."""
        state = mailed.state_of(self.mails)
        return state, mailed.WORDS[state]

    @property
    def is_folded(self):
        return len(self.entries) >= FOLDED

    @property
    def who(self):
        return ", ".join(dict.fromkeys(entry.actor for entry in self.entries))


@dataclass
class Stream:
    """Items, oldest first. newest: the key of the ticket's newest message, 0 for none. Addresses are "" where none leads."""

    show: str
    newest: int
    items: list[Item] = field(default_factory=list)
    attached: list[Attachment] = field(default_factory=list)  # to the ticket as it was submitted
    opened_by: Any = None  # the mail that it was submitted by; with pk, is_unverified, related_id
    unheard: list[mailed.Mail] = field(default_factory=list)  # mails about the ticket that reached nobody
    earlier_url: str = ""
    newest_url: str = ""

    @property
    def url(self):
        return f"?show={self.show}" if self.show else "?"

    @property
    def choices(self):
        return [(f"?show={key}" if key else "?", words, key == self.show) for key, words in SHOWS.items()]


def stream_of(ticket, query, *, seen=None):
    """What the query string (`show`, `before`) asks for. Messages after the one with the key `seen` are new.

    Raises BadRequest.
    """
    show, before = query.get("show", ""), query.get("before", "")
    if show not in SHOWS or not re.fullmatch("[0-9]{0,9}", before):
        raise BadRequest(_("This page address is damaged. Start again from the ticket's own page."))
    newest = ticket.messages.order_by("-pk").values("pk")[:1]
    asked = _asked_for(ticket, show, before).annotate(newest=Subquery(newest))  # at once: it must not miss one between
    found = list(asked.order_by("-version")[: SIZE + 1])
    stream = Stream(show, (found[0].newest if found else newest.values_list("pk", flat=True).first()) or 0)
    if len(found) > SIZE:
        stream.earlier_url = f"?show={show}&before={found[SIZE - 1].version}"
    if before:
        stream.newest_url = stream.url
    stream.items = _items(found[:SIZE][::-1], seen)
    _hand_out_files(stream, ticket)
    _hand_out_mails(stream, ticket, found)
    if ticket.source == Source.MAIL and not stream.earlier_url:
        told = ticket.arrivals.filter(message=None).order_by("pk")
        stream.opened_by = told.only("is_unverified", "related").first()
    return stream


def _hand_out_files(stream, ticket):
    """Each to its message, in one query."""
    said = {item.message.pk: item for item in stream.items if item.message}
    for file in ticket.attachments.order_by("pk"):
        if file.message_id is None:
            stream.attached.append(file)
        elif file.message_id in said:
            said[file.message_id].attached.append(file)


def _hand_out_mails(stream, ticket, found):
    """Each to the message that it tells of, in one query."""
    said = {event.pk: event.details["message"] for event in found if "message" in event.details}
    mails, stream.unheard = mailed.mails_of(ticket, list(said))
    by_message = {message: mails.get(event, []) for event, message in said.items()}
    for item in stream.items:
        item.mails = by_message.get(item.message.pk, []) if item.message else []


def _asked_for(ticket, show, before):
    found = Event.objects.about(ticket)
    if show:
        found = found.filter(kind_name__in=SAID) if show == "conversation" else found.exclude(kind_name__in=SAID)
    return found.filter(version__lt=int(before)) if before else found


def _items(found, seen):
    keys = [event.details["message"] for event in found if "message" in event.details]
    messages = Message.objects.standing().in_bulk(keys) if keys else {}
    items = []
    for entry in _pointing(timeline.entries(found, subject_model=Ticket)):
        message = messages.get(entry.details.get("message"))
        if message or not items or items[-1].message:
            items.append(Item([entry], message, bool(message and seen is not None and message.pk > seen)))
        else:
            items[-1].entries.append(entry)
    if items and len(items[-1].entries) > 1:  # what was done last is said, not folded away
        items.append(Item([items[-1].entries.pop()]))
    return items


def _pointing(entries):
    """The same with whom or what their details point to: "Priya added a participant: Kim Lee"."""
    keys = {entry.details["person"] for entry in entries if "person" in entry.details}
    names = dict(Person.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}
    for entry in entries:
        said = {
            "person": lambda key: names.get(key, ""),
            "ticket": lambda key: f"#{key}",
            "score": lambda score: _("{score} of {best}").format(score=score, best=BEST),
        }
        more = [say(entry.details[name]) for name, say in said.items() if name in entry.details]
        yield replace(entry, sentence=f"{entry.sentence}: {more[0]}") if more else entry
