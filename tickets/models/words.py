"""What tickets are sorted by: their categories, and the choices that product and field call by these words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from itdesk import wording

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
    MAIL = "mail", _("a mail")
