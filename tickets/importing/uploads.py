"""Files that superusers uploaded to import, kept in the data folder under random names until they are done with."""

import json
import os
import re
import secrets
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from django.conf import settings

from itdesk.text import clean_line

MOST_BYTES = 20 * 1024 * 1024
KEPT_SECONDS = 24 * 60 * 60  # the file and its rejects
LISTED_SECONDS = 90 * 24 * 60 * 60  # what became of it
MOST_LISTED = 20
_KEY = re.compile(r"[A-Za-z0-9_-]{32}")


@dataclass
class Upload:
    """name: the file's own, for people only. batch, sum_words, number: "" and 0 until it is imported."""

    key: str
    name: str
    by: str
    at: float  # seconds since the epoch
    batch: str = ""
    sum_words: str = ""
    number: int = 0

    @property
    def path(self):
        return _folder() / f"{self.key}.data"

    @property
    def rejects(self):
        return _folder() / f"{self.key}.rejects"

    @property
    def moment(self):
        return datetime.fromtimestamp(self.at, UTC)

    def save(self):
        """Whole or not at all."""
        draft = _folder() / f"{self.key}.draft"
        draft.write_text(json.dumps(asdict(self)), "utf-8")
        draft.replace(_folder() / f"{self.key}.json")

    def claim(self):
        """Whether it is ours to import: the second press of the button is refused."""
        try:
            os.close(os.open(_folder() / f"{self.key}.claim", os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
        return True

    def let_go(self):
        """It was not imported after all."""
        (_folder() / f"{self.key}.claim").unlink(missing_ok=True)


def keep(file, *, by):
    """The Upload of an uploaded file (Django's UploadedFile)."""
    sweep()
    upload = Upload(secrets.token_urlsafe(24), clean_line(file.name or "")[:150], str(by), time.time())
    descriptor = os.open(upload.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "wb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    upload.save()
    return upload


def find(key):
    """The Upload with that key, or None."""
    if not _KEY.fullmatch(key):
        return None
    try:
        return Upload(**json.loads((_folder() / f"{key}.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def latest():
    """The latest uploads, newest first."""
    found = sorted(_folder().glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    return [upload for path in found[:MOST_LISTED] if (upload := find(path.stem))]


def sweep():
    """Take away what nobody needs any more."""
    now = time.time()
    for path in _folder().iterdir():
        kept = LISTED_SECONDS if path.suffix in (".json", ".claim") else KEPT_SECONDS
        try:
            if now - path.stat().st_mtime > kept:
                path.unlink(missing_ok=True)
        except FileNotFoundError:  # another process swept it
            continue


def _folder():
    folder = settings.DATA_DIR / "imports" / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
