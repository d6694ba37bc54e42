""" "Where are my tickets?" One field; the answer is the same for every address, and takes the same time."""

from django.contrib.auth.decorators import login_not_required
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.generic import FormView, TemplateView

from agents import throttle
from tickets import my_tickets
from tickets.requester_forms import InquiryForm


@method_decorator(login_not_required, name="dispatch")
class MyTickets(FormView):
    """Notes the question. Whether anybody has the address is looked up by the worker (tickets/my_tickets.py)."""

    form_class = InquiryForm
    template_name = "tickets/my_tickets.html"
    success_url = reverse_lazy("tickets:my-tickets-sent")
    extra_context = {"here": "my-tickets"}

    def form_valid(self, form):
        try:
            throttle.take_inquiry(self.request, form.cleaned_data["email"])
        except throttle.TooMany as limit:
            form.add_error(None, str(limit))
            response = self.render_to_response(self.get_context_data(form=form), status=429)
            response.headers["Retry-After"] = str(limit.retry_after)
            return response
        my_tickets.ask(form.cleaned_data["email"])
        return super().form_valid(form)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


@method_decorator(login_not_required, name="dispatch")
class Sent(TemplateView):
    template_name = "tickets/my_tickets_sent.html"
    extra_context = {"here": "my-tickets"}
