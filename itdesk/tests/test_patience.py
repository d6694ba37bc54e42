"""What may take minutes on PostgreSQL is not stopped by the limits that are for pages; they are back afterwards."""

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.db.models.signals import post_migrate

from itdesk.patience import at_leisure, take_any_time
from tickets import search

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="of PostgreSQL"),
]


def limit():
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return cursor.fetchone()[0]


def slow(sender=None, **kwargs):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.3)")


def test_a_transaction_may_take_its_time_and_the_next_may_not():
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '100ms'")
    with transaction.atomic():
        take_any_time(connection)
        slow()
    with pytest.raises(OperationalError, match="statement timeout"):
        slow()
    with at_leisure(connection):
        slow()
    assert limit() == "15s"


def test_a_migration_may_take_its_time_with_the_indexes_that_come_after_it():
    seen = []

    def look(**kwargs):
        seen.append(limit())

    post_migrate.connect(look, dispatch_uid="look")
    try:
        call_command("migrate", verbosity=0)
    finally:
        post_migrate.disconnect(dispatch_uid="look")
    assert set(seen[:-1]) == {"0"} and limit() == "15s"


def test_an_index_that_takes_long_is_made_and_made_anew():
    search.INDEX.install()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {search.INDEX.name}")
        cursor.execute("SET statement_timeout = '100ms'")

    def listening(execute, sql, params, many, context):
        if "CREATE INDEX" in sql or "REINDEX" in sql:
            limits.append(limit())
        return execute(sql, params, many, context)

    limits = []
    with connection.execute_wrapper(listening):
        search.INDEX.install()
        search.INDEX.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("RESET statement_timeout")
    assert limits == ["0", "0"] and search.INDEX.is_in_place()
