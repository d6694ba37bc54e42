"""The things that break: laptops, phones, docks, and who holds them."""

from collections import Counter
from datetime import date, timedelta
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from activity.models import Binnable, RecordedQuerySet
from assets.indexes import INDEXES, ORDERS
from assets.search import SEARCH
from assets.warranty import SOON, warranty_left, wrong_with_warranty
from itdesk import wording
from itdesk.searching.text import index_text
from itdesk.text import fold

CATEGORIES = [  # slug, name, first letters of its tags
    ("laptop", gettext_noop("Laptop"), "AS"),
    ("cellphone", gettext_noop("Cellphone"), "PH"),
    ("accessory", gettext_noop("Accessory"), "AC"),
    ("desktop", gettext_noop("Desktop"), "PC"),
    ("monitor", gettext_noop("Monitor"), "MO"),
    ("tablet", gettext_noop("Tablet"), "TB"),
    ("printer", gettext_noop("Printer"), "PR"),
    ("dock", gettext_noop("Dock"), "DK"),
    ("network-device", gettext_noop("Network device"), "NW"),
    ("server", gettext_noop("Server"), "SRV"),
    ("sim-card", gettext_noop("SIM card"), "SIM"),
    ("other", gettext_noop("Other"), "OT"),
]


class Category(models.Model):
    """What kind of thing an asset is. Editable in the admin; the usual ones are there from the start."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=60, unique=True)
    prefix = models.CharField(
        _("tag prefix"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"\A[A-Za-z0-9-]+\Z", _("Use letters, digits and hyphens."))],
        help_text=_("The first letters of its tags. Without them every tag is typed."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    class Meta:
        verbose_name = _("asset category")
        verbose_name_plural = _("asset categories")
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    @classmethod
    def install(cls, using="default", **kwargs):
        """The categories on install, into an empty table only: what somebody deleted stays deleted."""
        if not cls.objects.using(using).exists():
            rows = [
                cls(slug=slug, name=name, prefix=prefix, position=n)
                for n, (slug, name, prefix) in enumerate(CATEGORIES)
            ]
            cls.objects.using(using).bulk_create(rows)


class TagSeries(models.Model):
    """Where the automatic tags of one prefix stand; categories with the same prefix share one (see assets/tags.py)."""

    prefix = models.CharField(_("tag prefix, lower case"), max_length=40, unique=True)
    next_number = models.PositiveBigIntegerField(_("next number"), default=1)
    digits = models.PositiveSmallIntegerField(_("digits"), default=4)  # at least so many, filled up with zeros

    class Meta:
        verbose_name = _("tag series")
        verbose_name_plural = _("tag series")

    def __str__(self):
        return self.prefix


status_word = wording.kind("asset-status", _("asset status"))


class Status(models.TextChoices):
    """The status that somebody set. "In use" is not among them: it is the fact of being held."""

    IN_STOCK = "in-stock", status_word("in-stock", _("In stock"))
    RESERVED = "reserved", status_word("reserved", _("Reserved"))
    ORDERED = "ordered", status_word("ordered", _("Ordered"))
    BEING_PREPARED = "being-prepared", status_word("being-prepared", _("Being prepared"))
    IN_REPAIR = "in-repair", status_word("in-repair", _("In repair"))
    OUT_OF_SERVICE = "out-of-service", status_word("out-of-service", _("Out of service"))
    RETIRED = "retired", status_word("retired", _("Retired"))
    LOST = "lost", status_word("lost", _("Lost"))
    STOLEN = "stolen", status_word("stolen", _("Stolen"))
    DISPOSED = "disposed", status_word("disposed", _("Disposed"))


DEPLOYABLE = {Status.IN_STOCK, Status.RESERVED}
ARCHIVED = {Status.RETIRED, Status.LOST, Status.STOLEN, Status.DISPOSED}
IN_USE = ("in-use", status_word("in-use", _("In use")))
SHOWN = [IN_USE[0], *Status.values]  # what a person sees, in the order of a list by status
WARRANTIES = {"soon": _("ends soon"), "over": _("over"), "none": _("not recorded"), "ok": _("longer than 60 days")}
ROW_COLUMNS = (
    "pk", "version", "tag", "status", "manufacturer", "model", "serial_number", "location", "holder_id", "holder__name",
    "category__slug", "category__name", "in_service_on", "warranty_start", "warranty_end", *ORDERS.values(),
)  # fmt: skip
NEVER = date(9999, 12, 31)  # stands for a warranty end that nobody recorded: it sorts last


class AssetQuerySet(RecordedQuerySet):
    def present(self):
        """Those not in the bin."""
        return self.filter(binned_at__isnull=True)

    def binned(self):
        return self.filter(binned_at__isnull=False)

    def tagged(self, tag):
        """The one with that tag, binned or not; case does not matter."""
        return self.filter(tag_key=fold(tag)[:160])

    def matching(self, text):
        """Those whose tag, serial number, make, model or holder contain every word of the text, asking each row."""
        return SEARCH.matching(self, text)

    def shown_as(self, statuses):
        """Those that a person sees in one of these statuses: "in-use", or one of Status (then not in use)."""
        ranks = sorted(SHOWN.index(status) for status in statuses)
        return self.filter(shown_rank__in=ranks) if len(ranks) > 1 else self.filter(shown_rank=ranks[0])

    def under_warranty(self, states, column="warranty_key"):
        """Those whose warranty is in one of these WARRANTIES as of today (UTC); "soon" is within the next 60 days."""
        today = timezone.localdate()
        soon = today + timedelta(days=SOON)
        spans = [("over", None, today), ("soon", today, soon), ("ok", soon, NEVER), ("none", NEVER, None)]
        wanted = models.Q()
        for first, behind in _joined([(first, behind) for state, first, behind in spans if state in states]):
            since = models.Q(**{f"{column}__gte": first}) if first else models.Q()
            wanted |= since & models.Q(**{f"{column}__lt": behind}) if behind else since
        return self.filter(wanted)

    def with_names(self):
        """Joined with everything that an asset's page shows."""
        return self.select_related("category", "holder")

    def as_rows(self):
        """What a card or a row of the list shows and what lists are ordered by, as named tuples: half the time of assets."""
        return self.values_list(*ROW_COLUMNS, named=True)


def _joined(spans):
    """Those of the spans (first, behind) that follow upon each other as one, in which an index finds its way."""
    joined = spans[:1]
    for first, behind in spans[1:]:
        joined[-1:] = [(joined[-1][0], behind)] if joined[-1][1] == first else [joined[-1], (first, behind)]
    return joined


def open_tickets(assets):
    """{an asset's key: how many open tickets are about it}, for the assets of one page, in two queries.

    Counts what the ticket list shows for its tag: also those that named the tag before any asset had it.
    Off the reverse relation: tickets reaches us, not we it.
    """
    tickets = Asset._meta.get_field("tickets").related_model.objects.active().order_by()
    keys = {asset.tag_key: asset.pk for asset in assets}
    counts = Counter(_counted(tickets.filter(asset__in=keys.values()), "asset"))
    named = tickets.filter(typed_tag_key__in=keys).exclude(typed_tag_key="")  # said again for the index's condition
    for tag_key, number in _counted(named, "typed_tag_key").items():
        counts[keys[tag_key]] += number
    return dict(counts)


def _counted(tickets, name):
    return dict(tickets.values_list(name).annotate(models.Count("pk")))


class Asset(Binnable):
    """One thing that the department handed out or keeps, known by its tag (case kept, not significant)."""

    TRACKED = (
        "tag", "category", "manufacturer", "model", "serial_number", "holder", "location",
        "in_service_on", "warranty_start", "warranty_end", "status", "notes", "binned_at",
    )  # fmt: skip
    DERIVED = ("tag_key", "make_key", "serial_key", "shown_rank", "warranty_key", "search_text")
    NAMED_BY = ("tag",)
    QUIET = ("binned_at",)  # said by the sentence itself

    tag = models.CharField(_("asset tag"), max_length=40)
    tag_key = models.CharField(max_length=160, unique=True, editable=False)
    category = models.ForeignKey(
        Category, models.PROTECT, verbose_name=_("category"), related_name="assets", db_index=False
    )
    manufacturer = models.CharField(_("manufacturer"), max_length=100, blank=True)
    model = models.CharField(_("model"), max_length=150, blank=True)
    serial_number = models.CharField(_("serial number"), max_length=100, blank=True)
    holder = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, verbose_name=_("holder"), related_name="assets"
    )
    location = models.CharField(_("location"), max_length=200, blank=True)
    in_service_on = models.DateField(_("in service since"), null=True, blank=True)
    warranty_start = models.DateField(_("warranty start"), null=True, blank=True)
    warranty_end = models.DateField(_("warranty end"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.IN_STOCK)
    notes = models.TextField(_("notes"), max_length=10_000, blank=True)
    make_key = models.CharField(max_length=300, blank=True, editable=False)
    serial_key = models.CharField(max_length=200, blank=True, editable=False)
    shown_rank = models.PositiveSmallIntegerField(default=0, editable=False)
    warranty_key = models.DateField(default=NEVER, editable=False)
    search_text = models.TextField(editable=False)

    objects = AssetQuerySet.as_manager()

    class Meta:
        verbose_name = _("asset")
        verbose_name_plural = _("assets")
        indexes = INDEXES

    def __str__(self):
        return self.tag

    def get_absolute_url(self):
        return f"/assets/{quote(self.tag, safe='')}/"

    def what_follows(self, values, moment):
        """Refuses a warranty that would end before it starts, also where two people changed one end each."""
        ends = {"warranty_start", "warranty_end"}
        if ends & values.keys():
            self.refuse_warranty(*(values.get(name, getattr(self, name)) for name in sorted(ends, reverse=True)))
        return super().what_follows(values, moment)

    def refuse_warranty(self, start, end):
        """Raises ValidationError for a warranty from start to end (dates, their text, or None) that makes no sense."""
        read = self._meta.get_field("warranty_end").to_python
        if wrong := wrong_with_warranty(read(start), read(end)):
            raise ValidationError({"warranty_end": [wrong]})

    def derive(self):
        self.tag_key = fold(self.tag)[:160]
        self.make_key = fold(self.make_and_model)[:300]
        self.serial_key = fold(self.serial_number)[:200]
        self.shown_rank = SHOWN.index(self.shown_status[0])
        self.warranty_key = self.warranty_end or NEVER
        self.search_text = index_text(self.tag, self.serial_number, self.manufacturer, self.model)

    @property
    def shown_status(self):
        """(slug, words) as a person sees it: in use when somebody holds it and nothing is wrong with it."""
        if self.holder_id and self.status in DEPLOYABLE:
            return IN_USE
        return self.status, self.get_status_display()

    @property
    def warranty(self):
        """What is left of it, as of today (UTC): see assets/warranty.py."""
        return warranty_left(self.warranty_start or self.in_service_on, self.warranty_end)

    @property
    def make_and_model(self):
        return f"{self.manufacturer} {self.model}".strip()
