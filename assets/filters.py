"""The filters of the asset list."""

import django_filters as filters
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assets.indexes import CELL
from assets.models import IN_USE, SHOWN, WARRANTIES, Asset, Category, Status
from itdesk.cells import Alone
from itdesk.filtering import ListFilter, SearchFilter, SortFilter
from itdesk.prepared import prepared
from people.filters import OfPerson

STATUSES = [IN_USE, *Status.choices]
SORTS = {
    "tag": "tag_key",
    "model": "make_key",
    "serial": "serial_key",
    "status": "shown_rank",
    "warranty": "warranty_key",
}  # not by holder: a name is the person's, and sorting by a join reads the whole table


ARROWS = [("", " ↑"), ("-", " ↓")]


class AssetFilter(ListFilter):
    """status takes what the cards say: "in-use" too."""

    q = SearchFilter(label=gettext_lazy("Text"), max_length=200)
    status = filters.MultipleChoiceFilter(choices=STATUSES, method="shown_as", label=gettext_lazy("Status"))
    category = filters.ModelMultipleChoiceFilter(
        queryset=Category.objects.all(),
        method="in_category",
        to_field_name="slug",
        label=gettext_lazy("Category"),
    )
    warranty = filters.MultipleChoiceFilter(
        choices=list(WARRANTIES.items()), method="under_warranty", label=gettext_lazy("Warranty")
    )
    holder = OfPerson(label=gettext_lazy("Holder"), max_length=500)
    sort = SortFilter(SORTS, default="tag", label=gettext_lazy("Order"))

    @property
    def few(self):
        """What the filters leave, asked for by their cells; None where nothing is filtered."""
        asked = self.form.cleaned_data
        if not any(asked.get(name) for name in ("status", "category", "warranty", "holder")):
            return None
        assets = self.filters["holder"].filter(Asset.objects.present(), asked.get("holder"))
        categories = [category.pk for category in asked.get("category") or Category.objects.all()]
        statuses = [SHOWN.index(status) for status in asked.get("status") or SHOWN]
        assets = (CELL.among_few if asked.get("holder") else CELL.among)(assets, categories, statuses)
        return assets.under_warranty(asked["warranty"]) if asked.get("warranty") else assets

    def shown_as(self, assets, name, statuses):
        by_tag = self.order.endswith("tag_key") and len(statuses) == 1 and not self.form.cleaned_data.get("category")
        if by_tag or self.order.endswith("shown_rank"):
            return assets.shown_as(statuses)
        return assets.alias(shown=Alone("shown_rank")).filter(shown__in=[SHOWN.index(status) for status in statuses])

    def in_category(self, assets, name, categories):
        keys = [category.pk for category in categories]
        if len(keys) == 1:
            return assets.filter(category=keys[0])
        return assets.alias(which=Alone("category_id")).filter(which__in=keys) if keys else assets

    def under_warranty(self, assets, name, states):
        if self.order.endswith("warranty_key"):
            return assets.under_warranty(states)
        return assets.alias(ends=Alone("warranty_key")).under_warranty(states, "ends")

    def menu(self):
        """The filters that are chosen from a list."""
        listed = {"status": STATUSES, "category": _categories(), "warranty": WARRANTIES.items()}
        orders = [(sign + name, words + arrow) for name, words in self.columns().items() for sign, arrow in ARROWS]
        selects = [self.select(name, choices, nothing=_("any")) for name, choices in listed.items()]
        return [*selects, self.select("sort", orders[1:], nothing=orders[0][1])]

    def columns(self):
        """What the list can be sorted by: {name: words}, the one that holds unasked first."""
        words = [_("Tag"), _("Make and model"), _("Serial"), _("Status"), _("Warranty")]
        return dict(zip(SORTS, words, strict=True))


@prepared()
def _categories():
    return Category.objects.values_list("slug", "name")
