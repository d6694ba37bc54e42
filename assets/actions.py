"""Everything that can be done to an asset."""

import re

from django.db import IntegrityError
from django.utils.translation import gettext as _

from activity import record
from assets import events
from assets.models import Asset

TAG = re.compile(r"(?=.*[A-Za-z0-9])[A-Za-z0-9._-]{1,40}")
RESERVED = {"new", "bin"}  # these are addresses


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


def create_asset(*, by, **values):
    """A new asset with its first event. Raises TagTaken, or ValidationError ({field: messages})."""
    asset = Asset(**values)
    try:
        record.created(asset, events.ADDED, by=by)
    except IntegrityError as error:
        raise _taken(asset.tag, error) from error
    return asset


def edit_asset(asset, *, by, seen=None, **values):
    """Change an asset; the event, or None when nothing differs. Raises TagTaken, Conflict, ValidationError."""
    try:
        return record.changed(asset, events.EDITED, by=by, seen=seen, **values)
    except IntegrityError as error:
        raise _taken(values.get("tag", asset.tag), error) from error


def bin_asset(asset, *, by):
    """Put an asset into the bin; the event, or None when it is there already."""
    return record.changed(asset, events.BINNED, by=by, binned_at=record.now())


def restore_asset(asset, *, by):
    """Take an asset out of the bin; the event, or None when it is not there."""
    return record.changed(asset, events.RESTORED, by=by, binned_at=None)


def _taken(tag, error):
    other = Asset.objects.tagged(tag).first()
    return TagTaken(other) if other else error
