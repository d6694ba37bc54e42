"""What had arrived of a form that is too large to be taken: nobody should type it again."""

import re

BEGINNING = "itdesk.beginning"  # the key of a WSGI environ under which the gateway puts a file with it
FIRST = 2 * 2**20  # bytes that are read of such a form; its words stand before its files
_BOUNDARY = re.compile(r'^multipart/form-data\s*;.*boundary="?([^";,\s]{1,70})', re.IGNORECASE)
_NAME = re.compile(rb';\s*name="([^"\r\n]*)"', re.IGNORECASE)
_FILE = re.compile(rb';\s*filename="([^"\r\n]*)"', re.IGNORECASE)
MOST = 1000  # fields, as Django takes


def arrived(beginning: bytes, content_type: str) -> tuple[list[tuple[str, str]], list[str]]:
    """(the text fields that stand whole in the beginning of a multipart form, the names of the files begun), RFC 7578."""
    boundary = _BOUNDARY.match(content_type)
    if boundary is None:
        return [], []
    parts = (b"\r\n" + beginning).split(b"\r\n--" + boundary[1].encode())
    fields, files = [], []
    for number, part in enumerate(parts[1 : MOST + 1], 1):
        head, _blank, value = part.partition(b"\r\n\r\n")
        name, file = _NAME.search(head), _FILE.search(head)
        if file and file[1]:
            files.append(_text(file[1]))
        elif name and not file and number < len(parts) - 1:  # the last one may be cut in two
            fields.append((_text(name[1]), _text(value)))
    return fields, files


def _text(sent: bytes) -> str:
    return sent.decode(errors="replace").replace("\0", "")
