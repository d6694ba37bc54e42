"""The back office: Django's admin, for superusers only, entered by the desk's own log-in page."""

from functools import update_wrapper

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST


class SuperuserSite(admin.AdminSite):
    index_title = _("Back office")

    def each_context(self, request):
        name = f"{settings.ORGANISATION} {_('IT Desk')}"
        return super().each_context(request) | {"site_header": name, "site_title": name}

    def get_app_list(self, request, app_label=None):
        """As Django's; and the HR code, which has a page of its own on the desk."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            if app["app_label"] == "agents":
                app["models"].append({"name": _("HR code"), "object_name": "HRCode", "admin_url": "/agents/hr-code/"})
        return apps

    def has_permission(self, request):
        return request.user.is_active and request.user.is_superuser

    def admin_view(self, view, cacheable=False):
        """As Django's; but an agent who is no superuser is refused here, not sent from one log-in page to the next."""
        inner = super().admin_view(view, cacheable)

        def for_superusers(request, *args, **kwargs):
            self._refuse_other_agents(request)
            return inner(request, *args, **kwargs)

        return update_wrapper(for_superusers, inner)

    @login_not_required
    def login(self, request, extra_context=None):
        """Nobody logs in here: /login/ counts the tries, and leads back."""
        self._refuse_other_agents(request)
        if request.user.is_authenticated:
            return redirect("admin:index")
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))

    def password_change(self, request, extra_context=None):
        """One's own password is changed on the desk's page, which counts the tries and ends the other sessions."""
        return redirect("password")

    @method_decorator(require_POST)
    def logout(self, request, extra_context=None):
        logout(request)
        return redirect(settings.LOGIN_URL)

    def _refuse_other_agents(self, request):
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
