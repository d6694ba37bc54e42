"""Recorded things in the back office: to look at, never to write, since every change goes through an action."""

from django.contrib import admin


class RecordedAdmin(admin.ModelAdmin):
    """Everything read-only. A list counts no further than it shows."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
