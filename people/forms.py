"""What agents fill in about a person, and the field in which a form names one."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from activity.editing import EditForm
from itdesk.forms import TextLine
from people.actions import address_of
from people.models import Person
from people.search import SEARCH

MOST_SUGGESTED = 3


class PersonField(TextLine):
    """A person by name, e-mail address or Person.reference, searched as you type; cleaned to a Person, or None."""

    def __init__(self, **kwargs):
        super().__init__(max_length=500, **kwargs)
        self.widget.attrs |= {"data-picker": "/options/people/", "data-picker-min": "2", "autocomplete": "off"}

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        meant = list(Person.objects.meant_by(text)[:2])
        if len(meant) == 1:
            return meant[0]
        raise forms.ValidationError(self._several(text) if meant else self._nobody(text))

    def _several(self, text):
        said = _("More than one person is called “{text}”. Choose one from the list, or enter the e-mail address.")
        return said.format(text=text)

    def _nobody(self, text):
        alike = [
            person.reference
            for person in SEARCH.best(Person.objects.all(), text, order="name_key", most=MOST_SUGGESTED)
        ]
        if not alike:
            said = _("Nobody here is known as “{text}”. Add them under People first, or leave this empty.")
            return said.format(text=text)
        said = ngettext("Nobody is called just “{text}”. Did you mean {alike}?",
                        "Nobody is called just “{text}”. Did you mean one of these: {alike}?", len(alike))  # fmt: skip
        return said.format(text=text, alike=", ".join(alike))


class PersonFields(forms.Form):
    name = TextLine(label=gettext_lazy("Name"), max_length=200)
    email = TextLine(label=gettext_lazy("E-mail"), max_length=254, required=False, widget=forms.EmailInput)
    phone = TextLine(
        label=gettext_lazy("Phone"), max_length=50, required=False, widget=forms.TextInput({"inputmode": "tel"})
    )
    location = TextLine(label=gettext_lazy("Location"), max_length=200, required=False)

    columns = {"phone": "col-sm-6", "location": "col-sm-6"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.columns = self.columns.get(name, "col-12")
            field.widget.attrs["autocomplete"] = "off"  # the browser would offer the agent's own

    def clean_email(self):
        given = self.cleaned_data["email"]
        address = address_of(given)
        if given and address is None:
            raise forms.ValidationError(_("Enter a whole e-mail address, such as jo@company.com."))
        return address or ""


class NewPersonForm(PersonFields):
    """Somebody we shall serve."""


class EditPersonForm(PersonFields, EditForm):
    ANSWERS = {"email_as_given": "email"}

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, thing=thing, **kwargs)
        if not thing.email and thing.email_as_given:
            self.fields["email"].help_text = _("This is no e-mail address, so nothing can be sent to it.")

    def start(self, thing):
        return {"name": thing.name, "email": thing.address, "phone": thing.phone, "location": thing.location}
