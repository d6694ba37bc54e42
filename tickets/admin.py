"""Tickets in the back office: to look at. Their categories are edited here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from activity.admin import RecordedAdmin
from itdesk.admin import CategoryAdmin
from tickets import search
from tickets.models import Category, Ticket


@admin.register(Category)
class TicketCategoryAdmin(CategoryAdmin):
    list_display = ("name", "slug", "position")
    uses = "tickets"

    def view_on_site(self, category):
        return f"/tickets/?category={category.slug}&status=any"


@admin.register(Ticket)
class TicketAdmin(RecordedAdmin):
    list_display = (
        "number",
        "subject",
        "status",
        "priority",
        "category",
        "assignee",
        "requester",
        "updated_at",
        "binned_at",
    )
    list_display_links = ("number", "subject")
    list_filter = ("status", "priority", "type", "category", "source", ("binned_at", admin.EmptyFieldListFilter))
    list_select_related = ("category", "assignee", "requester")
    fieldsets = (
        (None, {"fields": ("subject", "description", "type", "category", "asset", "tag_as_typed")}),
        (
            _("State"),
            {"fields": ("status", "pending_reason", "pending_until", "priority", "urgency", "assignee", "binned_at")},
        ),
        (_("Requester"), {"fields": ("requester", "name_as_given", "phone_as_given", "source")}),
        (_("Times"), {"fields": ("created_at", "updated_at", "resolved_at", "closed_at", "version")}),
        (_("Elsewhere"), {"fields": ("external_source", "external_id")}),
    )

    search_fields = ("subject",)

    def get_search_results(self, request, queryset, search_term):
        return search.matching(queryset, search_term), False

    @admin.display(description="#")
    def number(self, ticket):
        return ticket.pk
