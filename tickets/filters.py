"""The list's filters: one query parameter each, the URL is the state. Bad values are said, never ignored."""

from uuid import UUID

import django_filters as filters
from django import forms
from django.db.models import BooleanField, Func
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agents.models import Agent
from itdesk import wording
from itdesk.cells import Alone
from itdesk.filtering import ListFilter, TextFilter
from itdesk.forms import TextLine
from itdesk.prepared import prepared
from people.filters import OfPerson
from tickets.importing.writing import tickets_of
from tickets.indexes import CELL
from tickets.models import ACTIVE, Category, Priority, Status, Ticket, Type


def active_words():
    """What the active statuses are called, together."""
    if all(wording.is_ours("ticket-status", status.value) for status in ACTIVE):
        return _("new, open, pending")
    return ", ".join(str(status.label) for status in ACTIVE)


STATUSES = [*Status.choices, ("active", lazy(active_words, str)()), ("any", gettext_lazy("any"))]
SORTS = {
    "number": "pk",
    "status": "status_rank",
    "priority": "priority_rank",
    "updated": "updated_at",
    "created": "created_at",
}
DEFAULT_SORT = "-updated"
IN_CELLS = ("category", "priority", "type")
LEAVE_FEW = (*IN_CELLS, "assignee", "asset", "requester", "imported")


class AssigneeField(TextLine):
    """me, none or a username; cleaned to an Agent, "me" or "none"."""

    def clean(self, value):
        name = super().clean(value)
        if name in ("", "me", "none"):
            return name
        agent = Agent.objects.filter(username__iexact=name).first()
        if agent is None:
            raise forms.ValidationError(_("No agent is called “{name}”.").format(name=name))
        return agent


class _IsNobody(Func):
    """That a column is null, said so that SQLite looks for no index: those are many, so their list is walked in its order."""

    template = "((%(expressions)s IS NULL) IS TRUE)"
    output_field = BooleanField()


class _Assignee(filters.Filter):
    field_class = AssigneeField

    def say(self, name):
        return {"me": _("me"), "none": _("nobody")}.get(name, name)


class BatchField(TextLine):
    """The batch of an import; cleaned to a UUID."""

    def clean(self, value):
        text = super().clean(value)
        try:
            return UUID(text) if text else None
        except ValueError:
            raise forms.ValidationError(_("“{text}” is no import.").format(text=text)) from None


class _Imported(filters.Filter):
    field_class = BatchField


class TicketFilter(ListFilter):
    """Reads the list's query string. `is_valid()` first; `form.errors` says what made no sense.

    `qs` is what the filters leave; its text is not asked for there, since finding needs the order: see tickets/search.
    """

    q = TextFilter(method="keep", label=gettext_lazy("Text"), max_length=200)
    status = filters.MultipleChoiceFilter(choices=STATUSES, method="in_status", label=gettext_lazy("Status"))
    assignee = _Assignee(method="of_assignee", label=gettext_lazy("Assignee"), max_length=150)
    category = filters.ModelMultipleChoiceFilter(
        queryset=Category.objects.all(), method="in_category", to_field_name="slug", label=gettext_lazy("Category")
    )
    priority = filters.MultipleChoiceFilter(
        choices=Priority.choices, method="of_priority", label=gettext_lazy("Priority")
    )
    type = filters.MultipleChoiceFilter(choices=Type.choices, distinct=False, label=gettext_lazy("Type"))
    asset = TextFilter(method="about_tag", label=gettext_lazy("Asset"), max_length=100)
    requester = OfPerson(label=gettext_lazy("Requester"), max_length=254)
    imported = _Imported(method="of_import", label=gettext_lazy("Import"), max_length=36)
    sort = filters.ChoiceFilter(
        choices=[(sign + name, name) for name in SORTS for sign in ("", "-")],
        method="keep",
        label=gettext_lazy("Order"),
    )

    class Meta:
        model = Ticket
        fields: list[str] = []

    @property
    def order(self):
        """The model field to order by, with a "-" for descending."""
        sort = self.form.cleaned_data.get("sort") or DEFAULT_SORT
        sign, name = "-" if sort.startswith("-") else "", sort.removeprefix("-")
        if name in ("status", "priority"):
            chosen = self.form.cleaned_data.get(name) or []
            if len(chosen) == 1 and chosen[0] not in ("any", "active"):
                return sign + "pk"  # the same order, of which planners understand more
        return sign + SORTS[name]

    @property
    def text(self):
        """The words to find, or ""."""
        return self.form.cleaned_data.get("q") or ""

    @property
    def only_active(self):
        """Whether no resolved or closed ticket can be among them."""
        return self.statuses <= set(ACTIVE)

    @property
    def few(self):
        """What the filters leave, asked for by their cells; None where nothing is filtered but what most lists are."""
        asked, all_or_active = self.form.cleaned_data, self.statuses in (set(ACTIVE), set(Status))
        if all_or_active and not any(asked.get(name) for name in LEAVE_FEW):
            return None
        tickets = Ticket.objects.present()
        if not all_or_active or any(asked.get(name) for name in IN_CELLS):
            tickets = self.in_cells(tickets, asked)
        elif self.only_active:
            tickets = tickets.active()
        if agent := self.whose:
            tickets = tickets.unassigned() if agent == "none" else tickets.filter(assignee=agent)
        for name in ("asset", "requester", "imported"):
            tickets = self.filters[name].filter(tickets, asked.get(name))
        return tickets

    def in_cells(self, tickets, asked):
        categories = asked.get("category") or Category.objects.all()
        return CELL.among(
            tickets.filter(type__in=asked.get("type") or Type.values),
            [category.pk for category in categories],
            [Priority.values.index(priority) for priority in asked.get("priority") or Priority.values],
            [Status.values.index(status) for status in self.statuses],
        )

    @property
    def is_sorted(self):
        """Whether no index has the tickets in this order: an agent's, unless the order is the usual one."""
        return self.whose not in ("", "none") and not self.order.endswith("updated_at")

    @property
    def whose(self):
        """Whose tickets are asked for: an Agent, "none", or "" for everybody's."""
        asked = self.form.cleaned_data.get("assignee") or ""
        return self.request.user if asked == "me" else asked

    @property
    def statuses(self):
        """The statuses that the tickets may have."""
        asked = set(self.form.cleaned_data.get("status") or ["active"])
        if "any" in asked:
            return set(Status)
        return {Status(status) for status in asked - {"active"}} | (set(ACTIVE) if "active" in asked else set())

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("status") else queryset.active()

    def in_status(self, tickets, name, statuses):
        if "any" in statuses:
            return tickets
        wanted = self.statuses
        has_an_index = len(wanted) == 1 and self.order.removeprefix("-") == "updated_at"
        if self.only_active and not has_an_index:
            tickets = tickets.active()
        return tickets if wanted == set(ACTIVE) else self.along("status", sorted(wanted), Status, tickets)

    def of_priority(self, tickets, name, priorities):
        return self.along("priority", priorities, Priority, tickets)

    def in_category(self, tickets, name, categories):
        keys = [category.pk for category in categories]
        if len(keys) == 1:
            return tickets.filter(category=keys[0])
        return tickets.alias(which=Alone("category_id")).filter(which__in=keys) if keys else tickets

    def along(self, name, values, choices, tickets):
        """Those with one of the values: by the rank where an index of the list's order begins with it, else by the column,
        which no index begins with (see tickets/indexes.py)."""
        leads = [f"{name}_rank"]
        if len(values) == 1:
            leads += ["pk", "updated_at"] if name == "status" else ["pk"]
        if self.order.removeprefix("-") not in leads:
            return tickets.filter(**{f"{name}__in": values})
        ranks = sorted(choices.values.index(value) for value in values)
        return tickets.filter(**{f"{name}_rank__in": ranks} if len(ranks) > 1 else {f"{name}_rank": ranks[0]})

    def of_assignee(self, tickets, name, asked):
        if asked != "none":
            return tickets.filter(assignee=self.whose)
        if self.order.removeprefix("-") == "updated_at":
            return tickets.unassigned()
        return tickets.filter(_IsNobody("assignee"))

    def about_tag(self, tickets, name, tag):
        return tickets.about_tag(tag)

    def of_import(self, tickets, name, batch):
        return tickets.filter(pk__in=tickets_of(batch))

    def keep(self, tickets, name, value):
        return tickets

    def chips(self):
        """One chip for each filter in force, and one for the status that a list shows unasked."""
        chips = super().chips()
        if not self.data.get("status"):
            words = dict(STATUSES)["active"]
            chips.insert(
                0, {"label": self.filters["status"].label, "value": words, "remove_url": self.url_without("status")}
            )
        any_status = "any" in self.data.getlist("status")
        return [chip for chip in chips if not (any_status and chip["label"] == self.filters["status"].label)]

    def menu(self, agents):
        """The filters that are chosen from a list, as `select` has them. agents: [(username, name)]."""
        people = [("me", _("me")), ("none", _("nobody")), *agents]
        listed = {
            "category": _categories(),
            "priority": Priority.choices,
            "type": Type.choices,
            "assignee": people,
        }
        statuses = [(key, words) for key, words in STATUSES if key != "active"]
        selects = [self.select(name, choices, nothing=_("any")) for name, choices in listed.items()]
        return [self.select("status", statuses, nothing=dict(STATUSES)["active"]), *selects]

    def url_without(self, name):
        return self.url(**{name: "any" if name == "status" else None})

    def sort_urls(self):
        """For each sortable column: {url, direction}, where direction is how the list is sorted by it now, or None."""
        now = self.data.get("sort") or DEFAULT_SORT
        urls = {}
        for name in SORTS:
            direction = {name: "ascending", "-" + name: "descending"}.get(now)
            first = "" if name in ("priority", "status") else "-"
            flipped = ("" if now.startswith("-") else "-") + name
            urls[name] = {"url": self.url(sort=flipped if direction else first + name), "direction": direction}
        return urls


@prepared()
def _categories():
    return Category.objects.values_list("slug", "name")
