"""What the list of mails that came can be asked for."""

import django_filters as filters
from django.db import connections
from django.utils.translation import gettext_lazy as _

from itdesk.filtering import ListFilter, TextFilter
from itdesk.forms import PickOne
from mail.models import Arrival, Mailbox

LAST = "\U0010ffff"


class MailboxFilter(filters.ModelChoiceFilter):
    field_class = PickOne


class SenderFilter(TextFilter):
    """Those whose sender's address begins with the text."""

    def filter(self, rows, value):
        text = value.lower() if value else ""
        if not text:
            return rows
        if connections[rows.db].vendor == "sqlite":  # whose LIKE uses no index
            return rows.filter(sender__gte=text, sender__lt=text + LAST)
        return rows.filter(sender__startswith=text)


class ArrivalFilter(ListFilter):
    q = SenderFilter(label=_("Sender"), max_length=254)
    outcome = filters.ChoiceFilter(label=_("Outcome"), choices=Arrival.Outcome.choices)
    mailbox = MailboxFilter(label=_("Mailbox"), queryset=Mailbox.objects.order_by("name"), to_field_name="name")
