"""The desk's own app configurations: system checks, the admin for superusers, and which static files are served."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.db.models.signals import post_migrate, pre_migrate


class Desk(AppConfig):
    name = "itdesk"
    verbose_name = "IT Desk"

    def ready(self):
        from itdesk import (
            checks,  # noqa: F401
            patience,
        )
        from itdesk.backup import numbers
        from itdesk.models import Wording
        from itdesk.searching import checks as search_checks  # noqa: F401

        pre_migrate.connect(patience.before_migrating, sender=self, dispatch_uid="patience.before_migrating")
        post_migrate.connect(patience.after_migrating, dispatch_uid="patience.after_migrating")
        pre_migrate.connect(numbers.remember, sender=self, dispatch_uid="numbers.remember")
        post_migrate.connect(numbers.keep, sender=self, dispatch_uid="numbers.keep")
        post_migrate.connect(Wording.install, sender=self, dispatch_uid="words")


class Admin(AdminConfig):
    default_site = "itdesk.back_office.SuperuserSite"
    not_ours = (
        "auth.Group",
        "account.EmailAddress",  # would be a second way in, past the agent's own address
        "mfa.Authenticator",  # holds what the second factor is made of
    )

    def ready(self):
        super().ready()
        from django.apps import apps
        from django.contrib import admin

        admin.site.unregister([apps.get_model(name) for name in self.not_ours])


class StaticFiles(StaticFilesConfig):
    """Publishes only what a page uses: the packages ship every build of everything (48 s to collect instead of 4)."""

    ignore_patterns = StaticFilesConfig.ignore_patterns + [
        "bootstrap-*", "*.rtl.*", "bootstrap.css*", "bootstrap.js*", "bootstrap.bundle.js*", "bootstrap.esm*",
        "bootstrap.min.js*", "version.txt", "htmax-*", "htmx-[!2]*", "*-4.*js", "hx-ws-*", "htmx-2.js",
    ]  # fmt: skip
