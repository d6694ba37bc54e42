"""How far the desk's agents have been told of new tickets."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NewsTold(models.Model):
    """One row: until when new tickets were looked at, for those who hear at once and for those who hear once an hour."""

    only = models.BooleanField(default=True, unique=True, editable=False)  # at most one row
    now_until = models.DateTimeField()
    hourly_until = models.DateTimeField()

    class Meta:
        verbose_name = _("news told")
        verbose_name_plural = _("news told")

    def __str__(self):
        return f"{self.now_until:%H:%M} {self.hourly_until:%H:%M}"
