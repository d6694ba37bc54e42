"""The database itself refuses to rewrite history: triggers on the event table, for SQLite and PostgreSQL.

Installed after every migrate (SQLite drops a table's triggers when a migration rebuilds it). They stand aside only
inside `lifted()`, which is for forgetting a person, purging, and the flush between tests.
"""

from contextlib import contextmanager

from django.db import connections, transaction
from django.db.backends.signals import connection_created

TABLE = "activity_event"

_SQLITE = [
    f"DROP TRIGGER IF EXISTS {TABLE}_keeps_{{act}}",
    f"""CREATE TRIGGER {TABLE}_keeps_{{act}} BEFORE {{act}} ON {TABLE} WHEN NOT desk_may_rewrite()
        BEGIN SELECT RAISE(ABORT, 'events are never edited or deleted'); END""",
]

_POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION desk_refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF current_setting('desk.may_rewrite', true) = 'yes' THEN
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'events are never edited or deleted' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    f"DROP TRIGGER IF EXISTS {TABLE}_keeps_rows ON {TABLE}",
    f"""CREATE TRIGGER {TABLE}_keeps_rows BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION desk_refuse_rewrite()""",
    f"DROP TRIGGER IF EXISTS {TABLE}_keeps_all ON {TABLE}",
    f"""CREATE TRIGGER {TABLE}_keeps_all BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION desk_refuse_rewrite()""",
]


def install(using="default", **kwargs):
    """(Re)install the triggers; connected to post_migrate."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if TABLE not in connection.introspection.table_names(cursor):
            return
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def is_in_place(using="default"):
    """Whether this database refuses, asked of its catalogue."""
    connection = connections[using]
    catalogue = (
        "sqlite_master WHERE type = 'trigger' AND name" if connection.vendor == "sqlite" else "pg_trigger WHERE tgname"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {catalogue} LIKE '{TABLE}_keeps_%'")  # noqa: S608  (constants only)
        return cursor.fetchone()[0] == 2


@contextmanager
def lifted(using="default"):
    """While this lasts, this connection may rewrite events. One transaction, so that it can't be left open by accident."""
    connection = connections[using]
    with transaction.atomic(using=using):
        _allow(connection, True)
        try:
            yield
        finally:
            _allow(connection, False)


def teach(connection, **kwargs):
    """Give each new SQLite connection the function that its triggers ask; connected to connection_created."""
    if connection.vendor == "sqlite":
        connection.desk_may_rewrite = False
        connection.connection.create_function("desk_may_rewrite", 0, lambda: connection.desk_may_rewrite)


def _allow(connection, allowed):
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.desk_may_rewrite = allowed
    elif not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('desk.may_rewrite', %s, true)", ["yes" if allowed else "no"])


def _statements(vendor):
    if vendor == "postgresql":
        return _POSTGRESQL
    return [statement.format(act=act) for act in ("UPDATE", "DELETE") for statement in _SQLITE]


connection_created.connect(teach, dispatch_uid="desk_may_rewrite")
