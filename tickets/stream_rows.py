"""The rows of an agent's stream, made outside the template: see tickets/bubbles.py for what a message looks like."""

from html import escape

from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from itdesk.templatetags import desk
from tickets import bubbles

MOST_SAID = 300  # characters of what a mail server had to say
MARK = '<a class="tiny" href="{}">{}</a>'
FOLDED = """\
<li class="change entry"><details><summary>{}</summary><ol class="timeline pt-2">{}</ol></details></li>
"""
UNDO = """\
 <button class="btn btn-bare btn-undo" form="undo" formaction="{url}" hx-post="{url}" hx-swap="none" \
aria-label="{label}">{words}</button>"""
TAKE_BACK = """\
<span class="push" data-countdown="{seconds}"><span class="tiny" aria-hidden="true"></span> \
<button class="btn btn-bare btn-undo" form="undo" formaction="{url}" hx-post="{url}" hx-include="#message-text" \
hx-swap="none">{words}</button></span>"""
MAILS = """\
<details class="mails"{bad}><summary>{icon}{state} <span class="muted">· {number}</span></summary>
<ul>{mails}</ul></details>"""


def opening_row(stream, ticket):
    """The first message: what the ticket was submitted with; "" where there is nothing of it to show."""
    if stream.show == "changes" or not (ticket.description or stream.attached):
        return ""
    return SafeString(
        bubbles.opening_bubble(
            ticket,
            ticket.name_as_given or ticket.requester_name,
            marks=f"<span>{_('requester')}</span>{desk.when(ticket.created_at)}{_opened_by(stream.opened_by)}",
            attached=stream.attached,
            address=ticket.get_absolute_url(),
        )
    )


def rows(stream, ticket, reader):
    """A <li> for each item of the stream, in the eyes of that agent."""
    return SafeString("".join([_row(item, ticket, reader) for item in stream.items]))


def _row(item, ticket, reader):
    if item.message:
        return _message(item, ticket, reader)
    changes = "".join([_change(entry) for entry in item.entries])
    if not item.is_folded:
        return changes
    number = len(item.entries)
    words = ngettext("%(number)s change by %(who)s", "%(number)s changes by %(who)s", number)
    return FOLDED.format(words % {"number": number, "who": escape(item.who)}, changes)


def _change(entry):
    mail = f' · <a href="{_mail_that_came(entry)}">{_("the mail")}</a>' if entry.details.get("arrival") else ""
    undo = ""
    if entry.undo_url:
        label = _("Undo: %(what)s") % {"what": escape(entry.sentence)}
        undo = UNDO.format(url=entry.undo_url, label=label, words=_("Undo"))
    return f'<li class="change entry">{entry.said}{mail} {desk.when(entry.at)}{undo}</li>\n'


def _message(item, ticket, reader):
    message, entry, address = item.message, item.entries[0], ticket.get_absolute_url()
    side, new = ' data-side="us"' if message.agent_id else "", " data-new" if item.is_new else ""
    marks = [_role(message, ticket), desk.when(message.created_at)]
    if entry.details.get("arrival"):
        marks.append(MARK.format(_mail_that_came(entry), _("by mail · why here")))
    if item.is_new:
        marks.append(desk.status_pill("new", _("New")))
    if message.agent_id == reader.pk and (seconds := message.seconds_left):
        url = f"{address}messages/{message.pk}/take-back/"
        marks.append(TAKE_BACK.format(seconds=seconds, url=url, words=_("Undo send")))
    return bubbles.bubble(
        entry.actor,
        entry=" entry",
        about=f' id="message-{message.pk}" data-kind="{message.kind}"{side}{new}',
        marks="".join(marks),
        html=message.html,
        more=bubbles.quoted(message.quoted_html) + bubbles.files(item.attached, address) + _mails(item),
    )


def _role(message, ticket):
    if message.is_note:
        words = _("Internal note, only agents see this")
        return f'<span class="note-flag">{desk.icon("lock-closed")}{words}</span>'
    if message.agent_id:
        return f"<span>{_('public reply')}</span>"
    return f"<span>{_('requester') if message.person_id == ticket.requester_id else _('participant')}</span>"


def _mails(item):
    if not item.mails:
        return ""
    (state, words), number = item.mail_state, len(item.mails)
    return MAILS.format(
        bad=" data-bad" if state in ("failed", "bounced") else "",
        icon=desk.icon("envelope"),
        state=escape(str(words)),
        number=ngettext("%(number)s mail", "%(number)s mails", number) % {"number": number},
        mails="".join([_mail(mail) for mail in item.mails]),
    )


def _mail(mail):
    error = Truncator(mail.error).chars(MOST_SAID) if mail.error else ""
    why = f'<div class="muted" dir="auto">{escape(error)}</div>' if error else ""
    address = f'<a href="/mail/out/{mail.key}/">{escape(mail.address)}</a>'
    return f"<li>{address} {escape(str(mail.words))} {desk.when(mail.at)}{why}</li>"


def _opened_by(mail):
    """What the mail that it was submitted by has to be said of; "" for None."""
    if mail is None:
        return ""
    marks = MARK.format(f"/mail/in/{mail.pk}/", _("by mail · why here"))
    if mail.is_unverified:
        marks += f'<span class="soon tiny">{_("unverified sender")}</span>'
    if mail.related_id:
        words = _("names #%(number)s") % {"number": mail.related_id}
        marks += MARK.format(f"/tickets/{mail.related_id}/", words)
    return marks


def _mail_that_came(entry):
    return f"/mail/in/{escape(str(entry.details['arrival']))}/"
