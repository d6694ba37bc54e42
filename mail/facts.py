"""What the placeholders of a mail stand for. Each is found out only where a text asks for it: making a link is a row."""

from functools import cached_property

from django.conf import settings
from django.db.models import BigIntegerField
from django.template.defaultfilters import filesizeformat
from django.utils.html import linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from agents.events import RESET_ASKED
from agents.models import Agent
from itdesk.prepared import prepared
from mail import texts
from mail.laying_out import Files, Link, Listed, Said, Scores
from mail.written import NothingToSay
from people.models import VerifiedAddress
from tickets import links, my_tickets, thread
from tickets.models import BEST, Message, Source, Status, Ticket

MOST_TEXT = 2000  # characters of a description that an agent is mailed


class Facts:
    """About one delivery to `whom` (a Person or an Agent). token_of(ticket, person) makes the token of a private link."""

    def __init__(self, event, thing, whom, *, token_of, reset_link_of):
        self.event, self.whom = event, whom
        self._token_of, self._reset_link_of = token_of, reset_link_of
        self.ticket = thing if isinstance(thing, Ticket) else None

    def values(self, names):
        """{placeholder: what stands for it}."""
        return {name: getattr(self, name) for name in names if name in texts.PLACEHOLDERS}

    @property
    def to_agent(self):
        return isinstance(self.whom, Agent)

    @property
    def number(self):
        return str(self.ticket.pk)

    @property
    def subject(self):
        return self.ticket.subject

    @property
    def name(self):
        return self.whom.name

    @property
    def organisation(self):
        return settings.ORGANISATION

    @property
    def username(self):
        return self.whom.username

    @property
    def who(self):
        """Outside, an agent is known by the first name."""
        if self.to_agent or not self.event.actor:
            return self.event.actor_name
        return self.event.actor.first_name or _("IT Desk")

    @property
    def next(self):
        return thread.what_happens_next(self.ticket)

    @property
    def link(self):
        if self.event.kind_name == RESET_ASKED.name:
            return Link(self._reset_link_of(self.whom), _("Choose a new password"))
        if self.ticket is None:
            return Link(f"{settings.SITE_URL}/", _("Open the desk"))
        return Link(self.address, _("Open the ticket"), is_first=not self.asks)

    @property
    def works(self):
        return Link(f"{self.address}?do=works", _("It works"))

    @property
    def broken(self):
        return Link(f"{self.address}?do=broken", _("Still broken"), is_first=False)

    @property
    def stop(self):
        return f"{self.address}?do=stop"

    @property
    def asks(self):
        """Whether the mail asks for an answer, which is what most will press."""
        return self.ticket.status == Status.RESOLVED and not self.to_agent

    @property
    def rate(self):
        if self.whom.pk != self.ticket.requester_id:
            return ""
        words = {1: _("1, bad"), BEST: _("5, very good")}
        return Scores(tuple((words.get(n, str(n)), f"{self.address}?do=rate&score={n}") for n in range(1, BEST + 1)))

    @cached_property
    def address(self):
        """Where whoever gets it reads the ticket: by a private link, made now, or on the desk."""
        if self.to_agent:
            return settings.SITE_URL + self.ticket.get_absolute_url()
        return links.address_of(self._token_of(self.ticket, self.whom))

    @cached_property
    def said(self):
        """The message that the event is about, with its files; None for none. Raises NothingToSay."""
        key = self.event.details.get("message")
        found = Message.objects.select_related("agent", "person").filter(pk=key).first() if key else None
        if found and found.taken_back_at:
            raise NothingToSay(_("The message was taken back."))
        if found and found.is_note:
            raise NothingToSay(_("Internal notes are never mailed."))
        return found

    @property
    def message(self):
        if self.said:
            author = self.said.agent or self.said.person
            outside = (
                author.first_name or _("IT Desk") if isinstance(author, Agent) and not self.to_agent else author.name
            )
            return Said(outside, self.said.source, self.said.html)
        if not self.to_agent or not self.ticket.description:
            return ""
        text = self.ticket.description
        text = text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT]}…"
        return Said(self.ticket.requester_name, text, SafeString(linebreaks(text, autoescape=True)))

    @property
    def files(self):
        if not self.said:
            return ""
        found = self.said.attachments.public().order_by("pk").values_list("name", "size")
        return Files(tuple(f"{name} ({filesizeformat(size)})" for name, size in found)) if found else ""

    @property
    def tickets(self):
        """A person's open tickets, each with a link of its own."""
        is_verified = VerifiedAddress.objects.filter(address=self.whom.email).exists()
        rows = tuple(
            (
                _title(ticket, is_verified=is_verified),
                thread.status_word(ticket),
                links.address_of(self._token_of(ticket, self.whom)),
            )
            for ticket in my_tickets.open_tickets_of(self.whom)
        )
        if rows:
            return Listed(
                _("These are your open tickets. Each link is yours alone: who has it can read and answer."), rows
            )
        return Listed(_("You have no open tickets."), ((_("Submit a ticket"), "", f"{settings.SITE_URL}/submit/"),))


def thing_of(event):
    """The Ticket, Person or Agent that an event is about, joined with what a mail says of it. Raises NothingToSay."""
    model = event.subject_type.model_class()
    if model is None or model._meta.label not in ("tickets.Ticket", "people.Person", "agents.Agent"):
        raise NothingToSay(_("No mail is written about this."))
    number = event.subject_id
    found = _ticket.first(number=number) if model is Ticket else model._default_manager.filter(pk=number).first()
    if found is None:
        raise NothingToSay(_("What it was about is gone."))
    return found


@prepared(number=BigIntegerField())
def _ticket(number):
    return Ticket.objects.with_names().filter(pk=number)


def _title(ticket, *, is_verified):
    """Without the subject while no agent has looked at it: anybody can send a ticket in anybody's name."""
    is_seen = is_verified or ticket.status != Status.NEW or ticket.source == Source.AGENT or ticket.assignee_id
    return f"#{ticket.pk} {ticket.subject}" if is_seen else _("Ticket #{number}").format(number=ticket.pk)
