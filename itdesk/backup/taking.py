"""Makes an archive of a desk while it is in use: one moment of the database, then every file that moment can point to."""

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from itdesk.backup import archive, schema, values
from itdesk.backup.errors import Refused
from itdesk.backup.manifest import Manifest
from itdesk.backup.reading import Snapshot, snapshot

Progress = Callable[[int, int], Any]  # rows or bytes done, of how many
BLOCK = 4 << 20  # bytes of rows in one member


def take_backup(path: Path, *, progress: Progress = lambda done, of: None) -> tuple[Path, Manifest]:
    """Writes the archive and returns where, and what it holds. In a folder it is named after the time.

    The file appears whole, safely on the disk and readable by us alone, or not at all. Raises Refused, django.db.Error.
    """
    if path.is_dir():
        path /= f"itdesk-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.tar"
    if path.exists():
        raise Refused(f"{path} is there already: give another name, or a folder.")
    began = datetime.now(UTC).replace(microsecond=0)  # not later than the moment: all that was known by then is in it
    with _appearing_whole(path) as file, snapshot() as moment:
        writer = archive.Writer(file)
        manifest = _manifest(moment, began)
        writer.add(archive.MANIFEST, manifest.written())
        _add_tables(writer, moment, manifest, progress)
        _add_files(writer)
        writer.close()
    return path, manifest


def _manifest(moment: Snapshot, began: datetime) -> Manifest:
    migrations = schema.known(moment.migrations(), "The database")
    if not migrations:
        raise Refused("There is nothing to back up: the database has no tables yet.")
    tables = [table for table in schema.tables_at(migrations) if table.is_carried]
    return Manifest(
        taken_at=began,
        database=moment.vendor,
        migrations=migrations,
        tables=tables,
        rows={table.name: moment.count(table) for table in tables},
        highest={table.name: moment.highest(table) for table in tables},
    )


def _add_tables(writer: archive.Writer, moment: Snapshot, manifest: Manifest, progress: Progress) -> None:
    done = 0
    for table in manifest.tables:
        blocks, gathered = 0, bytearray()
        for rows in moment.rows(table):
            gathered += values.lines_of(rows)
            done += len(rows)
            progress(done, manifest.all_rows)
            if len(gathered) >= BLOCK:
                blocks += 1
                writer.add_rows(_block(table.name, blocks), bytes(gathered))
                gathered.clear()
        if gathered:
            writer.add_rows(_block(table.name, blocks + 1), bytes(gathered))


def _block(table: str, number: int) -> str:
    return f"tables/{table}.{number:06d}.jsonl.gz"


def _add_files(writer: archive.Writer) -> None:
    """What is put down after the moment may come along; what somebody removed meanwhile stays away."""
    root = Path(settings.MEDIA_ROOT)
    for path in _files_in(root):
        name = path.relative_to(root).as_posix()
        if "\n" in name or not name.isprintable():
            raise Refused(f"{name!r} among the attachments is no name that an archive can carry.")
        with suppress(FileNotFoundError), path.open("rb") as file:
            writer.add_stream(f"media/{name}", file, os.fstat(file.fileno()).st_size)


def _files_in(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = [Path(place, name) for name in sorted(names)]
        yield from (path for path in paths if path.is_file() and not path.is_symlink())


@contextmanager
def _appearing_whole(path: Path) -> Iterator[IO[bytes]]:
    draft = None
    try:
        descriptor, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # readable by us alone
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.rename(draft, path)
        draft = None
        _keep(path.parent)
    except OSError as failure:
        full = failure.errno in (errno.ENOSPC, errno.EDQUOT)
        reason = "the disk is full" if full else failure.strerror
        raise Refused(f"{path} cannot be written: {reason}. Nothing is left of it.") from None
    finally:
        if draft:
            os.unlink(draft)


def _keep(folder: Path) -> None:
    """The folder's own entries reach the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
