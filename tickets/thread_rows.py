"""The rows of a requester's thread, made outside the template: see tickets/bubbles.py for what a message looks like."""

from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from itdesk.templatetags import desk
from tickets import bubbles


def opening_row(thread, ticket, person, address):
    """The first message: what the ticket was submitted with; "" where it is on an earlier page, or nothing.

    address: of the page, below which its files are.
    """
    if thread.earlier_url or not (ticket.description or thread.attached):
        return ""
    who = _("You") if person.pk == ticket.requester_id else ticket.name_as_given or ticket.requester_name
    marks = desk.when(ticket.created_at)
    return SafeString(bubbles.opening_bubble(ticket, who, marks=marks, attached=thread.attached, address=address))


def rows(thread, person, address):
    """A <li> for each item of the thread, in that person's eyes."""
    return SafeString("".join([_turn(item) if item.turn else _message(item, person, address) for item in thread.items]))


def _turn(item):
    return f'<li class="change">{escape(item.turn)} {desk.when(item.at)}</li>\n'


def _message(item, person, address):
    side, ours = (' data-side="us"', f"<span>{_('IT Desk')}</span>") if item.is_ours else ("", "")
    return bubbles.bubble(
        item.who,
        face=person.name if item.is_own else item.who,
        about=f' id="message-{item.key}"{side}',
        marks=f"{ours}{desk.when(item.at)}",
        html=item.html,
        more=bubbles.quoted(item.quoted) + bubbles.files(item.attached, address),
    )
