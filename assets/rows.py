"""What a card of the asset list shows, made outside the template: a template spends most of a page's time in such a loop."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from assets.models import open_tickets
from assets.warranty import Warranty
from itdesk.templatetags import desk

KINDS = {  # category: icon; the rest are a box
    "laptop": "computer-desktop",
    "desktop": "computer-desktop",
    "monitor": "tv",
    "cellphone": "device-phone-mobile",
    "tablet": "device-tablet",
    "printer": "printer",
    "server": "server-stack",
    "network-device": "wifi",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One asset in words and marks; everything a string that is ready to print (text is escaped by the template)."""

    tag: str
    url: str
    kind: str
    kind_icon: SafeString
    status: str
    status_mark: SafeString
    make_and_model: str
    serial_number: str
    holder: SafeString
    location: str
    tickets_url: str
    tickets_words: str
    warranty: Warranty


def cards_of(assets):
    """One Card for each asset of a list made `with_names()`; one query for all their open tickets."""
    counts = open_tickets(assets)
    return [_card(asset, counts.get(asset.pk, 0)) for asset in assets]


def icon_of(category):
    """The icon of a category's slug."""
    return desk.icon(KINDS.get(category, "cube"), "icon-lg")


def _card(asset, tickets):
    status, words = asset.shown_status
    return Card(
        tag=asset.tag,
        url=asset.get_absolute_url(),
        kind=asset.category.name,
        kind_icon=icon_of(asset.category.slug),
        status=status,
        status_mark=_status_mark(status, str(words)),
        make_and_model=asset.make_and_model,
        serial_number=asset.serial_number,
        holder=_holder_mark(asset.holder.name) if asset.holder else SafeString(),
        location=asset.location,
        tickets_url=f"/tickets/?asset={quote(asset.tag)}" if tickets else "",
        tickets_words=ngettext("{n} open ticket", "{n} open tickets", tickets).format(n=tickets),
        warranty=asset.warranty,
    )


@lru_cache(maxsize=64)
def _status_mark(value, words):
    return desk.status_pill(value, words)


@lru_cache(maxsize=1024)
def _holder_mark(name):
    return desk.person(name)
