"""An agent's own account: name and address, time zone, theme, and when they are mailed."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView

from agents import actions
from agents.account_forms import NoticesForm, ProfileForm, ThemeForm, ZoneForm
from agents.forms import TAKEN
from agents.views.refusing import Refusing
from itdesk.web import BadRequest, say


class Profile(Refusing, FormView):
    form_class = ProfileForm
    template_name = "account/profile.html"
    success_url = reverse_lazy("account")
    extra_context = {"tab": "profile"}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def get_initial(self):
        agent = self.request.user
        return {"first_name": agent.first_name, "last_name": agent.last_name, "email": agent.email}

    def get_context_data(self, **kwargs):
        zone_form = ZoneForm(initial={"zone": self.request.user.time_zone})
        return super().get_context_data(**{"zone_form": zone_form} | kwargs)

    def form_valid(self, form):
        try:
            event = actions.edit_profile(form.agent, **form.asked())
        except actions.EmailTaken:
            form.add_error("email", TAKEN)
            return self.form_invalid(form)
        say(self.request, _("Your profile is saved.") if event else _("Your profile is as it was."))
        return super().form_valid(form)


class Zone(Profile):
    """Takes `zone` from the account's page (empty: ask the browser), or `detected` from the script on the first visit."""

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        is_detected = "detected" in request.POST
        if not is_detected and "zone" not in request.POST:
            raise BadRequest(_("Say which time zone."))
        form = ZoneForm({"zone": request.POST["detected" if is_detected else "zone"]})
        if not form.is_valid() or (is_detected and not form.cleaned_data["zone"]):
            return self._refuse(form)
        if is_detected:
            actions.detect_zone(request.user, form.cleaned_data["zone"])
            return HttpResponse(status=204)
        actions.choose_zone(request.user, form.cleaned_data["zone"])
        say(request, _("Your time zone is saved."))
        return redirect("account")

    def _refuse(self, zone_form):
        own = ProfileForm(request=self.request, initial=self.get_initial())
        return self.render_to_response(self.get_context_data(form=own, zone_form=zone_form), status=422)


class ChosenTheme(View):
    http_method_names = ["post", "options"]

    def post(self, request):
        form = ThemeForm(request.POST)
        if not form.is_valid():
            raise BadRequest(_("A theme is light, dark or system."))
        actions.choose_theme(request.user, form.cleaned_data["theme"])
        if request.htmx:
            return HttpResponse(status=204)
        say(request, _("Your theme is saved."))
        return redirect("account")


class ChosenNotices(Refusing, FormView):
    """When the agent is mailed about what."""

    form_class = NoticesForm
    template_name = "account/notices.html"
    success_url = reverse_lazy("notices")
    extra_context = {"tab": "notices"}

    def get_initial(self):
        agent = self.request.user
        return {"own_notices": agent.own_notices, "new_tickets": agent.new_tickets}

    def form_valid(self, form):
        actions.choose_notices(self.request.user, **form.cleaned_data)
        say(self.request, _("Saved."))
        return super().form_valid(form)
