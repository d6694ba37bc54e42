"""The rows of the outbox, made outside the template: a template spends most of a page's time in such a loop."""

from html import escape

from django.contrib.contenttypes.models import ContentType
from django.utils.safestring import SafeString

from itdesk.templatetags import desk
from mail import writing
from tickets.mailed import WORDS, shown_state
from tickets.models import Ticket

ROW = """
<tr role="row" data-href="/mail/out/{key}/"><td class="st" role="cell">{state}</td>\
<td role="cell"><a href="/mail/out/{key}/" title="{address}">{address}</a></td>\
<td role="cell">{what}</td><td class="subject" role="cell"><div class="subject-line">{about}</div></td>\
<td class="muted" role="cell" title="{error}">{error}</td><td class="num muted up" role="cell">{at}</td></tr>"""


def table_rows(deliveries):
    """The <tr> of each delivery; one query for the tickets that they are about."""
    about_tickets = ContentType.objects.get_for_model(Ticket)
    keys = {each.event.subject_id for each in deliveries if each.event.subject_type_id == about_tickets.pk}
    subjects = dict(Ticket.objects.filter(pk__in=keys).values_list("pk", "subject")) if keys else {}
    rows = [
        ROW.format(
            key=each.pk,
            state=pill(each),
            address=escape(each.address),
            what=escape(writing.name_of(each)),
            about=_about(each.event, subjects) if each.event.subject_type_id == about_tickets.pk else "",
            error=escape(each.last_error[:200]),
            at=desk.when(each.sent_at or each.owed_at),
        )
        for each in deliveries
    ]
    return SafeString("".join(rows))


def pill(delivery):
    """A delivery's state as shape, colour and word."""
    state = shown_state(delivery.state, delivery.leased_until)
    return desk.status_pill(f"mail-{state}", WORDS[state])


def _about(event, subjects):
    subject = escape(subjects.get(event.subject_id, ""))
    return f'<a href="/tickets/{event.subject_id}/" dir="auto" title="{subject}">#{event.subject_id} {subject}</a>'
