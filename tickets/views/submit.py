"""The public page: an employee asks for help without an account."""

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from agents import throttle
from tickets import actions, files, links
from tickets.forms import SubmitForm
from tickets.models import Ticket

KEPT_SECONDS = 24 * 60 * 60  # how long /submit/done/ remembers number and link, in the browser that submitted


@method_decorator(login_not_required, name="dispatch")
class Submit(FormView):
    """Field names are stable: outside scripts post them."""

    form_class = SubmitForm
    template_name = "tickets/submit.html"
    basket = None

    def get(self, request, *args, **kwargs):
        self.basket = files.Basket()
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        return {"asset_tag": self.request.GET.get("asset_tag", "")[:100]}

    def post(self, request, *args, **kwargs):
        """What came with the form is in its basket before the form is looked at: no refusal loses a file."""
        try:
            self.basket = files.received(request)
        except throttle.TooMany as limit:
            self.basket = files.refused(request)
            return self.too_many(self.get_form(), limit)
        form = self.get_form()
        for problem in self.basket.problems:
            form.add_error(None, problem)
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def form_valid(self, form):
        attached = [*self.basket.sent, *self.basket.files]
        answers = {name: value for name, value in form.cleaned_data.items() if name not in ("website", "key")}
        answers["key"] = form.cleaned_data["key"] or ""
        ticket = actions.find_submitted(
            attached=attached, **answers
        )  # a double click is told of its ticket, and never counted
        if ticket is None:
            try:
                throttle.take_submit(self.request, answers["email"])
            except throttle.TooMany as limit:
                return self.too_many(form, limit)
        try:
            with transaction.atomic():
                ticket = ticket or actions.submit_ticket(attached=attached, **answers)
                files.forget_twins(attached)
                asker = ticket.requester  # an agent may have changed it since the first of several clicks
                token = links.make_link(ticket, asker) if asker and asker.email == answers["email"] else ""
        except ValidationError as refusal:
            self.basket = self.basket.anew()
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        response = redirect("tickets:submitted")
        response.set_signed_cookie(
            "submitted", f"{ticket.pk} {token}", salt="submitted", max_age=KEPT_SECONDS, path="/submit/", httponly=True,
            samesite="Lax", secure=self.request.is_secure(),
        )  # fmt: skip
        return response

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def too_many(self, form, limit):
        """429 with everything typed still in the form."""
        form.add_error(
            None, _("Many tickets have come from here. Nothing typed is lost: please send it again in a while.")
        )
        response = self.render_to_response(self.get_context_data(form=form), status=429)
        response.headers["Retry-After"] = str(limit.retry_after)
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="submit", basket=self.basket, **kwargs)


@method_decorator(login_not_required, name="dispatch")
class Submitted(TemplateView):
    """The number, the link and what happens next, for the browser that submitted; anybody else is sent to the form."""

    template_name = "tickets/submitted.html"

    def get(self, request, *args, **kwargs):
        try:
            kept = request.get_signed_cookie("submitted", salt="submitted", max_age=KEPT_SECONDS)
        except (KeyError, signing.BadSignature):
            return redirect("tickets:submit")
        number, _space, token = kept.partition(" ")
        ticket = Ticket.objects.filter(pk=number).first()
        if ticket is None:
            return redirect("tickets:submit")
        address = links.address_of(token) if links.find(token) else ""  # revoked, or in the bin: the number alone
        attached = ticket.attachments.public().filter(message=None).order_by("pk")
        return self.render_to_response(
            self.get_context_data(here="submit", ticket=ticket, address=address, attached=attached)
        )
