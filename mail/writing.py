"""What a mail says is made when it is sent: the links in it are new, and whoever is not to have it any more has none made.

    written = write(delivery)   # Written, or Nothing(reason)

`preview` is the same without making a link.
"""

from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _

from activity.models import Event
from agents import events as agent_events
from agents import reset
from mail import bundling
from mail.addressees import addressee_of, audience_of
from mail.facts import Facts, thing_of
from mail.laying_out import lay_out, names_in, subject_of
from mail.models import Mailbox, MailText
from mail.written import Nothing, NothingToSay, Written
from tickets import events, links
from tickets.models import Status, Ticket

__all__ = ["Nothing", "Written", "preview", "write"]

TO_AGENTS = {  # (audience, kind of event or "" for any): the text
    ("desk", ""): "new",
    ("desk-news", ""): "news",
    ("holder", events.ANSWERED.name): "answered",
    ("holder", events.REOPENED.name): "yours-reopened",
    ("assignee", ""): "assigned",
    ("themselves", agent_events.REGISTERED.name): "registered",
    ("themselves", agent_events.RESET_ASKED.name): "password",
}
TO_PEOPLE = {
    events.SUBMITTED.name: "received",
    events.FOLLOWED.name: "received",
    events.ENTERED.name: "entered",
    events.REPLIED.name: "reply",
    events.ANSWERED.name: "answer",
    events.RESOLVED.name: "resolved",
    events.CLOSED.name: "closed",
    events.REOPENED.name: "reopened",
    events.LINK_ASKED.name: "link",
    events.PARTICIPANT_ADDED.name: "participant",
    events.TICKETS_ASKED.name: "your-tickets",
}
ENDS = {Status.RESOLVED: "resolved", Status.CLOSED: "closed"}
HIDDEN = "…"  # stands for the token of a link in a preview


def write(delivery):
    """The mail that a delivery is about, as things stand now; or Nothing(reason), and then no link was made.

    For an agent who hears once an hour it says what else is due, too, and `covers` that. Writes the private links' rows.
    """
    return _write(delivery, token_of=links.make_link, reset_link_of=reset.link_for)


def preview(delivery):
    """The same as it would be written now, with links that lead nowhere; writes nothing."""
    hidden = f"{settings.SITE_URL}/password/reset/{HIDDEN}/"
    return _write(delivery, token_of=lambda ticket, person: HIDDEN, reset_link_of=lambda agent: hidden)


def name_of(delivery):
    """What kind of mail it is, as its text is called; for lists. One whose kind nobody sends is called by its event."""
    audience = audience_of(delivery)
    key = TO_AGENTS.get((audience, delivery.event.kind_name)) or TO_AGENTS.get((audience, ""))
    text = MailText(key=key or TO_PEOPLE.get(delivery.event.kind_name, "")).ours
    return str(text.name if text else delivery.event.kind_name)


def _write(delivery, **making):
    try:
        thing = thing_of(delivery.event)
        whom = addressee_of(delivery, thing)
        facts = Facts(delivery.event, thing, whom, **making)
        if audience_of(delivery) == "desk-news":
            return _bundle("news", bundling.news_for(delivery), facts)
        if beside := bundling.beside(delivery):
            told = _bundle("notices", bundling.notices_of([delivery, *beside]), facts)
            return replace(told, covers=tuple(each.pk for each in beside))
        return _single(delivery, facts)
    except NothingToSay as reason:
        return Nothing(str(reason))


def _single(delivery, facts):
    key = _key_of(delivery, facts)
    text = MailText.of(key)
    if key in ("reply", "answer", "answered") and facts.said is None:
        raise NothingToSay(_("The message is gone."))
    values = facts.values(names_in(text.shown_subject + text.shown_body))
    stop = _where_to_stop(key, facts)
    return _lay_out(text, values, facts, footer=_footer(key, facts, stop), stop=stop, key=key)


def _bundle(key, listed, facts):
    """One mail about several things, to an agent."""
    text, stop = MailText.of(key), f"{settings.SITE_URL}/account/notices/"
    values = {"organisation": settings.ORGANISATION, **bundling.values(key, listed)}
    return _lay_out(text, values, facts, footer=[_choice(stop)], stop=stop, key=key)


def _lay_out(text, values, facts, *, footer, stop, key):
    subject = subject_of(text.shown_subject, values)
    plain, html = lay_out(text.shown_body, values, subject=subject, footer=footer)
    is_from_an_agent = key not in ("news", "notices") and not facts.to_agent and facts.ticket and facts.said
    is_notice = not (is_from_an_agent and facts.said.agent_id)
    return Written(subject, plain, html, to_agent=facts.to_agent, is_notice=is_notice, unsubscribe=stop)


def _key_of(delivery, facts):
    kind, audience = delivery.event.kind_name, audience_of(delivery)
    if facts.to_agent:
        key = TO_AGENTS.get((audience, kind)) or TO_AGENTS.get((audience, ""))
    else:
        key = _key_for_person(delivery.event, facts)
    if key is None:
        raise NothingToSay(_("No mail is written about this."))
    return key


def _key_for_person(event, facts):
    """What was done with a reply is said in its mail; what is true no more is not said."""
    key, ticket = TO_PEOPLE.get(event.kind_name), facts.ticket
    is_requesters = isinstance(ticket, Ticket) and facts.whom.pk == ticket.requester_id
    if key == "reply" and is_requesters and ticket.status in ENDS and _ended_with(event):
        return ENDS[ticket.status]
    if key in ENDS.values():
        if ticket.is_active:
            raise NothingToSay(_("The ticket is open again."))
        return ENDS[ticket.status]
    if key == "reopened" and not ticket.is_active:
        raise NothingToSay(_("The ticket is done again."))
    return key


def _ended_with(event):
    same_act = Event.objects.filter(batch=event.batch, subject_type=event.subject_type, subject_id=event.subject_id)
    ends = [events.RESOLVED.name, events.CLOSED.name]
    return event.batch is not None and same_act.filter(kind_name__in=ends).exists()


def _where_to_stop(key, facts):
    if facts.ticket is None or key == "link":
        return ""
    return f"{settings.SITE_URL}/account/notices/" if facts.to_agent else facts.stop


def _footer(key, facts, stop):
    lines = []
    if facts.ticket and Mailbox.objects.filter(is_active=True).exists():
        lines.append((_("You can answer this mail."), ""))
    if stop:
        lines.append(_choice(stop) if facts.to_agent else (_("Stop messages about this ticket"), stop))
    return lines


def _choice(stop):
    return _("Choose what you are mailed"), stop
