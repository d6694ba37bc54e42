"""A mail's bytes, read. Call it in a child process (see mail.reading.apart): mail is written by anybody."""

import re
from pathlib import Path

from mail.reading import addresses, bodies, calendars, machines, quotes, reports
from mail.reading.headers import moment, words
from mail.reading.parts import Cutting, Part
from mail.reading.shape import Read
from mail.reading.text import tidy, tidy_line

MOST_BYTES = 25 * 1024 * 1024
_HIDDEN = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
_ID = re.compile(r"<[^<>\s]{1,900}>")


def read(raw: bytes, folder: Path | None) -> Read:
    """Whatever those bytes say. The contents of its files are put into the folder, which has to be there and empty.

    What cannot be read is named in `problems`; beyond 25 MB only the headers are read.
    """
    cutting = Cutting()
    mail = cutting.cut(_begun(raw[:MOST_BYTES] if len(raw) <= MOST_BYTES else raw.partition(b"\n\n")[0][: 64 * 1024]))
    found = Read(problems=cutting.problems)
    _read_headers(found, mail)
    if len(raw) > MOST_BYTES:
        found.problems.append("The mail is larger than 25 MB. Only its headers were read.")
    else:
        _read_bodies(found, mail, folder)
    return found


def _begun(raw):
    """Without what some servers put before the headers; with line breaks that are one."""
    raw = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return raw if b"\n" in raw else raw.replace(b"\r", b"\n")


def _read_headers(found: Read, mail: Part):
    headers = mail.headers
    senders = [each for value in headers.all("from") for each in addresses.read(value)]
    if len({address for _name, address in senders}) == 1:
        found.from_name, found.from_address = senders[0]
    elif senders:
        found.problems.append("It names several senders.")
    found.header_id = _identity(headers.get("message-id"))
    found.in_reply_to = tidy_line(" ".join(headers.all("in-reply-to")), 4_000)
    found.references = tidy_line(" ".join(headers.all("references")), 16_000)
    found.reply_to = next((address for _name, address in addresses.read(headers.get("reply-to"))), "")
    found.to, found.cc = (_addresses(headers, [name]) for name in ("to", "cc"))
    found.delivered_to = _addresses(headers, _HIDDEN)
    found.date = moment(headers.get("date"))
    found.subject = tidy_line(words(headers.get("subject")))
    found.authentication = [tidy_line(value, 2_000) for value in headers.all("authentication-results")[:10]]
    found.marks = machines.marks(mail, found.from_address)


def _identity(value):
    match = _ID.search(value)
    return tidy_line(match[0] if match else value, 1_000)


def _addresses(headers, names):
    found = (address for name in names for value in headers.all(name) for _name, address in addresses.read(value))
    return list(dict.fromkeys(found))[:1_000]


def _read_bodies(found: Read, mail: Part, folder):
    said = bodies.find(mail)
    found.files = bodies.saved(said.files, folder)
    found.problems += [each for each in dict.fromkeys(said.problems) if each not in found.problems]
    found.html = said.html
    visible, quoted = quotes.split(tidy(said.text), found.subject, found.from_name)
    found.text, found.quoted = tidy(visible), tidy(quoted)
    calendar = next((part for part in said.files if part.type == "text/calendar"), None)
    if calendar is not None:
        found.invitation = calendars.title(calendar.text(calendars.MOST_CHARACTERS))
        found.text = found.text or found.invitation
    if mail.type == "multipart/encrypted" or any(part.type.endswith("pkcs7-mime") for part in said.files):
        found.problems.append("It is encrypted, or signed as a whole. What it says is in a file.")
    found.bounce = reports.bounce(mail, tidy(said.text))
