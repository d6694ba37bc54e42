"""What came is ours, safely, before anybody else's copy of it is touched."""

import hashlib
import re
import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import F

from mail.models import Arrival, LeftThere, Mailbox

FOLDER = "mail"  # in the storage
LARGEST = 25 * 2**20  # bytes of a mail
MOST_OF_HEADERS = 64 * 2**10  # bytes that are kept of one that is larger
NAMED_BY = (b"message-id", b"from", b"date", b"subject")
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(rb"\r?\n[ \t]+")


def keep(mailbox, raw, server_key="", *, stays=False):
    """The Arrival of a mail (bytes) whose content is on the disk and whose row is committed; None for a duplicate.

    server_key: what the server calls its copy. stays: that copy is known from now on and stays (see LeftThere). Either
    way the mailbox has counted it. Raises django.db.Error, OSError: then nothing is kept and nothing counted.
    """
    return _keep(mailbox, raw, server_key, stays=stays, size=len(raw))


def keep_headers(mailbox, head, server_key="", *, size, reason, stays=False):
    """The same, for a mail that is too much, or that the server does not give: its headers alone, to be set aside.

    size: bytes of the whole, on the server. reason: a key of mail.reasons.
    """
    return _keep(mailbox, head[:MOST_OF_HEADERS], server_key, stays=stays, size=size, reason=reason)


def digest_of(raw):
    """What makes it this mail and no other, hexadecimal: SHA-256 of what names it (NAMED_BY) and of its body.

    Thus the same mail by another way, with other Received lines, is the same; another one under a Message-ID that was
    used before is another. Without a Message-ID, of all its bytes.
    """
    end = _HEADERS_END.search(raw)
    head, body = (raw[: end.start()], raw[end.end() :]) if end else (raw, b"")
    named = _named(head)
    if not named.get(b"message-id"):
        return hashlib.sha256(raw).hexdigest()
    digest = hashlib.sha256()
    for part in [*(named.get(name, b"") for name in NAMED_BY), body.replace(b"\r\n", b"\n")]:
        digest.update(b"%d:" % len(part) + part)
    return digest.hexdigest()


def raw_of(arrival):
    """The bytes as they came; b"" once they were swept. Raises OSError."""
    if not arrival.kept_as:
        return b""
    with default_storage.open(arrival.kept_as) as file:
        return file.read()


def _keep(mailbox, raw, server_key, *, stays, **fields):
    digest = digest_of(raw or server_key.encode())
    if Arrival.objects.filter(mailbox=mailbox, digest=digest).exists():  # mostly spares a file; the row below decides
        return _count_duplicate(mailbox, server_key, stays)
    place = default_storage.save(_new_place(), ContentFile(raw))
    arrival = Arrival(mailbox=mailbox, digest=digest, kept_as=place, server_key=server_key, **fields)
    arrival.sha256 = hashlib.sha256(raw).hexdigest()
    try:
        with transaction.atomic():
            arrival.save(force_insert=True)
            _count(mailbox, server_key, stays)
    except IntegrityError:
        default_storage.delete(place)
        if not Arrival.objects.filter(mailbox=mailbox, digest=digest).exists():
            raise  # the mailbox is gone; otherwise somebody else came with the mail a moment ago
        return _count_duplicate(mailbox, server_key, stays)
    return arrival


@transaction.atomic
def _count_duplicate(mailbox, server_key, stays):
    _count(mailbox, server_key, stays, duplicates=F("duplicates") + 1)


def _count(mailbox, server_key, stays, **also):
    Mailbox.objects.filter(pk=mailbox.pk).update(seen=F("seen") + 1, **also)
    if stays:
        LeftThere.objects.bulk_create([LeftThere(mailbox=mailbox, server_key=server_key)], ignore_conflicts=True)


def _named(head):
    """{name: value} of the first of each, unfolded."""
    named = {}
    for line in _FOLD.sub(b" ", head).split(b"\n"):
        name, colon, value = line.partition(b":")
        if colon and (name := name.strip().lower()) in NAMED_BY:
            named.setdefault(name, value.strip())
    return named


def _new_place():
    """A name that nobody can guess: 256 folders, 120 bits."""
    name = secrets.token_hex(16)
    return f"{FOLDER}/{name[:2]}/{name[2:]}"
