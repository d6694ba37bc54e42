"""The parts of a mail, cut out of its bytes.

Not stdlib's parser: it has no cap on parts or depth (RecursionError after 1.5 s at 1,000 levels), opens the mails within a
mail, and goes over each line in Python once for every level around it. This one looks for each boundary once, cuts slices,
and stops at its caps.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mail.reading.charsets import decode
from mail.reading.headers import Headers, parameters, split_off, words
from mail.reading.text import tidy_line

MOST_PARTS = 200
MOST_DEPTH = 20
_BASE64 = bytes(each for each in range(256) if not (chr(each).isalnum() and each < 128) and chr(each) not in "+/=")
_TYPE = re.compile(r"[\w!#$&^.+-]{1,100}/[\w!#$&^.+-]{1,100}", re.ASCII)


@dataclass
class Part:
    """body: its bytes as they came. type: such as "text/plain". disposition: "inline", "attachment" or ""."""

    headers: Headers
    body: bytes
    type: str = "text/plain"
    parameters: dict[str, str] = field(default_factory=dict)
    disposition: str = ""
    file_name: str = ""
    parts: list["Part"] = field(default_factory=list)

    def walk(self) -> Iterator["Part"]:
        """The parts that hold something, in their order; never the mails within this mail."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.walk()

    def content(self) -> bytes:
        """The body as it was before it was encoded for its way. What is broken in it is left out."""
        encoding = self.headers.get("content-transfer-encoding").lower().strip(" ;\"'").split(" ")[0]
        if encoding == "base64":
            return _from_base64(self.body)
        return binascii.a2b_qp(self.body) if encoding == "quoted-printable" else self.body

    def text(self) -> str:
        return decode(self.content(), self.parameters.get("charset", ""))


class Cutting:
    """One mail being cut. problems: in plain words, what was left uncut."""

    def __init__(self):
        self.count = 0
        self.problems: list[str] = []

    def cut(self, raw: bytes, *, depth: int = 0, usual: str = "text/plain") -> Part:
        """The part that those bytes are, with all within it. usual: its type where it names none."""
        self.count += 1
        headers, body = split_off(raw)
        if headers.is_cut:
            self._note("The headers are too long. Only their beginning was read.")
        part = _described(headers, body, usual)
        if part.type.startswith("multipart/"):
            part.parts = self._within(part, depth)
            if not part.parts:
                part.type = "text/plain"  # no boundary, or none that is used
        return part

    def _within(self, part, depth):
        boundary = part.parameters.get("boundary", "").rstrip()
        if not boundary:
            return []
        if depth == MOST_DEPTH:
            self._note(f"Parts within parts, more than {MOST_DEPTH} deep, were not read.")
            return []
        usual = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
        parts = []
        for piece in _between(part.body, boundary.encode("utf-8", "surrogateescape")):
            if self.count >= MOST_PARTS:
                self._note(f"It has more than {MOST_PARTS} parts. Only the first of them were read.")
                break
            parts.append(self.cut(piece, depth=depth + 1, usual=usual))
        return parts

    def _note(self, problem):
        if problem not in self.problems:
            self.problems.append(problem)


def _described(headers, body, usual):
    kind, parameters_ = parameters(headers.get("content-type"))
    if not _TYPE.fullmatch(kind):
        kind = "text/plain" if kind in ("text", "plain") else usual
    disposition, more = parameters(headers.get("content-disposition"))
    name = more.get("filename") or parameters_.get("name") or ""
    if disposition not in ("inline", "attachment"):
        disposition = "attachment" if disposition and more.get("filename") else ""
    return Part(headers, body, kind, parameters_, disposition, tidy_line(words(name), 500))


def _between(body, boundary):
    """The bytes of each part, without the line break that belongs to the boundary after it."""
    mark, start, position = b"--" + boundary, None, 0
    while position <= len(body):
        position = body.find(mark, position)
        stop = -1 if position < 0 else body.find(b"\n", position)
        line = b"" if position < 0 else body[position + len(mark) : stop if stop >= 0 else len(body)][:80].strip()
        if position >= 0 and not (line in (b"", b"--") and (position == 0 or body[position - 1 : position] == b"\n")):
            position += len(mark)
            continue
        if start is not None:
            yield _without_break(body, start, position if position >= 0 else len(body))
        if line == b"--" or position < 0 or stop < 0:
            return
        start = position = stop + 1


def _without_break(body, start, end):
    if body[end - 1 : end] == b"\n" and end > start:
        end -= 2 if body[end - 2 : end - 1] == b"\r" and end - 1 > start else 1
    return body[start:end]


def _from_base64(body):
    """Base64 as it comes: with line noise, with several paddings, or not base64 at all."""
    letters = body.translate(None, _BASE64)
    if len(letters) * 10 < 9 * len(body.translate(None, b" \t\r\n")):
        return body
    whole = b""
    for piece in re.split(b"=+", letters) if b"=" in letters[:-2] else [letters.rstrip(b"=")]:
        piece = piece[: len(piece) - (len(piece) % 4 == 1)]
        whole += binascii.a2b_base64(piece + b"=" * (-len(piece) % 4))
    return whole
