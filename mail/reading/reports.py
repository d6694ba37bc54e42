"""Mails that say that a mail did not arrive: RFC 3464, and those of servers that write it in words (qmail, Exim)."""

import re

from mail.reading.headers import split_off
from mail.reading.parts import Part
from mail.reading.shape import Bounce
from mail.reading.text import tidy_line

MOST_CHARACTERS = 100_000  # of a report that is looked at
_STATUSES = ("message/delivery-status", "message/global-delivery-status")
_RETURNED = (
    "message/rfc822",
    "text/rfc822-headers",
    "message/global",
    "message/global-headers",
    "message/rfc822-headers",
)
_STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_CODE = re.compile(r"(?<![\d.])([45])\d\d[ -]")
_ID = re.compile(r"<[^<>\s]{1,400}@[^<>\s]{1,400}>")
_ID_LINE = re.compile(r"^[> \t]{0,4}Message-ID:\s{0,5}(<[^<>\s]{1,800}>)", re.IGNORECASE | re.MULTILINE)
_QMAIL = re.compile(
    r"^(?:Hi\. This is the |This is the mail system|I'm afraid I wasn't able|Sorry, we were unable)", re.MULTILINE
)
_EXIM = "This message was created automatically by mail delivery software"
_SAYS = re.compile(r"^[ \t]*<([^<>\s]{1,200}@[^<>\s]{1,200})>:?[ \t]*(?:\r?\n|$)?[ \t]*([^\r\n]{0,400})", re.MULTILINE)


def bounce(mail: Part, text: str) -> Bounce | None:
    """What a mail says about one that did not arrive, or is late; None where it says nothing of that kind.

    Of several recipients the first that failed. Nothing is believed here: see whether original_id is one of ours.
    """
    status = next((part for part in mail.walk() if part.type in _STATUSES), None)
    if status is not None:
        return _from_fields(status, mail, text)
    failed = tidy_line(mail.headers.get("x-failed-recipients").split(",")[0], 254).lower()
    text = text[:MOST_CHARACTERS]
    if failed or _EXIM in text or _QMAIL.search(text[:2_000]):
        return _from_words(mail, text, failed)
    return None


def _from_fields(part, mail, text):
    """RFC 3464: a block about the mail, then a block for each recipient."""
    blocks = [_block(each) for each in re.split(rb"\n[ \t\r]*\n", part.content(MOST_CHARACTERS)) if each.strip()][:100]
    about = [each for each in blocks if each.has("final-recipient") or each.has("action") or each.has("status")]
    chosen = next(
        (each for each in about if each.get("action").strip().lower() == "failed"), about[0] if about else None
    )
    if chosen is None:
        return Bounce("5.0.0", "failed", "", _original(mail, blocks, text))
    says = tidy_line(chosen.get("diagnostic-code").partition(";")[2] or chosen.get("diagnostic-code"), 400)
    recipient = chosen.get("original-recipient") or chosen.get("final-recipient")
    return Bounce(
        status=_status(chosen.get("status")) or _status(says) or "5.0.0",
        action=tidy_line(chosen.get("action"), 20).lower() or "failed",
        recipient=tidy_line(recipient.partition(";")[2] or recipient, 254).strip("<> ").lower(),
        original_id=_original(mail, blocks, text),
        says=says,
    )


def _block(raw):
    headers, _body = split_off(raw.strip())
    return headers


def _from_words(mail, text, failed):
    before = re.split(r"^-{2,6} (?:Below this line|This is a copy)", text, maxsplit=1, flags=re.MULTILINE)[0]
    match = _SAYS.search(before)
    says = tidy_line(match[2] if match else before.strip().rpartition("\n\n")[2], 400)
    is_late = bool(mail.headers.get("subject").lower().startswith(("warning:", "delayed", "delivery delayed")))
    return Bounce(
        status=_status(says) or _status(before) or ("4.0.0" if is_late else "5.0.0"),
        action="delayed" if is_late else "failed",
        recipient=failed or (match[1].lower() if match else ""),
        original_id=_original(mail, [], text),
        says=says,
    )


def _status(text):
    match = _STATUS.search(text)
    if match:
        return ".".join(match.groups())
    code = _CODE.search(f"{text} ")
    return f"{code[1]}.0.0" if code else ""


def _original(mail, blocks, text):
    """The Message-ID of the mail that is returned, as the returned part, the report or its words have it."""
    for part in mail.walk():
        if part.type in _RETURNED:
            headers, _body = split_off(part.content(MOST_CHARACTERS))
            if match := _ID.search(headers.get("message-id")):
                return match[0]
    for block in blocks:
        for name in ("original-message-id", "x-original-message-id"):
            if match := _ID.search(block.get(name)):
                return match[0]
    match = _ID_LINE.search(text)
    return match[1] if match else ""
