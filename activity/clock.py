"""One clock for all who work on the same rows, on however many machines: the database's."""

from django.db import connection
from django.utils import timezone


def now():
    """The moment by the database's clock, aware UTC: what leases are counted by. SQLite's is this machine's."""
    if connection.vendor == "sqlite":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
