"""What mail does to tickets, and what agents do with mail that landed on the wrong one."""

from django.db import transaction
from django.utils.translation import gettext as _

from activity import record
from activity.locking import lock
from activity.models import Event
from itdesk.text import clean_line, clean_text
from people.actions import find_or_create_person
from tickets import actions, events, files, letters, markdown, requesting, search
from tickets.models import Attachment, Category, Message, Opening, Priority, Source, Status, Ticket

LONGEST_SUBJECT = 255  # characters


def submit_by_mail(*, name, email, subject, text, mail, attached=()):
    """Somebody asks for help by mail; the ticket. email "": nobody outside will ever see it, or be written to.

    name: for a person who is not known yet. text, subject: shortened where they are too long. Raises ValidationError.
    """
    return _open(events.SUBMITTED, None, name, email, subject, text, mail, attached)


def make_ticket_of_mail(*, by, name, email, subject, text, mail, attached=()):
    """As submit_by_mail, where an agent decided so; nobody is told."""
    return _open(events.MADE_OF_MAIL, by, name, email, subject, text, mail, attached)


def words_of(text, attached=()):
    """A mail's words as a message takes them: never empty, and never longer than one may be."""
    return clean_text(text)[: markdown.LONGEST].rstrip() or ("" if attached else _("(no text)"))


def event_of(ticket, arrival):
    """The ticket's newest event that points to the mail with that key, or None."""
    return Event.objects.about(ticket).filter(details__arrival=arrival).last()


@transaction.atomic
def put(ticket, *, by, person, text, mail, attached=()):
    """An agent puts a mail's words on a ticket where they did not land; the Message, or None where they are its description.

    Where its sender (person, or None) is on the ticket, it is their answer; else an internal note of the agent's, which
    nobody outside sees. Back where it once was, it is what it was. Raises InTheBin.
    """
    lock(ticket)
    if _was_opened_by(ticket, mail):
        _put_back_its_opening(ticket, by, mail, attached)
        return None
    if ticket.is_binned:
        raise actions.InTheBin(ticket)
    message = _hidden(ticket, mail) or _message(ticket, by, person, text, mail, attached)
    message.taken_back_at = None
    message.save()
    _give(attached, ticket=ticket, message=message)
    record.happened(
        ticket, events.MOVED_HERE, by=by, message=message.pk, arrival=mail.arrival, **files.pointers(attached)
    )
    if message.person_id and (changes := actions.what_a_message_opens(ticket, events.ANSWERED)):
        actions.edit_ticket(ticket, by=by, **changes)
    return message


@transaction.atomic
def take_away(ticket, message, *, by, mail, to=None):
    """The opposite: the mail's message is hidden, with its files. message: None where it is the ticket's description.

    A ticket that the mail opened and on which nothing else was said goes to the bin. to: the ticket that it goes to.
    """
    lock(ticket)
    pointers = {"arrival": mail.arrival} | ({"ticket": to.pk} if to else {})
    if message:
        pointers["message"] = message.pk
        Message.objects.filter(pk=message.pk).update(taken_back_at=record.now())
    record.happened(ticket, events.MOVED_AWAY, by=by, **pointers)
    if not message and not ticket.messages.standing().exists():
        actions.bin_ticket(ticket, by=by)


@transaction.atomic
def _open(kind, by, name, email, subject, text, mail, attached):
    name = clean_line(name)[:200] or email
    person, is_new = _person(name, email, by)
    ticket = Ticket(
        requester=person,
        name_as_given=name if is_new or not person else person.name,
        subject=clean_line(subject)[:LONGEST_SUBJECT].rstrip() or _("(no subject)"),
        description=words_of(text, attached),
        category=_category(),
        priority=Priority.MEDIUM,
        status=Status.NEW,
        source=Source.MAIL,
    )
    with record.batch():
        record.created(ticket, kind, by=by or name, **letters.pointers(mail), **files.pointers(attached))
        if mail.quoted:
            Opening.objects.create(ticket=ticket, quoted=mail.quoted)
        _give(attached, ticket=ticket, message=None)
        search.write([ticket.pk] if attached else [])
    return ticket


def _person(name, email, by):
    """(who has that address, or None for ""; whether they are new)."""
    if not email:
        return None, False
    person = find_or_create_person(name=name, email=email, by=by or name)
    return person, person.version == 1 and person.name == name


def _category():
    """That for what fits no other; the last one where it was deleted."""
    return Category.objects.filter(slug="other").first() or Category.objects.order_by("position", "name").last()


def _give(attached, *, ticket, message):
    """What waits is claimed; what an earlier place of the mail has comes from there. Raises ValidationError."""
    files.claim([file for file in attached if file.ticket_id is None], ticket=ticket, message=message)
    placed = [file for file in attached if file.ticket_id is not None]
    if placed:
        Attachment.objects.filter(pk__in=[file.pk for file in placed]).update(ticket=ticket, message=message)
        search.write(sorted({file.ticket_id for file in placed}))


def _was_opened_by(ticket, mail):
    first = Event.objects.about(ticket).filter(version=1).first()
    return first is not None and first.details.get("arrival") == mail.arrival


def _put_back_its_opening(ticket, by, mail, attached):
    if ticket.is_binned:
        actions.restore_ticket(ticket, by=by)
    _give(attached, ticket=ticket, message=None)
    record.happened(ticket, events.MOVED_HERE, by=by, arrival=mail.arrival, **files.pointers(attached))
    search.write([ticket.pk])


def _hidden(ticket, mail):
    """The mail's own message on the ticket, from when it was there before; None for none."""
    left = Event.objects.about(ticket).filter(kind_name=events.MOVED_AWAY.name, details__arrival=mail.arrival).last()
    return ticket.messages.filter(pk=left.details.get("message")).first() if left else None


def _message(ticket, by, person, text, mail, attached):
    is_on_it = person is not None and person in requesting.on_it(ticket)
    author = {"person": person, "kind": Message.Kind.REPLY} if is_on_it else {"agent": by, "kind": Message.Kind.NOTE}
    words = words_of(text, attached)
    return Message(ticket=ticket, source=words, text=words, created_at=record.now(), **letters.columns(mail), **author)
