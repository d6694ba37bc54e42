"""Lists filtered by their address: one query parameter for each filter, the URL is the state.

Bad values are said, never ignored.
"""

from copy import copy
from functools import cache, cached_property
from html import escape
from itertools import chain
from urllib.parse import urlencode

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.views.generic import TemplateView

from itdesk import paging
from itdesk.forms import TextLine
from itdesk.searching.finding import Search
from itdesk.web import Fragment


class TextFilter(filters.Filter):
    field_class = TextLine


class SearchFilter(TextFilter):
    """`q`: leaves all rows, since finding needs the order of the list: see FilteredList."""

    def filter(self, rows, value):
        return rows


class SortFilter(filters.ChoiceFilter):
    """`sort=name` or `sort=-name`: columns is {name: model field}, default the name (with "-") that holds unasked."""

    def __init__(self, columns, *, default, **kwargs):
        self.columns, self.default = columns, default
        super().__init__(choices=[(sign + name, name) for name in columns for sign in ("", "-")], **kwargs)

    def filter(self, rows, value):
        return rows


class _Filters(dict):
    """A list's filters, of which each request has copies that know the request, but not of all their choices' words."""

    def __deepcopy__(self, memo):
        return {name: _another(the_filter) for name, the_filter in self.items()}


class _Fields(dict):
    """Form fields that all requests share, since none changes them: copying them takes longer than to read an address."""

    def __deepcopy__(self, memo):
        return dict(self)


class ListFilter(filters.FilterSet):
    """Reads a list's query string. `is_valid()` first; `form.errors` says what made no sense.

    NO_CHIP: the parameters that nobody takes off one by one. A filter with `say(value)` says its values in words. The form's
    fields are made once, for every request: what depends on the request is for the filters' methods.
    """

    NO_CHIP: tuple[str, ...] = ("q", "sort")
    few: QuerySet | None = None  # what the filters leave, asked for so that few are found at once: see Search.find

    def __init__(self, data, *args, **kwargs):
        super().__init__(without_blanks(data), *args, **kwargs)

    @classmethod
    def get_filters(cls):
        return _Filters(super().get_filters())

    @classmethod
    @cache
    def get_form_class(cls):
        fields = {name: the_filter.field for name, the_filter in cls.base_filters.items()}
        form = type(f"{cls.__name__}Form", (forms.Form,), fields)
        form.base_fields = _Fields(form.base_fields)
        return form

    def chips(self):
        """One chip for each filter in force: {label, value, remove_url}."""
        return list(self._chips)

    def hidden(self):
        """(name, value) of everything in force but the text: what the search box must send along."""
        return [
            (name, value)
            for name, values in self.data.lists()
            if name in self.filters and name != "q"
            for value in values
        ]

    def select(self, name, choices, *, nothing):
        """A filter that is chosen from a list: {name, label, options}, the options as HTML (there may be many agents)."""
        chosen = self.data.getlist(name)
        options = [
            f'<option value="{escape(str(key))}"{" selected" if str(key) in chosen else ""}>{escape(str(words))}</option>'
            for key, words in chain([("", nothing)], choices)  # as a list, its length would be counted
        ]
        return {"name": name, "label": self.filters[name].label, "options": SafeString("".join(options))}

    @property
    def order(self):
        """The model field to order by, with a "-" for descending; only where there is a SortFilter called sort."""
        sort = self.form.cleaned_data.get("sort") or self.filters["sort"].default
        return ("-" if sort.startswith("-") else "") + self.filters["sort"].columns[sort.removeprefix("-")]

    def sort_urls(self):
        """For each sortable column: {url, direction}, where direction is how the list is sorted by it now, or None."""
        now = self.data.get("sort") or self.filters["sort"].default
        directions = {now: "descending" if now.startswith("-") else "ascending"}
        urls = {}
        for name in self.filters["sort"].columns:
            direction = directions.get(name) or directions.get("-" + name)
            urls[name] = {
                "url": self.url(sort="-" + name if direction == "ascending" else name),
                "direction": direction,
            }
        return urls

    def url(self, **changed):
        """The list's address with some parameters changed, or left out (None)."""
        kept = [(key, value) for key, values in self.data.lists() for value in values]
        kept = [pair for pair in kept if pair[0] in self.filters and pair[0] not in changed]
        return "?" + urlencode(kept + [(key, value) for key, value in changed.items() if value])

    def url_without(self, name):
        return self.url(**{name: None})

    def words_of(self, name, value):
        """One value of a filter as a person reads it."""
        labels = {str(key): str(label) for key, label in getattr(self.form.fields[name], "choices", ())}
        say = None if name in self.form.errors else getattr(self.filters[name], "say", None)
        return labels.get(value) or (say(value) if say else value)

    @cached_property
    def _chips(self):
        return [
            {
                "label": the_filter.label,
                "value": ", ".join(self.words_of(name, value) for value in self.data.getlist(name)),
                "remove_url": self.url_without(name),
            }
            for name, the_filter in self.filters.items()
            if name not in self.NO_CHIP and self.data.get(name)
        ]


class FilteredList(Fragment, TemplateView):
    """A list by key pages. What makes no sense in its address is answered with 400, a sentence, and the input kept."""

    filter_class: type[ListFilter]
    search: Search  # of the filter q
    order: str = ""  # a model field, as paging.page_of takes it; empty where the filters have a SortFilter
    size = paging.SIZE

    def get_queryset(self):
        raise NotImplementedError

    def as_rows(self, found):
        """The rows as the page shows them, of the queryset of those found."""
        return found

    def count_words(self, number):
        """How many there are, in words; number may be beyond what was counted."""
        raise NotImplementedError

    def get(self, request, *args, **kwargs):
        filters = self.filter_class(request.GET, queryset=self.get_queryset(), request=request)
        page = paging.Page()
        if filters.is_valid():
            asked = {"order": self.order or filters.order, "query": request.GET}
            text = filters.form.cleaned_data.get("q") or ""
            found = self.search.find(filters.qs, text, few=filters.few, **asked)
            page = paging.page_of(
                found.rows if found.is_nothing else self.as_rows(found.rows), size=self.size, among=found.among, **asked
            )
            page.count_words = self.count_words(found.count)
        context = self.get_context_data(filters=filters, page=page, no_search=True, **kwargs)
        return self.render_to_response(context, status=200 if filters.is_valid() else 400)


def _another(the_filter):
    another = copy(the_filter)
    another.method = the_filter.method  # what calls it knows whose method it is
    return another


def without_blanks(data):
    """A copy of a QueryDict without empty values."""
    given = data.copy()
    for name in list(given):
        given.setlist(name, [value for value in given.getlist(name) if value != ""])
        if not given.getlist(name):
            del given[name]
    return given
