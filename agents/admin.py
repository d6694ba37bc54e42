"""Agents in the back office: added, edited, deactivated, never deleted. The HR code has its own page, /agents/hr-code/."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db import models
from django.utils.translation import gettext_lazy as _

from activity import record
from agents import actions, events
from agents.models import Agent, Attempts
from itdesk.admin import CappedPaginator, ReadOnlyAdmin
from itdesk.forms import TextLine


class Account(forms.ModelForm):
    def clean_username(self):
        return self.cleaned_data["username"].lower()

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class NewAgent(Account, AdminUserCreationForm):
    class Meta:
        model = Agent
        fields = ("username", "first_name", "last_name", "email")


class KnownAgent(Account, UserChangeForm):
    class Meta:
        model = Agent
        fields = ("username", "password", "first_name", "last_name", "email", "is_active", "is_superuser")


@admin.register(Agent)
class AgentAdmin(UserAdmin):
    form, add_form = KnownAgent, NewAgent
    formfield_overrides = {models.CharField: {"form_class": TextLine}}
    list_display = ("username", "first_name", "last_name", "email", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser")
    filter_horizontal = ()
    actions = ("turn_off_two_factor",)
    paginator, show_full_result_count = CappedPaginator, False
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Who"), {"fields": ("first_name", "last_name", "email")}),
        (_("May"), {"fields": ("is_active", "is_superuser")}),
        (_("When"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {"fields": ("username", "first_name", "last_name", "email", "usable_password", "password1", "password2")},
        ),
    )

    def has_delete_permission(self, request, obj=None):
        return False

    def view_on_site(self, agent):
        """Their tickets."""
        return f"/tickets/?assignee={agent.username}"

    def get_readonly_fields(self, request, obj=None):
        """Nobody shuts themselves out."""
        own = ("is_active", "is_superuser") if obj == request.user else ()
        return (*super().get_readonly_fields(request, obj), *own)

    def log_addition(self, request, agent, message):
        record.noted(agent, events.ADDED, by=request.user)
        return super().log_addition(request, agent, message)

    @admin.action(description=_("Turn off two-factor log-in, for whoever has lost app and codes"))
    def turn_off_two_factor(self, request, agents):
        off = [agent.name for agent in agents if actions.turn_off_two_factor(agent, by=request.user)]
        self.message_user(request, _("Turned off for: %(names)s.") % {"names": ", ".join(off) or _("nobody")})

    def log_change(self, request, agent, message):
        """Whoever is deactivated or given another password is out, and stays out if that is taken back."""
        record.noted(agent, events.EDITED, by=request.user)
        if not agent.is_active or request.resolver_match.url_name == "auth_user_password_change":
            agent.sessions.exclude(pk=request.session.session_key).delete()
        return super().log_change(request, agent, message)


@admin.register(Attempts)
class AttemptsAdmin(ReadOnlyAdmin):
    """What the throttle counts. Whose tries they are is digested: see agents/throttle.py."""

    list_display = ("limited", "count", "ends_at")
    list_filter = ("ends_at",)
    ordering = ("-ends_at", "-pk")

    @admin.display(description=_("what is limited"))
    def limited(self, attempts):
        kind, _colon, digest = attempts.key.partition(":")
        return f"{kind} {digest[:8]}"
