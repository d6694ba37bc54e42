"""Time for what takes minutes on a large desk: making an index, a migration, ANALYZE. PostgreSQL's limits are for pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connections

LIMITS = ("statement_timeout", "idle_in_transaction_session_timeout")


def take_any_time(connection: Any) -> None:
    """No limit until the transaction ends. Nothing on SQLite, which has none."""
    if connection.vendor == "postgresql":
        _run(connection, "SET LOCAL {} = 0")


@contextmanager
def at_leisure(connection: Any) -> Iterator[None]:
    """No limit inside; not in a transaction, for what PostgreSQL does not let into one."""
    if connection.vendor != "postgresql":
        yield
        return
    _run(connection, "SET {} = 0")
    try:
        yield
    finally:
        _run(connection, "RESET {}")


def before_migrating(using: str, **kwargs: Any) -> None:
    """Connected to pre_migrate."""
    if connections[using].vendor == "postgresql":
        _run(connections[using], "SET {} = 0")


def after_migrating(sender: Any, using: str, **kwargs: Any) -> None:
    """Connected to post_migrate of every application: the last one's is the end."""
    told = [config for config in apps.get_app_configs() if config.models_module]  # Django tells no others
    if sender is told[-1] and connections[using].vendor == "postgresql":
        _run(connections[using], "RESET {}")


def _run(connection: Any, statement: str) -> None:
    with connection.cursor() as cursor:
        for limit in LIMITS:
            cursor.execute(statement.format(limit))
