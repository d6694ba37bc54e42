"""Mail: what the desk sends, and what comes to it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Mail(AppConfig):
    name = "mail"
    verbose_name = _("Mail")
