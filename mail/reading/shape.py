"""The shape of a mail that was read. Every text is free of lone surrogates and NUL; "" or an empty list: it says nothing."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class File:
    """name: as the mail gives it. size: bytes. place: its content, in the folder that the reader was given."""

    name: str
    type: str
    size: int
    place: str
    content_id: str = ""
    is_inline: bool = False


@dataclass
class Bounce:
    """A server says that a mail did not arrive. status: RFC 3463, such as "5.1.1". original_id: with its angle brackets."""

    status: str
    action: str
    recipient: str
    original_id: str
    says: str = ""


@dataclass
class Read:
    """kind: "ok", or "unreadable" when there is nothing but the raw bytes. Header texts as sent where nothing else is said.

    text: the words meant for the reader. quoted: what the mail repeats, and its signature. html: sanitised.
    marks: what tells that a machine wrote it (see mail.reading.machines), each name with the header's value.
    """

    kind: str = "ok"
    header_id: str = ""
    in_reply_to: str = ""
    references: str = ""
    from_name: str = ""
    from_address: str = ""  # lower-cased; "" where there is none, or several
    reply_to: str = ""
    to: list[str] = field(default_factory=list)  # addresses
    cc: list[str] = field(default_factory=list)
    delivered_to: list[str] = field(default_factory=list)  # Delivered-To, X-Original-To, Envelope-To
    date: datetime | None = None  # UTC
    subject: str = ""
    text: str = ""
    quoted: str = ""
    html: str = ""
    files: list[File] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    bounce: Bounce | None = None
    authentication: list[str] = field(default_factory=list)  # Authentication-Results
    invitation: str = ""  # a calendar's title
    problems: list[str] = field(default_factory=list)  # what could not be read, in plain words
