"""The rows of the list of mails that came, made outside the template: a template spends most of a page's time in a loop."""

from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from itdesk.templatetags import desk
from mail.models import Arrival
from mail.reasons import IN_SHORT

COLUMNS = (
    "pk", "came_at", "outcome", "reason", "sender", "sender_name", "subject", "ticket_id", "is_unverified", "mailbox__name",
)  # fmt: skip
SHOWN_AS = {"waiting": "new", "ticket": "open", "reply": "resolved", "quarantine": "pending"}  # the colours of statuses
ROW = """
  <tr role="row" data-href="/mail/in/{key}/">
    <td class="subject" role="cell"><div class="subject-line"><a href="/mail/in/{key}/" dir="auto">{subject}</a>{why}</div></td>
    <td class="requester" role="cell"><span dir="auto" title="{address}">{sender}</span>{flag}</td>
    <td class="st" role="cell">{outcome}</td>
    <td class="no" role="cell">{ticket}</td>
    <td class="muted" role="cell"><span dir="auto">{mailbox}</span></td>
    <td class="num muted up" role="cell">{came}</td>
  </tr>"""


def table_rows(arrivals):
    """The <tr> of each row of a list made with COLUMNS."""
    labels = {value: str(label) for value, label in Arrival.Outcome.choices}
    flag = f' <span class="soon tiny">{escape(_("unverified"))}</span>'
    nothing = _("(no subject)")
    rows = [
        ROW.format(
            key=row.pk,
            subject=escape(row.subject or nothing),
            why=f"<span>{escape(str(IN_SHORT[row.reason]))}</span>" if _is_said(row) else "",
            address=escape(row.sender),
            sender=escape(row.sender or row.sender_name or "?"),
            flag=flag if row.is_unverified else "",
            outcome=desk.status_pill(SHOWN_AS[row.outcome], labels[row.outcome]),
            ticket=f'<a href="/tickets/{row.ticket_id}/">#{row.ticket_id}</a>' if row.ticket_id else "",
            mailbox=escape(row.mailbox__name),
            came=desk.when(row.came_at),
        )
        for row in arrivals
    ]
    return SafeString("".join(rows))


def _is_said(row):
    return row.outcome == Arrival.Outcome.QUARANTINE and row.reason in IN_SHORT
