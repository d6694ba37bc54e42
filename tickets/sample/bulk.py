"""Rows into tables as fast as each database takes them: one statement for many on SQLite, COPY on PostgreSQL."""

from contextlib import contextmanager

from django.core.management.color import no_style

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL",
    "postgresql": """SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = %s
        AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE contype IN ('p', 'u', 'x'))""",
}


def write(connection, table, columns, rows):
    """Insert rows (tuples of str, int, bytes or None, in the order of columns; moments as UTC text)."""
    names = ", ".join(f'"{name}"' for name in columns)
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        marks = ", ".join("?" * len(columns))
        connection.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608
        return
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        copy.write("".join(["\t".join([_text(value) for value in row]) + "\n" for row in rows]))


@contextmanager
def without_indexes(connection, *tables):
    """Inside, the tables have no indexes but those of their keys; afterwards the same ones as before, made in one go each."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # or millions of checks wait for the end, and bar new indexes
        made = []
        for table in tables:
            cursor.execute(_INDEXES[connection.vendor], [table])
            made += cursor.fetchall()
        for name, _sql in made:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _name, sql in made:
            cursor.execute(sql)


def count_on(connection, *models):
    """Bring the sequences of keys behind the highest key (PostgreSQL; SQLite does so itself)."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _text(value):
    """A value as COPY reads it."""
    if isinstance(value, str):
        return value.translate(_ESCAPES) if "\\" in value or "\n" in value or "\t" in value or "\r" in value else value
    if value is None:
        return "\\N"
    return f"\\\\x{value.hex()}" if isinstance(value, bytes) else str(value)
