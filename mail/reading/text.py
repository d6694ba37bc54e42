"""The normal form of what is read: as itdesk.text has it, which a child process does not import. A test compares the two."""

import re
import unicodedata

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]")
_INVISIBLE = frozenset("\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200c\u200d\u200e\u200f\u2800\u3164\uffa0")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def tidy(text: str) -> str:
    """Several lines: NFC, newlines as \\n, nothing that cannot be stored or seen, no outer white space."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _BREAKS.sub("\n", text)
    text = unicodedata.normalize("NFC", _UNWANTED.sub("", text)).strip()
    return text if says_something(text) else ""


def tidy_line(text: str, most: int = 2_000) -> str:
    """One line of at most so many characters."""
    return " ".join(tidy(text[: 4 * most]).split())[:most].strip()


def says_something(text: str) -> bool:
    """Whether there is anything in it that can be seen."""
    return any(not char.isspace() and char not in _INVISIBLE for char in text)
