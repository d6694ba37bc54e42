"""Agents: the people who answer."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.utils.translation import gettext_lazy as _


class Agents(AppConfig):
    name = "agents"
    verbose_name = _("Agents")

    def ready(self):
        from agents import sessions

        user_logged_in.connect(sessions.begin, dispatch_uid="agents.sessions.begin")
        user_logged_out.connect(sessions.forget_toasts, dispatch_uid="agents.sessions.forget_toasts")
