"""Rows into tables as fast as each database takes them: copied from a file of SQLite's own, or by COPY on PostgreSQL.

What costs most, turning values into the database's form, is done by whichever process made the rows (`pack`).
"""

import sqlite3
from contextlib import closing, contextmanager

from django.core.management.color import no_style

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
# SQLite attaches ten files, and lets go of none in a transaction
MOST_PARCELS = {"sqlite": 10, "postgresql": 1_000_000}
_IN_THE_WAY = {
    "sqlite": """SELECT type, name, sql FROM sqlite_master
        WHERE type IN ('index', 'trigger') AND tbl_name = %s AND sql IS NOT NULL""",
    "postgresql": """SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = %s
        AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE contype IN ('p', 'u', 'x'))""",
}


def pack(vendor, path, tables):
    """A parcel for `unpack`, in any process. tables: iterable of (table, columns, rows), a table as often as one likes.

    Rows are tuples of str, int, bytes or None, in the order of columns; moments are UTC text. path: of a new file, which
    is for SQLite to make.
    """
    if vendor == "postgresql":
        return [(table, columns, _copy_text(rows)) for table, columns, rows in tables]
    packed = {}
    with closing(sqlite3.connect(path, isolation_level=None)) as parcel:
        parcel.execute("PRAGMA journal_mode=OFF")
        parcel.execute("PRAGMA synchronous=OFF")
        parcel.execute("BEGIN")
        for table, columns, rows in tables:
            if table not in packed:
                packed[table] = columns
                parcel.execute(f"CREATE TABLE {table} ({_names(columns)})")
            marks = ", ".join("?" * len(columns))
            parcel.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
        parcel.execute("COMMIT")
    return path, packed


def unpack(connection, parcel):
    """Insert the rows of a parcel, in their order. At most MOST_PARCELS in one transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table, columns, text in parcel:
                with cursor.copy(f"COPY {table} ({_names(columns)}) FROM STDIN") as copy:
                    copy.write(text)
            return
        path, packed = parcel
        cursor.execute("PRAGMA database_list")
        name = f"parcel{len(cursor.fetchall())}"
        cursor.execute(f"ATTACH %s AS {name}", [path])
        for table, columns in packed.items():
            names = _names(columns)
            cursor.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM {name}.{table}")  # noqa: S608


@contextmanager
def bare(connection, *tables):
    """Inside, the tables have no indexes but those of their keys, and on SQLite no triggers; afterwards the same as before."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # or millions of checks wait for the end, and bar new indexes
        made = []
        for table in tables:
            cursor.execute(_IN_THE_WAY[connection.vendor], [table])
            made += cursor.fetchall()
        for kind, name, _sql in made:
            cursor.execute(f'DROP {kind} "{name}"')
        yield
        for _kind, _name, sql in made:
            cursor.execute(sql)


def count_on(connection, *models):
    """Bring the sequences of keys behind the highest key (PostgreSQL; SQLite does so itself)."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _names(columns):
    return ", ".join(f'"{name}"' for name in columns)


def _copy_text(rows):
    return "".join(["\t".join([_text(value) for value in row]) + "\n" for row in rows]).encode()


def _text(value):
    """A value as COPY reads it."""
    if isinstance(value, str):
        return value.translate(_ESCAPES) if "\\" in value or "\n" in value or "\t" in value or "\r" in value else value
    if value is None:
        return "\\N"
    return f"\\\\x{value.hex()}" if isinstance(value, bytes) else str(value)
