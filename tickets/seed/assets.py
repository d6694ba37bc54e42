"""The seed's assets. A tag is what one is known by, in this run and in later ones."""

from itertools import count

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from activity.models import Event
from assets import events
from assets.actions import RESERVED, UNDER_A_TAG
from assets.models import Asset, Category, Status
from itdesk.text import clean_line, fold
from tickets.seed.reading import Entry, cut, cut_folded, simplified
from tickets.seed.report import NotPossible

LONGEST = {field.name: field.max_length for field in Asset._meta.concrete_fields if field.max_length}
SERVICE = {"inservice": Status.IN_STOCK, "outofservice": Status.OUT_OF_SERVICE}
STATUSES = {simplified(value): value for value in Status.values} | SERVICE


class Assets:
    """Which tag of the file is which asset. Filled by `bring`, asked by `tagged`."""

    def __init__(self, door, report, now):
        self.door, self.report, self.now = door, report, now
        here = list(Asset.objects.only("tag", "tag_key", "binned_at"))
        self.here = {asset.tag_key: asset for asset in here}
        self.imported = _assets_by_first_tag(here)
        self.given = {}  # tag key in this run: asset
        self.copies = {}  # tag key: the next number for another asset with that tag
        self.by_tag = {}  # the file's tag, folded: the first asset that has it
        self.categories, self.other = categories_of(Category)

    def bring(self, rows):
        """Bring a list of rows over."""
        new = [asset for row in rows if (asset := self._brought(row))]
        self.door.create(new, events.IMPORTED)
        self.report.count("assets", "read", len(rows))
        self.report.count("assets", "new", len(new))

    def tagged(self, tag):
        """The asset that the file means by a tag, or None."""
        key = fold(tag)
        asset = self.by_tag.get(key) or self.imported.get(key) or self.here.get(key)
        return None if asset is None or asset.is_binned else asset

    def _brought(self, row):
        """The new asset of a row; None when it is here already."""
        wanted, entry = row.line("asset_tag"), Entry(row, self.report)
        tag = self._tag(wanted, row)
        key = fold(tag)
        known = self.imported.get(key) or self.here.get(key)
        asset = known or self._asset(entry, tag)
        self.given[key] = asset
        if wanted:
            self.by_tag.setdefault(fold(wanted), asset)
        if known:
            self.report.count("assets", "here")
        return None if known else asset

    def _tag(self, wanted, row):
        """The tag as it is where that can be, else one like it. The same in every run over the same rows."""
        base = wanted if fold(wanted) and _is_one_name(wanted) else "untagged-" + row.key()
        if not self._is_in_the_way(base):
            return _tag(base, "")
        first = fold(_tag(base, ""))
        for number in count(self.copies.get(first, 2)):
            tag = _tag(base, f"-{number}")
            if fold(tag) not in self.given and not self._belongs_to_another(fold(tag)):
                self.copies[first] = number + 1
                return tag

    def _is_in_the_way(self, tag):
        """Whether another row of the file has the tag, or an address of the desk does."""
        is_an_address = fold(tag) in RESERVED or ("/" in tag and tag.rpartition("/")[2] in UNDER_A_TAG)
        return is_an_address or fold(_tag(tag, "")) in self.given

    def _belongs_to_another(self, key):
        return key in self.here and key not in self.imported

    def _asset(self, entry, tag):
        if tag != entry.row.line("asset_tag"):
            entry.doubt("asset_tag", _("the tag can't be used, or is another asset's; changed"))
        asset = Asset(
            tag=tag,
            category=self._category(entry),
            status=self._status(entry),
            manufacturer=entry.cut("brand", LONGEST["manufacturer"]),
            model=entry.cut("model", LONGEST["model"]),
            serial_number=entry.cut("serial_number", LONGEST["serial_number"]),
            in_service_on=entry.day("date_in_service"),
            warranty_start=entry.day("warranty_start"),
            warranty_end=entry.day("warranty_end"),
            created_at=self.now,
            updated_at=self.now,
        )
        asset.notes = entry.with_kept("", LONGEST["notes"])
        return asset

    def _category(self, entry):
        return category_in(self.categories, self.other, entry, "device_type")

    def _status(self, entry):
        said = entry.row.line("asset_status")
        if simplified(said) not in STATUSES:
            entry.doubt("asset_status", _("asset_status is unknown; now in stock"))
        return STATUSES.get(simplified(said), Status.IN_STOCK)


def categories_of(model):
    """({a category's slug and name, simplified: category}, the one for what fits nowhere). Raises NotPossible."""
    everything = list(model.objects.all())
    if not everything:
        raise NotPossible(_("There is no category for tickets or for assets. Add one in the admin."))
    by_word = {simplified(word): category for category in everything for word in (category.name, category.slug)}
    return by_word, by_word.get("other") or everything[-1]


def category_in(categories, other, entry, column):
    """The category that a column names, in singular or plural."""
    said = simplified(entry.row.line(column))
    if said not in categories:
        entry.doubt(column, _("{column} is unknown; now {category}").format(column=column, category=other))
    return categories.get(said, other)


def _tag(base, suffix):
    """The base and the suffix, in what a tag and its folded form have room for."""
    return cut_folded(cut(base, LONGEST["tag"] - len(suffix)), LONGEST["tag_key"] - len(suffix)) + suffix


def _is_one_name(tag):
    """Whether an address can hold it: browsers take an empty or dotted part of a path for something else."""
    return not any(part.strip() in ("", ".", "..") for part in tag.split("/"))


def _assets_by_first_tag(here):
    """{the tag with which an asset was imported, folded: asset}, from the log: it may have another tag now."""
    by_key = {asset.pk: asset for asset in here}
    asset_type = ContentType.objects.get_for_model(Asset)
    imported = Event.objects.filter(subject_type=asset_type, version=1, kind_name=events.IMPORTED.name).order_by()
    first = {
        pk: changes["tag"]["now"] for pk, changes in imported.values_list("subject_id", "changes") if "tag" in changes
    }
    return {fold(clean_line(tag)): by_key[pk] for pk, tag in first.items() if pk in by_key}
