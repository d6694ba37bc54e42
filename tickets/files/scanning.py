"""The optional virus scanner: clamd, asked by its own protocol (clamd(8), INSTREAM)."""

import re
import socket
import struct

from django.conf import settings

PIECE = 64 * 1024  # bytes
PATIENCE = 30  # seconds without a word
_FOUND = re.compile(r"stream: (.+) FOUND")


class Unavailable(Exception):
    """The scanner was asked for and did not answer: nobody knows what is in the file."""


def scan(file):
    """What clamd calls what it found in the file (Django's File), None where it found nothing or is not set up.

    Raises Unavailable: what could not be looked at is not taken.
    """
    if not settings.CLAMD:
        return None
    try:
        with _connection() as clamd:
            clamd.sendall(b"zINSTREAM\0")
            for piece in file.chunks(PIECE):
                clamd.sendall(struct.pack("!I", len(piece)) + piece)
            clamd.sendall(struct.pack("!I", 0))
            said = _answer(clamd)
    except OSError as failure:
        raise Unavailable(str(failure)) from None
    if said == "stream: OK":
        return None
    if found := _FOUND.fullmatch(said):
        return found[1]
    raise Unavailable(said)


def _connection():
    where = settings.CLAMD
    if where.startswith("/"):
        clamd = socket.socket(socket.AF_UNIX)
        clamd.settimeout(PATIENCE)
        clamd.connect(where)
        return clamd
    host, _colon, port = where.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE)


def _answer(clamd):
    said = b""
    while not said.endswith(b"\0") and len(said) < PIECE and (heard := clamd.recv(4096)):
        said += heard
    return said.rstrip(b"\0").decode(errors="replace").strip()
