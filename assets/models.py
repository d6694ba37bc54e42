"""The things that break: laptops, phones, docks, and who holds them."""

from urllib.parse import quote

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from activity.models import Binnable, RecordedQuerySet
from assets.warranty import warranty_left
from itdesk.text import fold
from people.models import Person

MOST_WORDS = 12  # more than anybody types; each costs a condition
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
    prefix = models.CharField(_("tag prefix"), max_length=10, blank=True)
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


class Status(models.TextChoices):
    """The status that somebody set. "In use" is not among them: it is the fact of being held."""

    IN_STOCK = "in-stock", _("In stock")
    RESERVED = "reserved", _("Reserved")
    ORDERED = "ordered", _("Ordered")
    BEING_PREPARED = "being-prepared", _("Being prepared")
    IN_REPAIR = "in-repair", _("In repair")
    OUT_OF_SERVICE = "out-of-service", _("Out of service")
    RETIRED = "retired", _("Retired")
    LOST = "lost", _("Lost")
    STOLEN = "stolen", _("Stolen")
    DISPOSED = "disposed", _("Disposed")


DEPLOYABLE = {Status.IN_STOCK, Status.RESERVED}
IN_USE = ("in-use", _("In use"))


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
        """Those whose tag, serial number, make, model or holder contain every word of the text."""
        found = self
        for word in fold(text).split()[:MOST_WORDS]:
            holders = Person.objects.filter(search_text__contains=word)  # a list once, half the time of a join per row
            found = found.filter(models.Q(search_text__contains=word) | models.Q(holder__in=holders))
        return found

    def shown_as(self, statuses):
        """Those that a person sees in one of these statuses: "in-use", or one of Status (then held by nobody who uses it)."""
        held = models.Q(status__in=DEPLOYABLE, holder__isnull=False)
        stored = models.Q(status__in=set(statuses) & set(Status.values))
        found = stored & (models.Q(holder__isnull=True) | ~models.Q(status__in=DEPLOYABLE))
        return self.filter(found | held if IN_USE[0] in statuses else found)

    def with_names(self):
        """Joined with everything that a card shows."""
        return self.select_related("category", "holder")


def open_tickets(assets):
    """{an asset's key: how many open tickets are about it}, for the assets of one page, in one query.

    Off the reverse relation: tickets reaches us, not we it.
    """
    tickets = Asset._meta.get_field("tickets").related_model.objects.active()
    about = tickets.filter(asset__in=[asset.pk for asset in assets]).order_by()
    return dict(about.values_list("asset").annotate(models.Count("pk")))


class Asset(Binnable):
    """One thing that the department handed out or keeps, known by its tag (case kept, not significant)."""

    TRACKED = (
        "tag", "category", "manufacturer", "model", "serial_number", "holder", "location",
        "in_service_on", "warranty_start", "warranty_end", "status", "notes", "binned_at",
    )  # fmt: skip
    DERIVED = ("tag_key", "search_text")
    QUIET = ("binned_at",)  # said by the sentence itself

    tag = models.CharField(_("asset tag"), max_length=40)
    tag_key = models.CharField(max_length=160, unique=True, editable=False)
    category = models.ForeignKey(Category, models.PROTECT, verbose_name=_("category"), related_name="assets")
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
    search_text = models.TextField(editable=False)

    objects = AssetQuerySet.as_manager()

    class Meta:
        verbose_name = _("asset")
        verbose_name_plural = _("assets")
        indexes = [
            models.Index(fields=["tag_key", "id"], name="asset_by_tag", condition=models.Q(binned_at__isnull=True)),
            models.Index(fields=["-binned_at", "-id"], name="asset_bin", condition=models.Q(binned_at__isnull=False)),
        ]

    def __str__(self):
        return self.tag

    def get_absolute_url(self):
        return f"/assets/{quote(self.tag, safe='')}/"

    def derive(self):
        self.tag_key = fold(self.tag)[:160]
        self.search_text = fold(f"{self.tag} {self.serial_number} {self.manufacturer} {self.model}")

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
