"""What a message looks like, for agents and for requesters alike: made outside the template, which would take most of a
page's time for a long conversation. Everything that comes from outside is escaped here."""

from functools import lru_cache
from html import escape

from django.template.defaultfilters import filesizeformat
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from itdesk.templatetags import desk

BUBBLE = """\
<li class="message{entry}"{about}>{avatar}<article class="bubble"><header><b dir="auto">{who}</b>{marks}</header>\
<div class="prose{plain}" dir="auto">{html}</div>{more}</article></li>
"""
FILE = """\
<li><a class="attachment" href="{address}" download>{picture}<span dir="auto">{name}</span> \
<span class="tiny muted">{size}</span></a></li>"""
PICTURE = '<img src="{address}?preview" alt="" loading="lazy" width="72" height="54">'
QUOTED = '<details class="quoted"><summary>{words}</summary><div class="prose" dir="auto">{quoted}</div></details>'


def bubble(who, *, marks, html, more, entry="", about="", plain="", face=None):
    """One message. who: the name over it; face: the name whose initials stand beside it, where that is another.

    marks, html, more: the HTML behind the name, of what it says, and below it; entry, about, plain: more classes and
    attributes.
    """
    return BUBBLE.format(
        entry=entry, about=about, avatar=_avatar(face or who), who=escape(who), marks=marks, plain=plain, html=html, more=more
    )  # fmt: skip


def opening_bubble(ticket, who, *, marks, attached, address):
    """What the ticket was submitted with; address: what comes before `files/…`."""
    opening = getattr(ticket, "opening", None)
    return bubble(
        who,
        face=ticket.name_as_given or ticket.requester_name,
        marks=marks,
        plain=" text-prose",
        html=linebreaks(ticket.description, autoescape=True),
        more=quoted(opening.quoted_html if opening else "") + files(attached, address),
    )


def quoted(html):
    """What a mail repeats, and its signature: folded, never thrown away."""
    return QUOTED.format(words=_("What the mail repeats, and its signature"), quoted=html) if html else ""


def files(attached, address):
    """The files of a message, or of the ticket as it was submitted."""
    if not attached:
        return ""
    shown = "".join([_file(file, f"{escape(address)}files/{file.pk}/") for file in attached])
    return f'<ul class="attached" aria-label="{_("Attached files")}">{shown}</ul>'


def _file(file, address):
    picture = PICTURE.format(address=address) if file.is_picture else desk.icon("paper-clip")
    return FILE.format(address=address, picture=picture, name=escape(file.name), size=filesizeformat(file.size))


@lru_cache(maxsize=1024)
def _avatar(name):
    return desk.avatar(name, "avatar-lg")
