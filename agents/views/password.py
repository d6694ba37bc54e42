"""Choosing a new password: by the old one, or by a link from a mail."""

from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from agents import actions, reset, throttle
from agents.account_forms import NewPasswordForm, PasswordForm, ResetForm
from agents.views.refusing import Refusing
from itdesk.web import say


class Password(Refusing, FormView):
    form_class = PasswordForm
    template_name = "account/password.html"
    success_url = reverse_lazy("account")
    extra_context = {"tab": "password"}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form):
        actions.change_password(form.agent, form.cleaned_data["password1"])
        update_session_auth_hash(self.request, form.agent)
        say(self.request, _("Your password is changed. Every other session has ended."))
        return super().form_valid(form)


@method_decorator(login_not_required, name="dispatch")
class Reset(Refusing, FormView):
    """Says the same to everybody, in the same time: the worker does the rest (agents/reset.py)."""

    form_class = ResetForm
    template_name = "account/reset.html"
    success_url = reverse_lazy("password_reset_sent")
    extra_context = {"here": "login"}

    def form_valid(self, form):
        throttle.take_reset(self.request, form.cleaned_data["email"])
        reset.ask(form.cleaned_data["email"])
        return super().form_valid(form)


@method_decorator(login_not_required, name="dispatch")
class ResetSent(TemplateView):
    template_name = "account/reset_sent.html"
    extra_context = {"here": "login"}


@method_decorator(login_not_required, name="dispatch")
class ResetLink(Refusing, PasswordResetConfirmView):
    """Where the mail leads. Reading changes nothing, so that a mail scanner uses no link up."""

    form_class = NewPasswordForm  # type: ignore[assignment]
    template_name = "account/reset_link.html"
    success_url = reverse_lazy("account_login")
    token_generator = reset.tokens
    extra_context = {"here": "login"}

    def get_user(self, uidb64):
        agent = super().get_user(uidb64)
        return agent if agent and agent.is_active else None

    def form_valid(self, form):
        response = super().form_valid(form)
        if self.request.user.is_authenticated:  # in this browser, as the same or as another
            logout(self.request)
        say(self.request, _("Your password is changed. Log in with the new one."))
        return response

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, **{"status": 200 if self.validlink else 404} | kwargs)
