"""What a test has committed goes at its end: on SQLite the file that was migrated is put back, which takes milliseconds.

Django's flush empties sixty tables and then fills them again as after every migrate.
"""

import sqlite3

from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.test import TransactionTestCase

from activity import seal

_MIGRATED = {}  # {name of the file: what was in it, as a database in memory}
_flush = TransactionTestCase._fixture_teardown


def remember():
    """What is in the default database now is what every test begins with."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        kept = _MIGRATED[connection.settings_dict["NAME"]] = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(kept)


def empty_again(case):
    """In the place of TransactionTestCase's own; the log's triggers refuse to have their table emptied."""
    connection = connections["default"]
    if kept := _MIGRATED.get(connection.settings_dict["NAME"]):
        connection.ensure_connection()
        kept.backup(connection.connection)
        ContentType.objects.clear_cache()
    else:
        with seal.lifted():
            _flush(case)
