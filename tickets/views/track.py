"""The requester's page: who has a private link follows one ticket, answers, and says whether it works."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from activity.record import Conflict
from agents import throttle
from itdesk.web import BadRequest
from tickets import files, links, requesting, thread
from tickets.actions import InTheBin
from tickets.models import BEST, FollowUp, Rating, Silence, Status
from tickets.requester_forms import AnswerForm, RatingForm
from tickets.views.files import answer

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
    """A link as it was sent: trades its token for a cookie. Opening it changes nothing, however often and by whomever."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, token):
        link = links.find(token)
        response = redirect("tickets:tracked", link.public_id) if link else nothing_here()
        if link:
            links.hold(response, link, secure=request.is_secure())
        # Only here: with it a browser would send "Origin: null" with the page's forms, which is refused as another site's
        response.headers["Referrer-Policy"] = "no-referrer"
        return response


@method_decorator(login_not_required, name="dispatch")
class Tracked(TemplateView):
    """One ticket for one person. A POST names its act."""

    template_name = "tickets/track.html"
    basket = None

    def dispatch(self, request, *args, **kwargs):
        self.link = links.held(request, kwargs["public_id"])
        if self.link is None:
            return nothing_here()
        self.ticket, self.person = self.link.ticket, self.link.person
        try:
            return super().dispatch(request, *args, **kwargs)
        except InTheBin:
            return nothing_here()

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
        form = self.read(needs_words=act == "reply")
        if not form.is_valid():
            return self.again(form=form, status=422)
        asked = {name: form.cleaned_data[name] for name in ("text", "after")} | {"attached": self.basket.files}
        try:
            throttle.take_answer(self.request, self.link.pk)
            if act == "works":
                last = requesting.confirm_solved(self.ticket, by=self.person, seen=form.cleaned_data["seen"], **asked)
            else:
                take = requesting.answer_ticket if act == "reply" else requesting.report_still_broken
                last = take(self.ticket, by=self.person, **asked)
        except throttle.TooMany as limit:
            form.add_error(None, str(limit))
            response = self.again(form=form, status=429)
            response.headers["Retry-After"] = str(limit.retry_after)
            return response
        except ValidationError as refused:
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

    def read(self, *, needs_words):
        """The form, once its files are in the basket: no refusal loses one."""
        try:
            self.basket = files.received(self.request)
        except throttle.TooMany:
            self.basket = files.refused(self.request)
        form = AnswerForm(self.request.POST, needs_words=needs_words and not self.basket.files)
        for problem in self.basket.problems:
            form.add_error(None, problem)
        return form

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
        last = requesting.last_of(ticket, self.person)
        rating = Rating.objects.filter(ticket=ticket).first()
        may_rate = not ticket.is_active and self.person.pk == ticket.requester_id
        given = {"score": rating.score, "words": rating.words} if rating else {}
        return super().get_context_data(
            here="track",
            ticket=ticket,
            person=self.person,
            word=thread.status_word(ticket),
            steps=thread.steps(ticket),
            next=thread.what_happens_next(ticket),
            thread=thread.thread_of(ticket, self.person, self.request.GET),
            form=form or AnswerForm(),
            basket=self.basket or files.Basket(),
            is_requester=self.person.pk == ticket.requester_id,
            is_solved=ticket.status == Status.RESOLVED,
            is_closed=ticket.status == Status.CLOSED,
            rating=rating,
            rating_form=(rating_form or RatingForm(initial=given)) if may_rate else None,
            best=BEST,
            is_silent=Silence.objects.filter(ticket=ticket, person=self.person).exists(),
            follows=FollowUp.objects.filter(ticket=ticket).first(),
            goes_on=last if last != ticket else None,
            done=DONE.get(self.request.GET.get("done", "")) if self.request.method == "GET" else None,
            **kwargs,
        )


@method_decorator(login_not_required, name="dispatch")
class TrackedFile(View):
    """A file of the ticket that the link is about, unless it is a note's."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, public_id, file):
        link = links.held(request, public_id)
        found = link and file < 2**63 and link.ticket.attachments.public().filter(pk=file).first()
        return answer(found, preview="preview" in request.GET) if found else nothing_here()


def nothing_here():
    """The one 404 of every link that leads nowhere, alike to the byte: nothing in it depends on the request."""
    page = render_to_string("tickets/no_link.html", {"organisation": settings.ORGANISATION})
    return HttpResponse(page, status=404)
