"""The door: log in, by password and perhaps by a second factor; log out; register."""

from allauth.account.internal.decorators import login_stage_required
from allauth.account.views import LoginView, LogoutView, SignupView
from allauth.mfa.stages import AuthenticateStage
from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView

from activity import record
from agents import actions, events, throttle, two_factor
from agents.forms import TAKEN, CodeForm, LogInForm, RegistrationForm
from agents.models import HRCode
from agents.views.refusing import Refusing
from itdesk.web import say

for_whoever_gave_the_password = login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")


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


@method_decorator(login_not_required, name="dispatch")
@method_decorator(for_whoever_gave_the_password, name="dispatch")
class SecondFactor(Refusing, FormView):
    """The password was right and the agent has an app: nobody is logged in until its code, too, is right."""

    form_class = CodeForm
    template_name = "account/code.html"
    extra_context = {"here": "login"}

    def post(self, request, *args, **kwargs):
        try:
            throttle.take_code(request, self.agent)
        except throttle.TooMany as refusal:
            return self.refused(refusal)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        used = self.agent.is_active and two_factor.accept(self.agent, form.cleaned_data["code"])
        if not used:
            form.add_error("code", _("That code is wrong, or was used already."))
            return self.form_invalid(form)
        throttle.code_was_right(self.request, self.agent)
        response = self.request._login_stage.exit()
        if used == two_factor.RECOVERY:
            self._say_what_is_left()
        return response

    @property
    def agent(self):
        return self.request._login_stage.login.user

    def _say_what_is_left(self):
        record.noted(self.agent, events.CODE_USED, by=self.agent)
        left = two_factor.codes_left(self.agent)
        words = ngettext("%(left)s recovery code is left.", "%(left)s recovery codes are left.", left)
        say(self.request, words % {"left": left})
