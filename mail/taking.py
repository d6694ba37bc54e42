"""A mail that was read becomes what was decided: a ticket, a reply, or something set aside, in one transaction."""

import logging
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File as Opened
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from activity import record
from activity.models import Delivery
from agents.models import Agent
from itdesk.text import clean_line, clean_text
from mail import moving, private_links, routing, telling
from mail.models import Arrival, Content
from mail.routing import QUARANTINE, REPLY, TICKET, Decision
from people import actions as people_actions
from tickets import actions, by_mail, drafting, events, files, requesting
from tickets.files.names import name_of
from tickets.letters import Mail
from tickets.models import Message, Ticket

log = logging.getLogger(__name__)


def take(arrival, read, folder=None):
    """The Arrival with its outcome, once its mail (a mail.reading.Read) was read; one that has an outcome stays as it is.

    folder: where the reader put the files. Raises what the database or the storage raises: then nothing was done, and the
    same may be tried again; files that were kept by then are found again.
    """
    decision, read = _decided(arrival, read), private_links.left_out_of(read)
    taken = decision.outcome in (TICKET, REPLY)
    attached, left_out = _keep_files(arrival, read, folder) if taken else ([], [])
    try:
        return _take(arrival.pk, read, decision, attached, left_out)
    except ValidationError as refusal:
        if not attached:
            raise
        return _take(arrival.pk, read, decision, [], [*left_out, *refusal.messages])  # the ticket has files enough


def _decided(arrival, read):
    wished = arrival.facts.get("wish")
    if not wished:
        if arrival.reason:  # known as it was kept: it is too large
            return Decision(QUARANTINE, arrival.reason)
        return routing.decide(read, arrival.mailbox, timezone.now())
    by = Agent.objects.get(pk=wished["by"])
    ticket = Ticket.objects.get(pk=wished["ticket"]) if wished["ticket"] else None
    return Decision(REPLY if ticket else TICKET, "moved", ticket=ticket, agent=by, facts={"by": by.name})


def _keep_files(arrival, read, folder):
    """(the Attachments, waiting, and sentences about what is not attached). Each is kept once, however often it is tried."""
    basket = salted_hmac(__name__, str(arrival.pk), algorithm="sha256").hexdigest()
    attached, left_out = [], []
    for file in read.files:
        if not file.place:  # there is no more of it than its name
            left_out.append(_("{name} was not attached: it could not be read.").format(name=name_of(file.name)))
            continue
        try:
            with (Path(folder or "") / file.place).open("rb") as content:
                kept = files.keep(Opened(content, name=file.name), basket=basket, agent=None)
        except files.NotTaken as refusal:
            left_out.append(str(refusal))
        else:
            attached += [] if kept in attached else [kept]
    return attached, left_out


@transaction.atomic
def _take(key, read, decision, attached, left_out):
    arrival = Arrival.objects.select_for_update().get(pk=key)
    if arrival.outcome != Arrival.Outcome.WAITING:
        return arrival
    telling.describe(arrival, read, decision)
    mail = Mail(arrival.pk, clean_text(read.quoted))
    with record.batch():
        ACTS.get(decision.reason, _open if decision.outcome == TICKET else _set_aside)(
            arrival, read, decision, mail, attached
        )
        if left_out and arrival.ticket:
            arrival.facts["left_out"] = left_out
            record.happened(arrival.ticket, events.FILES_LEFT_OUT, by=None, arrival=arrival.pk)
    telling.close(arrival, decision)
    Content.objects.update_or_create(arrival=arrival, defaults=telling.content_of(read))
    return arrival


def _open(arrival, read, decision, mail, attached):
    email = "" if decision.reason == "no-reply" else arrival.sender
    arrival.outcome, arrival.is_unverified = TICKET, decision.is_unverified
    arrival.ticket = by_mail.submit_by_mail(
        name=arrival.sender_name or arrival.sender, email=email, subject=read.subject, text=read.text, mail=mail,
        attached=attached,
    )  # fmt: skip
    if not decision.acknowledges:
        first = by_mail.event_of(arrival.ticket, arrival.pk)
        Delivery.objects.filter(event=first, audience__in=("", "requester")).delete()


def _answer(arrival, read, decision, mail, attached):
    person = decision.person
    try:
        with transaction.atomic():
            words = by_mail.words_of(read.text, attached)
            ticket = requesting.answer_ticket(decision.ticket, by=person, text=words, attached=attached, mail=mail)
    except actions.InTheBin:  # a moment ago
        arrival.reason, arrival.related = "in-the-bin", decision.ticket
        return _open(arrival, read, decision, mail, attached)
    if "key_of" not in decision.facts:  # a key that another one was sent shows nothing of this mailbox
        people_actions.verify_address(person.email)
    _say_where(arrival, ticket)


def _reply_as_agent(arrival, read, decision, mail, attached):
    text = by_mail.words_of(read.text, attached)
    try:
        with transaction.atomic():
            actions.reply_to_ticket(
                decision.ticket, by=decision.agent, text=text, attached=attached, after=decision.after, mail=mail
            )
    except (actions.NewerMessage, actions.InTheBin) as refusal:  # a moment ago
        is_binned = isinstance(refusal, actions.InTheBin)
        arrival.reason, arrival.related = "agent-in-the-bin" if is_binned else "newer-message", decision.ticket
        return _hold_back(arrival, read, decision, mail, attached)
    _say_where(arrival, decision.ticket)


def _hold_back(arrival, read, decision, mail, attached):
    """Others have written since the agent was told: the words wait in the agent's own box on the ticket."""
    ticket = arrival.related
    drafting.give_back(ticket, by=decision.agent, kind=Message.Kind.REPLY, text=by_mail.words_of(read.text), typed="")
    record.happened(ticket, events.HELD_BACK, by=decision.agent, arrival=arrival.pk)
    arrival.outcome = QUARANTINE


def _refuse(arrival, read, decision, mail, attached):
    log.warning("Mail %s answers a notice to agent %s, who is deactivated", arrival.pk, decision.agent.pk)
    record.happened(decision.related, events.REFUSED, by=decision.agent.name, arrival=arrival.pk)
    arrival.outcome = QUARANTINE


def _mark_bounced(arrival, read, decision, mail, attached):
    states = Delivery.State
    sent = Delivery.objects.filter(pk=decision.delivery.pk, state__in=(states.SENT, states.OWED))
    error = _("Returned: {status} {says}").format(
        status=decision.facts["status"], says=clean_line(decision.facts["says"])
    )
    if sent.update(state=states.BOUNCED, last_error=error[:1000]) and decision.related:
        record.happened(decision.related, events.BOUNCED, by=decision.delivery.address, arrival=arrival.pk)
    arrival.outcome = QUARANTINE


def _note_automatic_reply(arrival, read, decision, mail, attached):
    if decision.related:
        record.happened(decision.related, events.AUTO_REPLIED, by=arrival.sender, arrival=arrival.pk)
    arrival.outcome = QUARANTINE


def _place_as_wished(arrival, read, decision, mail, attached):
    try:
        with transaction.atomic():
            moving.place(arrival, decision.ticket, by=decision.agent, mail=mail, text=read.text, attached=attached)
    except actions.InTheBin:  # meanwhile
        arrival.outcome, arrival.reason, arrival.related = QUARANTINE, "wish-in-the-bin", decision.ticket
        arrival.ticket, arrival.message = None, None


def _set_aside(arrival, read, decision, mail, attached):
    arrival.outcome = QUARANTINE


def _say_where(arrival, ticket):
    """The ticket that took it, which may be one that goes on from the one it named, and the message that it is there."""
    event = by_mail.event_of(ticket, arrival.pk)
    arrival.outcome, arrival.ticket = REPLY, ticket
    arrival.message_id = event.details.get("message") if event else None


ACTS = {
    "person": _answer,
    "agent": _reply_as_agent,
    "newer-message": _hold_back,
    "agent-in-the-bin": _hold_back,
    "deactivated": _refuse,
    "bounce": _mark_bounced,
    "auto-reply": _note_automatic_reply,
    "moved": _place_as_wished,
}
