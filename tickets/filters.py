"""The list's filters: one query parameter each, the URL is the state. Bad values are said, never ignored."""

from urllib.parse import urlencode

import django_filters as filters
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agents.models import Agent
from itdesk.forms import TextLine
from tickets import search
from tickets.models import ACTIVE, Category, Priority, Status, Ticket, Type

STATUSES = [*Status.choices, ("active", gettext_lazy("new, open, pending")), ("any", gettext_lazy("any"))]
SORTS = {
    "number": "pk",
    "status": "status_rank",
    "priority": "priority",
    "updated": "updated_at",
    "created": "created_at",
}
DEFAULT_SORT = "-updated"
LARGEST_ID = 2**63 - 1


class AssigneeField(TextLine):
    """me, none or a username; cleaned to an Agent, or "none"."""

    asker: Agent

    def clean(self, value):
        name = super().clean(value)
        if name in ("", "none"):
            return name
        agent = self.asker if name == "me" else Agent.objects.filter(username__iexact=name).first()
        if agent is None:
            raise forms.ValidationError(_("No agent is called “{name}”.").format(name=name))
        return agent


class RequesterField(TextLine):
    """A person's number, or an e-mail address."""

    def validate(self, value):
        super().validate(value)
        if value and "@" not in value and not (value.isascii() and value.isdecimal() and int(value) <= LARGEST_ID):
            raise forms.ValidationError(
                _("“{value}” is neither a person's number nor an e-mail address.").format(value=value)
            )


class _Assignee(filters.Filter):
    field_class = AssigneeField


class _Requester(filters.Filter):
    field_class = RequesterField


class _Text(filters.Filter):
    field_class = TextLine


class TicketFilter(filters.FilterSet):
    """Reads the list's query string. `is_valid()` first; `form.errors` says what made no sense."""

    q = _Text(method="search", label=gettext_lazy("Text"), max_length=200)
    status = filters.MultipleChoiceFilter(choices=STATUSES, method="in_status", label=gettext_lazy("Status"))
    assignee = _Assignee(method="of_assignee", label=gettext_lazy("Assignee"), max_length=150)
    category = filters.ModelMultipleChoiceFilter(
        queryset=Category.objects.all(),
        field_name="category__slug",
        to_field_name="slug",
        label=gettext_lazy("Category"),
        distinct=False,
    )
    priority = filters.MultipleChoiceFilter(choices=Priority.choices, distinct=False, label=gettext_lazy("Priority"))
    type = filters.MultipleChoiceFilter(choices=Type.choices, distinct=False, label=gettext_lazy("Type"))
    asset = _Text(method="about_tag", label=gettext_lazy("Asset"), max_length=100)
    requester = _Requester(method="of_requester", label=gettext_lazy("Requester"), max_length=254)
    sort = filters.ChoiceFilter(
        choices=[(sign + name, name) for name in SORTS for sign in ("", "-")],
        method="keep",
        label=gettext_lazy("Order"),
    )

    class Meta:
        model = Ticket
        fields: list[str] = []

    def __init__(self, data, *args, request, **kwargs):
        given = data.copy()
        for name in list(given):
            given.setlist(name, [value for value in given.getlist(name) if value != ""])
            if not given.getlist(name):
                del given[name]
        super().__init__(given, *args, request=request, **kwargs)
        self.form.fields["assignee"].asker = request.user

    @property
    def order(self):
        """The model field to order by, with a "-" for descending."""
        sort = self.form.cleaned_data.get("sort") or DEFAULT_SORT
        return ("-" if sort.startswith("-") else "") + SORTS[sort.removeprefix("-")]

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("status") else queryset.active()

    def search(self, tickets, name, words):
        return search.matching(tickets, words)

    def in_status(self, tickets, name, statuses):
        if "any" in statuses:
            return tickets
        if set(statuses) == {"active"}:
            return tickets.active()
        wanted = {status for status in statuses if status != "active"} | (
            set(ACTIVE) if "active" in statuses else set()
        )
        return tickets.filter(status__in=sorted(wanted))

    def of_assignee(self, tickets, name, agent):
        return tickets.unassigned() if agent == "none" else tickets.filter(assignee=agent)

    def about_tag(self, tickets, name, tag):
        return tickets.about_tag(tag)

    def of_requester(self, tickets, name, value):
        return tickets.filter(requester__email=value.lower()) if "@" in value else tickets.filter(requester=int(value))

    def keep(self, tickets, name, value):
        return tickets

    def chips(self):
        """One chip for each filter in force: {label, value, remove_url}."""
        chips = [
            {"label": the_filter.label, "value": self._words(name), "remove_url": self._without(name)}
            for name, the_filter in self.filters.items()
            if name not in ("q", "sort") and self.data.get(name)
        ]
        if not self.data.get("status"):
            words = dict(STATUSES)["active"]
            chips.insert(
                0, {"label": self.filters["status"].label, "value": words, "remove_url": self._without("status")}
            )
        return [chip for chip in chips if chip["value"] != _("any")]

    def menu(self, agents):
        """The filters that are chosen from a list: [{name, label, options: [(value, words, is_chosen)]}]."""
        people = [("me", _("me")), ("none", _("nobody")), *((agent.username, agent.name) for agent in agents)]
        choices = {name: self.form.fields[name].choices for name in ("status", "category", "priority", "type")}
        return [
            {
                "name": name,
                "label": self.filters[name].label,
                "options": [
                    ("", STATUSES[-2][1] if name == "status" else _("any"), False),
                    *((str(key), words, str(key) in self.data.getlist(name)) for key, words in listed if key != "active"),
                ],
            }
            for name, listed in (choices | {"assignee": people}).items()
        ]

    def hidden(self):
        """(name, value) of everything in force but the text: what the search box must send along."""
        return [
            (name, value)
            for name, values in self.data.lists()
            if name in self.filters and name != "q"
            for value in values
        ]

    def sort_urls(self):
        """For each sortable column: {url, direction}, where direction is how the list is sorted by it now, or None."""
        now = self.data.get("sort") or DEFAULT_SORT
        urls = {}
        for name in SORTS:
            direction = {name: "ascending", "-" + name: "descending"}.get(now)
            first = "" if name in ("priority", "status") else "-"
            flipped = ("" if now.startswith("-") else "-") + name
            urls[name] = {"url": self._url(sort=flipped if direction else first + name), "direction": direction}
        return urls

    def _words(self, name):
        labels = dict(getattr(self.form.fields[name], "choices", ()))
        labels = {str(key): str(label) for key, label in labels.items()}
        words = {"me": _("me"), "none": _("nobody")} if name == "assignee" else {}
        return ", ".join(labels.get(value) or words.get(value) or value for value in self.data.getlist(name))

    def _without(self, name):
        return self._url(**{name: "any" if name == "status" else None})

    def _url(self, **changed):
        kept = [(key, value) for key, values in self.data.lists() for value in values]
        kept = [pair for pair in kept if pair[0] in self.filters and pair[0] not in changed]
        return "?" + urlencode(kept + [(key, value) for key, value in changed.items() if value])
