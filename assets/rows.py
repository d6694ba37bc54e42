"""The cards and the rows of the asset list, made outside the template, where such a loop takes most of a page's time."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from urllib.parse import quote

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from assets.models import ARCHIVED, DEPLOYABLE, IN_USE, Status, open_tickets
from assets.warranty import warranty_left
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
BOX = "cube"
CARD = """
  <article class="card asset" data-status="{status}">
    <div class="card-title-row mb-1">{kind}<a class="tag" href="{url}">{tag}</a>\
<span class="push">{edit}{service}</span>{status_mark}</div>
    <div class="title text-truncate">{title}</div>
    <div class="tiny muted text-truncate">{serial}</div>
    <div class="small my-2 d-flex align-items-center">{place}{tickets}</div>
    {warranty}
  </article>"""
ROW = """
  <tr role="row" data-status="{status}" data-href="{url}">
    <td class="no" role="cell"><a href="{url}">{tag}</a></td>
    <td class="subject" role="cell"><div class="subject-line"><a href="{url}" dir="auto">{title}</a>{edit}</div></td>
    <td class="muted from-xl" role="cell">{serial}</td>
    <td class="st" role="cell">{status_mark}</td>
    <td role="cell">{holder}</td>
    <td class="muted from-xl" role="cell">{location}</td>
    <td role="cell">{warranty}</td>
    <td class="num up" role="cell">{tickets}</td>
  </tr>"""
EDIT = '<a class="btn btn-bare {}" href="{}edit/" data-modal aria-label="{} {}">{}</a>'
SET_STATUS = (
    '<button class="btn btn-bare card-edit" form="set-status" formaction="{0}" hx-post="{0}" hx-swap="none" '
    'name="status" value="{1}" aria-label="{2}: {3}" title="{3}">{4}</button>'
)
TICKETS = '<a class="push tiny position-relative z-1 flex-shrink-0 ps-2" href="/tickets/?asset={}">{}</a>'
NUMBER = (
    '<a href="/tickets/?asset={0}" aria-label="{1}"><span class="d-lg-none">{1}</span>'
    '<span class="d-none d-lg-inline">{2}</span></a>'
)
WARRANTY = '<div class="facts"><span>{}</span><span{}>{}</span></div>'
METER = '<meter class="meter mt-1" data-state="{}" min="0" max="100" value="{}" aria-label="{}">{}</meter>'


@dataclass(frozen=True, slots=True)
class Service:
    """The one click that takes an asset out of service or puts it back: the status to post, its words and its icon's name."""

    status: str
    words: str
    icon: str


@dataclass(frozen=True, slots=True)
class Alike:
    """What the cards or rows of one page have in common, ready to print: asked for once."""

    language: str
    today: date
    edit: str
    serial: str
    no_serial: str
    statuses: dict[str, SafeString]
    services: dict[str, Service | None]


def cards_of(assets):
    """(the icons to repeat, the <article> of each asset) of a list made `as_rows()`; two queries for open tickets."""
    counts, alike = open_tickets(assets), _alike()
    icons = {KINDS.get(asset.category__slug, BOX) for asset in assets}
    icons |= {service.icon for service in alike.services.values() if service} | {"pencil-square", "map-pin"}
    drawn = [desk.icon_to_repeat(name) for name in sorted(icons)]
    cards = [_card(asset, counts.get(asset.pk, 0), alike) for asset in assets]
    return SafeString("".join(drawn)), SafeString("".join(cards))


def rows_of(assets):
    """(the icons to repeat, the <tr> of each asset) likewise."""
    counts, alike = open_tickets(assets), _alike()
    rows = [_row(asset, counts.get(asset.pk, 0), alike) for asset in assets]
    return desk.icon_to_repeat("pencil-square"), SafeString("".join(rows))


def icon_of(category):
    """The icon of a category's slug."""
    return desk.icon(KINDS.get(category, BOX), "icon-lg")


def service_of(status):
    """The Service that an asset with that status is offered; None for what is gone for good."""
    offered = _services(get_language(), str(Status.OUT_OF_SERVICE.label))
    return None if status in ARCHIVED else offered[status == Status.OUT_OF_SERVICE]


def _alike():
    statuses = [IN_USE, *[(status.value, status.label) for status in Status]]
    return Alike(
        language=get_language(),
        today=timezone.localdate(),
        edit=escape(_("Edit")),
        serial=_("S/N {number}"),
        no_serial=escape(_("No serial number")),
        statuses={value: _status_mark(value, str(words)) for value, words in statuses},
        services={status.value: service_of(status) for status in Status},
    )


def _card(asset, tickets, alike):
    status, tag, address = _status(asset), escape(asset.tag), quote(asset.tag, safe="")
    url = f"/assets/{address}/"
    return CARD.format(
        tag=tag,
        url=url,
        status=status,
        kind=_kind_mark(asset.category__slug, asset.category__name),
        edit=EDIT.format("card-edit", url, alike.edit, tag, desk.icon_again("pencil-square")),
        service=_service_mark(alike.services[asset.status], f"{url}status/?seen={asset.version}", tag),
        status_mark=alike.statuses[status],
        title=escape(_make_and_model(asset) or asset.category__name),
        serial=escape(alike.serial.format(number=asset.serial_number)) if asset.serial_number else alike.no_serial,
        place=_holder_mark(asset.holder__name) if asset.holder_id else _location_mark(asset.location),
        tickets=TICKETS.format(address, _tickets_words(tickets, alike.language)) if tickets else "",
        warranty=_warranty_mark(*_warranty(asset), alike.today, alike.language),
    )


def _row(asset, tickets, alike):
    status, tag, address = _status(asset), escape(asset.tag), quote(asset.tag, safe="")
    url = f"/assets/{address}/"
    return ROW.format(
        tag=tag,
        url=url,
        status=status,
        status_mark=alike.statuses[status],
        title=escape(_make_and_model(asset) or asset.category__name),
        edit=EDIT.format("row-edit", url, alike.edit, tag, desk.icon_again("pencil-square")),
        serial=escape(asset.serial_number),
        holder=_in_its_direction(asset.holder__name) if asset.holder_id else "",
        location=_in_its_direction(asset.location) if asset.location else "",
        warranty=_warranty_words(*_warranty(asset), alike.today, alike.language),
        tickets=NUMBER.format(address, _tickets_words(tickets, alike.language), tickets) if tickets else "",
    )


def _status(asset):
    """As Asset.shown_status, without its words."""
    return IN_USE[0] if asset.holder_id and asset.status in DEPLOYABLE else asset.status


def _make_and_model(asset):
    """As Asset.make_and_model."""
    return f"{asset.manufacturer} {asset.model}".strip()


def _warranty(asset):
    return asset.warranty_start or asset.in_service_on, asset.warranty_end


def _service_mark(service, address, tag):
    if service is None:
        return ""
    return SET_STATUS.format(address, service.status, tag, escape(service.words), desk.icon_again(service.icon))


def _in_its_direction(text):
    return f'<span dir="auto">{escape(text)}</span>'


@lru_cache(maxsize=256)
def _tickets_words(number, language):
    return escape(ngettext("{n} open ticket", "{n} open tickets", number).format(n=number))


@lru_cache(maxsize=64)
def _services(language, out_of_service):
    """(out of service, back in service) in the reader's language; the first is called as the status is."""
    return (
        Service(Status.OUT_OF_SERVICE.value, out_of_service, "no-symbol"),
        Service(Status.IN_STOCK.value, _("Back in service"), "arrow-uturn-left"),
    )


@lru_cache(maxsize=256)
def _kind_mark(slug, name):
    icon = desk.icon_again(KINDS.get(slug, BOX), "icon-lg")
    return format_html('<span class="muted">{}<span class="visually-hidden">{}</span></span>', icon, name)


@lru_cache(maxsize=64)
def _status_mark(value, words):
    return desk.status_pill(value, words)


@lru_cache(maxsize=1024)
def _holder_mark(name):
    return desk.person(name)


@lru_cache(maxsize=1024)
def _location_mark(place):
    if not place:
        return "&nbsp;"
    return f'<span class="muted text-truncate">{desk.icon_again("map-pin")} {_in_its_direction(place)}</span>'


@lru_cache(maxsize=1024)
def _warranty_mark(start, end, today, language):
    warranty, label = warranty_left(start, end, today), _("Warranty")
    soon = SafeString(' class="soon"' if warranty.state == "soon" else "")
    said = format_html(WARRANTY, label, soon, warranty.words)
    if warranty.state == "none":
        return said
    return said + format_html(METER, warranty.state, warranty.percent, label, warranty.words)


@lru_cache(maxsize=1024)
def _warranty_words(start, end, today, language):
    warranty = warranty_left(start, end, today)
    tone, words = "soon" if warranty.state == "soon" else "muted", "" if warranty.state == "none" else warranty.words
    return format_html('<span class="{}">{}</span>', tone, words)
