"""The people we serve: the list, one person's page, and the windows that add and change one."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView

from activity import timeline
from activity.editing import Editing
from activity.models import Event
from itdesk import paging
from itdesk.filtering import FilteredList
from itdesk.options import MOST, Option, Options
from itdesk.web import Modal
from people import actions
from people.filters import PeopleFilter
from people.forms import EditPersonForm, NewPersonForm
from people.models import Person
from people.rows import table_rows
from people.search import SEARCH

SHOWN_EVENTS = 500
SHOWN_ASSETS = 50


class PersonList(FilteredList):
    """Everybody by name, searched as you type."""

    template_name = "people/list.html"
    fragment_name = "people/_results.html"
    filter_class = PeopleFilter
    search = SEARCH
    order = "name_key"
    extra_context = {"here": "people"}

    def get_queryset(self):
        return Person.objects.all()

    def as_rows(self, people):
        return people.as_rows()

    def get_context_data(self, *, page, **kwargs):
        return super().get_context_data(page=page, rows=table_rows(page.rows), **kwargs)

    def count_words(self, number):
        return ngettext("{number} person", "{number} people", number).format(number=paging.count_words(number))


class PersonPage(TemplateView):
    """What we know of somebody, what they hold, and what happened to their card."""

    template_name = "people/person.html"
    extra_context = {"here": "people"}

    def get_context_data(self, **kwargs):
        person = get_object_or_404(Person, pk=self.kwargs["pk"])
        events = list(Event.objects.about(person).order_by("-version")[:SHOWN_EVENTS])[::-1]
        held = list(person.assets.present().select_related("category").order_by("tag_key")[: SHOWN_ASSETS + 1])
        return super().get_context_data(
            person=person,
            held=held[:SHOWN_ASSETS],
            holds_more=len(held) > SHOWN_ASSETS,
            entries=timeline.entries(events, subject_model=Person),
            folded=person.version - len(events),
            tickets_url=f"/tickets/?requester={person.pk}&status=any",
            **kwargs,
        )


class NewPerson(Modal, FormView):
    form_class = NewPersonForm
    template_name = "people/new.html"
    changes = ("person-changed",)
    extra_context = {"here": "people"}

    def form_valid(self, form):
        try:
            person = actions.create_person(by=self.request.user, **form.cleaned_data)
        except actions.EmailTaken as taken:
            form.add_error("email", words_of(taken))
            return self.form_invalid(form)
        return self.done(_("{name} added.").format(name=person.name), url=person.get_absolute_url())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class PersonEdit(Editing):
    form_class = EditPersonForm
    template_name = "people/edit.html"
    changes = ("person-changed",)
    extra_context = {"here": "people"}

    def get_thing(self):
        return get_object_or_404(Person, pk=self.kwargs["pk"])

    def act(self, form):
        try:
            return actions.edit_person(
                self.thing, by=self.request.user, seen=form.cleaned_data["seen"], **form.values()
            )
        except actions.EmailTaken as taken:
            raise ValidationError({"email": words_of(taken)}) from taken

    def get_context_data(self, **kwargs):
        return super().get_context_data(person=self.thing, **kwargs)


class PersonOptions(Options):
    """For the fields that name a requester or a holder."""

    extra_context = {"label": gettext_lazy("People")}

    def found(self, text):
        return SEARCH.best(Person.objects.all(), text, order="name_key", most=MOST)

    def option_for(self, person):
        values = {"name": person.name, "email": person.address, "holder": person.reference}
        hint = " · ".join(filter(None, [person.address, person.location]))
        return Option(title=person.name, hint=hint, values=values)


def words_of(taken):
    """What EmailTaken says at its field: who has the address, with a link that leaves the window open."""
    return format_html(
        '{} <a href="{}" target="_blank">{}</a>',
        _("Somebody else has this address:"),
        taken.person.get_absolute_url(),
        taken.person.name,
    )
