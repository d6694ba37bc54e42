"""What a mail says, as it was read once: for the pages, which read no raw mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mail.models.arrivals import Arrival


class Content(models.Model):
    """The words of a mail that came. html: sanitised when it was read, "" where it has none."""

    arrival = models.OneToOneField(Arrival, models.CASCADE, primary_key=True, related_name="content")
    text = models.TextField(_("text"), blank=True)
    quoted = models.TextField(_("repeated"), blank=True)
    html = models.TextField(blank=True)

    class Meta:
        verbose_name = _("content of a mail")
        verbose_name_plural = _("contents of mails")

    def __str__(self):
        return f"#{self.pk}"
