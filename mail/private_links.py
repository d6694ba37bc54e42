"""The links in our own mails, as an answer repeats them: each is one reader's alone, and others on the ticket see the answer.

Whoever follows a ticket could else speak on it as who asked for help, and whoever reads what an agent wrote below a mail
about a new password could choose that password.
"""

import re
from dataclasses import replace

HIDDEN = "…"
_SLASH = r"(?:/|%2F)"  # some mail servers put a link into one of their own
_TOKEN = re.compile(
    rf"(track{_SLASH})[\w-]{{43}}(?![\w-])|(password{_SLASH}reset{_SLASH})[\w-]{{1,40}}{_SLASH}[\w-]{{1,80}}",
    re.IGNORECASE | re.ASCII,
)


def without(text):
    """The text with its private links leading nowhere."""
    return _TOKEN.sub(lambda found: f"{found[1] or found[2]}{HIDDEN}", text)


def left_out_of(read):
    """The mail.reading.Read without them, in all its words."""
    words = {name: without(getattr(read, name)) for name in ("subject", "text", "quoted", "html")}
    return replace(read, **words)
