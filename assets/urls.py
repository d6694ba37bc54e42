"""The addresses of the assets."""

from urllib.parse import quote

from django.urls import path, register_converter

from assets.models import Asset
from assets.views import lists, options, pages
from itdesk.text import clean_line

LONGEST_TAG = Asset._meta.get_field("tag").max_length


class TagConverter:
    """A tag as it arrives: decoded, so an imported one may hold a slash. Nothing that no tag can be reaches the database."""

    regex = ".+"

    def to_python(self, value):
        tag = clean_line(value)
        if not tag or len(tag) > LONGEST_TAG:
            raise ValueError(value)
        return tag

    def to_url(self, tag):
        return quote(tag, safe="")


register_converter(TagConverter, "tag")

app_name = "assets"
urlpatterns = [
    path("assets/", lists.AssetList.as_view(), name="list"),
    path("assets/new/", pages.NewAsset.as_view(), name="new"),
    path("assets/bin/", lists.Bin.as_view(), name="bin"),
    path("assets/view/", lists.ShowAs.as_view(), name="view"),
    path("assets/<tag:tag>/edit/", pages.AssetEdit.as_view(), name="edit"),
    path("assets/<tag:tag>/delete/", pages.AssetDelete.as_view(), name="delete"),
    path("assets/<tag:tag>/restore/", pages.AssetRestore.as_view(), name="restore"),
    path("assets/<tag:tag>/status/", pages.AssetStatus.as_view(), name="status"),
    path("assets/<tag:tag>/", pages.AssetPage.as_view(), name="detail"),
    path("options/assets/", options.AssetOptions.as_view(), name="options"),
    path("options/makers/", options.MakerOptions.as_view(), name="makers"),
    path("options/models/", options.ModelOptions.as_view(), name="models"),
    path("options/next-tag/", options.NextTag.as_view(), name="next-tag"),
]
