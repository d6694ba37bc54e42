"""Assets in the back office: to look at. Their categories are edited here."""

from django.contrib import admin

from activity.admin import RecordedAdmin
from assets.models import Asset, Category
from itdesk.admin import CategoryAdmin


@admin.register(Category)
class AssetCategoryAdmin(CategoryAdmin):
    list_display = ("name", "slug", "prefix", "position")
    uses = "assets"

    def view_on_site(self, category):
        return f"/assets/?category={category.slug}"


@admin.register(Asset)
class AssetAdmin(RecordedAdmin):
    list_display = ("tag", "category", "manufacturer", "model", "status", "holder", "updated_at", "binned_at")
    list_filter = ("category", "status", ("binned_at", admin.EmptyFieldListFilter))
    list_select_related = ("category", "holder")
    ordering = ("tag_key",)
