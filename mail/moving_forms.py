"""What agents fill in about a mail that came."""

from django import forms
from django.utils.translation import gettext_lazy as _

from itdesk.forms import TextLine
from tickets.models import Ticket


class MoveForm(forms.Form):
    """Where a mail is to go. Cleaned: `ticket` is a Ticket where it goes to one."""

    to = forms.ChoiceField(
        label=_("Where to"),
        choices=[
            ("ticket", _("To this ticket")),
            ("new", _("To a new ticket of its own")),
            ("aside", _("To none: set it aside")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where it goes.")},
    )
    number = TextLine(label=_("Ticket number"), max_length=20, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("to") == "ticket":
            number = cleaned.get("number", "").removeprefix("#")
            is_number = number.isascii() and number.isdecimal() and len(number) <= 18
            cleaned["ticket"] = Ticket.objects.filter(pk=int(number)).first() if is_number else None
            if cleaned["ticket"] is None:
                self.add_error("number", _("There is no ticket with this number."))
        return cleaned
