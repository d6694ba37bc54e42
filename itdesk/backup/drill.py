"""When a backup was last proved to restore: a small file in the data folder, which /readyz/ shows."""

import json
import os
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

NAME = "last_verified_backup.json"


def note(*, taken_at: datetime, rows: int) -> None:
    """It is proved, now, of a backup of that moment."""
    said = {
        "taken_at": taken_at.isoformat(),
        "verified_at": datetime.now(UTC).replace(microsecond=0).isoformat(),
        "rows": rows,
    }
    draft = settings.DATA_DIR / f".{NAME}.{os.getpid()}"
    draft.write_text(json.dumps(said))
    os.replace(draft, settings.DATA_DIR / NAME)


def last() -> dict[str, Any] | None:
    """taken_at and verified_at (UTC), rows; None when none was."""
    try:
        said: dict[str, Any] = json.loads((settings.DATA_DIR / NAME).read_text())
    except (OSError, ValueError):
        return None
    return said
