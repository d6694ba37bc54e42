"""Everything anyone can do to a ticket. Each action is one change, one event, or a refusal."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import BigIntegerField, CharField
from django.utils.translation import gettext as _

from activity import record
from activity.locking import lock
from assets.models import Asset
from itdesk.prepared import prepared
from itdesk.text import clean_text
from itdesk.web import Refused
from people.actions import find_or_create_person
from people.models import Person
from tickets import drafting, events, files, letters, markdown, search, taking_back
from tickets.models import ACTIVE, Message, PendingReason, Priority, Source, Status, Ticket, Urgency

FIRST_PRIORITY = {Urgency.CANNOT_WORK: Priority.HIGH}  # where the requester's urgency says more than P3 Medium


class NewerMessage(Exception):
    """Others have written since; nothing was sent. messages: theirs, oldest first."""

    def __init__(self, messages):
        super().__init__(f"{len(messages)} newer messages")
        self.messages = messages


class InTheBin(Refused):
    """Somebody moved the ticket to the bin while a message was being written."""

    def __init__(self, ticket):
        super().__init__(_("Meanwhile {thing} was moved to the bin. Restore it, then send again.").format(thing=ticket))


def submit_ticket(*, name, email, subject, category, key="", attached=(), **answers):
    """An employee asks for help on the public page; the ticket.

    answers: description, asset_tag, type, urgency, phone. key: the form's own; the same key with the same answers again
    is the same ticket, however many arrive at once. attached: a basket's files (tickets/files). Raises ValidationError
    ({field: messages}).
    """
    fields = dict(name=name, email=email, subject=subject, category=category, **answers)
    once = _submission_key(key, fields, attached) if key else None
    try:
        return _enter(events.SUBMITTED, by=name, source=Source.PORTAL, submission_key=once, attached=attached, **fields)
    except IntegrityError:
        if before := find_submitted(key=key, attached=attached, **fields):
            return before
        raise


def find_submitted(*, key, attached=(), **fields):
    """The ticket that the same key with the same answers and files has made; None if there is none yet, or no key."""
    once = _submission_key(key, fields, attached) if key else None
    number = _number_of.first(key=once) if once else None  # mostly there is none: a whole row takes longer to ask for
    return number and Ticket.objects.get(pk=number)


@prepared(key=CharField())
def _number_of(key):
    return Ticket.objects.filter(submission_key=key).values_list("pk", flat=True)


def enter_ticket(*, by, name, email, subject, category, **answers):
    """An agent enters a ticket for somebody; the ticket.

    answers: as for submit_ticket, attached too, and status, pending_reason, pending_until, priority, assignee. Raises
    ValidationError.
    """
    fields = dict(name=name, email=email, subject=subject, category=category, **answers)
    return _enter(events.ENTERED, by=by, source=Source.AGENT, **fields)


@transaction.atomic
def edit_ticket(ticket, /, *, by, seen=None, **values):
    """Change any fields of a ticket, also by `asset_tag` (as typed) and `requester_name` with `requester_email`.

    Returns the event, or None when nothing differs. Raises Conflict (see activity.record), ValidationError.
    """
    if "asset_tag" in values:
        values |= _about(values.pop("asset_tag"))
    if "requester_email" in values:
        values |= _asked_by(values.pop("requester_name"), values.pop("requester_email"), by)
    waits = {"pending_reason", "pending_until"} & values.keys() and "status" not in values
    relies_on = ["status"] if waits else []
    details = (
        {"author": by.pk} if isinstance(by, Person) else {}
    )  # a person is no actor, and hears not of their own act
    return record.changed(ticket, _kind_of_edit, by=by, seen=seen, relies_on=relies_on, details=details, **values)


def assign_ticket(ticket, to, *, by, seen=None):
    """Give a ticket to an agent, or to nobody (None). A new ticket that is given to somebody is open."""
    return record.changed(ticket, events.ASSIGNED, by=by, seen=seen, assignee=to)


def resolve_ticket(ticket, *, by, seen=None):
    return edit_ticket(ticket, by=by, seen=seen, status=Status.RESOLVED)


def close_ticket(ticket, *, by, seen=None):
    return edit_ticket(ticket, by=by, seen=seen, status=Status.CLOSED)


def reopen_ticket(ticket, *, by, seen=None):
    return edit_ticket(ticket, by=by, seen=seen, status=Status.OPEN)


def bin_ticket(ticket, *, by):
    """Put a ticket into the bin, as it is; the event, or None when it is there already."""
    return record.changed(ticket, events.BINNED, by=by, binned_at=record.now())


def restore_ticket(ticket, *, by):
    """Take a ticket out of the bin; the event, or None when it is not there."""
    return record.changed(ticket, events.RESTORED, by=by, binned_at=None)


def reply_to_ticket(ticket, *, by, text, attached=(), after=None, draft=None, mail=None, **then):
    """Say something to all who are on the ticket; the Message. by: an agent, or the person who asked for help.

    text: Markdown; "" only where files are attached, which wait in a basket (tickets/files). after: the key of the newest
    message that the author was shown, 0 for none: where others have written since, nothing of an agent's is sent and
    NewerMessage is raised. None does not ask. Sent twice, the same words are one message. draft: see drafting.sent.
    mail: the letters.Mail that it came by: then text is shown to the letter, and no draft is touched.
    then: fields to change in the same act, such as status. An agent's first reply opens a new ticket; the person's answer
    opens what waited for it or was done. Raises ValidationError ({"text" or "attachments": messages}), InTheBin.
    """
    kind = events.ANSWERED if isinstance(by, Person) else events.REPLIED
    asked = {"by": by, "text": text, "attached": attached, "after": after, "draft": draft, "mail": mail, "then": then}
    return _write(ticket, kind, Message.Kind.REPLY, **asked)


def note_on_ticket(ticket, *, by, text, attached=(), after=None, draft=None, **then):
    """Write down something that only agents see; the Message. Nobody outside ever hears of it.

    As reply_to_ticket, but a newer message is no reason to wait: `after` only tells what was sent twice.
    """
    asked = {"by": by, "text": text, "attached": attached, "after": after, "draft": draft, "then": then}
    return _write(ticket, events.NOTED, Message.Kind.NOTE, **asked)


@transaction.atomic
def _write(ticket, event, kind, *, by, text, attached, after, draft, then, mail=None):
    source = _source(text, attached)
    lock(ticket)
    if ticket.is_binned:
        raise InTheBin(ticket)
    message = Message(ticket=ticket, kind=kind, source=source, created_at=record.now(), **letters.columns(mail))
    setattr(message, "person" if isinstance(by, Person) else "agent", by)
    newer = [] if after is None else _said_since(ticket=ticket.pk, after=after)
    for before in newer:
        if _says_the_same(before, message, attached):
            files.forget_twins(attached)
            return before
    if newer and kind == Message.Kind.REPLY and not isinstance(by, Person):
        raise NewerMessage(newer)
    message.text = source if mail else markdown.text_of(source)
    message.save(force_insert=True)
    files.claim(attached, ticket=ticket, message=message)
    with record.batch():
        pointers = letters.pointers(mail) | files.pointers(attached)
        act = [record.happened(ticket, event, by=by, message=message.pk, **pointers)]
        if changes := what_a_message_opens(ticket, event) | then:
            act += filter(None, [edit_ticket(ticket, by=by, **changes)])
    if message.agent:
        if not mail:
            drafting.sent(ticket, by=by, text=source, seen=draft)
        taking_back.hold_back(message, act)
    return message


@prepared(ticket=BigIntegerField(), after=BigIntegerField())
def _said_since(ticket, after):
    return Message.objects.standing().filter(ticket=ticket, pk__gt=after).order_by("pk")


def _says_the_same(before, message, attached):
    """The same author sent the same words and files: a button that was pressed twice."""
    if any(getattr(before, name) != getattr(message, name) for name in ("source", "kind", "agent_id", "person_id")):
        return False
    return {file.sha256 for file in attached} <= {file.sha256 for file in before.attachments.all()}


def _source(text, attached):
    source = clean_text(text)
    if not source and not attached:
        raise ValidationError({"text": [_("Write something first.")]})
    if len(source) > markdown.LONGEST:
        said = _("A message has at most {most} characters; this one has {number}.")
        raise ValidationError({"text": [said.format(most=f"{markdown.LONGEST:,}", number=f"{len(source):,}")]})
    return source


def what_a_message_opens(ticket, event):
    """The change of status that a message of that kind of event brings with it: {} for none."""
    waited = ticket.status == Status.PENDING and ticket.pending_reason in ("", PendingReason.REQUESTER)
    opens = {
        events.REPLIED: ticket.status == Status.NEW,
        events.ANSWERED: waited or not ticket.is_active,
        events.NOTED: False,
    }
    return {"status": Status.OPEN} if opens[event] else {}


@transaction.atomic
def _enter(kind, *, by, name, email, phone="", asset_tag="", attached=(), **fields):
    person = find_or_create_person(name=name, email=email, phone=phone, by=by)
    ticket = Ticket(requester=person, name_as_given=name, phone_as_given=phone, **_about(asset_tag), **fields)
    if not fields.get("priority"):
        ticket.priority = FIRST_PRIORITY.get(ticket.urgency, Priority.MEDIUM)
    for field, value in ticket.what_follows(fields, record.now()).items():
        setattr(ticket, field, value)
    record.created(ticket, kind, by=by, **files.pointers(attached))
    if attached:
        files.claim(attached, ticket=ticket)
        search.write([ticket.pk])  # its reader of the log was told before the files were the ticket's
    return ticket


def _about(tag):
    """The asset with that tag, or the tag as typed when no asset has it."""
    asset = Asset.objects.present().tagged(tag).first() if tag else None
    return {"asset": asset, "tag_as_typed": "" if asset else tag}


def _asked_by(name, email, by):
    if not name and not email:
        return {"requester": None, "name_as_given": ""}
    return {"requester": find_or_create_person(name=name, email=email, by=by), "name_as_given": name}


def _kind_of_edit(ticket, values):
    status = values.get("status", ticket.status)
    if status != ticket.status and not (ticket.is_active and status in ACTIVE):
        return {Status.RESOLVED: events.RESOLVED, Status.CLOSED: events.CLOSED}.get(status, events.REOPENED)
    if "assignee" in values and values.keys() <= {"assignee", "status"}:
        return events.ASSIGNED
    return events.EDITED


def _submission_key(key, fields, attached):
    """The form's key bound to its answers and files: going Back and sending something else is another ticket."""
    said = {name: str(getattr(value, "pk", value)) for name, value in sorted(fields.items())}
    sums = {"attached": sorted({file.sha256 for file in attached})} if attached else {}
    text = json.dumps(said | sums, ensure_ascii=False)
    return hashlib.sha256(f"{key}\n{text}".encode()).hexdigest()
