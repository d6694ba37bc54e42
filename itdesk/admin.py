"""The back office: Django's admin, for superusers only."""

from django.contrib import admin


class SuperuserSite(admin.AdminSite):
    site_header = site_title = "IT Desk back office"

    def has_permission(self, request):
        return request.user.is_active and request.user.is_superuser
