"""What a card or a row of the asset list shows, made outside the template, where such a loop takes most of a page's time."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from assets.models import ARCHIVED, Status, open_tickets
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
EDIT = '<a class="btn btn-bare {}" href="{}edit/" data-modal aria-label="{} {}">{}</a>'
SET_STATUS = (
    '<button class="btn btn-bare card-edit" form="set-status" formaction="{0}" hx-post="{0}" hx-swap="none" '
    'name="status" value="{1}" aria-label="{2}: {3}" title="{3}">{4}</button>'
)
NUMBER = (
    '<a href="/tickets/?asset={0}" aria-label="{1}"><span class="d-lg-none">{1}</span>'
    '<span class="d-none d-lg-inline">{2}</span></a>'
)
WARRANTY = '<div class="facts"><span>{}</span><span{}>{}</span></div>'
METER = '<meter class="meter mt-1" data-state="{}" min="0" max="100" value="{}" aria-label="{}">{}</meter>'


@dataclass(frozen=True, slots=True)
class Service:
    """The one click that takes an asset out of service or puts it back: the status to post, its words and its icon."""

    status: str
    words: str
    icon: SafeString


@dataclass(frozen=True, slots=True)
class Card:
    """One asset in words and marks; everything a string that is ready to print (text is escaped by the template)."""

    tag: str
    url: str
    status: str
    kind: SafeString
    buttons: SafeString
    status_mark: SafeString
    title: str
    serial: str
    place: SafeString
    tickets: SafeString
    warranty: SafeString


@dataclass(frozen=True, slots=True)
class Row:
    """The same for a table."""

    tag: str
    url: str
    status: str
    status_mark: SafeString
    title: str
    edit: SafeString
    serial: str
    holder: str
    location: str
    warranty: SafeString
    tickets: SafeString


def cards_of(assets):
    """One Card for each asset of a list made `with_names()`; two queries for all their open tickets."""
    counts = open_tickets(assets)
    return [_card(asset, counts.get(asset.pk, 0)) for asset in assets]


def rows_of(assets):
    """One Row likewise."""
    counts = open_tickets(assets)
    return [_row(asset, counts.get(asset.pk, 0)) for asset in assets]


def icon_of(category):
    """The icon of a category's slug."""
    return desk.icon(KINDS.get(category, "cube"), "icon-lg")


def service_of(status):
    """The Service that an asset with that status is offered; None for what is gone for good."""
    offered = _services(get_language(), str(Status.OUT_OF_SERVICE.label))
    return None if status in ARCHIVED else offered[status == Status.OUT_OF_SERVICE]


def _card(asset, tickets):
    (status, words), url = asset.shown_status, asset.get_absolute_url()
    return Card(
        tag=asset.tag,
        url=url,
        status=status,
        kind=_kind_mark(asset.category.slug, asset.category.name),
        buttons=_edit_mark(asset, url, "card-edit") + _service_mark(asset, url),
        status_mark=_status_mark(status, str(words)),
        title=asset.make_and_model or asset.category.name,
        serial=_("S/N {number}").format(number=asset.serial_number) if asset.serial_number else _("No serial number"),
        place=_holder_mark(asset.holder.name) if asset.holder else _location_mark(asset.location),
        tickets=_tickets_link(asset, tickets, "push tiny position-relative z-1 flex-shrink-0 ps-2"),
        warranty=_warranty_mark(asset.warranty, get_language()),
    )


def _row(asset, tickets):
    (status, words), url, warranty = asset.shown_status, asset.get_absolute_url(), asset.warranty
    tone = "soon" if warranty.state == "soon" else "muted"
    return Row(
        tag=asset.tag,
        url=url,
        status=status,
        status_mark=_status_mark(status, str(words)),
        title=asset.make_and_model or asset.category.name,
        edit=_edit_mark(asset, url, "row-edit"),
        serial=asset.serial_number,
        holder=asset.holder.name if asset.holder else "",
        location=asset.location,
        warranty=format_html('<span class="{}">{}</span>', tone, warranty.words if warranty.state != "none" else ""),
        tickets=_tickets_number(asset, tickets),
    )


def _edit_mark(asset, url, classes):
    return format_html(EDIT, classes, url, _("Edit"), asset.tag, desk.icon("pencil-square"))


def _service_mark(asset, url):
    service = service_of(asset.status)
    if service is None:
        return SafeString()
    address = f"{url}status/?seen={asset.version}"
    return format_html(SET_STATUS, address, service.status, asset.tag, service.words, service.icon)


def _tickets_link(asset, number, classes):
    if not number:
        return SafeString()
    words = ngettext("{n} open ticket", "{n} open tickets", number).format(n=number)
    return format_html('<a class="{}" href="/tickets/?asset={}">{}</a>', classes, quote(asset.tag, safe=""), words)


def _tickets_number(asset, number):
    """The bare number under its column's head, in words where a row is a stack of lines."""
    if not number:
        return SafeString()
    words = ngettext("{n} open ticket", "{n} open tickets", number).format(n=number)
    return format_html(NUMBER, quote(asset.tag, safe=""), words, number)


@lru_cache(maxsize=64)
def _services(language, out_of_service):
    """(out of service, back in service) in the reader's language; the first is called as the status is."""
    return (
        Service(Status.OUT_OF_SERVICE.value, out_of_service, desk.icon("no-symbol")),
        Service(Status.IN_STOCK.value, _("Back in service"), desk.icon("arrow-uturn-left")),
    )


@lru_cache(maxsize=256)
def _kind_mark(slug, name):
    return format_html('<span class="muted">{}<span class="visually-hidden">{}</span></span>', icon_of(slug), name)


@lru_cache(maxsize=64)
def _status_mark(value, words):
    return desk.status_pill(value, words)


@lru_cache(maxsize=1024)
def _holder_mark(name):
    return desk.person(name)


@lru_cache(maxsize=1024)
def _location_mark(place):
    if not place:
        return SafeString("&nbsp;")
    return format_html(
        '<span class="muted text-truncate">{} <span dir="auto">{}</span></span>', desk.icon("map-pin"), place
    )


@lru_cache(maxsize=1024)
def _warranty_mark(warranty, language):
    label, soon = _("Warranty"), SafeString(' class="soon"' if warranty.state == "soon" else "")
    said = format_html(WARRANTY, label, soon, warranty.words)
    if warranty.state == "none":
        return said
    return said + format_html(METER, warranty.state, warranty.percent, label, warranty.words)
