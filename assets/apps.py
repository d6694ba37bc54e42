"""Assets: the things that break."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class Assets(AppConfig):
    name = "assets"
    verbose_name = _("Assets")

    def ready(self):
        from assets import search
        from assets.models import Category

        post_migrate.connect(Category.install, sender=self, dispatch_uid="asset_categories")
        post_migrate.connect(search.INDEX.install, sender=self, dispatch_uid="asset_search")
