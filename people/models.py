"""The people we serve: whoever submits a ticket, holds an asset or is copied in. They have no account."""

import re

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activity.models import Recorded, RecordedQuerySet
from itdesk.searching.text import index_text
from itdesk.text import clean_line, fold
from people.search import SEARCH

REFERENCE = re.compile(r"(?P<name>.*?) ?(?:<(?P<email>[^<>]+@[^<>]*)>|#(?P<number>[0-9]{1,18}))")


class PersonQuerySet(RecordedQuerySet):
    def matching(self, text):
        """Those whose name or address contains every word of the text (see itdesk/searching/text.py), asking each row."""
        return SEARCH.matching(self, text)

    def with_address(self, address):
        """Who has that lower-cased address; nobody has "". SQLite takes the index only where its condition is said, too."""
        return self.filter(email=address).exclude(email="")

    def without_address(self, name, given):
        """Who is known by exactly that name, and by what was given for an address and is none."""
        return self.filter(email="", name_key=name_key(name), name=name, email_as_given=given)

    def meant_by(self, text):
        """Whom somebody means who typed an address, a whole name, or a Person.reference. Several may share a name."""
        text = clean_line(text)
        referred = REFERENCE.fullmatch(text) or {"name": "", "email": None, "number": None}
        address = referred["email"] or text
        if "@" in address:
            return self.filter(Q(email=address.lower()) | Q(email="", email_as_given=address))
        meant = Q(name_key=name_key(text))
        if referred["number"]:
            named = {"name_key": name_key(referred["name"])} if referred["name"] else {}
            meant |= Q(pk=int(referred["number"]), **named)
        return self.filter(meant)

    def as_rows(self):
        """What a row of the list shows, and what it is ordered by, as named tuples: they are made faster than people."""
        return self.values_list("pk", "name", "email", "email_as_given", "phone", "location", "name_key", named=True)


class Person(Recorded):
    """One person, known by a lower-cased e-mail address where there is a valid one.

    email_as_given keeps what a form or an import said when that is no address; it is shown, and never written to.
    """

    TRACKED = ("name", "email", "email_as_given", "phone", "location")
    DERIVED = ("name_key", "search_text")
    NAMED_BY = ("name",)

    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    email_as_given = models.CharField(_("e-mail as given"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=50, blank=True)
    location = models.CharField(_("location"), max_length=200, blank=True)
    name_key = models.CharField(max_length=600, editable=False)
    search_text = models.TextField(editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="one_person_per_email")]
        indexes = [models.Index(fields=["name_key", "id"], name="people_by_name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"/people/{self.pk}/"

    def derive(self):
        self.name_key = name_key(self.name)
        self.search_text = index_text(self.name, self.email, self.email_as_given, self.phone)

    @property
    def address(self):
        """What to show as their e-mail: the address, or what was given for one."""
        return self.email or self.email_as_given

    @property
    def reference(self):
        """One line that names this person and nobody else, and that PersonQuerySet.meant_by reads back."""
        return f"{self.name} <{self.email}>" if self.email else f"{self.name} #{self.pk}"


class VerifiedAddress(models.Model):
    """An address whose owner has answered something that only its mailbox was told. See actions.verify_address."""

    address = models.EmailField(_("address"), unique=True)  # lower-cased
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("verified address")
        verbose_name_plural = _("verified addresses")

    def __str__(self):
        return self.address


def name_key(name):
    """The form in which names are ordered and compared."""
    return fold(name)[:600]
