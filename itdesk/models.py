"""The desk's own tables: the words that superusers chose, and which workers are alive."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from itdesk import wording


class Wording(models.Model):
    """What people read for one value of one kind; "" is our own word. Every value has its row: see itdesk/wording.py."""

    kind = models.CharField(_("what it is"), max_length=40, editable=False)
    value = models.CharField(_("stored as"), max_length=40, editable=False)
    words = models.CharField(_("your word"), max_length=40, blank=True, help_text=_("Empty: our word."))

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words for statuses, priorities and types")
        ordering = ["kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="one_word_per_value")]

    def __str__(self):
        return f"{wording.name_of(self.kind)}: {self.shown}"

    @property
    def ours(self):
        """Our own word, in the reader's language."""
        return wording.ours(self.kind, self.value)

    @property
    def shown(self):
        return self.words or self.ours

    @classmethod
    def install(cls, using="default", **kwargs):
        """A row for each value that has none yet."""
        rows = cls.objects.using(using)
        known = set(rows.values_list("kind", "value"))
        missing = [pair for pair in wording.declared() if pair not in known]
        rows.bulk_create([cls(kind=kind, value=value) for kind, value in missing], ignore_conflicts=True)


class Heartbeat(models.Model):
    """One worker, and when it was last heard of. Written by itdesk/worker.py, read by /readyz/."""

    worker = models.CharField(_("worker"), max_length=200, primary_key=True)  # machine and process
    beaten_at = models.DateTimeField(_("last heard of"), default=timezone.now)

    class Meta:
        verbose_name = _("heartbeat of a worker")
        verbose_name_plural = _("heartbeats of workers")

    def __str__(self):
        return self.worker
