"""Which parts of a mail are its words, and which are files."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from mail.reading import flowed, marks, markup
from mail.reading.charsets import decode, is_known
from mail.reading.parts import Part
from mail.reading.shape import File
from mail.reading.text import says_something, tidy, tidy_line

MOST_CHARACTERS = 1_000_000  # of its words
MOST_READ = 6 * 1024 * 1024  # bytes of parts that are words, before they are decoded
MOST_PARSED = markup.MOST_CHARACTERS  # of HTML, in all its parts together
_ENDINGS = {
    "application/pdf": ".pdf", "application/ms-tnef": ".dat", "application/pgp-encrypted": ".asc",
    "application/pgp-signature": ".asc", "application/pkcs7-mime": ".p7m", "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-mime": ".p7m", "application/x-pkcs7-signature": ".p7s", "application/zip": ".zip",
    "audio/mpeg": ".mp3", "audio/wav": ".wav", "audio/x-wav": ".wav", "image/bmp": ".bmp", "image/gif": ".gif",
    "image/heic": ".heic", "image/jpeg": ".jpg", "image/png": ".png", "image/svg+xml": ".svg", "image/tiff": ".tif",
    "image/webp": ".webp", "message/delivery-status": ".txt", "message/disposition-notification": ".txt",
    "text/calendar": ".ics", "text/csv": ".csv", "text/html": ".html", "text/plain": ".txt",
    "text/rfc822-headers": ".txt", "text/vcard": ".vcf", "text/x-vcard": ".vcf", "video/mp4": ".mp4",
}  # fmt: skip
TOO_LONG = "The text is longer than a million characters. Only its beginning was read."
_MAILS = ("message/rfc822", "message/global")
_WORDS = ("text/plain", "text/html")
_META = re.compile(rb"<meta[^<>]{0,200}charset\s*=\s*[\"']?([\w:-]{1,40})", re.IGNORECASE)
_NO_PLAIN_TEXT = re.compile(
    r"\b(?:html|mime)\b.{0,200}\b(?:view|client|display|support|reader|compatible|program)", re.IGNORECASE | re.DOTALL
)


@dataclass
class Bodies:
    """text: with the marks of mail.reading.marks, not tidy. html: sanitised. files: parts, in their order."""

    text: str = ""
    html: str = ""
    files: list[Part] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    read: int = 0  # bytes of words
    parsed: int = 0  # characters of HTML


def find(mail: Part) -> Bodies:
    """Every part is among the words, a file, or another way to say the same."""
    found = Bodies()
    words: list[str] = []
    for way in _ways(mail, found):
        text, html = _said(way, found)
        words.append(text)
        found.html += html
    found.text = "\n\n".join(each.strip() for each in words if says_something(each))
    if len(found.text) > MOST_CHARACTERS:
        found.text = found.text[:MOST_CHARACTERS]
        found.problems.append(TOO_LONG)
    return found


def saved(parts: list[Part], folder: Path | None) -> list[File]:
    """Their contents as files of that folder; their places are "" where there is none."""
    files = []
    for number, part in enumerate(parts, start=1):
        content = part.content()
        place = "" if folder is None else str(folder / str(number))
        if place:
            Path(place).write_bytes(content)
        content_id = tidy_line(part.headers.get("content-id"), 200)
        name = part.file_name or _name(part, number)
        is_inline = part.disposition != "attachment" and bool(content_id or part.disposition == "inline")
        files.append(File(name, part.type, len(content), place, content_id, is_inline))
    return files


def _ways(part, found):
    """Lists of text parts, in the order of the mail: each list is several ways to say the same."""
    if part.type == "multipart/alternative" and part.parts:
        within = [each for child in part.parts for each in child.walk()]
        found.files += [each for each in within if not _is_words(each) and not each.type.startswith("text/x-amp")]
        yield [each for each in within if _is_words(each)]
    elif part.type == "multipart/related" and part.parts:
        first, *others = part.parts
        yield from _ways(first, found)
        found.files += [each for other in others for each in other.walk()]
    elif part.parts:
        for each in part.parts:
            yield from _ways(each, found)
    elif _is_words(part):
        yield [part]
    else:
        found.files.append(part)


def _is_words(part):
    return part.type in _WORDS and part.disposition != "attachment" and not part.file_name


def _said(way, found):
    """(its words, its HTML): plain text where that says something, HTML otherwise."""
    plain = "\n\n".join(_plain(part, found) for part in way if part.type == "text/plain")
    ways = [_cleaned(_source(part, found), found) for part in way if part.type == "text/html"]
    html = "".join(tidy(marks.without(clean)) for clean, _rough in ways)
    if ways and (not says_something(plain) or (len(plain) < 400 and _NO_PLAIN_TEXT.search(plain))):
        return "\n\n".join(_words(clean, rough, found) for clean, rough in ways), html
    return plain, html


def _cleaned(source, found):
    """(what is sanitised of it, ""), or ("", its source) where it is too much for that."""
    found.parsed += len(source)
    if found.parsed > MOST_PARSED or markup.is_too_much(source):
        return "", source
    return markup.sanitised(source), ""


def _plain(part, found):
    text = _decoded(part, part.parameters.get("charset", ""), found)
    if part.parameters.get("format", "").lower() == "flowed":
        return flowed.joined(text, part.parameters.get("delsp", "").lower() == "yes")
    return text


def _source(part, found):
    """HTML with what it says itself about its charset, where the part says nothing."""
    label = part.parameters.get("charset", "")
    if not label and (match := _META.search(part.raw, part.start, min(part.end, part.start + 4_000))):
        label = match[1].decode()
    return _decoded(part, label, found)


def _decoded(part, label, found):
    if not is_known(label):
        found.problems.append(f"The charset {tidy_line(label, 60)} is not known. The text may be wrong in places.")
    room = MOST_READ - found.read
    found.read += part.end - part.start
    if found.read > MOST_READ:
        found.problems.append(TOO_LONG)
    return decode(part.content(max(room, 0)), label)


def _words(clean, rough, found):
    if not rough:
        try:
            return markup.words(clean)
        except RecursionError:
            rough = clean
    found.problems.append("The HTML is too large or too deep to be laid out. Its words were taken as they stand.")
    return markup.roughly(rough)


def _name(part, number):
    if part.type in _MAILS:
        from mail.reading.headers import split_off, words

        headers, _body = split_off(part.content(100_000))
        return f"{tidy_line(words(headers.get('subject')), 100) or 'message'}.eml"
    if part.type == "application/ms-tnef":
        return "winmail.dat"
    described = tidy_line(part.headers.get("content-description"), 100)
    ending = _ENDINGS.get(part.type, "")
    stem = {"text/calendar": "invitation", "application/pkcs7-mime": "smime"}.get(part.type, described)
    return f"{stem or f'part-{number}'}{ending}"
