"""Assets in the back office: to look at. Their categories are edited here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from activity.admin import RecordedAdmin
from assets.models import Asset, Category


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):
    list_display = ("name", "slug", "prefix", "position")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Asset)
class AssetAdmin(RecordedAdmin):
    list_display = ("tag", "category", "manufacturer", "model", "status", "holder_name", "binned_at")
    list_filter = ("category", "status", ("binned_at", admin.EmptyFieldListFilter))
    list_select_related = ("category", "holder")
    search_fields = ("search_text",)
    ordering = ("tag_key", "pk")

    @admin.display(description=_("holder"))
    def holder_name(self, asset):
        return asset.holder
