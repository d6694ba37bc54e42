"""Two-factor log-in: set up, new recovery codes, turned off. Each asks for the password in the same form."""

from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from agents import actions, two_factor
from agents.account_forms import ConfirmForm, SetUpForm
from agents.views.refusing import Refusing
from itdesk.web import say

UNPROVEN = "two_factor_unproven"  # in the session, until a code proves that the app has it


class TwoFactor(TemplateView):
    template_name = "account/two_factor.html"
    extra_context = {"tab": "two-factor"}

    def get_context_data(self, **kwargs):
        agent = self.request.user
        return super().get_context_data(is_on=two_factor.is_on(agent), left=two_factor.codes_left(agent), **kwargs)


class Confirmed(Refusing, FormView):
    """A form with the agent's password in it."""

    form_class = ConfirmForm
    success_url = reverse_lazy("two_factor")
    extra_context = {"tab": "two-factor"}
    when_on = True  # asked for while it is otherwise, it leads back

    def dispatch(self, request, *args, **kwargs):
        if two_factor.is_on(request.user) != self.when_on:
            return redirect(self.success_url)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def show_once(self, codes):
        """The codes, in the answer to the post itself: no address ever shows them again."""
        return self.response_class(self.request, "account/codes.html", {"codes": codes, "tab": "two-factor"})


class SetUp(Confirmed):
    form_class = SetUpForm
    template_name = "account/set_up.html"
    when_on = False

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"secret": self._secret()}

    def get_context_data(self, **kwargs):
        secret = self._secret()
        in_fours = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        picture = two_factor.picture_of(self.request.user, secret)
        return super().get_context_data(secret=in_fours, picture=picture, **kwargs)

    def form_valid(self, form):
        try:
            codes = actions.turn_on_two_factor(form.agent, secret=form.secret, step=form.cleaned_data["code"])
        except actions.AlreadyOn:
            return redirect(self.success_url)
        del self.request.session[UNPROVEN]
        return self.show_once(codes)

    def _secret(self):
        return self.request.session.setdefault(UNPROVEN, two_factor.new_secret())


class RecoveryCodes(Confirmed):
    template_name = "account/new_codes.html"

    def form_valid(self, form):
        return self.show_once(actions.renew_recovery_codes(form.agent))


class TurnOff(Confirmed):
    template_name = "account/turn_off.html"

    def form_valid(self, form):
        actions.turn_off_two_factor(form.agent, by=form.agent)
        say(self.request, _("Two-factor log-in is off."))
        return super().form_valid(form)
