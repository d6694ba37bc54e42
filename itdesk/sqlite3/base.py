"""What Django's own SQLite backend lacks: whoever waits to write looks again at once, and not after a while that grows.

SQLite's own waiting sleeps longer and longer, up to a tenth of a second, while our transactions last milliseconds: the
database would be free most of the time, and of several who wait the newest, with the shortest sleep, would be the next.
"""

import random
import sqlite3
import time
from typing import Any

from django.db.backends.sqlite3 import base

NAP = 0.001  # seconds, more or less: so that two who wait do not look at the same time for ever
WRITES = ("BEGIN", "INSERT", "UPDATE", "DELETE")


class Cursor(base.SQLiteCursorWrapper):
    """Begins to write as soon as nobody else does; raises OperationalError after the connection's patience, in seconds."""

    patience: float

    def execute(self, query: str, params: Any = None) -> Any:
        """Inside a transaction there is nobody to wait for. All who write wait alike, or some would never have a turn."""
        if self.connection.in_transaction or not query.startswith(WRITES):
            return super().execute(query, params)
        ends_at = time.monotonic() + self.patience
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while True:
                try:
                    return super().execute(query, params)
                except sqlite3.OperationalError as failure:
                    if not _is_busy(failure) or time.monotonic() > ends_at:
                        raise
                time.sleep(NAP * random.uniform(0.5, 1.5))  # noqa: S311
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {int(self.patience * 1000)}")


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with OPTIONS["timeout"] as ever: so long somebody waits."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self.patience = conn_params.get("timeout", 5.0)  # as sqlite3.connect has it
        return super().get_new_connection(conn_params)

    def create_cursor(self, name: str | None = None) -> Cursor:
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        cursor.patience = self.patience
        return cursor


def _is_busy(failure: sqlite3.OperationalError) -> bool:
    return getattr(failure, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY  # also of BUSY_RECOVERY and so on
