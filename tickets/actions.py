"""Everything anyone can do to a ticket. Each action is one change, one event, or a refusal."""

import hashlib
import json

from django.db import IntegrityError, transaction

from activity import record
from assets.models import Asset
from people.actions import find_or_create_person
from tickets import events
from tickets.models import ACTIVE, Priority, Source, Status, Ticket, Urgency

FIRST_PRIORITY = {Urgency.CANNOT_WORK: Priority.HIGH}  # where the requester's urgency says more than P3 Medium


def submit_ticket(*, name, email, subject, category, key="", **answers):
    """An employee asks for help on the public page; the ticket.

    answers: description, asset_tag, type, urgency, phone. key: the form's own; the same key with the same answers again
    is the same ticket, however many arrive at once. Raises ValidationError ({field: messages}).
    """
    fields = dict(name=name, email=email, subject=subject, category=category, **answers)
    once = _submission_key(key, fields) if key else None
    try:
        return _enter(events.SUBMITTED, by=name, source=Source.PORTAL, submission_key=once, **fields)
    except IntegrityError:
        if before := find_submitted(key=key, **fields):
            return before
        raise


def find_submitted(*, key, **fields):
    """The ticket that the same key with the same answers has made; None if there is none yet, or no key."""
    made = Ticket.objects.filter(submission_key=_submission_key(key, fields)) if key else Ticket.objects.none()
    number = made.values_list("pk", flat=True).first()  # mostly there is none, and a whole row takes longer to ask for
    return number and Ticket.objects.get(pk=number)


def enter_ticket(*, by, name, email, subject, category, **answers):
    """An agent enters a ticket for somebody; the ticket.

    answers: as for submit_ticket, and status, pending_reason, pending_until, priority, assignee. Raises ValidationError.
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
    return record.changed(ticket, _kind_of_edit, by=by, seen=seen, relies_on=relies_on, **values)


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


@transaction.atomic
def _enter(kind, *, by, name, email, phone="", asset_tag="", **fields):
    person = find_or_create_person(name=name, email=email, phone=phone, by=by)
    ticket = Ticket(requester=person, name_as_given=name, phone_as_given=phone, **_about(asset_tag), **fields)
    if not fields.get("priority"):
        ticket.priority = FIRST_PRIORITY.get(ticket.urgency, Priority.MEDIUM)
    for field, value in ticket.what_follows(fields, record.now()).items():
        setattr(ticket, field, value)
    record.created(ticket, kind, by=by)
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
    if ticket.is_active != (status in ACTIVE):
        return {Status.RESOLVED: events.RESOLVED, Status.CLOSED: events.CLOSED}.get(status, events.REOPENED)
    if "assignee" in values and values.keys() <= {"assignee", "status"}:
        return events.ASSIGNED
    return events.EDITED


def _submission_key(key, fields):
    """The form's key bound to its answers: going Back and sending something else is another ticket."""
    text = json.dumps(
        {name: str(getattr(value, "pk", value)) for name, value in sorted(fields.items())}, ensure_ascii=False
    )
    return hashlib.sha256(f"{key}\n{text}".encode()).hexdigest()
