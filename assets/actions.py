"""Everything that can be done to an asset."""

import re

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from activity import record
from assets import events
from assets.models import Asset, Status
from assets.tags import draw_tag
from itdesk.text import clean_line, fold

TAG = re.compile(r"(?=.*[A-Za-z0-9])[A-Za-z0-9._-]{1,40}")
RESERVED = {"new", "bin", "view"}  # these are addresses
UNDER_A_TAG = {"edit", "delete", "restore", "status"}  # and these follow a tag in one
LONGEST = Asset._meta.get_field("tag").max_length
MOST_DRAWS = 20  # so often somebody else may type the very tag that was drawn


class TagTaken(Exception):
    """Another asset has that tag, maybe in the bin; `asset` is which."""

    def __init__(self, asset):
        super().__init__(f"{asset.tag} is taken")
        self.asset = asset


def wrong_with_tag(tag):
    """What is wrong with a new tag, in the reader's language; None when it will do."""
    if not TAG.fullmatch(tag):
        return _("Use letters, digits, dot, underscore and hyphen, at most 40 in all.")
    if tag.lower() in RESERVED:
        return _("“{tag}” can't be a tag, it is an address of this desk.").format(tag=tag)
    return None


def wrong_with_imported_tag(tag):
    """What keeps an asset with that tag from having a page; None when it has one. Imports refuse or rename it.

    Looser than wrong_with_tag: other characters are percent-encoded in addresses.
    """
    if not fold(clean_line(tag)) or len(tag) > LONGEST:
        return _("A tag has 1 to {most} characters.").format(most=LONGEST)
    is_dots = tag in (".", "..")  # a browser takes them for this folder and the one above
    ends_as_one = "/" in tag and tag.rpartition("/")[2] in UNDER_A_TAG
    if is_dots or ends_as_one or tag.lower() in RESERVED:
        return _("“{tag}” can't be a tag, it is an address of this desk.").format(tag=tag)
    return None


def create_asset(*, by, tag="", **values):
    """A new asset with its first event; without a tag it gets the next one of its category's prefix.

    Raises TagTaken, or ValidationError ({field: messages}).
    """
    for _draw in range(MOST_DRAWS):
        asset = Asset(tag=tag, **values)
        asset.refuse_warranty(asset.warranty_start, asset.warranty_end)
        try:
            return _created(asset, by=by)
        except IntegrityError as error:
            taken, reason = _taken(asset.tag, error), error
        if tag:
            break
    raise taken from reason


def edit_asset(asset, *, by, seen=None, **values):
    """Change an asset; the event, or None when nothing differs. Raises TagTaken, Conflict, ValidationError."""
    try:
        return record.changed(asset, _kind_of_edit, by=by, seen=seen, **values)
    except IntegrityError as error:
        raise _taken(values.get("tag", asset.tag), error) from error


def set_status(asset, status, *, by, seen=None):
    """Set an asset's status alone; the event, or None when it is already so. Raises Conflict, ValidationError."""
    return edit_asset(asset, by=by, seen=seen, status=status)


def bin_asset(asset, *, by):
    """Put an asset into the bin; the event, or None when it is there already."""
    return record.changed(asset, events.BINNED, by=by, binned_at=record.now())


def restore_asset(asset, *, by):
    """Take an asset out of the bin; the event, or None when it is not there."""
    return record.changed(asset, events.RESTORED, by=by, binned_at=None)


@transaction.atomic
def _created(asset, *, by):
    if not asset.tag:
        if not asset.category.prefix:
            raise ValidationError(
                {"tag": [_("Enter a tag: {category} has none of its own.").format(category=asset.category)]}
            )
        asset.tag = draw_tag(asset.category.prefix)
    record.created(asset, events.ADDED, by=by)
    return asset


def _kind_of_edit(asset, values):
    if values.keys() != {"status"}:
        return events.EDITED
    if values["status"] == Status.OUT_OF_SERVICE:
        return events.TAKEN_OUT
    return events.PUT_BACK if asset.status == Status.OUT_OF_SERVICE else events.STATUS_SET


def _taken(tag, error):
    other = Asset.objects.tagged(tag).first()
    return TagTaken(other) if other else error
