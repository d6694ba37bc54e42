"""Agents: the people who answer."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Agents(AppConfig):
    name = "agents"
    verbose_name = _("Agents")
