"""People: the ones we serve."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class People(AppConfig):
    name = "people"
    verbose_name = _("People")

    def ready(self):
        from people import search

        post_migrate.connect(search.INDEX.install, sender=self, dispatch_uid="people_search")
