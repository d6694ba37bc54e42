"""What the list of mails that came can be asked for."""

import django_filters as filters
from django.db import connections
from django.utils.translation import gettext_lazy as _

from itdesk import paging
from itdesk.filtering import ListFilter, TextFilter
from itdesk.forms import PickOne
from mail.models import Arrival, Mailbox

MOST = 1000  # mails of a sender that are few
LAST = "\U0010ffff"


class MailboxFilter(filters.ModelChoiceFilter):
    field_class = PickOne


class SenderFilter(TextFilter):
    """Those whose sender's address begins with the text: asked of each row, since a list is walked in its own order."""

    def filter(self, rows, value):
        return rows.filter(sender__startswith=value.lower()) if value else rows


class ArrivalFilter(ListFilter):
    q = SenderFilter(label=_("Sender"), max_length=254)
    outcome = filters.ChoiceFilter(label=_("Outcome"), choices=Arrival.Outcome.choices)
    mailbox = MailboxFilter(label=_("Mailbox"), queryset=Mailbox.objects.order_by("name"), to_field_name="name")

    @property
    def few_keys(self):
        """The keys of all that is asked for, where those of the sender alone are few (off their index); else None."""
        if not (text := self.form.cleaned_data.get("q", "").lower()):
            return None
        theirs = Arrival.objects.filter(sender__startswith=text)
        if connections[theirs.db].vendor == "sqlite":  # whose LIKE uses no index
            theirs = Arrival.objects.filter(sender__gte=text, sender__lt=text + LAST)
        keys = paging.keys_of_few(theirs, MOST)
        return None if keys is None else list(self.qs.filter(pk__in=keys).order_by().values_list("pk", flat=True))
