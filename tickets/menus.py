"""The properties that are changed in place on a ticket's page: each its value, and the menu that htmx fills when it opens."""

from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from itdesk.templatetags import desk

MENU = """\
<details class="menu" hx-get="{address}edit/{name}/" hx-trigger="toggle once" hx-target="find .dropdown-menu" \
hx-swap="innerHTML"><summary class="prop" id="set-{name}"{key}><span class="visually-hidden">{words}: </span>\
<span class="min-w-0" dir="auto">{value}</span>{arrow}</summary><div class="dropdown-menu" data-property>\
<a class="dropdown-item" href="{address}edit/">{edit}</a></div></details>"""
KEYS = {"status": "s", "assignee": "a", "priority": "p"}


def menus_of(ticket):
    """{property: its HTML}; see tickets/views/properties.py for what the menus hold."""
    address, (edit, words) = ticket.get_absolute_url(), _words(get_language())
    return {
        name: SafeString(
            MENU.format(
                address=address,
                name=name,
                key=f' data-key="{KEYS[name]}"' if name in KEYS else "",
                words=words[name],
                value=value,
                arrow=desk.icon("chevron-down"),
                edit=edit,
            )
        )
        for name, value in _values(ticket).items()
    }


def _values(ticket):
    return {
        "status": desk.status_pill(ticket.status, ticket.get_status_display()),
        "assignee": desk.assignee(ticket.assignee and ticket.assignee.name),
        "priority": desk.priority_mark(ticket.priority, ticket.get_priority_display()),
        "category": escape(ticket.category.name),
        "asset": escape(ticket.asset_tag or _("None")),
        "requester": escape(ticket.requester_name or _("Unknown")),
    }


@lru_cache(maxsize=64)
def _words(language):
    """What is said of every ticket alike, in the reader's language: the last resort's link, and each menu's name."""
    names = {
        "status": _("Change status"),
        "assignee": _("Change assignee"),
        "priority": _("Change priority"),
        "category": _("Change category"),
        "asset": _("Change asset"),
        "requester": _("Change requester"),
    }
    return escape(_("Edit")), {name: escape(words) for name, words in names.items()}
