"""The requests for help, from the person who asked to the answer they got."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from activity.models import Binnable, RecordedQuerySet
from itdesk import wording
from itdesk.text import fold
from tickets import markdown

CATEGORIES = [
    ("hardware", gettext_noop("Hardware")),
    ("software", gettext_noop("Software")),
    ("account", gettext_noop("Account and access")),
    ("network", gettext_noop("Network")),
    ("printing", gettext_noop("Printing")),
    ("other", gettext_noop("Other")),
]


class Category(models.Model):
    """What a ticket is about (the seed's service type). Editable in the admin."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    class Meta:
        verbose_name = _("ticket category")
        verbose_name_plural = _("ticket categories")
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    @classmethod
    def install(cls, using="default", **kwargs):
        """The categories on install, into an empty table only: what somebody deleted stays deleted."""
        if not cls.objects.using(using).exists():
            rows = [cls(slug=slug, name=name, position=n) for n, (slug, name) in enumerate(CATEGORIES)]
            cls.objects.using(using).bulk_create(rows)


status_word = wording.kind("ticket-status", _("ticket status"))
priority_word = wording.kind("ticket-priority", _("ticket priority"))
type_word = wording.kind("ticket-type", _("ticket type"))


class Status(models.TextChoices):
    NEW = "new", status_word("new", _("New"))
    OPEN = "open", status_word("open", _("Open"))
    PENDING = "pending", status_word("pending", _("Pending"))
    RESOLVED = "resolved", status_word("resolved", _("Resolved"))
    CLOSED = "closed", status_word("closed", _("Closed"))


ROW_COLUMNS = (
    "pk", "subject", "status", "priority", "created_at", "updated_at", "binned_at", "status_rank", "name_as_given",
    "tag_as_typed", "requester__name", "assignee__username", "assignee__first_name", "assignee__last_name", "asset__tag",
    "category__name",
)  # fmt: skip
ACTIVE = (Status.NEW, Status.OPEN, Status.PENDING)  # the seed's "Open"


class PendingReason(models.TextChoices):
    REQUESTER = "requester", _("Waiting for the requester")
    SUPPLIER = "supplier", _("Waiting for a supplier")
    PARTS = "parts", _("Waiting for parts")
    SCHEDULED = "scheduled", _("Scheduled")


class Priority(models.TextChoices):
    CRITICAL = "p1", priority_word("p1", _("P1 Critical"))
    HIGH = "p2", priority_word("p2", _("P2 High"))
    MEDIUM = "p3", priority_word("p3", _("P3 Medium"))
    LOW = "p4", priority_word("p4", _("P4 Low"))


class Type(models.TextChoices):
    """ITIL's words; the public page says "Something is broken" and "I need something"."""

    INCIDENT = "incident", type_word("incident", _("Incident"))
    SERVICE_REQUEST = "service-request", type_word("service-request", _("Service request"))


class Urgency(models.TextChoices):
    """What a requester says; the priority is the agent's."""

    CANNOT_WORK = "cannot-work", _("I cannot work")
    WITH_DIFFICULTY = "with-difficulty", _("I work with difficulty")
    CAN_WORK = "can-work", _("I can work")


class Source(models.TextChoices):
    PORTAL = "portal", _("the public page")
    AGENT = "agent", _("an agent")
    IMPORT = "import", _("an import")


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
        return self.filter(Q(asset__tag_key=fold(tag)) | Q(typed_tag_key=fold(tag)[:400]))

    def with_names(self):
        """Joined with everything that a ticket's page shows."""
        return self.select_related("requester", "assignee", "category", "asset")

    def as_rows(self):
        """What a row of a list shows and what lists are ordered by, as named tuples: a quarter of the time of tickets."""
        return self.values_list(*ROW_COLUMNS, named=True)


class Ticket(Binnable):
    """One request for help. Its number is the primary key: gaps are fine, a number is never used again."""

    TRACKED = (
        "subject", "description", "type", "category", "status", "pending_reason", "pending_until", "priority", "urgency",
        "requester", "name_as_given", "phone_as_given", "assignee", "asset", "tag_as_typed", "source",
        "resolved_at", "closed_at", "binned_at", "external_id", "external_source",
    )  # fmt: skip
    DERIVED = ("status_rank", "typed_tag_key")
    QUIET = ("resolved_at", "closed_at", "binned_at")  # said by the sentence, or by the status

    subject = models.CharField(_("subject"), max_length=255)
    description = models.TextField(_("description"), max_length=50_000, blank=True)
    type = models.CharField(_("type"), max_length=20, choices=Type, default=Type.INCIDENT)
    category = models.ForeignKey(Category, models.PROTECT, verbose_name=_("category"), related_name="tickets")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    pending_reason = models.CharField(_("pending reason"), max_length=10, choices=PendingReason, blank=True)
    pending_until = models.DateField(_("until"), null=True, blank=True)
    priority = models.CharField(_("priority"), max_length=2, choices=Priority, default=Priority.MEDIUM)
    urgency = models.CharField(_("urgency"), max_length=20, choices=Urgency, default=Urgency.CAN_WORK)
    requester = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, verbose_name=_("requester"), related_name="tickets"
    )
    name_as_given = models.CharField(_("name as given"), max_length=200, blank=True)
    phone_as_given = models.CharField(_("phone as given"), max_length=50, blank=True)
    assignee = models.ForeignKey(
        "agents.Agent", models.PROTECT, null=True, blank=True, verbose_name=_("assignee"), related_name="tickets"
    )
    asset = models.ForeignKey(
        "assets.Asset", models.PROTECT, null=True, blank=True, verbose_name=_("asset"), related_name="tickets"
    )
    tag_as_typed = models.CharField(_("asset tag as typed"), max_length=100, blank=True)  # only when no asset has it
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.PORTAL)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    external_id = models.CharField(_("number elsewhere"), max_length=100, blank=True)
    external_source = models.CharField(_("imported from"), max_length=60, blank=True)
    submission_key = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001  (unique)
    status_rank = models.PositiveSmallIntegerField(default=0, editable=False)
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
        indexes = [
            models.Index(
                fields=["-updated_at", "-id"],
                name="ticket_active",
                condition=Q(binned_at__isnull=True, resolved_at__isnull=True),
            ),
            models.Index(
                fields=["assignee", "-updated_at", "-id"],
                name="ticket_active_of",
                condition=Q(binned_at__isnull=True, resolved_at__isnull=True),
            ),
            models.Index(fields=["-updated_at", "-id"], name="ticket_updated", condition=Q(binned_at__isnull=True)),
            models.Index(fields=["-created_at", "-id"], name="ticket_created", condition=Q(binned_at__isnull=True)),
            models.Index(fields=["status_rank", "id"], name="ticket_by_status", condition=Q(binned_at__isnull=True)),
            models.Index(fields=["priority", "id"], name="ticket_by_priority", condition=Q(binned_at__isnull=True)),
            models.Index(fields=["-binned_at", "-id"], name="ticket_bin", condition=Q(binned_at__isnull=False)),
            models.Index(fields=["typed_tag_key"], name="ticket_unknown_tag", condition=~Q(typed_tag_key="")),
        ]

    def __str__(self):
        return f"#{self.pk} {self.subject}"

    def get_absolute_url(self):
        return f"/tickets/{self.pk}/"

    def derive(self):
        self.status_rank = list(Status).index(Status(self.status))
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


class Message(models.Model):
    """What somebody wrote on a ticket. Written once, by actions, with the event that points to it; never edited."""

    class Kind(models.TextChoices):
        REPLY = "reply", _("Public reply")
        NOTE = "note", _("Internal note")

    ticket = models.ForeignKey(Ticket, models.PROTECT, verbose_name=_("ticket"), related_name="messages")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    agent = models.ForeignKey("agents.Agent", models.PROTECT, null=True, verbose_name=_("agent"), related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, verbose_name=_("person"), related_name="+")
    source = models.TextField(_("as written"), max_length=markdown.LONGEST)  # Markdown
    text = models.TextField(_("text"), editable=False)  # what it says without its marks, for the search
    created_at = models.DateTimeField(_("written"), editable=False)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.CheckConstraint(
                condition=Q(agent__isnull=False, person__isnull=True) | Q(agent__isnull=True, person__isnull=False),
                name="message_has_one_author",
            ),
            models.CheckConstraint(condition=~Q(kind="note") | Q(agent__isnull=False), name="notes_are_by_agents"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} #{self.pk}"

    @property
    def is_note(self):
        return self.kind == Message.Kind.NOTE

    @property
    def html(self):
        return markdown.html_of(self.source)


class Searchable(models.Model):
    """What the search finds a ticket by, beside the ticket so that its row stays narrow. Written by tickets/search.py."""

    ticket = models.OneToOneField(Ticket, models.CASCADE, primary_key=True, related_name="searchable")
    text = models.TextField(editable=False)  # see itdesk/searching/text.py

    def __str__(self):
        return f"#{self.pk}"
