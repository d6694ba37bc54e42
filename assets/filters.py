"""The filters of the asset list."""

import django_filters as filters
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assets.models import IN_USE, Category, Status
from itdesk.filtering import ListFilter, TextFilter
from people.filters import OfPerson

STATUSES = [IN_USE, *Status.choices]


class AssetFilter(ListFilter):
    """status takes what the cards say: "in-use" too."""

    q = TextFilter(method="search", label=gettext_lazy("Text"), max_length=200)
    status = filters.MultipleChoiceFilter(choices=STATUSES, method="shown_as", label=gettext_lazy("Status"))
    category = filters.ModelMultipleChoiceFilter(
        queryset=Category.objects.all(),
        field_name="category__slug",
        to_field_name="slug",
        label=gettext_lazy("Category"),
        distinct=False,
    )
    holder = OfPerson(label=gettext_lazy("Holder"), max_length=500)

    def search(self, assets, name, words):
        return assets.matching(words)

    def shown_as(self, assets, name, statuses):
        return assets.shown_as(statuses)

    def menu(self):
        """The filters that are chosen from a list."""
        listed = {"status": STATUSES, "category": self.form.fields["category"].choices}
        return [self.select(name, choices, nothing=_("any")) for name, choices in listed.items()]
