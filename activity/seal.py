"""The database itself refuses to rewrite history: triggers on the event table, for SQLite and PostgreSQL.

Installed after every migrate (SQLite drops a table's triggers when a migration rebuilds it). They stand aside only
inside `lifted()`, which is for forgetting a person, purging, and the flush between tests.
"""

from contextlib import contextmanager

from django.db import connections, transaction
from django.db.backends.signals import connection_created

TABLE = "activity_event"

_SAID = "events are never edited or deleted"
_SAME_EVENT = f"""SELECT 1 FROM {TABLE} WHERE id = NEW.id OR (subject_type_id = NEW.subject_type_id
    AND subject_id = NEW.subject_id AND version = NEW.version)"""  # noqa: S608  (constants only)
_SQLITE_REFUSES = {
    "UPDATE": "NOT desk_may_rewrite()",
    "DELETE": "NOT desk_may_rewrite()",
    # INSERT OR REPLACE deletes what stands in its way without asking the trigger for DELETE
    "INSERT": f"NOT desk_may_rewrite() AND EXISTS ({_SAME_EVENT})",
}
_SQLITE = [
    statement
    for act, refused in _SQLITE_REFUSES.items()
    for statement in (
        f"DROP TRIGGER IF EXISTS {TABLE}_keeps_{act}",
        f"""CREATE TRIGGER {TABLE}_keeps_{act} BEFORE {act} ON {TABLE} WHEN {refused}
        BEGIN SELECT RAISE(ABORT, '{_SAID}'); END""",
    )
]

_POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION desk_refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF current_setting('desk.may_rewrite', true) = 'yes' THEN
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    f"DROP TRIGGER IF EXISTS {TABLE}_keeps_rows ON {TABLE}",
    f"""CREATE TRIGGER {TABLE}_keeps_rows BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION desk_refuse_rewrite()""",
    f"DROP TRIGGER IF EXISTS {TABLE}_keeps_all ON {TABLE}",
    f"""CREATE TRIGGER {TABLE}_keeps_all BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION desk_refuse_rewrite()""",
]

_STATEMENTS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
_CATALOGUE = {
    "sqlite": (
        {f"{TABLE}_keeps_{act}" for act in _SQLITE_REFUSES},
        f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{TABLE}'",  # noqa: S608  (constants)
    ),
    "postgresql": (
        {f"{TABLE}_keeps_rows", f"{TABLE}_keeps_all"},
        f"SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass('{TABLE}') AND tgenabled IN ('O', 'A')",  # noqa: S608
    ),
}


def install(using="default", **kwargs):
    """(Re)install the triggers; connected to post_migrate."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if TABLE not in connection.introspection.table_names(cursor):
            return
        for statement in _STATEMENTS[connection.vendor]:
            cursor.execute(statement)


def is_in_place(using="default"):
    """Whether this database refuses, asked of its catalogue: every trigger by its name, and none switched off."""
    connection = connections[using]
    names, question = _CATALOGUE[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question)
        return names <= {name for (name,) in cursor.fetchall()}


@contextmanager
def lifted(using="default"):
    """While this lasts, this connection may rewrite events. One transaction, so that it can't be left open by accident."""
    connection = connections[using]
    with transaction.atomic(using=using):
        before = connection.desk_may_rewrite
        _allow(connection, True)
        try:
            yield
        except BaseException:
            connection.desk_may_rewrite = before  # PostgreSQL's setting is taken back by the roll-back
            raise
        _allow(connection, before)


def teach(connection, **kwargs):
    """Give each new SQLite connection the function that its triggers ask; connected to connection_created."""
    connection.desk_may_rewrite = False
    if connection.vendor == "sqlite":
        connection.connection.create_function("desk_may_rewrite", 0, lambda: connection.desk_may_rewrite)


def _allow(connection, allowed):
    connection.desk_may_rewrite = allowed
    if connection.vendor == "postgresql" and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('desk.may_rewrite', %s, true)", ["yes" if allowed else "no"])


connection_created.connect(teach, dispatch_uid="desk_may_rewrite")
