"""The assets as cards, the bin, and what a picker offers."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from activity import timeline
from assets import events
from assets.filters import AssetFilter
from assets.models import IN_USE, Asset, Status
from assets.rows import cards_of
from itdesk import paging
from itdesk.filtering import FilteredList
from itdesk.options import Option, Options

TABS = [IN_USE] + [(status, status.label) for status in (Status.IN_STOCK, Status.IN_REPAIR, Status.OUT_OF_SERVICE)]


class AssetList(FilteredList):
    """Cards by tag: filter and search; the URL says it all."""

    template_name = "assets/list.html"
    fragment_name = "assets/_results.html"
    filter_class = AssetFilter
    order = "tag_key"
    size = 48  # fills the last row, be there two, three or four cards in one

    def get_queryset(self):
        return Asset.objects.present().with_names()

    def count_words(self, number):
        return ngettext("{number} asset", "{number} assets", number).format(number=paging.count_words(number))

    def get_context_data(self, *, page, **kwargs):
        views = views_of(self.request.GET)
        return super().get_context_data(here="assets", page=page, cards=cards_of(page.rows), views=views, **kwargs)


class Bin(TemplateView):
    """What was moved to the bin, the latest first: by whom, when, and the way back."""

    template_name = "assets/bin.html"

    def get_context_data(self, **kwargs):
        binned = Asset.objects.binned().with_names()
        page = paging.page_of(binned, order="-binned_at", query=self.request.GET)
        who = timeline.who_last(events.BINNED, page.rows)
        rows = [(asset, who.get(asset.pk, "")) for asset in page.rows]
        views = views_of(self.request.GET, here="bin")
        return super().get_context_data(here="assets", no_search=True, page=page, rows=rows, views=views, **kwargs)


class AssetOptions(Options):
    """For the fields that name an asset by its tag."""

    extra_context = {"label": gettext_lazy("Assets")}

    def found(self, text):
        return Asset.objects.present().matching(text).with_names().order_by("tag_key", "pk")

    def option_for(self, asset):
        hint = " · ".join(filter(None, [asset.make_and_model, asset.holder and asset.holder.name]))
        return Option(title=asset.tag, hint=hint, values={"asset_tag": asset.tag})


def views_of(query, here=None):
    """The view tabs, each a saved URL: [{name, url, is_current}]."""
    given = {name: query.getlist(name) for name in query if query.get(name) and name not in ("q", "after", "before")}
    tabs = [(_("All"), {}, "/assets/")]
    tabs += [(words, {"status": [status]}, f"/assets/?status={status}") for status, words in TABS]
    views = [{"name": name, "url": url, "is_current": here is None and given == only} for name, only, url in tabs]
    return [*views, {"name": _("Bin"), "url": "/assets/bin/", "is_current": here == "bin"}]
