"""Whether this process was asked to stop: what takes long looks here between two pieces of its work.

A plain flag and short sleeps: a signal's handler that took a lock could wait for the very thread that it interrupted.
"""

import time

LOOK_EVERY = 0.5  # seconds
_asked = False


def ask() -> None:
    global _asked
    _asked = True


def forget() -> None:
    """For what begins anew in the same process."""
    global _asked
    _asked = False


def is_asked() -> bool:
    return _asked


def wait(seconds: float) -> bool:
    """Sleep for so long, or until it is asked; whether it was."""
    ends_at = time.monotonic() + seconds
    while not _asked and (left := ends_at - time.monotonic()) > 0:
        time.sleep(min(LOOK_EVERY, left))
    return _asked
