"""What becomes of a mail that came: asks, and changes nothing. Nothing is believed of `From:` alone.

A reply needs a key of ours (mail/tokens.py) and a sender who is on the ticket; an agent's, a key that we sent to that very
agent's address. Everything else is a ticket of its own, or is set aside. A number in a subject is not even looked at.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Max

from activity.models import Delivery, Event
from agents.models import Agent
from mail import addresses, authentication, machines, tokens
from mail.models import Arrival
from people.actions import address_of
from people.models import Person
from tickets import requesting
from tickets.models import Ticket

TICKET, REPLY, QUARANTINE = Arrival.Outcome.TICKET, Arrival.Outcome.REPLY, Arrival.Outcome.QUARANTINE
TO_AGENTS = {"assignee", "holder", "desk"}  # audiences (tickets/notifications.py); what is none of these goes to people
MOST_IN_AN_HOUR = 20  # mails of one address
MOST_PIECES = 200  # of the headers that may hold a token
MOST_TOKENS = 50  # that are looked up: each costs two questions to the database
LONGEST_PIECE = 400  # characters; the search for a token takes the square of it
_BETWEEN = re.compile(r"[\s<>,;]+")
BOUNCES = {"failed": "bounce", "delayed": "bounce-delayed"}


@dataclass(frozen=True)
class Decision:
    """outcome, and reason (a key of mail.reasons). ticket: of a reply. person or agent: who wrote it.

    after: as for actions.reply_to_ticket, of an agent's. delivery: our mail that it answers, or that bounced. related: the
    ticket that it names, for agents' eyes alone. acknowledges: whether the sender of a new ticket is written to.
    """

    outcome: str
    reason: str
    ticket: Ticket | None = None
    person: Person | None = None
    agent: Agent | None = None
    after: int | None = None
    delivery: Delivery | None = None
    related: Ticket | None = None
    is_unverified: bool = False
    acknowledges: bool = True
    facts: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Key:
    """A genuine token: for which ticket, to which address (lower-cased) it was sent, and whether as to an agent."""

    ticket: Ticket
    address: str
    is_agents: bool
    delivery: Delivery | None = None


def decide(read, mailbox, now):
    """The Decision about a mail.reading.Read that came to that mailbox at that moment (aware)."""
    if read.kind != "ok":
        return Decision(QUARANTINE, "unreadable")
    sender, ours, found = address_of(read.from_address) or "", addresses.own(), _found(read)
    if bounced := _bounce(read):
        return bounced
    machine = machines.verdict(read, ours)
    if machine != "own" and _are_too_many(sender, now):
        return Decision(QUARANTINE, "too-many", facts={"most": MOST_IN_AN_HOUR})
    keys = [key for token in found for key in _keys(token, sender)]
    if machine:
        named = keys[0] if keys and machine == "auto-reply" else None
        return Decision(QUARANTINE, machine, related=named and named.ticket, delivery=named and named.delivery)
    if not sender:
        return Decision(QUARANTINE, "no-sender")
    return _reply(read, keys, sender, now) or _new_ticket(read, found, keys, sender)


def _found(read):
    """Whatever looks like a token, where tokens may stand: In-Reply-To, References, and the addresses it was sent to."""
    headers = [read.in_reply_to, read.references, *read.to, *read.cc, *read.delivered_to]
    pieces = _BETWEEN.split(" ".join(headers))[:MOST_PIECES]
    found = [token for piece in pieces if len(piece) <= LONGEST_PIECE for token in tokens.found_in(f"<{piece}>")]
    return list(dict.fromkeys(found))[:MOST_TOKENS]


def _keys(token, sender):
    """The Key of a token, if it is genuine; a list of one or none."""
    if token.kind == "r1":
        delivery = tokens.delivery_of(token)
        subject = delivery.event.subject if delivery else None
        is_agents = bool(delivery) and delivery.audience in TO_AGENTS
        return [Key(subject, delivery.address.lower(), is_agents, delivery)] if isinstance(subject, Ticket) else []
    ticket = Ticket.objects.select_related("requester", "assignee").filter(pk=token.number).first()
    if ticket is None:
        return []
    is_agents = token.kind == "t1a"
    theirs = [ticket.assignee] if is_agents else requesting.on_it(ticket)
    candidates = [sender, *(each.email for each in theirs if each and each.email)]
    signed = [address for address in candidates if address and tokens.is_genuine(token, address)]
    return [Key(ticket, signed[0].lower(), is_agents)] if signed else []


def _bounce(read):
    """A bounce acts only where it names a mail that we sent: who makes up one can't make up its Message-ID."""
    named = tokens.found_in(read.bounce.original_id[:LONGEST_PIECE]) if machines.is_report(read) else []
    deliveries = [delivery for token in named if (delivery := tokens.delivery_of(token))]
    if not deliveries:
        return None
    reason, subject = BOUNCES.get(read.bounce.action.lower(), "receipt"), deliveries[0].event.subject
    facts = {"recipient": deliveries[0].address, "status": read.bounce.status, "says": read.bounce.says[:500]}
    related = subject if isinstance(subject, Ticket) else None
    return Decision(QUARANTINE, reason, delivery=deliveries[0], related=related, facts=facts)


def _are_too_many(sender, now):
    """Whatever two machines say to each other, it ends here."""
    theirs = Arrival.objects.filter(sender=sender).exclude(outcome=Arrival.Outcome.WAITING).order_by("-pk")
    newest = list(theirs.values_list("came_at", flat=True)[:MOST_IN_AN_HOUR]) if sender else []
    return len(newest) == MOST_IN_AN_HOUR and newest[-1] > now - timedelta(hours=1)


def _reply(read, keys, sender, now):
    for key in keys:
        if key.is_agents and key.address == sender:
            agent = Agent.objects.filter(email=sender).first()
            if agent:
                return _agents_reply(read, key, agent, now)
        elif not key.ticket.is_binned and not addresses.is_no_reply(sender):
            person = next((each for each in requesting.on_it(key.ticket) if each.email == sender), None)
            if person:
                facts = {} if key.address == sender else {"key_of": key.address}
                return Decision(REPLY, "person", ticket=key.ticket, person=person, delivery=key.delivery, facts=facts)
    return None


def _agents_reply(read, key, agent, now):
    told = {"agent": agent, "delivery": key.delivery}
    if not agent.is_active:
        return Decision(QUARANTINE, "deactivated", related=key.ticket, **told)
    if authentication.is_refuted(read.authentication):
        return Decision(QUARANTINE, "doubtful", related=key.ticket, delivery=key.delivery)
    if _told_of_others(key):
        return Decision(QUARANTINE, "several", related=key.ticket, delivery=key.delivery)
    if not read.text and not read.files:
        return Decision(QUARANTINE, "no-words", related=key.ticket, delivery=key.delivery)
    if key.ticket.is_binned:
        return Decision(QUARANTINE, "agent-in-the-bin", related=key.ticket, **told)
    messages = key.ticket.messages.standing()
    others = messages.exclude(agent=agent).filter(created_at__gt=_seen_at(read, key, now))
    if others.exists():
        return Decision(QUARANTINE, "newer-message", related=key.ticket, **told)
    newest = messages.order_by("-pk").values_list("pk", flat=True).first() or 0
    return Decision(REPLY, "agent", ticket=key.ticket, after=newest, **told)


def _told_of_others(key):
    """Whether our mail that an agent answers told of other tickets, too: what goes in one mail is sent at one moment."""
    if key.delivery is None or key.delivery.sent_at is None:
        return False
    beside = Delivery.objects.filter(address=key.delivery.address, sent_at=key.delivery.sent_at)
    return beside.exclude(event__subject_id=key.ticket.pk).exists()


def _seen_at(read, key, now):
    """When the notice that an agent answers was sent: what others wrote later they had not seen."""
    if key.delivery:
        return key.delivery.sent_at or key.delivery.owed_at
    until = min(read.date or now, now)  # only the thread's token is left: the last notice that was there to be answered
    about = Delivery.objects.filter(event__in=Event.objects.about(key.ticket).order_by().values("pk"))
    told = about.filter(address=key.address, audience__in=TO_AGENTS, sent_at__lte=until)
    return told.aggregate(last=Max("sent_at"))["last"] or key.ticket.created_at


def _new_ticket(read, found, keys, sender):
    reason, related = "no-token", keys[0].ticket if keys else None
    if keys:
        theirs = any(each.email == sender for each in requesting.on_it(related)) and related.is_binned
        reason = "in-the-bin" if theirs else "stranger"
    elif found:
        reason = "no-ticket" if any(map(tokens.delivery_of, found)) else "wrong-token"
    told = {"related": related, "is_unverified": reason in ("stranger", "wrong-token")}
    if addresses.is_no_reply(sender):
        return Decision(TICKET, "no-reply", acknowledges=False, **told)
    # Who says to be an agent is not written to: agents see the ticket, and a forger learns nothing
    told["acknowledges"] = not Agent.objects.filter(email=sender).exists()
    return Decision(TICKET, reason, facts=_same_thread(read, sender) if not found else {}, **told)


def _same_thread(read, sender):
    """Which ticket an earlier mail of theirs opened that this one answers: for agents' eyes, since it proves nothing."""
    named = [f"<{piece}>" for piece in _BETWEEN.split(f"{read.in_reply_to} {read.references}") if "@" in piece][:20]
    before = Arrival.objects.filter(header_id__in=named, sender=sender).exclude(ticket=None).exclude(header_id="")
    number = before.order_by("pk").values_list("ticket", flat=True).first()
    return {"same_thread": number} if number else {}
