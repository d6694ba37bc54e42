"""What those without an account may do on a ticket that they are on: answer, say whether it works, rate, be left alone."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activity import record
from itdesk.text import clean_text
from people.models import Person
from tickets import actions, events, files, search
from tickets.models import FollowUp, Link, Participant, Rating, Silence, Source, Status, Ticket

REOPENED_WITHIN = timedelta(days=30)  # after Closed; what comes later is a ticket of its own


@transaction.atomic
def answer_ticket(ticket, *, by, text, attached=(), after=None):
    """A person's words and files on a ticket; the ticket that took them.

    That is the ticket itself, opened again where it waited for them or was done; or, where it was closed more than
    REOPENED_WITHIN ago, the one that goes on from it, made by the first words. attached, after: as for
    actions.reply_to_ticket, which holds no person back; the same words and files twice are taken once. Raises
    ValidationError ({"text" or "attachments": messages}), InTheBin.
    """
    _lock(ticket)
    last = last_of(ticket)
    source = clean_text(text)
    if last != ticket and _began_with(last, source, attached) and not last.messages.filter(person=by).exists():
        return last
    if (source or attached) and is_long_closed(last):
        return _go_on_from(last, by=by, source=source, attached=attached)
    actions.reply_to_ticket(last, by=by, text=text, attached=attached, after=after)
    return last


@transaction.atomic
def confirm_solved(ticket, *, by, seen=None, text="", attached=(), after=None):
    """The person agrees: the ticket is closed, and stays so; their words and files with it, if there are any.

    Raises Conflict, ValidationError.
    """
    _lock(ticket)
    if clean_text(text) or attached:
        actions.reply_to_ticket(ticket, by=by, text=text, attached=attached, after=after, status=Status.CLOSED)
    elif ticket.status != Status.CLOSED:
        actions.close_ticket(ticket, by=by, seen=seen)
    return ticket


@transaction.atomic
def report_still_broken(ticket, *, by, text="", attached=(), after=None):
    """It is not solved: the ticket is open again, or goes on in another. Words and files are welcome."""
    _lock(ticket)
    if clean_text(text) or attached or is_long_closed(last_of(ticket)):
        said = text if clean_text(text) else _("It is still broken.")
        return answer_ticket(ticket, by=by, text=said, attached=attached, after=after)
    if not ticket.is_active:
        actions.reopen_ticket(ticket, by=by)
    return ticket


@transaction.atomic
def rate_ticket(ticket, *, by, score, words=""):
    """What the requester thought of the help, from 1 to 5; the Rating. The same again changes nothing.

    Raises ValidationError ({field: messages}), also while there is nothing to rate or for who did not ask for the help.
    """
    _lock(ticket)
    if ticket.is_active or by.pk != ticket.requester_id:
        raise ValidationError({"score": [_("Only who asked for help rates it, once it is solved.")]})
    rating = Rating.objects.filter(ticket=ticket).first() or Rating(ticket=ticket)
    said = (by.pk, int(score), clean_text(words))
    if rating.score is not None and (rating.person_id, rating.score, rating.words) == said:
        return rating
    rating.person_id, rating.score, rating.words = said
    rating.rated_at = record.now()
    rating.clean_fields(exclude=["ticket", "person"])
    rating.save()
    record.happened(ticket, events.RATED, by=by, score=rating.score)
    return rating


@transaction.atomic
def stop_messages(ticket, *, by):
    """The person hears no more of this ticket, until they want to again."""
    _lock(ticket)
    if Silence.objects.get_or_create(ticket=ticket, person=by)[1]:
        record.happened(ticket, events.SILENCED, by=by)


@transaction.atomic
def start_messages(ticket, *, by):
    _lock(ticket)
    if Silence.objects.filter(ticket=ticket, person=by).delete()[0]:
        record.happened(ticket, events.HEARING, by=by)


def ask_for_link(ticket, *, by):
    """The person is owed a message with a fresh link."""
    record.happened(ticket, events.LINK_ASKED, by=by, person=by.pk)


@transaction.atomic
def add_participant(ticket, person, *, by):
    """An agent lets somebody follow a ticket and answer; they are owed a message with a link of their own. False: was on it."""
    _lock(ticket)
    if person.pk == ticket.requester_id or not Participant.objects.get_or_create(ticket=ticket, person=person)[1]:
        return False
    record.happened(ticket, events.PARTICIPANT_ADDED, by=by, person=person.pk)
    return True


@transaction.atomic
def remove_participant(ticket, person, *, by):
    """Their links to this ticket end with it. False: was not on it."""
    _lock(ticket)
    if not Participant.objects.filter(ticket=ticket, person=person).delete()[0]:
        return False
    if person.pk != ticket.requester_id:
        Link.objects.filter(ticket=ticket, person=person, revoked_at=None).update(revoked_at=record.now())
    record.happened(ticket, events.PARTICIPANT_REMOVED, by=by, person=person.pk)
    return True


def on_it(ticket):
    """Everybody outside who sees the ticket: the requester first, then the participants as they came."""
    participants = Person.objects.filter(participations__ticket=ticket).exclude(pk=ticket.requester_id)
    return [person for person in (ticket.requester, *participants.order_by("participations__pk")) if person]


def is_long_closed(ticket):
    ended = ticket.closed_at or ticket.resolved_at
    return ticket.status == Status.CLOSED and bool(ended) and record.now() - ended > REOPENED_WITHIN


def last_of(ticket):
    """The last ticket that goes on from this one, or itself."""
    while following := FollowUp.objects.filter(follows=ticket).select_related("ticket").first():
        ticket = following.ticket
    return ticket


def _began_with(ticket, source, attached):
    """Whether these words and files are what that ticket was made of."""
    sums = set(ticket.attachments.filter(message=None).values_list("sha256", flat=True))
    return bool(source or attached) and ticket.description == source and {file.sha256 for file in attached} <= sums


def _go_on_from(ticket, *, by, source, attached):
    kept = (
        "requester",
        "name_as_given",
        "phone_as_given",
        "subject",
        "type",
        "category",
        "priority",
        "asset",
        "tag_as_typed",
    )
    new = Ticket(description=source, source=Source.PORTAL, **{name: getattr(ticket, name) for name in kept})
    with record.batch():
        record.created(new, events.FOLLOWED, by=by, **files.pointers(attached))
        files.claim(attached, ticket=new)
        search.write([new.pk] if attached else [])
        FollowUp.objects.create(ticket=new, follows=ticket)
        participants = ticket.participants.order_by("pk").values_list("person_id", flat=True)
        Participant.objects.bulk_create([Participant(ticket=new, person_id=person) for person in participants])
        record.happened(ticket, events.CONTINUED, by=None, ticket=new.pk)
    return new


def _lock(ticket):
    ticket.refresh_from_db(from_queryset=Ticket._base_manager.select_for_update())
    if ticket.is_binned:
        raise actions.InTheBin(ticket)
