"""The headers of a mail or of one of its parts: found, unfolded, and made words of, without stdlib's ways to fail."""

import binascii
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from mail.reading.charsets import decode

MOST_BYTES = 256 * 1024  # of one block of headers; what comes after is not read
MOST_OF_A_VALUE = 64 * 1024  # bytes
MOST_VALUE = 4_000  # characters of a value that is shown
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*(.*)", re.DOTALL)
_USUAL = re.compile(
    rb"(from|to|cc|subject|date|message-id|mime-version|content-[a-z-]+|received|reply-to|x-[a-z-]+):", re.I
)
_WORD = re.compile(r"=\?([\w.:+*-]{1,60})\?([bBqQ])\?([^?]*(?:\?(?!=)[^?]*){0,9})\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?[\w.:+*-]{1,60}\?[bBqQ]\?)")
_PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)', re.DOTALL)
_PERCENT = re.compile(rb"%([0-9a-fA-F]{2})")
_EMPTY_LINE = re.compile(rb"\n\r*\n")
MOST_PARAMETERS = 200


class Headers:
    """Names are lower-cased; values are bytes without line breaks. is_cut: there were more than fit in."""

    def __init__(self, block: bytes):
        fields = list(_fields(block[:MOST_BYTES]))
        self.is_cut = len(block) > MOST_BYTES or any(len(value) > MOST_OF_A_VALUE for _name, value in fields)
        self.fields = [(name, value[:MOST_OF_A_VALUE]) for name, value in fields]

    def all(self, name: str) -> list[str]:
        return [decode(value) for each, value in self.fields if each == name]

    def get(self, name: str) -> str:
        """The first of that name, as sent; "" where there is none."""
        return next((decode(value) for each, value in self.fields if each == name), "")

    def has(self, name: str) -> bool:
        return any(each == name for each, _value in self.fields)


def split_off(raw: bytes, start: int = 0, end: int | None = None) -> tuple[Headers, int]:
    """The headers that those bytes from start to end begin with, and where their body begins."""
    end = len(raw) if end is None else end
    stop, body = _end(raw, start, end)
    return Headers(raw[start:stop]), min(body, end)


def words(value: str) -> str:
    """A value with its encoded words (RFC 2047) decoded, broken ones too, which stay as they are at the worst."""
    if "=?" not in value:
        return value[:MOST_VALUE]
    value = _BETWEEN_WORDS.sub(r"\1", value[:MOST_VALUE])
    out, position, pending = [], 0, []
    for match in _WORD.finditer(value):
        if match.start() > position or (pending and pending[0][0] != match[1].lower()):
            out.append(_decoded(pending))
            pending = []
        out.append(value[position : match.start()])
        pending.append((match[1].lower(), _bytes_of(match[2], match[3])))
        position = match.end()
    return "".join([*out, _decoded(pending), value[position:]])


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """What comes before the first semicolon, lower-cased, and the parameters after it (RFC 2231 ones put together)."""
    main, _semicolon, _rest = value.partition(";")
    found: dict[str, str] = {}
    for _turn, match in zip(range(MOST_PARAMETERS), _PARAMETER.finditer(value), strict=False):
        found.setdefault(match[1].lower(), _unquoted(match[2]))
    return main.strip().lower(), _put_together(found)


def moment(value: str) -> datetime | None:
    """A Date header in UTC; None where it makes no sense."""
    try:
        found = parsedate_to_datetime(value[:200])
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError, AttributeError):
        return None
    return found if 1971 <= found.year <= 9000 else None


def _end(raw, start, end):
    """Where the headers end, and where the body begins."""
    position = start
    while position < end:
        if position > start + MOST_BYTES:
            empty = _EMPTY_LINE.search(raw, position - 1, end)
            return (empty.start(), empty.end()) if empty else (end, end)
        stop = raw.find(b"\n", position, end)
        stop = end if stop < 0 else stop
        line = raw[position:stop].rstrip(b"\r")
        if not line:
            return position, stop + 1
        if not (_belongs(line) or _is_broken_fold(raw, stop)):
            return position, position
        position = stop + 1
    return end, end


def _belongs(line):
    return line[:1] in b" \t" or line.startswith((b"From ", b">From ")) or _FIELD.match(line)


def _is_broken_fold(raw, stop):
    """A line that is no field, and one of the usual fields after it: some server broke a long value."""
    return _USUAL.match(raw, stop + 1) is not None


def _fields(block):
    name, value = b"", []
    for line in block.split(b"\n"):
        line = line.strip(b"\r")
        match = None if line[:1] in b" \t" else _FIELD.match(line)
        if match:
            if name:
                yield name.decode().lower(), b" ".join(value)
            name, value = match[1], [match[2].strip()]
        elif not line.startswith((b"From ", b">From ")):
            value.append(line.strip())
    if name:
        yield name.decode().lower(), b" ".join(value)


def _bytes_of(kind, text):
    data = text.encode("utf-8", "surrogatepass")
    if kind in "qQ":
        return binascii.a2b_qp(data.replace(b"_", b"=20"), header=False)
    data = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    data = data[: len(data) - (len(data) % 4 == 1)]
    return binascii.a2b_base64(data + b"=" * (-len(data) % 4))


def _decoded(pending):
    """Words side by side are one text: some clients cut in the middle of a character."""
    return decode(b"".join(data for _charset, data in pending), pending[0][0]) if pending else ""


def _unquoted(value):
    value = value.strip()
    if value.startswith('"'):
        return re.sub(r"\\(.)", r"\1", value[1:].removesuffix('"'))
    return value


def _put_together(found):
    """name*0*=…; name*1=… is name; a name that comes both ways is the longer way's (RFC 6266)."""
    plain = {name: value for name, value in found.items() if "*" not in name}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for key, value in found.items():
        name, star, rest = key.partition("*")
        number = rest.rstrip("*")
        if star and (number.isdecimal() or not number) and len(number) < 4:
            pieces.setdefault(name, []).append((int(number or 0), rest.endswith("*") or not rest, value))
    return plain | {name: _extended(sorted(several)) for name, several in pieces.items()}


def _extended(pieces):
    charset, data = "", b""
    for turn, (_number, is_encoded, value) in enumerate(pieces):
        if turn == 0 and is_encoded and value.count("'") >= 2:
            charset, _language, value = value.split("'", 2)
        octets = value.encode("utf-8", "surrogatepass")
        data += _PERCENT.sub(lambda match: bytes([int(match[1], 16)]), octets) if is_encoded else octets
    return decode(data, charset)
