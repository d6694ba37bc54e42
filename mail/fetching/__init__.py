"""Mail is fetched from IMAP and POP3 servers: read, kept here, and only then is the server's copy touched."""

from mail.fetching.connecting import Trouble
from mail.fetching.looking import describe, fetch_due, look_once

__all__ = ["Trouble", "describe", "fetch_due", "look_once"]
