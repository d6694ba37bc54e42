"""A ticket's stream: what was said and what changed, oldest first, loaded from its end a page at a time."""

import re
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, IntegerField, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activity import timeline
from activity.models import Event
from itdesk.prepared import prepared
from itdesk.web import BadRequest
from people.models import Person
from tickets import events, mailed
from tickets.models import BEST, Attachment, Message, Source, Ticket

SIZE = 50  # events of a page
LAST = 2**31 - 1  # no version is beyond it
SHOWN = ("kind_name", "version", "actor_name", "changes", "details", "at")  # of an event
FOLDED = 4  # so many changes in a row are one line, to be opened
SAID = [kind.name for kind in events.SAID]
SHOWS = {
    "": gettext_lazy("All"),
    "conversation": gettext_lazy("Conversation"),
    "changes": gettext_lazy("Changes"),
}


def _page_of(shown, kind, ticket, before):
    found = Event.objects.filter(shown, subject_type=kind, subject_id=ticket, version__lt=before)
    at_once = found.annotate(newest=Subquery(_newest_message(ticket)))  # it must not miss one between
    return at_once.order_by("-version").only(*SHOWN)[: SIZE + 1]


def _newest_message(ticket):
    return Message.objects.filter(ticket=ticket).order_by("-pk").values_list("pk", flat=True)[:1]


_ONE = {"kind": IntegerField(), "ticket": BigIntegerField(), "before": IntegerField()}
_PAGES = {
    "": prepared(**_ONE)(partial(_page_of, Q())),
    "conversation": prepared(**_ONE)(partial(_page_of, Q(kind_name__in=SAID))),
    "changes": prepared(**_ONE)(partial(_page_of, ~Q(kind_name__in=SAID))),
}


@prepared(keys=[BigIntegerField()])
def _messages(keys):
    return Message.objects.standing().filter(pk__in=keys).defer("text")


@prepared(ticket=BigIntegerField())
def _files(ticket):
    return Attachment.objects.filter(ticket=ticket).order_by("pk")


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
    found = _PAGES[show](kind=_kind(), ticket=ticket.pk, before=int(before) if before else LAST)
    stream = Stream(show, (found[0].newest if found else _newest_message(ticket.pk).first()) or 0)
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


def _kind():
    return ContentType.objects.get_for_model(Ticket).pk


def _hand_out_files(stream, ticket):
    """Each to its message, in one query."""
    said = {item.message.pk: item for item in stream.items if item.message}
    for file in _files(ticket=ticket.pk):
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


def _items(found, seen):
    keys = [event.details["message"] for event in found if "message" in event.details]
    messages = {message.pk: message for message in _messages(keys=keys)}
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
