"""The people we serve: whoever submits a ticket, holds an asset or is copied in. They have no account."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activity.models import Recorded, RecordedQuerySet
from itdesk.text import fold


class PersonQuerySet(RecordedQuerySet):
    def matching(self, text):
        """Those whose name or address contains every word of the text, in any order, whatever the case."""
        found = self
        for word in fold(text).split():
            found = found.filter(search_text__contains=word)
        return found


class Person(Recorded):
    """One person, known by a lower-cased e-mail address where there is a valid one.

    email_as_given keeps what a form or an import said when that is no address; it is shown, and never written to.
    """

    TRACKED = ("name", "email", "email_as_given", "phone", "location")
    DERIVED = ("name_key", "search_text")

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
        self.name_key = fold(self.name)[:600]
        self.search_text = fold(f"{self.name} {self.email} {self.email_as_given} {self.phone}")

    @property
    def address(self):
        """What to show as their e-mail: the address, or what was given for one."""
        return self.email or self.email_as_given
