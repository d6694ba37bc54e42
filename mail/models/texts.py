"""The words of the desk's mails, as superusers want them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mail import texts


class MailText(models.Model):
    """What one kind of mail says. "" is our own; every kind has its row. See mail/texts.py for what may stand in it."""

    key = models.CharField(max_length=20, unique=True, editable=False)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(_("body"), max_length=10_000, blank=True)

    class Meta:
        verbose_name = _("text of a mail")
        verbose_name_plural = _("texts of mails")
        ordering = ["pk"]

    def __str__(self):
        return str(self.ours.name) if self.ours else self.key

    @property
    def ours(self):
        """Our own text; None for a kind that nobody sends any more."""
        return texts.BY_KEY.get(self.key)

    @property
    def is_ours(self):
        return not self.subject and not self.body

    @property
    def shown_subject(self):
        return self.subject or str(self.ours.subject)

    @property
    def shown_body(self):
        return self.body or str(self.ours.body)

    @classmethod
    def of(cls, key):
        """The row of that kind; our own text where there is none (yet)."""
        return cls.objects.filter(key=key).first() or cls(key=key)

    @classmethod
    def install(cls, using="default", **kwargs):
        """A row for each kind that has none yet."""
        rows = cls.objects.using(using)
        known = set(rows.values_list("key", flat=True))
        missing = [cls(key=text.key) for text in texts.OURS if text.key not in known]
        rows.bulk_create(missing, ignore_conflicts=True)
