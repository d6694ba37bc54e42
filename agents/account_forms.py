"""What is asked of an agent about their own account."""

from copy import copy

from allauth.account.adapter import get_adapter
from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from agents import actions, two_factor, zones
from agents.forms import PLAIN, TAKEN, Code, Password, check_new_password
from agents.models import Agent, Notices, Theme
from itdesk.forms import TextLine


class Own(forms.Form):
    """A form about the agent who is logged in. `agent` is a copy: a refused form changes nothing that the page shows."""

    def __init__(self, *args, request=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.agent = request and copy(request.user)

    def check_own_password(self, password):
        """Raises ValidationError, and TooMany: a wrong one counts as a wrong log-in."""
        if get_adapter().authenticate(self.request, username=self.agent.username, password=password) != self.agent:
            raise forms.ValidationError(_("That is not your password."))
        return password


class ProfileForm(Own):
    first_name = TextLine(
        label=_("First name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = TextLine(
        label=_("Last name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    email = TextLine(
        label=_("Work e-mail"),
        max_length=254,
        validators=[validate_email],
        widget=forms.EmailInput(attrs={"autocomplete": "email", **PLAIN}),
    )
    password = Password(
        label=_("Your password"),
        help_text=_("Only to change the e-mail."),
        autocomplete="current-password",
        required=False,
    )

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        cleaned = super().clean()
        if {"email", "password"} <= cleaned.keys() and cleaned["email"] != self.agent.email:
            self._check_new_address(cleaned)
        return cleaned

    def asked(self):
        """What edit_profile takes."""
        return {name: self.cleaned_data[name] for name in ("first_name", "last_name", "email")}

    def _check_new_address(self, cleaned):
        try:
            if not cleaned["password"]:
                raise forms.ValidationError(_("Type your password to change the e-mail."))
            self.check_own_password(cleaned["password"])
        except forms.ValidationError as refusal:
            self.add_error("password", refusal)
        if Agent.objects.filter(email=cleaned["email"]).exists():
            self.add_error("email", TAKEN)


class ZoneForm(forms.Form):
    zone = forms.CharField(label=_("Time zone"), required=False, max_length=64, widget=forms.Select)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self["zone"].value() or ""
        others = [(chosen, chosen)] if zones.is_zone(chosen) and not zones.is_listed(chosen) else []
        unknown = ("", _("As this browser says"))
        self.fields["zone"].widget.choices = [unknown, ("UTC", "UTC"), *others, *zones.by_region()]

    def clean_zone(self):
        zone = self.cleaned_data["zone"]
        if zone and not zones.is_zone(zone):
            raise forms.ValidationError(_("There is no such time zone."))
        return zone


class ThemeForm(forms.Form):
    theme = forms.ChoiceField(choices=Theme)


class NoticesForm(forms.Form):
    own_notices = forms.ChoiceField(
        label=_("Tickets that are yours"),
        help_text=_("They are given to you, answered, or opened again. You never hear of what you did yourself."),
        choices=Notices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    new_tickets = forms.ChoiceField(
        label=_("New tickets that nobody has"),
        choices=Notices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )


class NewPassword(forms.Form):
    password1 = Password(label=_("New password"), help_text=_("At least 12 characters."), autocomplete="new-password")
    password2 = Password(label=_("New password again"), autocomplete="new-password")

    def clean(self):
        cleaned = super().clean()
        check_new_password(self, self.agent)
        return cleaned


class PasswordForm(NewPassword, Own):
    old_password = Password(label=_("Present password"), autocomplete="current-password")
    field_order = ["old_password", "password1", "password2"]

    def clean_old_password(self):
        return self.check_own_password(self.cleaned_data["old_password"])


class NewPasswordForm(NewPassword):
    """For whoever came by a link."""

    def __init__(self, user=None, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.agent = user

    def save(self):
        actions.reset_password(self.agent, self.cleaned_data["password1"])
        return self.agent


class ResetForm(forms.Form):
    email = TextLine(
        label=_("Work e-mail"),
        max_length=254,
        validators=[validate_email],
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True, **PLAIN}),
    )

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class ConfirmForm(Own):
    password = Password(label=_("Your password"), autocomplete="current-password")

    def clean_password(self):
        return self.check_own_password(self.cleaned_data["password"])


class SetUpForm(ConfirmForm):
    code = Code(label=_("Code from the app"))
    field_order = ["code", "password"]

    def __init__(self, *args, secret="", **kwargs):
        super().__init__(*args, **kwargs)
        self.secret = secret

    def clean_code(self):
        """The half-minute that the code is of."""
        step = two_factor.step_of(self.secret, self.cleaned_data["code"])
        if step is None:
            raise forms.ValidationError(_("That is not the code of this minute. Is the phone's clock right?"))
        return step
