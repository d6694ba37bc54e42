"""Contents that no row points to: whoever kept them was killed before the row was written."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

LOST_AFTER = timedelta(hours=1)  # before, its row may be on its way
ASKED_AT_ONCE = 500  # names


def sweep(rows, top=""):
    """Delete what lies in the folders below `top` and has no row, older than LOST_AFTER; how many. Reads all names.

    rows: a queryset whose kept_as says where each content is.
    """
    before, lost = timezone.now() - LOST_AFTER, 0
    for folder in _folders(top):
        path = f"{top}/{folder}" if top else folder
        places = [f"{path}/{name}" for name in default_storage.listdir(path)[1]]
        for place in set(places) - _known(rows, places):
            if default_storage.get_modified_time(place) < before:
                default_storage.delete(place)
                lost += 1
    return lost


def _known(rows, places):
    """Those that a row points to, each by its key: SQLite would look for their beginning in all rows, folder by folder."""
    known = set()
    for start in range(0, len(places), ASKED_AT_ONCE):
        known.update(rows.filter(kept_as__in=places[start : start + ASKED_AT_ONCE]).values_list("kept_as", flat=True))
    return known


def _folders(top):
    try:
        return [folder for folder in default_storage.listdir(top)[0] if not folder.startswith(".")]
    except FileNotFoundError:  # nothing was ever kept
        return []
