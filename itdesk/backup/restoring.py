"""Makes a desk of an archive: here, into an empty installation, or aside, to prove that it can be done."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DataError, IntegrityError, OperationalError, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

from itdesk.backup import archive, aside, drill, manifest, numbers, schema
from itdesk.backup.attachments import Attachments, OnlyCounted
from itdesk.backup.errors import Damaged, Refused
from itdesk.backup.filling import FILLING
from itdesk.backup.manifest import Manifest

Progress = Callable[[str, int, int], Any]  # what is being done, how far, of how much
NEVER_USED = "Restore into a new data folder or a new database."


@dataclass(frozen=True)
class Restored:
    """What an archive turned out to hold. complaints: what is wrong with it as a desk, in sentences."""

    manifest: Manifest
    files: int
    complaints: list[str]


def check(path: Path, *, progress: Progress) -> Restored:
    """Makes a desk of the archive aside, in a SQLite of its own whatever the desk runs on, and asks it questions.

    Raises Damaged, Refused. When nothing is wrong, the day is noted (see drill.py).
    """
    with aside.folder("checking") as folder, aside.sqlite_desk(folder / "itdesk.sqlite3") as connection:
        restored = _build(connection, path, OnlyCounted(), progress)
    if not restored.complaints:
        drill.note(taken_at=restored.manifest.taken_at, rows=restored.manifest.all_rows)
    return restored


def restore(path: Path, *, progress: Progress) -> Restored:
    """Fills this installation, which has to be empty, and which is as empty as before when it fails.

    Raises Damaged, Refused, django.db.Error.
    """
    connection = connections["default"]
    refuse_unless_empty(connection)
    files = Attachments(Path(settings.MEDIA_ROOT))
    files.refuse_unless_empty()
    files.begin()
    try:
        restored = _RESTORE[connection.vendor](connection, path, files, progress)
    except BaseException:
        files.discard()
        raise
    finally:
        ContentType.objects.clear_cache()
    drill.note(taken_at=restored.manifest.taken_at, rows=restored.manifest.all_rows)
    return restored


def refuse_unless_empty(connection: Any) -> None:
    """Raises Refused, naming a table that somebody has used."""
    applied = schema.applied_to(connection)
    there = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in schema.tables_at(applied):
            if table.name in there and table.is_carried and table.model not in settings.BACKUP_EXPECTS:
                cursor.execute(f'SELECT 1 FROM "{table.name}" LIMIT 1')  # noqa: S608  (our own table)
                if cursor.fetchone():
                    raise Refused(f"This installation is not empty: {table.name} has rows. {NEVER_USED}")


def _into_sqlite(connection: Any, path: Path, files: Attachments, progress: Progress) -> Restored:
    target = connection.settings_dict["NAME"]
    connection.close()
    with aside.folder("restoring") as folder:
        source = folder / "itdesk.sqlite3"
        with aside.sqlite_desk(source) as built:
            restored = _sound(_build(built, path, files, progress))
        files.place()
        _take_over(source, target)
    return restored


def _take_over(source: Path, target: str) -> None:
    """One transaction of SQLite's own writes the whole file, once nobody else has it open and it is empty still."""
    with aside.exclusively(target) as ours:
        try:
            ours.cursor().execute("BEGIN EXCLUSIVE")
        except OperationalError as failure:
            raise Refused(f"The desk is running ({failure}): stop it first.") from None
        refuse_unless_empty(ours)
        ours.cursor().execute("COMMIT")
        with closing(sqlite3.connect(source)) as theirs:
            theirs.backup(ours.connection)
        ours.cursor().execute("PRAGMA journal_mode = WAL")


def _into_postgresql(connection: Any, path: Path, files: Attachments, progress: Progress) -> Restored:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        _clear_postgresql(connection)
        restored = _sound(_build(connection, path, files, progress))
        files.place()
    return restored


def _clear_postgresql(connection: Any) -> None:
    """The desk's own tables go, once nobody uses them and nobody has: the archive may be of an older state."""
    names = [table.name for table in schema.tables_at(schema.applied_to(connection))]
    there = connection.introspection.table_names()
    ours = ", ".join(f'"{name}"' for name in [*names, "django_migrations"] if name in there)
    with connection.cursor() as cursor:
        if not ours:
            return
        try:
            cursor.execute("SET LOCAL lock_timeout = '5s'")
            cursor.execute(f"LOCK TABLE {ours}")
        except OperationalError:
            raise Refused("The desk is running: stop it first.") from None
        refuse_unless_empty(connection)
        cursor.execute(f"DROP TABLE {ours} CASCADE")


def _build(connection: Any, path: Path, files: Any, progress: Progress) -> Restored:
    """A desk of today's version in the empty database of that (default) connection."""
    with closing(archive.Reader(path, lambda done, of: progress("Checking the file", done, of))) as reader:
        try:
            said = _unpack(connection, reader.members(), files, progress)
        except archive.UNREADABLE as failure:
            raise Damaged(f"It cannot be read: {failure}.") from None
        except (IntegrityError, DataError) as failure:
            raise Damaged(f"Its rows do not fit together: {str(failure).splitlines()[0]}.") from None
    progress("Bringing it up to date", 0, 1)
    call_command("migrate", verbosity=0, interactive=False)
    numbers.raise_to(connection, said.tables, said.highest)  # SQLite forgets them when a migration rebuilds a table
    ContentType.objects.clear_cache()
    complaints = [sentence for name in settings.BACKUP_PROOFS for sentence in import_string(name)()]
    complaints += _missing(files.sums)
    progress("Bringing it up to date", 1, 1)
    return Restored(said, files.count, complaints)


def _missing(sums: dict[str, bytes]) -> list[str]:
    """A sentence for each of the desk's files that did not come along as it was."""
    return [
        f"The file {name} is missing or not what it was."
        for contents in settings.BACKUP_FILES
        for name, sha256 in import_string(contents)()
        if sums.get(name) != bytes.fromhex(sha256)
    ]


def _unpack(connection: Any, members: Any, files: Any, progress: Progress) -> Manifest:
    """The archive's rows in the tables of its own day, its files where they are put."""
    name, member = next(members)
    if name != archive.MANIFEST:
        raise Damaged("It does not begin with its manifest.")
    said = manifest.read(member.text())
    _migrate_to(connection, schema.known(said.migrations, "The archive"))
    _fill(connection, said, members, files, progress)
    return said


def _migrate_to(connection: Any, migrations: schema.Migrations) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(schema.last_of_each_app(migrations))
    if schema.applied_to(connection) != sorted(migrations):
        raise Damaged("Its migrations are of no version of the desk.")


def _fill(connection: Any, said: Manifest, members: Any, files: Any, progress: Progress) -> None:
    at_that_time = schema.tables_at(said.migrations)
    if said.tables != [table for table in at_that_time if table.name in said.rows]:
        raise Damaged("Its tables are not those that its migrations make.")
    filling = FILLING[connection.vendor](connection, said)
    filling.begin(at_that_time)
    done = 0
    for name, member in members:
        if name.startswith("tables/"):
            done += filling.add(name.removeprefix("tables/").partition(".")[0], member.rows())
            progress("Loading", done, said.all_rows)
        elif name.startswith("media/"):
            files.put(name.removeprefix("media/"), member)
    filling.finish()


def _sound(restored: Restored) -> Restored:
    if restored.complaints:
        raise Damaged("What it holds is no sound desk: " + " ".join(restored.complaints[:5]))
    return restored


_RESTORE = {"sqlite": _into_sqlite, "postgresql": _into_postgresql}
