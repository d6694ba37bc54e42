"""What the outbox is asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from activity.models import Delivery
from itdesk.forms import TextLine
from tickets.mailed import SENDING

STATES = [("", _("Undelivered")), *Delivery.State.choices[:1], (SENDING, _("Sending")), *Delivery.State.choices[1:],
          ("any", _("All"))]  # fmt: skip


class OutboxFilter(forms.Form):
    """state, address and ticket of an address; each may be missing."""

    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    address = TextLine(label=_("Address"), max_length=254, required=False)
    ticket = forms.IntegerField(label=_("Ticket"), min_value=1, max_value=2**63 - 1, required=False)

    def clean_address(self):
        return self.cleaned_data["address"].lower()
