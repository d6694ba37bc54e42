"""Which encoding a text file is in, judged by every byte of it."""

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tickets.seed.report import NotPossible

BAD = "\udcff"  # stands where bytes could not be read
CHUNK = 1 << 20  # bytes
MARKS = [
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
]  # fmt: skip
ONE_BYTE = ["cp1252", "cp850", "mac-roman", "cp1251", "latin-1"]  # the first of equals wins
TWO_BYTES = ["cp932", "euc-jp"]
_HIGH = re.compile(rb"(?=([\x00-\xff]?[\x80-\xff][\x00-\xff]?))", re.DOTALL)
_KANA = re.compile("[\u3041-\u30ff\uff66-\uff9d]")
_TYPOGRAPHY = frozenset("’‘“”„«»–—…•€£§°©®™ºª½¼¾²³±·×¿¡\u00a0№")


def _mark(error):
    return BAD, error.end


codecs.register_error("tickets.bad", _mark)


@dataclass(frozen=True)
class Encoding:
    """name: as Python calls it; how: how it was found, in the reader's language."""

    name: str
    how: str


def named(name):
    """The encoding that somebody asked for. Raises NotPossible for one that Python has not got."""
    try:
        "a,b\n".encode(name)  # a codec for something else than text (hex, zip) raises too
    except (LookupError, ValueError, TypeError):
        raise NotPossible(_("There is no encoding called “{name}”.").format(name=name[:60])) from None
    return Encoding(name, _("as told"))


def detected(path):
    """The Encoding of a file. Raises OSError."""
    with path.open("rb") as file:
        start = file.read(4)
    for mark, name in MARKS:
        if start.startswith(mark):
            return Encoding(name, _("its first bytes say so"))
    return _wide(path) or _utf8(path) or _two_bytes(path) or _one_byte(path)


def _chunks(path):
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _wide(path):
    """UTF-16 without its mark: every second byte of ASCII text is NUL."""
    halves, size = [0, 0], 0
    for chunk in _chunks(path):
        size += len(chunk)
        for half in (0, 1):
            halves[half] += chunk[half::2].count(0)
    even, odd = halves
    if max(even, odd) * 10 < size or min(even, odd) * 20 > max(even, odd):
        return None
    return Encoding("utf-16-le" if odd > even else "utf-16-be", _("every second byte is zero"))


def _utf8(path):
    decoder = codecs.getincrementaldecoder("utf-8")("tickets.bad")
    good = bad = 0
    for chunk in [*_chunks(path), b""] if path.stat().st_size < CHUNK else _ended(_chunks(path)):
        text = decoder.decode(chunk, final=not chunk)
        if not text.isascii():
            beyond = sum(map(len, re.findall("[^\x00-\x7f]+", text)))
            flawed = text.count(BAD)
            good, bad = good + beyond - flawed, bad + flawed
    if not bad:
        return Encoding("utf-8", _("all of it is valid") if good else _("all of it is plain ASCII"))
    if good > 3 * bad:
        return Encoding("utf-8", _("most of it is valid; the rows that are not are refused"))
    return None


def _ended(chunks):
    yield from chunks
    yield b""


def _two_bytes(path):
    """Japanese, where all of it can be read as such and shows syllables."""
    for name in TWO_BYTES:
        decoder = codecs.getincrementaldecoder(name)("strict")
        beyond = kana = 0
        try:
            for chunk in _ended(_chunks(path)):
                text = decoder.decode(chunk, final=not chunk)
                kana += len(_KANA.findall(text))
                beyond += sum(map(len, re.findall("[^\x00-\x7f]+", text)))
        except UnicodeDecodeError:
            continue
        wide = name != "cp932" or not _looks_half_width(path)
        if wide and kana * 5 > beyond:
            return Encoding(name, _("guessed: it reads as Japanese"))
    return None


def _looks_half_width(path):
    """Single bytes of A1-DF between ASCII are a European letter, not half-width katakana."""
    alone = high = 0
    for chunk in _chunks(path):
        high += len(re.findall(rb"[\x80-\xff]+", chunk))
        alone += len(re.findall(rb"(?<![\x80-\xff])[\xa1-\xdf](?![\x80-\xff])", chunk))
    return alone * 2 > high


def _one_byte(path):
    seen = Counter()
    for chunk in _chunks(path):
        seen.update(_HIGH.findall(chunk))
    scores = {name: sum(_score(piece, name) * times for piece, times in seen.items()) for name in ONE_BYTE}
    best = max(ONE_BYTE, key=lambda name: scores[name])
    return Encoding(best, _("guessed from its letters"))


def _score(piece, name):
    """How well a high byte between its neighbours reads as a letter of a word."""
    try:
        text = piece.decode(name)
    except UnicodeDecodeError:
        return -10
    at = 0 if piece[0] >= 0x80 and len(piece) < 3 else 1
    char, before, after = text[at], text[at - 1 : at], text[at + 1 :]
    if not char.isalpha():
        inside = before.isalpha() and after.isalpha() and char != "’"
        return 1 if char in _TYPOGRAPHY and not inside else -3
    if char.isupper() and before.islower():
        return -3
    if char < "\u0180":  # Latin: accented letters seldom stand together in a word, and they do when it is Cyrillic
        together = any(other.isalpha() and not other.isascii() for other in (before, after))
        return 0 if together else 2 if char.islower() else 1
    if "\u0400" <= char < "\u0500":  # Cyrillic: no Latin letter stands in its words
        return -3 if any(other.isascii() and other.isalpha() for other in (before, after)) else 2
    return -3
