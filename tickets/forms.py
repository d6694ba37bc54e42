"""What is asked about a ticket: by the public page, and by the agents' windows."""

import time

from django import forms
from django.core import signing
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activity.editing import EditForm
from agents.models import Agent
from itdesk.forms import PickOne, TextBlock, TextLine
from itdesk.prepared import prepared
from people.actions import address_of
from people.models import Person
from tickets import markdown
from tickets.models import Category, Message, PendingReason, Priority, Status, Ticket, Type, Urgency

LEAST_SECONDS = 2  # between opening the public page and sending it; a robot is faster
FORM_LIFETIME = 7 * 24 * 60 * 60  # seconds


def _longest(name):
    return Ticket._meta.get_field(name).max_length


@prepared()
def _categories():
    return Category.objects.values_list("slug", "name")


class CategoryField(PickOne):
    """A category by its slug."""

    named = staticmethod(_categories)

    def __init__(self, **kwargs):
        super().__init__(Category.objects.all(), to_field_name="slug", **kwargs)


class AskedFields(forms.Form):
    """What anybody is asked: the seed's own six fields, and what field users add."""

    name = TextLine(label=gettext_lazy("Name"), max_length=200)
    email = TextLine(label=gettext_lazy("E-mail"), max_length=254, widget=forms.EmailInput)
    category = CategoryField(label=gettext_lazy("Category"), empty_label=None)
    subject = TextLine(label=gettext_lazy("Subject"), max_length=_longest("subject"))
    description = TextBlock(
        label=gettext_lazy("Description"),
        max_length=_longest("description"),
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    asset_tag = TextLine(label=gettext_lazy("Asset tag"), max_length=_longest("tag_as_typed"), required=False)

    def clean_email(self):
        """A valid address, or what an import kept for that very person. Returned lower-cased."""
        given = self.cleaned_data["email"]
        address = address_of(given)
        if address is None and not self._is_known_flaw(given):
            raise forms.ValidationError(_("Enter a whole e-mail address, such as jo@company.com."))
        return address or given

    def _is_known_flaw(self, given):
        return False


class SubmitForm(AskedFields):
    """The public page. Nothing but name, e-mail, category and subject is ever required."""

    type = forms.ChoiceField(
        label=gettext_lazy("What do you need?"),
        choices=[
            (Type.INCIDENT, gettext_lazy("Something is broken")),
            (Type.SERVICE_REQUEST, gettext_lazy("I need something")),
        ],
        initial=Type.INCIDENT,
        required=False,
    )
    urgency = forms.ChoiceField(
        label=gettext_lazy("Can you work?"), choices=Urgency.choices[::-1], initial=Urgency.CAN_WORK, required=False
    )
    phone = TextLine(label=gettext_lazy("Phone"), max_length=_longest("phone_as_given"), required=False)
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )
    key = TextLine(required=False, widget=forms.HiddenInput)

    field_order = ["name", "email", "category", "subject", "description", "asset_tag", "type", "urgency", "phone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", new_key())
        words = {"name": _("Your name"), "email": _("Work e-mail"), "category": _("What is it about?")}
        for name, label in (words | {"description": _("What happened?")}).items():
            self.fields[name].label = label
        self.fields["category"].widget = forms.RadioSelect(choices=self.fields["category"].choices)
        self.fields["description"].help_text = _("What you did, what you saw, and since when.")
        self.fields["asset_tag"].help_text = _("On the sticker under the device, such as AS1042.")
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["phone"].widget.attrs |= {"autocomplete": "tel", "inputmode": "tel"}

    def clean_type(self):
        return self.cleaned_data["type"] or Type.INCIDENT

    def clean_urgency(self):
        return self.cleaned_data["urgency"] or Urgency.CAN_WORK

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("This field is a trap for robots. Empty it and press Send again."))
        return ""

    def clean_key(self):
        """The form's key, for which the page must have been open a moment. None when a script sent none."""
        signed = self.cleaned_data["key"]
        if not signed:
            return None
        try:
            key, opened = read_key(signed)
        except signing.BadSignature:
            self.data = self.data.copy()
            self.data["key"] = new_key()
            raise forms.ValidationError(_("This page was open for very long. Press Send again.")) from None
        if opened < LEAST_SECONDS:
            raise forms.ValidationError(_("That was very quick. Please press Send again."))
        return key


class AgentFields(AskedFields):
    """What agents fill in besides."""

    type = forms.ChoiceField(label=gettext_lazy("Type"), choices=Type.choices, initial=Type.INCIDENT)
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=Status.choices, initial=Status.NEW)
    pending_reason = forms.ChoiceField(
        label=gettext_lazy("Waiting for"),
        choices=PendingReason.choices,
        initial=PendingReason.REQUESTER,
        required=False,
    )
    pending_until = forms.DateField(
        label=gettext_lazy("Until"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    priority = forms.ChoiceField(label=gettext_lazy("Priority"), choices=Priority.choices, initial=Priority.MEDIUM)
    assignee = PickOne(
        Agent.objects.active().by_name(), label=gettext_lazy("Assignee"), to_field_name="username", required=False
    )

    field_order = [
        "subject", "status", "priority", "assignee", "pending_reason", "pending_until", "category", "type", "asset_tag",
        "name", "email", "description",
    ]  # fmt: skip
    columns = {
        "status": "col-6 col-sm-4", "priority": "col-6 col-sm-4", "assignee": "col-sm-4", "category": "col-6 col-sm-4",
        "type": "col-6 col-sm-4", "asset_tag": "col-sm-4", "pending_reason": "col-6 if-pending",
        "pending_until": "col-6 if-pending", "name": "col-sm-6", "email": "col-sm-6",
    }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].empty_label = _("Unassigned")
        self.fields["name"].label = _("Requester")
        for name in ("name", "email"):
            self.fields[name].widget.attrs |= {"data-picker": "/options/people/", "autocomplete": "off"}
        self.fields["asset_tag"].widget.attrs |= {"data-picker": "/options/assets/", "autocomplete": "off"}
        for name, field in self.fields.items():
            field.columns = self.columns.get(name, "col-12")

    def _is_known_flaw(self, given):
        return Person.objects.without_address(self.cleaned_data.get("name", ""), given).exists()

    def clean_pending_until(self):
        until = self.cleaned_data["pending_until"]
        if until and not 2000 <= until.year <= 2100:
            raise forms.ValidationError(_("Enter a year between 2000 and 2100."))
        return until

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("status") != Status.PENDING:
            cleaned |= {"pending_reason": "", "pending_until": None}
        return cleaned


class NewTicketForm(AgentFields):
    """An agent enters a ticket for somebody."""


class EditTicketForm(AgentFields, EditForm):
    """An agent changes a ticket: everything but its times."""

    ANSWERS = {"requester": "email", "name_as_given": "name", "asset": "asset_tag", "tag_as_typed": "asset_tag"}
    TOGETHER = frozenset({"name", "email"})

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, thing=thing, **kwargs)
        field, holder = self.fields["assignee"], thing.assignee_id
        field.queryset = Agent.objects.filter(Q(is_active=True) | Q(pk=holder))
        field.named = lambda: Agent.objects.named_with(holder)

    def start(self, thing):
        return {
            "subject": thing.subject,
            "status": thing.status,
            "pending_reason": thing.pending_reason or PendingReason.REQUESTER,
            "pending_until": thing.pending_until,
            "priority": thing.priority,
            "assignee": thing.assignee and thing.assignee.username,
            "category": thing.category.slug,
            "type": thing.type,
            "asset_tag": thing.asset_tag,
            "name": thing.name_as_given or thing.requester_name,
            "email": thing.requester.address if thing.requester else "",
            "description": thing.description,
        }

    def values(self):
        """As the action takes it; only a new address asks for another requester."""
        values = super().values()
        if "email" in values:
            values |= {"requester_email": values.pop("email"), "requester_name": self.cleaned_data["name"]}
            values.pop("name", None)
        elif "name" in values:
            values["name_as_given"] = values.pop("name")
        if self.cleaned_data.get("status", self.thing.status) != Status.PENDING:
            values.pop("pending_reason", None)
            values.pop("pending_until", None)
        elif "status" in values:
            values["pending_reason"] = self.cleaned_data["pending_reason"]
        return values


def new_key():
    """A fresh key for one opening of the public page, signed with the time."""
    return signing.TimestampSigner(salt="submit").sign(get_random_string(22))


def read_key(signed):
    """(key, seconds since the page was opened). Raises BadSignature for a foreign, old or future one."""
    key = signing.TimestampSigner(salt="submit").unsign(signed, max_age=FORM_LIFETIME)
    seconds = time.time() - signing.b62_decode(signed.rsplit(":", 2)[1])
    if seconds < -1:
        raise signing.BadSignature("from the future")
    return key, seconds


class MessageForm(forms.Form):
    """A message on a ticket, and what to do with it. `after` is the newest message that was on the page; `seen` the stamp
    of the draft that its window knew.

    The kind has no default: what did not say that it is public is never sent.
    """

    ACTS = ("", "preview", "pending", "resolved")

    kind = forms.ChoiceField(choices=Message.Kind.choices)
    text = TextBlock(max_length=markdown.LONGEST, error_messages={"required": gettext_lazy("Write something first.")})
    after = forms.IntegerField(min_value=0, max_value=2**63 - 1)
    seen = forms.IntegerField(min_value=0, max_value=2**63 - 1, required=False)
    act = forms.ChoiceField(choices=[(act, act) for act in ACTS], required=False)

    @property
    def is_note(self):
        return self["kind"].value() == Message.Kind.NOTE

    def clean(self):
        if self.errors.keys() - {"text"}:
            raise forms.ValidationError(_("This form is damaged. Copy the text and load the page again."))
        return self.cleaned_data


class DraftForm(forms.Form):
    """What is typed so far. seen: the stamp of the draft that the window was shown; discard: what was set aside may go."""

    kind = forms.ChoiceField(choices=Message.Kind.choices)
    text = TextBlock(max_length=markdown.LONGEST, required=False)
    seen = forms.IntegerField(min_value=0, max_value=2**63 - 1)
    after = forms.IntegerField(min_value=0, max_value=2**63 - 1)
    discard = forms.BooleanField(required=False)
