"""What is left of a warranty, in words and as a share."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON = 60  # days before the end, from when on it stands out
USUAL = 3 * 365  # days that a warranty lasts when nobody recorded its start
MONTH = 30.4375  # days
YEAR = 365.25


@dataclass(frozen=True)
class Warranty:
    """state: "none" (no end recorded), "running", "soon" or "ended"; percent: what is left, 0 to 100."""

    state: str
    words: str
    percent: int = 0


def warranty_left(start, end, today=None):
    """The Warranty from start to end (dates, start may be None), both included, as of today (default: today, UTC)."""
    if end is None:
        return Warranty("none", _("No warranty recorded"))
    days = (end - (today or timezone.localdate())).days + 1
    if days <= 0:
        return Warranty("ended", _("Ended {span} ago").format(span=_long_span(1 - days)))
    whole = (end - start).days + 1 if start and start <= end else USUAL
    percent = min(100, max(1, round(100 * days / whole)))
    return Warranty("soon" if days <= SOON else "running", _("{span} left").format(span=_span(days)), percent)


def _long_span(days):
    """So many days in the one unit that a person would say."""
    if days < 2 * MONTH:
        return ngettext("{n} day", "{n} days", days).format(n=days)
    months, years = int(days / MONTH), int(days / YEAR + 0.01)
    if years < 2:
        return ngettext("{n} month", "{n} months", months).format(n=months)
    return ngettext("{n} year", "{n} years", years).format(n=years)


def _span(days):
    """So many days in the one or two short units that a card has room for."""
    if days <= SOON:
        return ngettext("{n} day", "{n} days", days).format(n=days)
    years, months = divmod(int(days / MONTH + 0.01), 12)
    said = [_("{n} y").format(n=years)] if years else []
    return " ".join([*said, _("{n} mo").format(n=months)] if months else said)


def wrong_with_warranty(start, end):
    """What is wrong with a warranty from start to end (dates or None); None when it will do."""
    return _("The warranty ends before it starts.") if start and end and end < start else None
