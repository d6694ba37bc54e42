"""The one normal form of text: on every path in (form, import, mail) and wherever two texts are compared."""

import re
import unicodedata
from functools import cache

# Never wanted: C0 and C1 controls but tab and newline, lone surrogates, bidi embeddings, overrides and isolates,
# zero-width space, word joiner, byte order mark. Joiners (U+200C, U+200D) stay: Persian, Indic scripts and emoji need them.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]")
_INVISIBLE = frozenset("\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200c\u200d\u200e\u200f\u2800\u3164\uffa0")
_SHORT = 1000  # characters, which take a millisecond whatever they are
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean_text(text: str) -> str:
    """Several lines: NFC, newlines as \\n, no control, bidi-override or zero-width characters, no outer white space.

    Text in which nothing can be seen becomes "" (it would pass as filled in and look blank). In long text, what stands on
    one letter beyond 30 accents is left out.
    """
    if text.isascii() and text.isprintable():
        return text.strip()  # most text by far, and an import cleans millions
    text = _BREAKS.sub("\n", text)
    text = _levelled(unicodedata.normalize("NFC", _levelled(_UNWANTED.sub("", text)))).strip()
    return text if any(not char.isspace() and char not in _INVISIBLE for char in text) else ""


def clean_line(text: str) -> str:
    """One line: as clean_text, and every run of white space is one space."""
    return " ".join(clean_text(text).split())


def fold(text: str) -> str:
    """The form in which texts are searched and matched, alike on every database: NFKC, case folded, runs of space as one."""
    if text.isascii():
        return " ".join(text.lower().split())
    text = unicodedata.normalize("NFKC", _levelled(text)).casefold()
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _levelled(text: str) -> str:
    return text if len(text) <= _SHORT or text.isascii() else _pile().sub(lambda pile: pile[0][:30], text)


@cache
def _pile():
    """More than 30 accents, or what becomes one, on a letter: the longest of UAX #15's stream-safe text.

    Normalising sorts a run of them in the square of its length, minutes for 100 kB. Made when it is first needed: that
    takes as long as reading a mail.
    """
    marks = (c for c in map(chr, range(0x300, 0x20000)) if unicodedata.combining(unicodedata.normalize("NFKD", c)[0]))
    return re.compile(f"[{re.escape(''.join(marks))}]{{31,}}")
