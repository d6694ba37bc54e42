"""From bytes to words, whatever charset a mail claims: unknown, wrong, missing and half-broken ones included. Never raises."""

import codecs
import re

# What a label means in practice: the larger charset that its users write (WHATWG Encoding, "names and labels")
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
_OTHER_NAMES = {
    "ansi": "cp1252",
    "cp-850": "cp850",
    "gb2312-80": "gb18030",
    "iso-8859-6-i": "iso8859-6",
    "iso-8859-8-e": "iso8859-8",
    "iso-8859-8-i": "iso8859-8",
    "ks-c-5601": "cp949",
    "ks-c-5601-1987": "cp949",
    "ks-c-5601-1989": "cp949",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "utf-8mb4": "utf-8",
    "utf-8-mac": "utf-8",
    "windows-31j": "cp932",
    "x-big5": "big5hkscs",
    "x-gbk": "gb18030",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-roman": "mac_roman",
    "x-sjis": "cp932",
    "x-windows-949": "cp949",
}
_NO_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "charmap", "mbcs", "oem"}
_JAPANESE = ["iso2022_jp", "iso2022_jp_2004", "iso2022_jp_ext"]
_ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b(J", b"\x1b$(")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decode(data: bytes, label: str = "") -> str:
    """The words of those bytes; what cannot be read is U+FFFD. May still hold control characters and lone surrogates."""
    if not data:
        return ""
    name = _known(label)
    for each in _to_try(data, name):
        try:
            return data.decode(each)
        except (UnicodeError, ValueError):  # some codecs raise a plain ValueError
            continue
    return _as_well_as_it_goes(data, name)


def is_known(label: str) -> bool:
    return not label or _known(label) is not None


def _known(label):
    """Python's name of that charset, or None where there is none."""
    label = label.strip().strip("'\"").split("*")[0].lower().replace("_", "-")
    label = _OTHER_NAMES.get(label, label)
    if not label or len(label) > 40 or not label.isascii():
        return None
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    if not found._is_text_encoding or found.name.replace("-", "_") in _NO_CHARSETS:
        return None
    return _MEANT.get(found.name, found.name)


def _to_try(data, name):
    """UTF-8 goes before any charset of one byte: who writes those does not happen upon valid UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) and len(data) % 2 == 0 and name != "utf-32":
        yield "utf-16"
    if data.startswith(b"\xef\xbb\xbf"):
        yield "utf-8-sig"
    if name == "iso2022_jp" or (name in (None, "cp1252", "utf-8") and any(mark in data for mark in _ESCAPES)):
        yield from _JAPANESE
    if name is None or name.startswith(("cp125", "iso8859", "cp85", "koi8", "mac")):
        yield "utf-8"
    if name:
        yield name


def _as_well_as_it_goes(data, name):
    """A text that breaks its charset somewhere: what is whole is kept."""
    if name in (None, "utf-8"):
        whole = sum(len(each) for each in _MULTIBYTE.findall(data))
        high = len(data) - len(data.translate(None, bytes(range(128, 256))))
        name = "utf-8" if 2 * whole > high else "cp1252"
    return data.decode(name, errors="replace")
