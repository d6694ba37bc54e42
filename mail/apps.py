"""Mail: what the desk sends, and what comes to it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class Mail(AppConfig):
    name = "mail"
    verbose_name = _("Mail")

    def ready(self):
        from mail.models import MailText

        post_migrate.connect(MailText.install, sender=self, dispatch_uid="mail_texts")
