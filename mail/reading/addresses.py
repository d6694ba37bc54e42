"""Addresses in headers, read in one pass: nested comments, thousands of addresses and broken quotes cost no more."""

import re

from mail.reading.headers import words
from mail.reading.text import tidy_line

MOST = 1_000  # addresses of one header
MOST_CHARACTERS = 64 * 1024
LONGEST = 254  # characters of an address (RFC 5321, errata 1690)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|\\.|[()<>,;:]|[^"\\()<>,;:]+|\\', re.DOTALL)
_ADDRESS = re.compile(r"[^\s@<>\x00-\x1f\x7f\ud800-\udfff]{1,200}@[^\s@<>\"\x00-\x1f\x7f\ud800-\udfff]{1,253}")


def read(value: str) -> list[tuple[str, str]]:
    """(name, address) of each, the name as words, the address lower-cased. What is no address is left out."""
    found: list[tuple[str, str]] = []
    item, depth, carried = _Item(), 0, ""
    for match in _TOKEN.finditer(value[:MOST_CHARACTERS]):
        piece = match[0]
        if piece == "(" or (depth and piece == ")"):
            depth += 1 if piece == "(" else -1
        elif depth:
            item.comment += piece if len(item.comment) < 200 else ""
        elif piece in ",;" and not item.is_open:
            carried = item.close(found, carried)
            item = _Item()
        elif piece == ":" and not item.is_open and "@" not in item.bare:
            item, carried = _Item(), ""  # the name of a group
        else:
            item.take(piece)
        if len(found) >= MOST:
            return found
    item.close(found, carried)
    return found


class _Item:
    def __init__(self):
        self.name = self.bare = self.comment = self.angle = ""
        self.angles = []
        self.is_open = False

    def take(self, piece):
        if piece == "<":
            self.is_open, self.angle = True, ""
        elif piece == ">" and self.is_open:
            self.is_open = False
            self.angles.append(self.angle)
        elif self.is_open:
            self.angle += piece
        else:
            self.bare += piece
            self.name += re.sub(r"\\(.)", r"\1", piece.strip('"')) if piece.startswith('"') else piece

    def close(self, found, carried):
        """Adds its addresses. Returns what is a part of the next one's name: the Park of "Park, Jo <jo@…>"."""
        angles = [*self.angles, self.angle] if self.is_open else self.angles
        candidates = angles or [self.bare]
        name = self.name if angles else self.comment
        good = [address for each in candidates if (address := _address(each))]
        if not good:
            return f"{carried}{self.name}, " if self.name.strip() and len(carried) < 200 else ""
        found += [(tidy_line(words(carried + name.strip()), 200), address) for address in good]
        return ""


def _address(text):
    text = text.strip()
    if text.startswith("@") and ":" in text:
        text = text.partition(":")[2]  # a route (RFC 5322, obs-route)
    text = text.removeprefix("mailto:").strip()
    return text.lower() if len(text) <= LONGEST and _ADDRESS.fullmatch(text) else ""
