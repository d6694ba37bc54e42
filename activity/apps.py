"""Activity: what happened, by whom, for ever."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class Activity(AppConfig):
    name = "activity"
    verbose_name = _("Activity")

    def ready(self):
        from activity import checks, seal  # noqa: F401  (the check registers itself)

        post_migrate.connect(seal.install, sender=self, dispatch_uid="seal")
