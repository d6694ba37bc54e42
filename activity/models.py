"""The memory: one table of events, and the messages owed because of them."""

from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activity import kinds


class WrittenBehindTheDoor(RuntimeError):
    """Something tried to write a recorded thing or an event without activity.record."""


class RecordedQuerySet(models.QuerySet):
    """Questions only: what would write rows without an event is refused."""

    def _refuse(self, *args, **kwargs):
        raise WrittenBehindTheDoor(f"{self.model.__name__} is written by its actions, through activity.record")

    _refuse.alters_data = True  # type: ignore[attr-defined]
    update = delete = create = bulk_create = bulk_update = get_or_create = update_or_create = _refuse


class Recorded(models.Model):
    """A thing whose every change is an Event. Written only by activity.record; `version` counts its events.

    TRACKED: the fields that events record. DERIVED: columns that follow from them (see `derive`), never recorded.
    NAMED_BY: the fields that its name and address are made of, all that a list of events reads of it; none means any.
    """

    TRACKED: tuple[str, ...] = ()
    DERIVED: tuple[str, ...] = ()
    NAMED_BY: tuple[str, ...] = ()

    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated"), default=timezone.now, editable=False)

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True

    def derive(self):
        """Set the DERIVED columns from the tracked ones. The door calls it before each write."""

    def what_follows(self, values, moment):
        """What a change to these values at that moment brings with it: further values, which win over the given ones."""
        return {}

    def save(self, *args, **kwargs):
        raise WrittenBehindTheDoor(f"{type(self).__name__} is saved by its actions, through activity.record")

    def delete(self, *args, **kwargs):
        raise WrittenBehindTheDoor(f"{type(self).__name__} is never deleted; put it into the bin")

    save.alters_data = delete.alters_data = True  # type: ignore[attr-defined]

    def _write(self, **kwargs):
        super().save(**kwargs)


class Binnable(Recorded):
    """A recorded thing that can be put into the bin and restored."""

    binned_at = models.DateTimeField(_("binned"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def what_follows(self, values, moment):
        """Binned already: the first time counts."""
        return {"binned_at": self.binned_at} if values.get("binned_at") and self.binned_at else {}

    @property
    def is_binned(self):
        return self.binned_at is not None


ROW_COLUMNS = ("pk", "kind_name", "subject_type", "subject_id", "version", "actor_name", "changes", "at")


class EventQuerySet(models.QuerySet):
    def about(self, subject):
        """One thing's events, oldest first, straight off the one_event_per_version index."""
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(subject_type=kind, subject_id=subject.pk).order_by("version")

    def as_rows(self):
        """What the log shows of an event and is ordered by, as named tuples."""
        return self.values_list(*ROW_COLUMNS, named=True)

    def since(self, version):
        return self.filter(version__gt=version)

    def _refuse(self, *args, **kwargs):
        raise WrittenBehindTheDoor("events are written by activity.record, and never edited or deleted")

    _refuse.alters_data = True  # type: ignore[attr-defined]
    create = get_or_create = update = delete = bulk_update = update_or_create = _refuse


class Event(models.Model):
    """One thing that happened: who, what, to which subject, and what it changed. Append-only (activity/seal.py).

    changes: {"priority": {"was": "p3", "now": "p1"}}; a relation is [key, its name that day] or None.
    details: pointers only, such as {"message": 17}.
    at: when it happened, UTC; recorded_at: when it was written down (later for imports).
    """

    kind_name = models.CharField(_("kind"), max_length=60)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+", db_index=False)
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id", for_concrete_model=False)
    version = models.PositiveIntegerField(_("version"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    actor_name = models.CharField(_("who"), max_length=200)
    changes = models.JSONField(_("changes"), default=dict)
    details = models.JSONField(_("details"), default=dict)
    at = models.DateTimeField(_("when"), default=timezone.now)
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now)
    batch = models.UUIDField(_("batch"), null=True)
    salt = models.BinaryField(max_length=16, null=True)  # None: the content was erased (a person was forgotten)
    content_digest = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.UniqueConstraint(fields=["subject_type", "subject_id", "version"], name="one_event_per_version")
        ]
        indexes = [
            models.Index(fields=["at", "id"], name="event_newest_first"),
            models.Index(fields=["batch"], name="event_batch", condition=models.Q(batch__isnull=False)),
        ]

    def __str__(self):
        return str(self.sentence)

    def save(self, *args, **kwargs):
        if self.pk:
            raise WrittenBehindTheDoor("events are never edited")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise WrittenBehindTheDoor("events are never deleted")

    @property
    def kind(self):
        return kinds.named(self.kind_name)

    @property
    def is_history(self):
        """Written down more than an hour after it happened (an import, the demo): true, but no news to anybody."""
        return self.recorded_at - self.at > timedelta(hours=1)

    @property
    def sentence(self):
        """What happened, in the reader's language."""
        return self.kind.sentence.format(actor=self.actor_name)


class Delivery(models.Model):
    """One message owed to one address because of one event. Written with the event, sent by the worker."""

    class State(models.TextChoices):
        OWED = "owed", _("Queued")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        BOUNCED = "bounced", _("Bounced")
        CANCELLED = "cancelled", _("Cancelled")
        HELD = "held", _("Not sent")  # a cap on what one address gets; last_error says which

    event = models.ForeignKey(Event, models.PROTECT, related_name="deliveries")
    address = models.EmailField(_("address"))
    audience = models.CharField(_("as"), max_length=20, blank=True)  # why this address hears of it: "requester", …
    channel = models.CharField(_("channel"), max_length=20, default="mail")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OWED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    leased_until = models.DateTimeField(_("leased until"), null=True)
    owed_at = models.DateTimeField(_("owed since"), default=timezone.now)
    tried_at = models.DateTimeField(_("last tried"), null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)  # when the mail server took it

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [models.UniqueConstraint(fields=["event", "address", "channel"], name="tell_each_address_once")]
        indexes = [
            models.Index(fields=["next_try_at"], name="delivery_due", condition=models.Q(state="owed")),
            models.Index(fields=["state", "-id"], name="deliveries_by_state"),
            models.Index(fields=["address", "-id"], name="deliveries_by_address"),
            models.Index(
                fields=["address", "sent_at"], name="deliveries_sent_to", condition=models.Q(sent_at__isnull=False)
            ),
            models.Index(
                fields=["leased_until"],
                name="deliveries_under_way",
                condition=models.Q(state="owed", leased_until__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.event_id} → {self.address}"


class Outlet(models.Model):
    """The way out of one channel, as the last tries found it. Who claims deliveries holds its row: one at a time does."""

    channel = models.CharField(_("channel"), max_length=20, primary_key=True)
    failing_since = models.DateTimeField(_("fails since"), null=True)  # None: it works
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("way out")
        verbose_name_plural = _("ways out")

    def __str__(self):
        return self.channel
