"""The key that signs sessions and links, where nobody gave one."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path


def kept_in(folder: Path) -> str:
    """One made once and kept beside the data, however many processes ask for it first."""
    kept = folder / "secret_key"
    if not kept.exists():
        descriptor, draft = tempfile.mkstemp(dir=folder)  # readable by us alone
        with os.fdopen(descriptor, "w") as new:
            new.write(secrets.token_urlsafe(60))
        with suppress(FileExistsError):
            os.link(draft, kept)  # whole or not at all, and the first one wins
        os.unlink(draft)
    return kept.read_text().strip()
