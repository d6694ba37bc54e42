"""What came by mail: the list, one mail with why it landed where it did, its source, and moving it elsewhere."""

import nh3
from django.core.files.storage import default_storage
from django.db.models.functions import Length
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from itdesk import paging
from itdesk.web import Fragment, Modal
from mail import addresses, authentication, moving, needing, reasons
from mail.arrival_rows import COLUMNS, SHOWN_AS, table_rows
from mail.filters import ArrivalFilter
from mail.models import Arrival, Mailbox
from mail.moving_forms import MoveForm
from mail.telling import is_settled
from tickets.letters import html_of
from tickets.markdown import ELEMENTS, REL, SANE

POLICY = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
SHOWN = ELEMENTS | {
    "b", "caption", "center", "dd", "del", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "i", "s", "small", "span",
    "strike", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u",
}  # fmt: skip
CELL = {"colspan", "rowspan"}
ATTRIBUTES = {"*": {"dir"}, "a": {"href"}, "ol": {"start"}, "td": CELL, "th": CELL}
MOST_HTML = 600_000  # characters; the reader leaves out what is more, or too deeply nested


class MailIn(Fragment, TemplateView):
    """Every mail that came, the newest first, by key pages."""

    template_name = "mail/in.html"
    fragment_name = "mail/_in.html"

    def get(self, request, *args, **kwargs):
        filters = ArrivalFilter(request.GET, queryset=Arrival.objects.all(), request=request)
        page, is_valid = paging.Page(), filters.is_valid()
        if is_valid:
            rows = filters.qs.values_list(*COLUMNS, named=True)
            page = paging.page_of(rows, order="-pk", query=request.GET, among=filters.few_keys)
        context = {
            "here": "mail-in",
            "filters": filters,
            "page": page,
            "rows": table_rows(page.rows),
            "no_search": True,
        }
        context |= {"views": self.tabs(filters), "mailboxes": list(Mailbox.objects.order_by("name"))}
        return self.render_to_response(self.get_context_data(**context, **kwargs), status=200 if is_valid else 400)

    def tabs(self, filters):
        here = filters.data.get("outcome")
        tabs = [(_("All"), None), *((label, value) for value, label in Arrival.Outcome.choices)]
        return [
            {
                "name": name,
                "url": filters.url(outcome=value),
                "is_current": here == value,
                "count": needing.in_words() if value == Arrival.Outcome.QUARANTINE else "",
            }
            for name, value in tabs
        ]


class OneMail:
    """A page about one mail that came."""

    def dispatch(self, request, *args, **kwargs):
        shown = Arrival.objects.select_related("mailbox", "content", "ticket", "related").defer("content__html")
        sized = shown.annotate(html_length=Length("content__html"))
        self.arrival = get_object_or_404(sized, pk=min(kwargs["arrival"], 2**63 - 1))
        return super().dispatch(request, *args, **kwargs)


class MailPage(OneMail, TemplateView):
    template_name = "mail/mail.html"

    def get_context_data(self, **kwargs):
        arrival, facts = self.arrival, self.arrival.facts
        content = getattr(arrival, "content", None)
        return super().get_context_data(
            here="mail-in",
            facts=facts,
            written_at=parse_datetime(facts.get("date", "")),
            why=reasons.sentence(arrival.reason, facts | {"sender": arrival.sender}) if arrival.reason else "",
            more=list(reasons.more(facts | {"sender": arrival.sender})),
            mismatch=reasons.answers_elsewhere(arrival.sender, facts),
            authentication=authentication.in_words(facts.get("authentication", [])),
            pill=(SHOWN_AS[arrival.outcome], arrival.get_outcome_display()),
            text=html_of(content.text) if content else "",
            quoted=html_of(content.quoted) if content and content.quoted else "",
            others=_others(arrival),
            can_move=arrival.outcome != Arrival.Outcome.WAITING,
            **kwargs | {"arrival": arrival},
        )


class Source(OneMail, View):
    """The mail to the byte, as a download that no browser shows as a page of ours."""

    def get(self, request, arrival):
        try:
            content = default_storage.open(self.arrival.kept_as) if self.arrival.kept_as else None
        except FileNotFoundError:
            content = None
        if content is None:
            raise Http404(_("The raw mail is no longer kept."))
        response = FileResponse(content, as_attachment=True, filename=f"mail-{self.arrival.pk}.eml")
        response.headers["Content-Type"] = "text/plain; charset=utf-8"
        return _sandboxed(response)


class Formatted(OneMail, View):
    """The mail as its sender laid it out, in a page that runs nothing, loads nothing and sends nothing."""

    def get(self, request, arrival):
        if not 0 < (self.arrival.html_length or 0) <= MOST_HTML:
            raise Http404(_("This mail has no formatted text."))
        clean = nh3.clean(self.arrival.content.html, tags=SHOWN, attributes=ATTRIBUTES, url_schemes=SANE, link_rel=REL)
        page = format_html(
            '<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            "<title>{}</title></head><body>{}</body></html>",
            self.arrival.subject,
            SafeString(clean),
        )
        return _sandboxed(HttpResponse(page))


class Move(OneMail, Modal, FormView):
    """Asks where to; a POST moves the mail there. What is still being read waits: 409."""

    form_class = MoveForm
    template_name = "mail/move.html"
    changes = ("ticket-changed",)

    def get_initial(self):
        was = self.arrival.facts.get("was", {}).get("ticket")
        return {"to": "ticket", "number": was or self.arrival.related_id or ""}

    def form_valid(self, form):
        to, by = form.cleaned_data["to"], self.request.user
        if to == "ticket":
            arrival = moving.move_to_ticket(self.arrival, form.cleaned_data["ticket"], by=by)
        else:
            arrival = {"new": moving.move_to_new_ticket, "aside": moving.set_aside}[to](self.arrival, by=by)
        return self.done(self.said(arrival), url=arrival.get_absolute_url(), go=True)

    def said(self, arrival):
        if arrival.outcome == Arrival.Outcome.WAITING:
            return _("The mail is being read again, and will be where you said in a moment.")
        if arrival.ticket_id is None:
            return _("The mail is set aside.")
        return _("The mail is on ticket #{number} now.").format(number=arrival.ticket_id)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        kwargs["can_be_set_aside"] = is_settled(self.arrival)
        return super().get_context_data(here="mail-in", **kwargs | {"arrival": self.arrival})


def _others(arrival):
    """Who else it was sent to, without us and who sent it: nobody of them takes part before an agent lets them."""
    ours, facts = addresses.own(), arrival.facts
    sent_to = dict.fromkeys([*facts.get("to", []), *facts.get("cc", [])])
    return [each for each in sent_to if each != arrival.sender and not addresses.is_own(each, ours)]


def _sandboxed(response):
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "no-store"
    return response
