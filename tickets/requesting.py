"""What those without an account may do on a ticket that they are on: answer, say whether it works, rate, be left alone."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activity import record
from activity.locking import lock
from activity.models import Event
from itdesk.text import clean_text
from people.models import Person
from tickets import actions, events, files, letters, notifications, search
from tickets.models import ACTIVE, FollowUp, Link, Opening, Participant, Rating, Silence, Source, Status, Ticket

REOPENED_WITHIN = timedelta(days=30)  # after Closed; what comes later is a ticket of its own


@transaction.atomic
def answer_ticket(ticket, *, by, text, attached=(), after=None, mail=None):
    """A person's words and files on a ticket; the ticket that took them.

    That is the ticket itself, opened again where it waited for them or was done; or, where it was closed more than
    REOPENED_WITHIN ago, the one that goes on from it, made by the first words. attached, after, mail: as for
    actions.reply_to_ticket, which holds no person back; the same words and files twice are taken once (of mails, each is
    another). Raises ValidationError ({"text" or "attachments": messages}), InTheBin.
    """
    last, source = _last_for(ticket, by), clean_text(text)
    if last != ticket and not mail and _began_with(last, source, attached, by=by):
        files.forget_twins(attached)
        return last
    if (source or attached) and is_long_closed(last) and not FollowUp.objects.filter(follows=last).exists():
        return _go_on_from(last, by=by, source=source, attached=attached, mail=mail)
    actions.reply_to_ticket(last, by=by, text=text, attached=attached, after=after, mail=mail)
    return last


@transaction.atomic
def confirm_solved(ticket, *, by, seen=None, text="", attached=(), after=None):
    """The person agrees: the ticket is closed, their words with it if there are any. Raises Conflict, ValidationError.

    Closed already, as by the desk while they wrote: it stays so, and their words are taken. An agent who opened it again
    meanwhile is not overruled by who can't have read it.
    """
    _lock(ticket)
    if clean_text(text) or attached:
        if seen is not None and _opened_by_an_agent(ticket, since=seen):
            raise record.Conflict(ticket, fields=["status"], mine={"status": Status.CLOSED}, base={}, seen=seen)
        actions.reply_to_ticket(ticket, by=by, text=text, attached=attached, after=after, status=Status.CLOSED)
        seen = None  # words that another button sent before are no second message: this button counts all the same
    if ticket.status != Status.CLOSED:
        actions.close_ticket(ticket, by=by, seen=seen)
    return ticket


def _opened_by_an_agent(ticket, *, since):
    later = Event.objects.about(ticket).filter(version__gt=since, actor__isnull=False)
    return later.filter(changes__status__now__in=ACTIVE).exists()


@transaction.atomic
def report_still_broken(ticket, *, by, text="", attached=(), after=None):
    """It is not solved: the ticket is open again, or goes on in another; the one or the other. Words are welcome."""
    last = _last_for(ticket, by)
    if clean_text(text) or attached or is_long_closed(last):
        last = answer_ticket(
            ticket, by=by, text=clean_text(text) or _("It is still broken."), attached=attached, after=after
        )
    if not last.is_active:
        actions.reopen_ticket(last, by=by)
    return last


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
        notifications.forgo(ticket, by, but=(events.SUBMITTED, events.ENTERED, events.FOLLOWED, events.LINK_ASKED))


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
    """Their links to this ticket end with it, and what they were owed of it. False: was not on it."""
    _lock(ticket)
    if not Participant.objects.filter(ticket=ticket, person=person).delete()[0]:
        return False
    if person.pk != ticket.requester_id:
        Link.objects.filter(ticket=ticket, person=person, revoked_at=None).update(revoked_at=record.now())
        notifications.forgo(ticket, person)
    record.happened(ticket, events.PARTICIPANT_REMOVED, by=by, person=person.pk)
    return True


def on_it(ticket):
    """Everybody outside who sees the ticket: the requester first, then the participants as they came."""
    participants = Person.objects.filter(participations__ticket=ticket).exclude(pk=ticket.requester_id)
    return [person for person in (ticket.requester, *participants.order_by("participations__pk")) if person]


def is_long_closed(ticket):
    ended = ticket.closed_at or ticket.resolved_at
    return ticket.status == Status.CLOSED and bool(ended) and record.now() - ended > REOPENED_WITHIN


def last_of(ticket, person):
    """The last ticket that goes on from this one and that the person is on, or itself. None of those in the bin."""
    while following := FollowUp.objects.filter(follows=ticket).select_related("ticket__requester").first():
        if following.ticket.is_binned or person not in on_it(following.ticket):
            break
        ticket = following.ticket
    return ticket


def _last_for(ticket, person):
    """The same, locked, as is the ticket that leads there: two who come by different ones make one that goes on."""
    _lock(ticket)
    while (last := last_of(ticket, person)) != ticket:
        _lock(last)
        ticket = last
    return ticket


def _began_with(ticket, source, attached, *, by):
    """The ticket that goes on was made by these very words and files, which come again."""
    if ticket.description != source or ticket.messages.filter(person=by).exists():
        return False
    begun = ticket.attachments.filter(message=None).values_list("sha256", flat=True)
    return {file.sha256 for file in attached} <= set(begun)


def _go_on_from(ticket, *, by, source, attached, mail):
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
    way = Source.MAIL if mail else Source.PORTAL
    new = Ticket(description=source, source=way, **{name: getattr(ticket, name) for name in kept})
    with record.batch():
        record.created(new, events.FOLLOWED, by=by, **letters.pointers(mail), **files.pointers(attached))
        if mail and mail.quoted:
            Opening.objects.create(ticket=new, quoted=mail.quoted)
        files.claim(attached, ticket=new)
        search.write([new.pk] if attached else [])
        FollowUp.objects.create(ticket=new, follows=ticket)
        participants = ticket.participants.order_by("pk").values_list("person_id", flat=True)
        Participant.objects.bulk_create([Participant(ticket=new, person_id=person) for person in participants])
        record.happened(ticket, events.CONTINUED, by=None, ticket=new.pk)
    return new


def _lock(ticket):
    lock(ticket)
    if ticket.is_binned:
        raise actions.InTheBin(ticket)
