"""The indexes of the asset table, and why each is there."""

from django.db import models
from django.db.models import F, Q

from itdesk.cells import Cell

PRESENT = Q(binned_at__isnull=True)
ORDERS = {
    "tag": "tag_key",
    "make": "make_key",
    "serial": "serial_key",
    "status": "shown_rank",
    "warranty": "warranty_key",
}

# One for each order in which the list is walked, of all assets and of each category: tags and makes go with the category, so
# that a walk through all of them would pass by thousands of others first. Each holds what lists are filtered by, so that a
# walk looks at no asset that it skips: the old ones whose warranty is over stand together, too. Assets are written seldom
# enough for so many. Where several filters leave few, these are found by their cell, whatever the order: see itdesk/cells.py.
CELL = Cell("category_id", "shown_rank", sizes=(11,))
FILTERED_BY = ("category", "shown_rank", "warranty_key")


def _walk(name, *columns):
    rest = [column for column in FILTERED_BY if column not in columns]
    return models.Index(fields=[*columns, "id", *rest], name=name, condition=PRESENT)


INDEXES = [
    *(_walk(f"asset_by_{name}", key) for name, key in ORDERS.items()),
    *(_walk(f"asset_category_by_{name}", "category", key) for name, key in ORDERS.items()),
    _walk("asset_of_status", "shown_rank", "tag_key"),
    models.Index(CELL, F("warranty_key"), name="asset_cell", condition=PRESENT),
    models.Index(fields=["-binned_at", "-id"], name="asset_bin", condition=Q(binned_at__isnull=False)),
]
