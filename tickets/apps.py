"""Tickets: the requests for help."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class Tickets(AppConfig):
    name = "tickets"
    verbose_name = _("Tickets")

    def ready(self):
        from tickets import planning, search
        from tickets.models import Category

        post_migrate.connect(Category.install, sender=self, dispatch_uid="ticket_categories")
        post_migrate.connect(search.install, sender=self, dispatch_uid="ticket_search")
        post_migrate.connect(planning.install, sender=self, dispatch_uid="ticket_planning")
