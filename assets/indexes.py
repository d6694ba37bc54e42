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
# that a walk through all of them would pass by thousands of others first. Assets are written seldom enough for so many.
# Where several filters leave few, these are found by their cell, whatever the order: see itdesk/cells.py.
CELL = Cell("category_id", "shown_rank", sizes=(11,))
INDEXES = [
    *(models.Index(fields=[key, "id"], name=f"asset_by_{name}", condition=PRESENT) for name, key in ORDERS.items()),
    *(
        models.Index(fields=["category", key, "id"], name=f"asset_category_by_{name}", condition=PRESENT)
        for name, key in ORDERS.items()
    ),
    models.Index(fields=["shown_rank", "tag_key", "id"], name="asset_of_status", condition=PRESENT),
    models.Index(CELL, F("warranty_key"), name="asset_cell", condition=PRESENT),
    models.Index(fields=["-binned_at", "-id"], name="asset_bin", condition=Q(binned_at__isnull=False)),
]
