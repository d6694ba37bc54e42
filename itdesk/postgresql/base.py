"""What Django's own PostgreSQL backend lacks: nobody waits for ever, and a queue does not wait for one thing in turn.

statement_timeout is the server's: when the server or the way to it is frozen, nothing comes, and our one thread of a
process would wait until somebody restarts it.
"""

import time
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.postgresql import base
from psycopg.errors import _WaitTimeout
from psycopg_pool import PoolTimeout

from itdesk import postgresql

LONGEST_WAIT = 5  # seconds for a connection, in as many turns as the pool's timeout makes of it
LONGEST_SIGN = 3  # seconds for "are you there", which the pool asks of each connection before it gives it out
REST = 1  # second after a vain wait for a connection, in which nobody else waits for one


class Connection(psycopg.Connection[Any]):
    """In a web process, closes itself and raises OperationalError when an answer takes longer than it may."""

    is_asked_for_a_sign = False

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        longest = LONGEST_SIGN if self.is_asked_for_a_sign else postgresql.longest
        try:
            return super().wait(gen, interval, timeout or longest)
        except _WaitTimeout:
            if timeout is None:
                self.pgconn.finish()
                raise psycopg.OperationalError(f"PostgreSQL has not answered for {longest} seconds") from None
            raise

    def execute(self, *arguments: Any, **options: Any) -> Any:
        """The pool's question; Django's statements go through cursors.

        What broke one has broken all: the pool would find out one by one, after a longer and longer pause.
        """
        self.is_asked_for_a_sign = True
        try:
            return super().execute(*arguments, **options)
        except psycopg.OperationalError:
            if (pool := getattr(self, "_pool", None)) is not None:
                pool.drain()
            raise
        finally:
            self.is_asked_for_a_sign = False


class DatabaseWrapper(base.DatabaseWrapper):
    """Asks the pool anew while somebody waits: it tries for whoever comes, not for whoever is waiting already.

    After a vain wait for a connection, whoever comes next is told so at once: a queue of visitors is soon answered.
    """

    given_up_at = float("-inf")  # by the monotonic clock, of this process

    def __init__(self, settings_dict: dict[str, Any], alias: str = DEFAULT_DB_ALIAS) -> None:
        super().__init__(settings_dict, alias)
        if isinstance(pool := self.settings_dict["OPTIONS"].get("pool"), dict):
            pool.setdefault("connection_class", Connection)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if time.monotonic() - DatabaseWrapper.given_up_at < REST:
            raise psycopg.OperationalError("PostgreSQL did not answer a moment ago")
        ends_at = time.monotonic() + LONGEST_WAIT
        while True:
            try:
                return super().get_new_connection(conn_params)
            except psycopg.OperationalError as failure:
                if not isinstance(failure, PoolTimeout) or time.monotonic() >= ends_at:
                    DatabaseWrapper.given_up_at = time.monotonic()
                    raise
