"""The pages of those who answer: log in, log out, register, who we are, and the HR code."""

from allauth.account.views import LoginView, LogoutView, SignupView
from django.contrib.auth.decorators import login_not_required
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView

from agents import actions, throttle
from agents.forms import TAKEN, HRCodeForm, LogInForm, RegistrationForm
from agents.models import Agent, HRCode
from itdesk.web import Modal, say

MOST_LISTED = 1000


class Refusing:
    """A form that comes back with what was typed: as 422 when it is wrong, as 429 when it was tried too often."""

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except throttle.TooMany as refusal:
            return self.refused(refusal)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def refused(self, refusal):
        """The form anew, unchecked: its answers would say whether the guess was right."""
        form = self.get_form_class()()
        form.initial = {name: self.request.POST.get(form.add_prefix(name), "") for name in form.fields}
        context = self.get_context_data(form=form, refusal=refusal)
        return self.render_to_response(context, status=429, headers={"Retry-After": str(refusal.retry_after)})


@method_decorator(login_not_required, name="dispatch")
class LogIn(Refusing, LoginView):
    form_class = LogInForm
    template_name = "agents/login.html"
    extra_context = {"here": "login"}


@method_decorator(login_not_required, name="dispatch")
class LogOut(LogoutView):
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        say(request, _("You are logged out."))
        return response


@method_decorator(login_not_required, name="dispatch")
class Registration(Refusing, SignupView):
    form_class = RegistrationForm
    template_name = "agents/register.html"
    extra_context = {"here": "register"}

    def post(self, request, *args, **kwargs):
        try:
            throttle.take_registration(request)
        except throttle.TooMany as refusal:
            return self.refused(refusal)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            response = super().form_valid(form)
        except actions.EmailTaken:
            form.add_error("email", TAKEN)
            return self.form_invalid(form)
        welcome = _("Welcome, %(name)s. Your username is %(username)s.")
        say(self.request, welcome % {"name": self.user.name, "username": self.user.username})
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_closed=not HRCode.objects.exists(), **kwargs)


class AgentList(ListView):
    queryset = Agent.objects.with_open_tickets().active_first()[:MOST_LISTED]
    template_name = "agents/list.html"
    context_object_name = "agents"
    extra_context = {"here": "agents"}

    def get_context_data(self, **kwargs):
        return super().get_context_data(hr_code=HRCode.objects.hidden(), **kwargs)


class CurrentHRCode(Modal, FormView):
    form_class = HRCodeForm
    template_name = "agents/hr_code.html"
    success_url = reverse_lazy("agents")
    extra_context = {"here": "agents"}
    changes = ("hr-code-changed",)

    def get_initial(self):
        return {"code": HRCode.objects.values_list("code", flat=True).first()}

    def form_valid(self, form):
        event = actions.change_hr_code(form.cleaned_data["code"], by=self.request.user)
        said = _("The HR code is changed.") if event else _("The HR code is as it was.")
        return self.done(said, url=str(self.success_url))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)
