"""What a row of a ticket list shows, made outside the template: a template spends most of a page's time in such a loop."""

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from itdesk.searching.marking import marked, missing, snippet
from itdesk.templatetags import desk
from tickets.models import ACTIVE, Priority, Status

ROW = """
<tr role="row" data-status="{status}" data-href="/tickets/{number}/" data-version="{version}"{unassigned}>
<td class="no muted" role="cell">#{number}</td>
<td class="subject" role="cell"><div class="subject-line">\
<a href="/tickets/{number}/" dir="auto" title="{subject}">{subject_marked}</a>\
<a class="btn btn-bare row-edit" href="/tickets/{number}/edit/" data-modal aria-label="{edit} #{number}">{pencil}</a></div>\
{why}</td>
<td class="requester" role="cell"><span dir="auto">{requester}</span></td>
<td class="st" role="cell">{status_mark}</td>
<td class="as" role="cell">{assignee}</td>
<td class="muted tagcell" role="cell">{asset}</td>
<td class="pr" role="cell">{priority_mark}</td>
<td class="muted wide-only" role="cell">{category}</td>
<td class="num muted up from-xl" role="cell">{updated}</td>
</tr>"""
PENCIL = '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><use href="#icon-pencil-square"/></svg>'


@dataclass(frozen=True, slots=True)
class Row:
    """One ticket of a shorter list in words and marks; everything a string (text is escaped by the template)."""

    number: int
    url: str
    subject: str
    requester: str
    status: str
    status_mark: SafeString
    updated: SafeString


def rows_of(tickets):
    """One Row for each ticket of a list made `as_rows()`."""
    return [
        Row(
            number=ticket.pk,
            url=f"/tickets/{ticket.pk}/",
            subject=ticket.subject,
            requester=ticket.requester__name or ticket.name_as_given,
            status=ticket.status,
            status_mark=_status_mark(ticket.status, str(Status(ticket.status).label)),
            updated=updated,
        )
        for ticket, updated in zip(tickets, _updated(tickets), strict=True)
    ]


def table_rows(tickets, words=()):
    """The <tr> of each ticket of a list made `as_rows()`: most of the page, so nothing here asks twice.

    words: what was searched (text.words_of), of a list made `as_rows(with_text=True)`; where they are found is marked.
    """
    statuses = {status.value: _status_mark(status.value, str(status.label)) for status in Status}
    priorities = {priority.value: _priority_mark(priority.value, str(priority.label)) for priority in Priority}
    unknown, edit, nobody = escape(_("No asset has this tag")), escape(_("Edit ticket")), desk.assignee(None)
    rows = [
        ROW.format(
            number=ticket.pk,
            version=ticket.version,
            status=ticket.status,
            unassigned=" data-unassigned" if ticket.assignee__username is None and ticket.status in ACTIVE else "",
            subject=escape(ticket.subject),
            subject_marked=marked(ticket.subject, words) if words else escape(ticket.subject),
            why=_why(ticket, words) if words else "",
            edit=edit,
            pencil=PENCIL,
            requester=marked(ticket.requester__name or ticket.name_as_given, words),
            status_mark=statuses[ticket.status],
            assignee=nobody if ticket.assignee__username is None else _assignee_mark(_name_of_assignee(ticket)),
            asset=_asset(ticket.asset__tag, ticket.tag_as_typed, unknown),
            priority_mark=priorities[ticket.priority],
            category=escape(ticket.category__name),
            updated=updated,
        )
        for ticket, updated in zip(tickets, _updated(tickets), strict=True)
    ]
    return mark_safe("".join(rows))  # noqa: S308  (every value was escaped above)


def _updated(tickets):
    return desk.when_each([ticket.updated_at for ticket in tickets])


def _why(ticket, words):
    """Where it is found that the row does not show: a line of the description, or an address."""
    shown = f"{ticket.subject} {ticket.requester__name or ticket.name_as_given} #{ticket.pk} {ticket.pk}"
    unseen = missing(f"{shown} {ticket.asset__tag or ticket.tag_as_typed}", words)
    elsewhere = (
        ticket.text,
        ticket.requester__email or "",
        ticket.requester__email_as_given or "",
        ticket.name_as_given,
    )
    places = (snippet(text, unseen) for text in elsewhere) if unseen else ()
    line = next(filter(None, places), "")
    return f'<div class="snippet tiny muted" dir="auto">{line}</div>' if line else ""


def _name_of_assignee(ticket):
    """As Agent.name."""
    return f"{ticket.assignee__first_name} {ticket.assignee__last_name}".strip() or ticket.assignee__username


def _asset(tag, as_typed, unknown):
    if tag is not None:
        return f'<a class="muted" href="/assets/{quote(tag, safe="")}/">{escape(tag)}</a>'
    return f'<span class="unknown-tag" title="{unknown}">{escape(as_typed)}?</span>' if as_typed else ""


@lru_cache(maxsize=64)
def _status_mark(value, words):
    return desk.status_pill(value, words)


@lru_cache(maxsize=64)
def _priority_mark(value, words):
    return desk.priority_mark(value, words)


@lru_cache(maxsize=1024)
def _assignee_mark(name):
    return desk.person(name)
