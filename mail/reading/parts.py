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
MOST_PADDINGS = 1_000  # in the middle of base64
_BASE64 = bytes(each for each in range(256) if not (chr(each).isalnum() and each < 128) and chr(each) not in "+/=")
_TYPE = re.compile(r"[\w!#$&^.+-]{1,100}/[\w!#$&^.+-]{1,100}", re.ASCII)


@dataclass
class Part:
    """raw: the whole mail, of which it has the bytes from start to end. disposition: "inline", "attachment" or ""."""

    headers: Headers
    raw: bytes
    start: int
    end: int
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

    def content(self, most: int | None = None) -> bytes:
        """The body as it was before it was encoded for its way. What is broken in it is left out.

        most: bytes of the body that are looked at.
        """
        body = self.raw[self.start : self.end if most is None else min(self.end, self.start + most)]
        encoding = self.headers.get("content-transfer-encoding").lower().strip(" ;\"'").split(" ")[0]
        if encoding == "base64":
            return _from_base64(body)
        return binascii.a2b_qp(body) if encoding == "quoted-printable" else body

    def text(self, most: int) -> str:
        return decode(self.content(most), self.parameters.get("charset", ""))


class Cutting:
    """One mail being cut. problems: in plain words, what was left uncut."""

    def __init__(self):
        self.count = 0
        self.problems: list[str] = []

    def cut(self, raw: bytes) -> Part:
        """The mail that those bytes are, with all within it."""
        return self._cut(raw, 0, len(raw), 0, "text/plain")

    def _cut(self, raw, start, end, depth, usual):
        """usual: its type where it names none."""
        self.count += 1
        headers, start = split_off(raw, start, end)
        if headers.is_cut:
            self._note("The headers are too long. Only their beginning was read.")
        part = _described(Part(headers, raw, start, end), usual)
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
        for start, end in _between(part, boundary.encode("utf-8", "surrogateescape")):
            if self.count >= MOST_PARTS:
                self._note(f"It has more than {MOST_PARTS} parts. Only the first of them were read.")
                break
            parts.append(self._cut(part.raw, start, end, depth + 1, usual))
        return parts

    def _note(self, problem):
        if problem not in self.problems:
            self.problems.append(problem)


def _described(part, usual):
    kind, part.parameters = parameters(part.headers.get("content-type"))
    if not _TYPE.fullmatch(kind):
        kind = "text/plain" if kind in ("text", "plain") else usual
    disposition, more = parameters(part.headers.get("content-disposition"))
    name = more.get("filename") or part.parameters.get("name") or ""
    if disposition not in ("inline", "attachment"):
        disposition = "attachment" if disposition and more.get("filename") else ""
    part.type, part.disposition, part.file_name = kind, disposition, tidy_line(words(name), 500)
    return part


def _between(part, boundary):
    """Where each part within it starts and ends, without the line break that belongs to the boundary after it."""
    mark = re.escape(b"--" + boundary)  # first, for re to look for it; then whether it begins a line
    line = re.compile(mark + rb"(?<![^\n]" + mark + rb")(--)?[ \t]{0,80}\r?(?:\n|\Z)")
    start = None
    for match in line.finditer(part.raw, part.start, part.end):
        if start is not None:
            yield start, _before_break(part.raw, start, match.start())
        if match[1]:
            return
        start = match.end()
    if start is not None:
        yield start, part.end


def _before_break(raw, start, end):
    if end > start and raw[end - 1 : end] == b"\n":
        end -= 1
        if end > start and raw[end - 1 : end] == b"\r":
            end -= 1
    return end


def _from_base64(body):
    """Base64 as it comes: with line noise, with several paddings, or not base64 at all."""
    letters = body.translate(None, _BASE64)
    if len(letters) * 10 < 9 * len(body.translate(None, b" \t\r\n")):
        return body
    pieces = re.split(b"=+", letters, maxsplit=MOST_PADDINGS) if b"=" in letters[:-2] else [letters.rstrip(b"=")]
    return b"".join(map(_piece, pieces))


def _piece(letters):
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
