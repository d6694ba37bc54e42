"""What those without an account are asked about their ticket."""

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from itdesk.forms import TextBlock, TextLine

LONGEST_ANSWER = 10_000  # characters


class AnswerForm(forms.Form):
    """Words on a ticket. `after` is the newest message that was on the page; `seen` the ticket's version."""

    text = TextBlock(
        label=_("Your answer"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Write something first.")},
    )
    after = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args, needs_words=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = needs_words


class RatingForm(forms.Form):
    score = forms.TypedChoiceField(
        label=_("How was the help?"),
        coerce=int,
        choices=[(n, words) for n, words in enumerate(
            [_("1, bad"), _("2, poor"), _("3, fair"), _("4, good"), _("5, very good")], start=1
        )],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one from 1 to 5.")},
    )  # fmt: skip
    words = TextBlock(label=_("In your words"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2}))


class InquiryForm(forms.Form):
    """Whose tickets: an address, looked up by nobody before the answer is given."""

    email = TextLine(
        label=_("Work e-mail"),
        max_length=254,
        validators=[validate_email],
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class ParticipantForm(forms.Form):
    """Somebody to let follow a ticket."""

    email = TextLine(
        label=_("E-mail"), max_length=254, validators=[validate_email],
        widget=forms.EmailInput({"autocomplete": "off", "data-picker": "/options/people/"}),
    )  # fmt: skip
    name = TextLine(label=_("Name"), max_length=200, required=False, widget=forms.TextInput({"autocomplete": "off"}))

    def clean_email(self):
        return self.cleaned_data["email"].lower()
