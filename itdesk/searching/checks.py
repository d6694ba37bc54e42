"""A database that can't search is named, with what to do about it."""

import sqlite3
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from itdesk.searching.index import OLDEST_SQLITE, has_trigrams


@register()
def sqlite_can_search(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    used = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    if used and sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield Error(
            f"SQLite is {sqlite3.sqlite_version}: its index of three characters does not do what the search needs.",
            hint=f"Use a Python with SQLite {'.'.join(map(str, OLDEST_SQLITE))} or later, or PostgreSQL.",
            id="itdesk.E008",
        )


@register(Tags.database)  # these run only when a database is named
def postgresql_can_search(app_configs: Any, databases: Any = None, **kwargs: Any) -> Iterable[CheckMessage]:
    for using in databases or []:
        if connections[using].vendor != "postgresql":
            continue
        if not has_trigrams(using) and connections[using].introspection.table_names():
            yield Warning(
                "The database has no pg_trgm, so searching reads every ticket.",
                hint="Install PostgreSQL's contrib package, let a superuser say CREATE EXTENSION pg_trgm in this database, "
                "and run manage.py migrate.",
                id="itdesk.W003",
            )
        elif not _knows_letters(using):
            yield Warning(
                "The database's locale knows no letters but a to z, so searching for others reads every ticket.",
                hint="Restore it into a database made with LOCALE 'C.UTF-8', or any other locale of UTF-8.",
                id="itdesk.W004",
            )


def _knows_letters(using: str) -> bool:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT lower('É') = 'é'")
        return cursor.fetchone()[0]
