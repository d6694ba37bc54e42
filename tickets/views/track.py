"""The requester's page: who has a private link follows one ticket, answers, and says whether it works."""

import re
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from activity.record import Conflict
from agents import throttle
from itdesk.prepared import prepared
from itdesk.text import clean_text
from itdesk.web import BadRequest
from tickets import files, landing, links, requesting, thread, thread_rows
from tickets.actions import InTheBin
from tickets.models import BEST, Silence, Status
from tickets.requester_forms import AnswerForm, RatingForm
from tickets.views import files as file_views

DONE = {  # what the page says after each act
    "reply": gettext_lazy("Your answer is sent."),
    "works": gettext_lazy("Thank you. The ticket is closed."),
    "broken": gettext_lazy("Thank you. The ticket is open again."),
    "rate": gettext_lazy("Thank you for the rating."),
    "link": gettext_lazy("A new link is on its way to your mailbox."),
    "stop": gettext_lazy("You get no more messages about this ticket. This page goes on as before."),
    "start": gettext_lazy("You get messages about this ticket again."),
}


@method_decorator(login_not_required, name="dispatch")
class Track(View):
    """A link as it was sent: trades its token for a cookie. Opening it changes nothing, however often and by whomever.

    What it asks for (?do=) goes along to the page, which has the button for it: see tickets/landing.py.
    """

    http_method_names = ["get", "head", "options"]

    def get(self, request, token):
        link = links.find(token)
        response = self.on_to(link, landing.parameters(request.GET)) if link else nothing_here(request)
        if link:
            links.hold(response, link, secure=request.is_secure())
        # Only here: with it a browser would send "Origin: null" with the page's forms, which is refused as another site's
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    def on_to(self, link, parameters):
        page = reverse("tickets:tracked", args=[link.public_id])
        return redirect(f"{page}?{urlencode(parameters)}" if parameters else page)


class OfOneLink(View):
    """What the browser that holds a link's cookie sees of its ticket; anything else is the one 404."""

    def dispatch(self, request, *args, **kwargs):
        self.link = links.held(request, kwargs["public_id"])
        if self.link is None:
            return nothing_here(request)
        self.ticket, self.person = self.link.ticket, self.link.person
        try:
            return super().dispatch(request, *args, **kwargs)
        except (InTheBin, Http404):
            return nothing_here(request)


@method_decorator(login_not_required, name="dispatch")
class TrackedFile(OfOneLink):
    """A file of the submission or of a public message. `?preview` is a picture's."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, public_id, file):
        key = int(file) if re.fullmatch("[0-9]{1,18}", file) else 0
        found = self.ticket.attachments.public().filter(pk=key).first()
        if found is None:
            raise Http404
        response = file_views.answer(found, preview="preview" in request.GET)
        response.headers["Cache-Control"] = "no-store"  # also of a preview: a link can be revoked
        return response


@prepared(ticket=BigIntegerField(), person=BigIntegerField())
def _silences(ticket, person):
    return Silence.objects.filter(ticket=ticket, person=person).values_list("pk")


@method_decorator(login_not_required, name="dispatch")
class Tracked(OfOneLink, TemplateView):
    """One ticket for one person. A POST names its act."""

    template_name = "tickets/track.html"
    basket = None

    def post(self, request, public_id):
        act = request.POST.get("act", "")
        acts = {
            "reply": self.answer, "works": self.answer, "broken": self.answer, "rate": self.rate, "link": self.new_link,
            "stop": self.hush, "start": self.hush, "follow": self.follow,
        }  # fmt: skip
        if act not in acts:
            raise BadRequest(_("This form is damaged. Open your link again."))
        return acts[act](act)

    def answer(self, act):
        """What came with the form is in its basket before the form is looked at: no refusal loses a file."""
        try:
            self.basket = files.received(self.request)
        except throttle.TooMany as limit:
            self.basket = files.refused(self.request)
            return self.too_many(AnswerForm(self.request.POST, needs_words=False), limit)
        has_files = bool(self.basket.files or self.basket.sent)
        form = AnswerForm(self.request.POST, needs_words=act == "reply" and not has_files)
        for problem in self.basket.problems:
            form.add_error(None, problem)
        if not form.is_valid():
            return self.again(form=form, status=422)
        try:
            throttle.take_answer(self.request, self.link.pk)
            last = self.take(act, form.cleaned_data)
        except throttle.TooMany as limit:
            return self.too_many(form, limit)
        except ValidationError as refused:
            self.basket = self.basket.anew()
            form.add_error(None, refused.messages)
            return self.again(form=form, status=422)
        except Conflict:
            self.ticket.refresh_from_db()
            form.add_error(
                None, _("The ticket has changed while you read this. Look again: here it is as it stands now.")
            )
            return self.again(form=form, status=409)
        links.renew(self.link)
        response = self.done(act) if last == self.ticket else self.go_to(last)
        links.hold(response, self.link, secure=self.request.is_secure())  # the cookie lives on as the link does
        return response

    def take(self, act, asked):
        """The ticket that took the answer. Files alone that went already are a button that was pressed twice."""
        attached = self.basket.files or ([] if asked["text"] else self.basket.sent)
        said = {"by": self.person, "text": asked["text"], "after": asked["after"], "attached": attached}
        if act == "works":
            return requesting.confirm_solved(self.ticket, seen=asked["seen"], **said)
        take = requesting.answer_ticket if act == "reply" else requesting.report_still_broken
        return take(self.ticket, **said)

    def too_many(self, form, limit):
        """429 with everything typed still in the form."""
        form.add_error(None, str(limit))
        response = self.again(form=form, status=429)
        response.headers["Retry-After"] = str(limit.retry_after)
        return response

    def rate(self, act):
        form = RatingForm(self.request.POST)
        throttle.take_answer(self.request, self.link.pk)
        if form.is_valid():
            try:
                requesting.rate_ticket(self.ticket, by=self.person, **form.cleaned_data)
                return self.done(act)
            except ValidationError as refused:
                form.add_error(None, refused.messages)
        return self.again(rating_form=form, status=422)

    def new_link(self, act):
        throttle.take_new_link(self.request, self.link.pk)
        requesting.ask_for_link(self.ticket, by=self.person)
        return self.done(act)

    def hush(self, act):
        throttle.take_answer(self.request, self.link.pk)
        change = {"stop": requesting.stop_messages, "start": requesting.start_messages}[act]
        change(self.ticket, by=self.person)
        return self.done(act)

    def follow(self, act):
        """To the ticket that goes on from this one."""
        throttle.take_answer(self.request, self.link.pk)
        last = requesting.last_of(self.ticket, self.person)
        return redirect(self.request.path) if last == self.ticket else self.go_to(last)

    def go_to(self, ticket):
        """The same person goes on in another ticket: by a link of its own."""
        token = links.make_link(ticket, self.person)
        return redirect("tickets:track", f"{token}/")

    def done(self, act):
        return redirect(f"{self.request.path}?done={act}")

    def again(self, *, status, **forms):
        return self.render_to_response(self.get_context_data(**forms), status=status)

    def get_context_data(self, *, form=None, rating_form=None, **kwargs):
        ticket = self.ticket
        last = requesting.last_of(ticket, self.person) if hasattr(ticket, "followed_by") else ticket
        is_silent = bool(_silences(ticket=ticket.pk, person=self.person.pk))
        said = thread.thread_of(ticket, self.person, self.request.GET)
        return super().get_context_data(
            here="track",
            ticket=ticket,
            person=self.person,
            word=thread.status_word(ticket),
            steps=thread.steps(ticket),
            next=thread.what_happens_next(ticket),
            thread=said,
            thread_opening=thread_rows.opening_row(said, ticket, self.person, self.request.path),
            thread_rows=thread_rows.rows(said, self.person, self.request.path),
            form=form or AnswerForm(),
            basket=self.basket or files.Basket(),
            is_requester=self.person.pk == ticket.requester_id,
            is_solved=ticket.status == Status.RESOLVED,
            is_closed=ticket.status == Status.CLOSED,
            best=BEST,
            is_silent=is_silent,
            follows=getattr(ticket, "follow_up", None),
            goes_on=last if last != ticket else None,
            done=DONE.get(self.request.GET.get("done", "")) if self.request.method == "GET" else None,
            ask=landing.ask_of(self.asked, ticket, is_silent=is_silent, may_rate=self.may_rate),
            **self.rating_context(rating_form),
            **kwargs,
        )

    def rating_context(self, form):
        """What they said of the help; the form with that, or with what the link says they want to say."""
        rating = getattr(self.ticket, "rating", None)
        given = {"score": rating.score, "words": rating.words} if rating else {}
        given |= {name: int(value) for name, value in self.asked.items() if name == "score"}
        return {"rating": rating, "rating_form": (form or RatingForm(initial=given)) if self.may_rate else None}

    @property
    def may_rate(self):
        return not self.ticket.is_active and self.person.pk == self.ticket.requester_id

    @property
    def asked(self):
        """What the link that was opened asks for; nothing of a form that was sent."""
        return landing.parameters(self.request.GET) if self.request.method in ("GET", "HEAD") else {}


def nothing_here(request):
    """The one 404 of every link that leads nowhere, alike to the byte: nothing in it depends on the link.

    Whoever sent words to it gets them back: their link may have ended, or the ticket gone to the bin, while they wrote.
    """
    written = [text for name in ("text", "words") if (text := clean_text(request.POST.get(name, "")))]
    page = render_to_string("tickets/no_link.html", {"organisation": settings.ORGANISATION, "written": written})
    return HttpResponse(page, status=404)
