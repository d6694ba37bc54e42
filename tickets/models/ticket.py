"""The requests for help, from the person who asked to the answer they got."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from activity.models import Binnable, RecordedQuerySet
from assets.models import Asset
from itdesk.text import fold
from tickets.indexes import INDEXES
from tickets.models.words import ACTIVE, Category, PendingReason, Priority, Source, Status, Type, Urgency

ROW_COLUMNS = (
    "pk", "version", "subject", "status", "priority", "created_at", "updated_at", "binned_at", "status_rank", "priority_rank",
    "name_as_given",
    "tag_as_typed", "requester__name", "assignee__username", "assignee__first_name", "assignee__last_name", "asset__tag",
    "category__name",
)  # fmt: skip
MOST_TEXT = 4000  # characters of a description in which a list shows where something is found


class TicketQuerySet(RecordedQuerySet):
    def present(self):
        """Those not in the bin."""
        return self.filter(binned_at__isnull=True)

    def binned(self):
        return self.filter(binned_at__isnull=False)

    def active(self):
        """New, open or pending: exactly those without a resolved time (a constraint says so), off one partial index."""
        return self.present().filter(resolved_at__isnull=True)

    def unassigned(self):
        return self.filter(assignee__isnull=True)

    def about_tag(self, tag):
        """Those about the asset with that tag, or that named the tag when no asset had it; case does not matter."""
        about = Q(typed_tag_key=fold(tag)[:400]) & ~Q(typed_tag_key="")  # said again for the index's condition
        # Not a join, which would be made for every ticket
        asset = Asset.objects.tagged(tag).order_by().values_list("pk", flat=True).first()
        return self.filter(about | Q(asset=asset) if asset else about)

    def with_names(self):
        """Joined with everything that a ticket's page shows."""
        return self.select_related("requester", "assignee", "category", "asset__holder")

    def as_rows(self, *, with_text=False):
        """What a row of a list shows and what lists are ordered by, as named tuples: a quarter of the time of tickets.

        with_text: also what may be found in it, the beginning of the description as `text`.
        """
        if not with_text:
            return self.values_list(*ROW_COLUMNS, named=True)
        columns = (*ROW_COLUMNS, "text", "requester__email", "requester__email_as_given")
        return self.annotate(text=Left("description", MOST_TEXT)).values_list(*columns, named=True)


class Ticket(Binnable):
    """One request for help. Its number is the primary key: gaps are fine, a number is never used again."""

    TRACKED = (
        "subject", "description", "type", "category", "status", "pending_reason", "pending_until", "priority", "urgency",
        "requester", "name_as_given", "phone_as_given", "assignee", "asset", "tag_as_typed", "source",
        "resolved_at", "closed_at", "binned_at", "external_id", "external_source",
    )  # fmt: skip
    DERIVED = ("status_rank", "priority_rank", "typed_tag_key")
    NAMED_BY = ("subject",)
    QUIET = ("resolved_at", "closed_at", "binned_at")  # said by the sentence, or by the status

    subject = models.CharField(_("subject"), max_length=255)
    description = models.TextField(_("description"), max_length=50_000, blank=True)
    type = models.CharField(_("type"), max_length=20, choices=Type, default=Type.INCIDENT)
    category = models.ForeignKey(
        Category, models.PROTECT, verbose_name=_("category"), related_name="tickets", db_index=False
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    pending_reason = models.CharField(_("pending reason"), max_length=10, choices=PendingReason, blank=True)
    pending_until = models.DateField(_("until"), null=True, blank=True)
    priority = models.CharField(_("priority"), max_length=2, choices=Priority, default=Priority.MEDIUM)
    urgency = models.CharField(_("urgency"), max_length=20, choices=Urgency, default=Urgency.CAN_WORK)
    requester = models.ForeignKey(
        "people.Person",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("requester"),
        related_name="tickets",
        db_index=False,
    )
    name_as_given = models.CharField(_("name as given"), max_length=200, blank=True)
    phone_as_given = models.CharField(_("phone as given"), max_length=50, blank=True)
    assignee = models.ForeignKey(
        "agents.Agent",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("assignee"),
        related_name="tickets",
        db_index=False,
    )
    asset = models.ForeignKey(
        "assets.Asset",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("asset"),
        related_name="tickets",
        db_index=False,
    )
    tag_as_typed = models.CharField(_("asset tag as typed"), max_length=100, blank=True)  # only when no asset has it
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.PORTAL)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    external_id = models.CharField(_("number elsewhere"), max_length=100, blank=True)
    external_source = models.CharField(_("imported from"), max_length=60, blank=True)
    submission_key = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001  (unique)
    status_rank = models.PositiveSmallIntegerField(default=0, editable=False)
    priority_rank = models.PositiveSmallIntegerField(default=0, editable=False)
    typed_tag_key = models.CharField(max_length=400, blank=True, editable=False)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ACTIVE, resolved_at__isnull=True)
                | (~Q(status__in=ACTIVE) & Q(resolved_at__isnull=False)),
                name="resolved_time_unless_active",
            ),
            models.UniqueConstraint(
                fields=["external_source", "external_id"], condition=~Q(external_id=""), name="import_a_ticket_once"
            ),
        ]
        indexes = INDEXES

    def __str__(self):
        return f"#{self.pk} {self.subject}"

    def get_absolute_url(self):
        return f"/tickets/{self.pk}/"

    def derive(self):
        self.status_rank = Status.values.index(self.status)
        self.priority_rank = Priority.values.index(self.priority)
        self.typed_tag_key = fold(self.tag_as_typed)[:400]  # one letter can fold to eighteen

    def what_follows(self, values, moment):
        """What a change of status or assignee brings with it (seed row S7): opening, times, no reason to wait any more."""
        follows, status = {}, values.get("status", self.status)
        if status == Status.NEW and values.get("assignee") and ("status" not in values or self._state.adding):
            status = follows["status"] = Status.OPEN
        resolved_at, closed_at = (values.get(name) or getattr(self, name) for name in ("resolved_at", "closed_at"))
        follows["resolved_at"] = None if status in ACTIVE else resolved_at or moment
        follows["closed_at"] = (closed_at or moment) if status == Status.CLOSED else None
        if status != Status.PENDING:
            follows |= {"pending_reason": "", "pending_until": None}
        return follows | super().what_follows(values, moment)

    @property
    def is_active(self):
        return self.status in ACTIVE

    @property
    def time_closed(self):
        """The seed's "Time closed": the earlier of resolved and closed, or None."""
        return min((moment for moment in (self.resolved_at, self.closed_at) if moment), default=None)

    @property
    def requester_name(self):
        """Whom to name as requester: the person, else the name as given, else ""."""
        return self.requester.name if self.requester else self.name_as_given

    @property
    def asset_tag(self):
        """The tag to show and to edit: the asset's, else as typed."""
        return self.asset.tag if self.asset else self.tag_as_typed
