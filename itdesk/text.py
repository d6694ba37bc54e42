"""The one normal form of text: on every path in (form, import, mail) and wherever two texts are compared."""

import re
import unicodedata

# Never wanted: C0 and C1 controls but tab and newline, lone surrogates, bidi embeddings, overrides and isolates,
# zero-width space, word joiner, byte order mark. Joiners (U+200C, U+200D) stay: Persian, Indic scripts and emoji need them.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]")
_INVISIBLE = frozenset("\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200c\u200d\u200e\u200f\u2800\u3164\uffa0")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean_text(text: str) -> str:
    """Several lines: NFC, newlines as \\n, no control, bidi-override or zero-width characters, no outer white space.

    Text in which nothing can be seen becomes "" (it would pass as filled in and look blank).
    """
    if text.isascii() and text.isprintable():
        return text.strip()  # most text by far, and an import cleans millions
    text = _BREAKS.sub("\n", text)
    text = unicodedata.normalize("NFC", _UNWANTED.sub("", text)).strip()
    return text if any(not char.isspace() and char not in _INVISIBLE for char in text) else ""


def clean_line(text: str) -> str:
    """One line: as clean_text, and every run of white space is one space."""
    return " ".join(clean_text(text).split())


def fold(text: str) -> str:
    """The form in which texts are searched and matched, alike on every database: NFKC, case folded, runs of space as one."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())
