"""Tags that the desk gives by itself: the next free number of a prefix, taken from a locked row at the real save.

A form only shows the number (peeking takes nothing); two who save at once wait for each other, and a save that fails
gives its number back with the rest of its transaction (trust.md 4.3).
"""

import re

from assets.models import Asset, TagSeries
from itdesk.text import fold

DIGITS = 4  # where no tag of the prefix says otherwise
LONGEST_NUMBER = 9  # digits; a longer one is a serial number, not a count
MOST_AT_ONCE = 500  # tags looked up in one query


def next_tag(prefix):
    """The tag that draw_tag would give now; nothing is taken."""
    return _free(prefix, TagSeries.objects.filter(prefix=fold(prefix)).first() or _as_counted(prefix))[1]


def draw_tag(prefix):
    """The next free tag of a prefix. Call it inside the transaction that creates the asset: until its end others wait."""
    series = _locked(prefix)
    number, tag = _free(prefix, series)
    TagSeries.objects.filter(pk=series.pk).update(next_number=number + 1)
    return tag


def _locked(prefix):
    rows = TagSeries.objects.select_for_update().filter(
        prefix=fold(prefix)
    )  # on SQLite the whole transaction is the lock
    if not rows.exists():
        TagSeries.objects.bulk_create([_as_counted(prefix)], ignore_conflicts=True)  # somebody may be faster
    return rows.get()


def _as_counted(prefix):
    """The series as the tags that are there suggest it: after the highest, as many digits."""
    numbered = re.compile(re.escape(fold(prefix)) + f"([0-9]{{1,{LONGEST_NUMBER}}})")
    tags = Asset.objects.filter(tag_key__startswith=fold(prefix)).values_list("tag_key", flat=True)
    highest = max((found[1] for tag in tags.iterator() if (found := numbered.fullmatch(tag))), key=int, default="")
    return TagSeries(prefix=fold(prefix), next_number=int(highest or 0) + 1, digits=len(highest) or DIGITS)


def _free(prefix, series):
    """(number, tag) of the first from the series on that no asset has, binned ones included."""
    first, size = series.next_number, 1
    while True:
        tags = {number: f"{prefix}{number:0{series.digits}}" for number in range(first, first + size)}
        taken = Asset.objects.filter(tag_key__in=[fold(tag) for tag in tags.values()])
        taken = set(taken.values_list("tag_key", flat=True))
        for number, tag in tags.items():
            if fold(tag) not in taken:
                return number, tag
        first, size = first + size, min(size * 10, MOST_AT_ONCE)
