"""What Django's own SQLite backend lacks: whoever waits to write looks again at once, and not after a while that grows.

SQLite's own waiting sleeps longer and longer, up to a tenth of a second, while our transactions last milliseconds: the
database would be free most of the time, and of several who wait the newest, with the shortest sleep, would be the next.
"""

import random
import time
from sqlite3 import SQLITE_BUSY
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

NAP = 0.001  # seconds, more or less: so that two who wait do not look at the same time for ever


class DatabaseWrapper(base.DatabaseWrapper):
    """Begins a transaction as soon as nobody else has one; raises OperationalError after OPTIONS["timeout"], as ever."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self.patience = conn_params.get("timeout", 5.0)  # seconds; sqlite3.connect has the same default
        return super().get_new_connection(conn_params)

    def _start_transaction_under_autocommit(self) -> None:
        ends_at = time.monotonic() + self.patience
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while True:
                try:
                    return super()._start_transaction_under_autocommit()
                except OperationalError as failure:
                    if not _is_busy(failure) or time.monotonic() > ends_at:
                        raise
                time.sleep(NAP * random.uniform(0.5, 1.5))  # noqa: S311
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {int(self.patience * 1000)}")


def _is_busy(failure: OperationalError) -> bool:
    return getattr(failure.__cause__, "sqlite_errorcode", 0) & 0xFF == SQLITE_BUSY  # also of BUSY_RECOVERY and so on
