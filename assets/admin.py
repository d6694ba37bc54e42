"""Assets in the back office: to look at. Their categories and where the tags stand are edited here."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from activity.admin import RecordedAdmin
from assets.models import WARRANTIES, Asset, Category, TagSeries
from itdesk.admin import CategoryAdmin


@admin.register(Category)
class AssetCategoryAdmin(CategoryAdmin):
    list_display = ("name", "slug", "prefix", "position")
    uses = "assets"

    def view_on_site(self, category):
        return f"/assets/?category={category.slug}"


@admin.register(TagSeries)
class TagSeriesAdmin(admin.ModelAdmin):
    """Where to go on, as after a roll of printed labels. What is taken is passed over all the same."""

    list_display = ("prefix", "next_number", "digits")
    readonly_fields = ("prefix",)
    show_full_result_count = False

    def has_add_permission(self, request):
        return False  # the first asset of a prefix makes its own


class WarrantyFilter(admin.SimpleListFilter):
    title = _("warranty")
    parameter_name = "warranty"

    def lookups(self, request, model_admin):
        return list(WARRANTIES.items())

    def queryset(self, request, assets):
        return assets.under_warranty([self.value()]) if self.value() in WARRANTIES else assets


@admin.register(Asset)
class AssetAdmin(RecordedAdmin):
    list_display = (
        "tag", "category", "manufacturer", "model", "serial_number", "status", "holder_name", "in_service_on",
        "warranty_end", "updated_at", "binned_at", "page",
    )  # fmt: skip
    list_filter = ("category", "status", WarrantyFilter, ("binned_at", admin.EmptyFieldListFilter))
    list_select_related = ("category", "holder")
    search_help_text = _("Tag, serial number, make, model or holder")
    ordering = ("tag_key", "pk")

    @admin.display(description=_("holder"))
    def holder_name(self, asset):
        return asset.holder

    @admin.display(description=_("page"))
    def page(self, asset):
        return format_html('<a href="{}">{}</a>', asset.get_absolute_url(), _("Open"))
