"""What is asked of somebody who logs in or registers, and of whoever changes the HR code."""

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import MaxLengthValidator, validate_email
from django.utils.translation import gettext_lazy as _

from agents import actions
from agents.models import Agent, HRCode
from agents.passwords import LONGEST
from itdesk.forms import TextLine

TAKEN = _("An agent already uses this address. Log in instead, or use another.")
PLAIN = {"autocapitalize": "none", "spellcheck": "false"}


class Password(forms.CharField):
    """Kept as typed. No maxlength in the page: browsers cut what is pasted, and nobody would know."""

    def __init__(self, *, autocomplete, **kwargs):
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(strip=False, widget=widget, validators=[MaxLengthValidator(LONGEST)], **kwargs)


class Code(TextLine):
    """Of an app or of the list of recovery codes; spaces and dashes in it do not matter."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", **PLAIN})
        super().__init__(max_length=40, widget=widget, **kwargs)


class CodeForm(forms.Form):
    code = Code(label=_("Code from your app"), help_text=_("Or one of your recovery codes."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["autofocus"] = True


class LogInForm(LoginForm):
    """django-allauth's form, with fields named `username password` in the page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = TextLine(
            label=_("Username or e-mail"),
            max_length=254,
            widget=forms.TextInput(attrs={"autocomplete": "username", **PLAIN}),
        )
        self.fields["password"] = Password(label=_("Password"), autocomplete="current-password")

    def add_prefix(self, field_name):
        return super().add_prefix("username" if field_name == "login" else field_name)


class RegistrationForm(forms.Form):
    """What django-allauth's sign-up view needs: fields, try_save and by_passkey."""

    by_passkey = False

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
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password1 = Password(label=_("Password"), help_text=_("At least 12 characters."), autocomplete="new-password")
    password2 = Password(label=_("Password again"), autocomplete="new-password")
    hr_code = TextLine(
        label=_("HR code"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off", **PLAIN})
    )

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean_hr_code(self):
        typed = self.cleaned_data["hr_code"]
        if not HRCode.objects.admits(typed):
            raise forms.ValidationError(_("That is not the current code. Upper and lower case do not matter."))
        return typed

    def clean(self):
        cleaned = super().clean()
        check_new_password(self, Agent(**_who(cleaned)))
        # Who works here is told only to somebody who knows the code.
        if "hr_code" in cleaned and Agent.objects.filter(email=cleaned.get("email")).exists():
            self.add_error("email", TAKEN)
        return cleaned

    def try_save(self, request):
        """The new agent, and no answer of its own. Raises actions.EmailTaken when somebody else was faster."""
        return actions.register_agent(password=self.cleaned_data["password1"], **_who(self.cleaned_data)), None


class HRCodeForm(forms.Form):
    code = TextLine(
        label=_("Code"),
        max_length=100,
        help_text=_("Upper and lower case do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True, **PLAIN}),
    )


def check_new_password(form, agent):
    """Add to the form's errors what is wrong with `password1`, by itself and for that agent, and with `password2`."""
    cleaned = form.cleaned_data
    if "password1" not in cleaned:
        return
    if "password2" in cleaned and cleaned["password1"] != cleaned["password2"]:
        form.add_error("password2", _("The two passwords differ. Type both again."))
    try:
        validate_password(cleaned["password1"], agent)
    except forms.ValidationError as refusal:
        form.add_error("password1", refusal)


def _who(cleaned):
    return {name: cleaned.get(name, "") for name in ("first_name", "last_name", "email")}
