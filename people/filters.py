"""Filters that name a person in an address, and those of the list of people."""

import re

import django_filters as filters
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from itdesk.filtering import ListFilter, SearchFilter
from itdesk.forms import TextLine
from people.models import Person

LARGEST_ID = 2**63 - 1
PICKED = re.compile(r".*(?:<(?P<email>[^<>]+@[^<>]+)>|#(?P<number>[0-9]+))")  # what a picker fills in: Person.reference


class PersonKeyField(TextLine):
    """A person's number, or an e-mail address; cleaned to {"pk": 17} or {"email": "jo@alpha.example"}, or None."""

    def clean(self, value):
        text = super().clean(value)
        if picked := PICKED.fullmatch(text):
            text = picked["email"] or picked["number"]
        if not text:
            return None
        if "@" in text:
            return {"email": text.lower()}
        if text.isascii() and text.isdecimal() and int(text) <= LARGEST_ID:
            return {"pk": int(text)}
        raise forms.ValidationError(
            _("“{value}” is neither a person's number nor an e-mail address.").format(value=text)
        )


class OfPerson(filters.Filter):
    """The rows whose person (field_name) has that number, or that e-mail address."""

    field_class = PersonKeyField

    def filter(self, rows, value):
        if not value:
            return rows
        key = value.get("pk")
        if key is None:  # looked up first: a join would be made for every row
            key = Person.objects.filter(**value).values_list("pk", flat=True).first()
        return rows.filter(**{f"{self.field_name}_id": key or 0})

    def say(self, value):
        """The person's name, where there is such a person."""
        key = self.field.clean(value)
        person = Person.objects.filter(**key).first() if key else None
        return person.name if person else value


class PeopleFilter(ListFilter):
    q = SearchFilter(label=gettext_lazy("Text"), max_length=200)
