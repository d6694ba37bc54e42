"""What the commands say: how far they are, how it went, and one line when it went wrong."""

import errno
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management import CommandError
from django.db import Error

from itdesk.backup.errors import Damaged, Refused
from itdesk.backup.restoring import Restored
from itdesk.launch import NoDatabase

NO_GOOD, COULD_NOT = 1, 2  # exit codes


@contextmanager
def failing_in_one_line() -> Iterator[None]:
    """Turns what can go wrong into CommandError; SIGTERM ends it as tidily as Ctrl+C."""
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    except Damaged as wrong:
        raise CommandError(f"This backup is no good. {wrong}", returncode=NO_GOOD) from None
    except (Refused, NoDatabase) as refusal:
        raise CommandError(str(refusal), returncode=COULD_NOT) from None
    except (Error, OSError) as failure:
        raise CommandError(_in_words(failure), returncode=COULD_NOT) from None
    except KeyboardInterrupt:
        raise CommandError("Stopped; nothing is left behind.", returncode=COULD_NOT) from None
    finally:
        signal.signal(signal.SIGTERM, before)


def progress_on(stream: Any) -> Callable[[str, int, int], None]:
    """Draws a bar where somebody watches, and nothing otherwise."""
    last = [""]

    def progress(doing: str, done: int, of: int) -> None:
        line = f"{doing} {'█' * (20 * done // max(of, 1)):·<20} {done:,} / {of:,}"
        percent = f"{doing}{100 * done // max(of, 1)}"
        if stream.isatty() and percent != last[0]:
            last[0] = percent
            stream.write(f"\r\x1b[K{line}", ending="\n" if done >= of else "")
            stream.flush()

    return progress


def sentence_of(restored: Restored) -> str:
    """The verdict. Raises Damaged when there is something to complain of."""
    if restored.complaints:
        raise CommandError("This backup is no good. " + " ".join(restored.complaints[:5]), returncode=NO_GOOD)
    said = restored.manifest
    age = timedelta(seconds=round((datetime.now(UTC) - said.taken_at).total_seconds()))
    return (
        f"Restored and sound: {said.all_rows:,} rows in {len(said.tables)} tables and {restored.files:,} files,"
        f" as of {said.taken_at:%Y-%m-%d %H:%M} UTC ({age} ago, from {said.database})."
    )


def _in_words(failure: Exception) -> str:
    text = str(failure).strip().splitlines() or [type(failure).__name__]
    if getattr(failure, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or "disk is full" in text[0]:
        return "The disk is full; nothing is left behind."
    return f"It failed, and nothing is left behind: {text[0]}"


def _end(number: int, frame: object) -> None:
    raise KeyboardInterrupt
