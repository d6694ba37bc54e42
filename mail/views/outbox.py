"""The outbox: every mail that is or was to be sent, what became of it, and how it reads."""

from urllib.parse import urlencode

from csp.constants import NONE, SELF
from csp.decorators import csp, csp_update
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView, View

from activity.models import Delivery
from itdesk import paging
from itdesk.web import BadRequest, Fragment, say, turn_away
from mail import outbox, writing
from mail.forms import STATES, OutboxFilter
from mail.rows import pill, table_rows
from tickets.models import Ticket

ACTS = {"retry": outbox.retry, "cancel": outbox.cancel}
# Mail is styled by attributes, since clients read nothing else. Nothing in it is run or loaded, and it stands in a sandbox
OF_A_MAIL = {
    "default-src": [NONE],
    "style-src": ["'unsafe-inline'"],
    "frame-ancestors": [SELF],
    "sandbox": True,
}


class Outbox(Fragment, TemplateView):
    """Mails by key pages, newest first; unasked, those that are not sent. A POST does something to all that are shown."""

    template_name = "mail/outbox.html"
    fragment_name = "mail/_outbox.html"

    def get(self, request, *args, **kwargs):
        form = OutboxFilter(request.GET)
        page = outbox.page_of(request.GET, **form.cleaned_data) if form.is_valid() else paging.Page()
        context = self.get_context_data(form=form, page=page, rows=table_rows(page.rows))
        return self.render_to_response(context, status=200 if form.is_valid() else 400)

    def post(self, request):
        form, act = OutboxFilter(request.POST), ACTS.get(request.POST.get("act", ""))
        if act is None or not form.is_valid():
            raise BadRequest(_("This form is damaged. Open the outbox again."))
        done = act(outbox.all_of(**form.cleaned_data), by=request.user)
        say(request, said(act, len(done)))
        asked = {name: value for name, value in form.cleaned_data.items() if value}
        return redirect(f"{request.path}?{urlencode(asked)}" if asked else request.path)

    def get_context_data(self, *, form, **kwargs):
        chosen = form.data.get("state", "") if "state" not in form.errors else ""
        kept = {name: form.data[name] for name in ("address", "ticket") if form.data.get(name)}
        views = [(urlencode({"state": key, **kept} if key else kept), words, key == chosen) for key, words in STATES]
        offers = {"retry": chosen in outbox.RETRYABLE, "cancel": chosen in outbox.STOPPABLE}
        context = {"here": "outbox", "no_search": True, "chosen": chosen, "views": views, "offers": offers}
        return super().get_context_data(form=form, most=outbox.AT_ONCE, **context, **kwargs)


class OneMail:
    def dispatch(self, request, *args, **kwargs):
        found = Delivery.objects.select_related("event__subject_type", "event__actor").filter(pk=kwargs["delivery"])
        self.delivery = found.first()
        if self.delivery is None:
            raise Http404(_("There is no such mail."))
        return super().dispatch(request, *args, **kwargs)


@method_decorator(csp_update({"frame-src": [SELF]}), name="get")
class SentMail(OneMail, TemplateView):
    """One mail: what became of it, and how it would read now. A POST sends it again, or keeps it from being sent."""

    template_name = "mail/sent.html"

    def post(self, request, delivery):
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            raise BadRequest(_("This form is damaged. Open the mail again."))
        if not act(Delivery.objects.filter(pk=delivery), by=request.user):
            refusal = _("That can't be done any more: look how it stands.")
            return turn_away(request, refusal, url=request.path, status=409)
        say(request, said(act, 1))
        return redirect(request.path)

    def get_context_data(self, **kwargs):
        delivery = self.delivery
        is_about_a_ticket = delivery.event.subject_type.model_class() is Ticket
        kwargs |= {"delivery": delivery}
        return super().get_context_data(
            here="outbox",
            what=writing.name_of(delivery),
            pill=pill(delivery),
            ticket=Ticket.objects.filter(pk=delivery.event.subject_id).first() if is_about_a_ticket else None,
            preview=writing.preview(delivery),
            may_retry=outbox.may_retry(delivery),
            may_cancel=outbox.may_cancel(delivery),
            **kwargs,
        )


@method_decorator([csp(OF_A_MAIL), xframe_options_sameorigin], name="get")
class SentMailPage(OneMail, View):
    """The HTML of a mail as it would be written now, for the frame of its page. Its links lead nowhere."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, delivery):
        found = writing.preview(self.delivery)
        if isinstance(found, writing.Nothing):
            raise Http404(found.reason)
        return HttpResponse(found.html)


def said(act, number):
    if act is outbox.retry:
        words = ngettext("{number} mail is queued again.", "{number} mails are queued again.", number)
    else:
        words = ngettext("{number} mail is not sent.", "{number} mails are not sent.", number)
    return words.format(number=number)
