"""The filters of the asset list."""

import django_filters as filters
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assets.models import IN_USE, WARRANTIES, Category, Status
from itdesk.filtering import ListFilter, SearchFilter, SortFilter
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
        field_name="category__slug",
        to_field_name="slug",
        label=gettext_lazy("Category"),
        distinct=False,
    )
    warranty = filters.MultipleChoiceFilter(
        choices=list(WARRANTIES.items()), method="under_warranty", label=gettext_lazy("Warranty")
    )
    holder = OfPerson(label=gettext_lazy("Holder"), max_length=500)
    sort = SortFilter(SORTS, default="tag", label=gettext_lazy("Order"))

    def shown_as(self, assets, name, statuses):
        return assets.shown_as(statuses)

    def under_warranty(self, assets, name, states):
        return assets.under_warranty(states)

    def menu(self):
        """The filters that are chosen from a list."""
        listed = {name: self.form.fields[name].choices for name in ("status", "category", "warranty")}
        orders = [(sign + name, words + arrow) for name, words in self.columns().items() for sign, arrow in ARROWS]
        selects = [self.select(name, choices, nothing=_("any")) for name, choices in listed.items()]
        return [*selects, self.select("sort", orders[1:], nothing=orders[0][1])]

    def columns(self):
        """What the list can be sorted by: {name: words}, the one that holds unasked first."""
        words = [_("Tag"), _("Make and model"), _("Serial"), _("Status"), _("Warranty")]
        return dict(zip(SORTS, words, strict=True))
