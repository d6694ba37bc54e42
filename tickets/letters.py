"""What came by mail is shown to the letter: lines as they were, addresses as links, and no marks read."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString

from tickets.markdown import REL

_ADDRESS = re.compile(r"https?://[^\s<>\"'\u2018-\u201f]+")
_AFTER = ".,;:!?)]}*_"  # ends a sentence more often than an address


@dataclass(frozen=True)
class Mail:
    """What an action is told of the mail that it is about. arrival: its key in the log of what came.

    quoted: what the mail repeats, and its signature; kept beside its words, and shown folded.
    """

    arrival: int
    quoted: str = ""


def columns(mail):
    """What a Message has of the Mail it came by; nothing for None."""
    return {"is_plain": True, "quoted": mail.quoted} if mail else {}


def pointers(mail):
    """What the event that it makes has in its details."""
    return {"arrival": mail.arrival} if mail else {}


@lru_cache(maxsize=256)
def html_of(text: str) -> SafeString:
    """Plain text as HTML that may stand on any page: paragraphs, line breaks and links, in linear time."""
    paragraphs = re.split("\n{2,}", text.strip("\n"))
    return SafeString("".join([f"<p>{_linked(paragraph)}</p>" for paragraph in paragraphs]))


def _linked(text):
    made, last = [], 0
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(_AFTER)
        if address.count("(") > address.count(")") and match[0][len(address) :].startswith(")"):
            address += ")"
        shown, end = escape(address), match.start() + len(address)
        made += [escape(text[last : match.start()]), f'<a href="{shown}" rel="{REL}">{shown}</a>']
        last = end
    return "".join([*made, escape(text[last:])]).replace("\n", "<br>")
