"""The assets as cards or as a table, and the bin."""

from django.http import QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View

from activity import timeline
from agents import actions
from agents.models import ListAs
from assets import events
from assets.filters import AssetFilter
from assets.models import IN_USE, Asset, Status
from assets.rows import cards_of, rows_of
from assets.search import SEARCH
from itdesk import paging
from itdesk.filtering import FilteredList
from itdesk.web import BadRequest

TABS = [IN_USE] + [(status, status.label) for status in (Status.IN_STOCK, Status.IN_REPAIR, Status.OUT_OF_SERVICE)]


class AssetList(FilteredList):
    """Cards or a table: filter, search, sort and page by the URL; which of the two, by what the agent chose last."""

    template_name = "assets/list.html"
    fragment_name = "assets/_results.html"
    filter_class = AssetFilter
    search = SEARCH
    size = 48  # fills the last row, be there two, three or four cards in one

    def get_queryset(self):
        return Asset.objects.present()

    def as_rows(self, assets):
        return assets.as_rows()

    def count_words(self, number):
        return ngettext("{number} asset", "{number} assets", number).format(number=paging.count_words(number))

    def get_context_data(self, *, page, **kwargs):
        shown_as = self.request.user.assets_as or ListAs.CARDS
        icons, rows = rows_of(page.rows) if shown_as == ListAs.TABLE else cards_of(page.rows)
        return super().get_context_data(
            here="assets",
            page=page,
            icons=icons,
            rows=rows,
            views=views_of(self.request.GET),
            shown_as=shown_as,
            choices=dict(ListAs.choices),
            **kwargs,
        )


class Bin(TemplateView):
    """What was moved to the bin, the latest first: by whom, when, and the way back."""

    template_name = "assets/bin.html"

    def get_context_data(self, **kwargs):
        binned = Asset.objects.binned().with_names()
        page = paging.page_of(binned, order="-binned_at", query=self.request.GET)
        who = timeline.who_last(events.BINNED, Asset, [asset.pk for asset in page.rows])
        rows = [(asset, who.get(asset.pk, "")) for asset in page.rows]
        views = views_of(self.request.GET, here="bin")
        return super().get_context_data(here="assets", no_search=True, page=page, rows=rows, views=views, **kwargs)


class ShowAs(View):
    """Remembers for the agent whether the list is cards or a table, and returns to it as it is filtered."""

    http_method_names = ["post", "options"]

    def post(self, request):
        if request.POST.get("show") not in ListAs.values:
            raise BadRequest(_("The list can be shown as cards or as a table."))
        actions.choose_assets_as(request.user, request.POST["show"])
        query = QueryDict(request.POST.get("query", "").removeprefix("?")).urlencode()
        return redirect("/assets/" + (f"?{query}" if query else ""))


def views_of(query, here=None):
    """The view tabs, each a saved URL: [{name, url, is_current}]."""
    apart = ("q", "sort", "after", "before")
    given = {name: query.getlist(name) for name in query if query.get(name) and name not in apart}
    tabs = [(_("All"), {}, "/assets/")]
    tabs += [(words, {"status": [status]}, f"/assets/?status={status}") for status, words in TABS]
    tabs += [(_("Warranty ends soon"), {"warranty": ["soon"]}, "/assets/?warranty=soon&sort=warranty")]
    views = [{"name": name, "url": url, "is_current": here is None and given == only} for name, only, url in tabs]
    return [*views, {"name": _("Bin"), "url": "/assets/bin/", "is_current": here == "bin"}]
