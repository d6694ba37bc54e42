"""Many assets at once, with true, if short, histories."""

from activity import record
from assets import events
from assets.models import Asset, Category


def make(count, prefix="T", **fields):
    """Assets T0000, T0001, … as an import writes them."""
    fields = {"category": Category.objects.get(slug="laptop")} | fields
    assets = [Asset(tag=f"{prefix}{n:04}", **fields) for n in range(count)]
    record.created_many(assets, events.IMPORTED, by=None)
    return assets


def imported(tag, **fields):
    """One asset whose tag no form would take."""
    asset = Asset(tag=tag, category=Category.objects.get(slug="laptop"), **fields)
    record.created(asset, events.IMPORTED, by="an import")
    return asset
