"""What a file is called once it is ours: never what somebody's system would obey, hide or show differently."""

import re
import unicodedata

from itdesk.text import clean_line

MOST_BYTES = 255  # of a name, on every file system in use
MOST_OF_AN_ENDING = 20  # bytes
_NOT_IN_NAMES = re.compile(r'[<>:"|?*\x00-\x1f]')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])[ ]*(\.|$)", re.IGNORECASE)
_NEVER = {"Cf", "Cs", "Cn", "Co"}  # joiners, marks of direction, tags; halves of pairs; unassigned; private
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters that show nothing
NAMELESS = "file"


def name_of(given):
    """A name in NFC, of at most 255 bytes, without folders, invisible or bidi characters, leading or trailing dots.

    Names that Windows keeps for devices get a line before them: CON.txt is _CON.txt. "file" where nothing is left.
    """
    seen = "".join(char for char in given if unicodedata.category(char) not in _NEVER and char not in _BLANK)
    name = _NOT_IN_NAMES.sub("_", re.split(r"[/\\]", clean_line(seen))[-1])
    name = name.strip(". ")
    if _DEVICE.match(name):
        name = f"_{name}"
    return _shortened(name) or NAMELESS


def _shortened(name):
    """Within MOST_BYTES, with its ending: that says what opens it."""
    if len(name.encode()) <= MOST_BYTES:
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending.encode()) > MOST_OF_AN_ENDING:
        stem, dot, ending = name, "", ""
    room = MOST_BYTES - len((dot + ending).encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + dot + ending
