"""What an archive says of itself, first of all: of when, of which state of the tables, and how many rows of each."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from itdesk.backup.errors import Damaged, Refused
from itdesk.backup.schema import Migrations, Table

FORMAT, VERSION = "itdesk-backup", 1


@dataclass(frozen=True)
class Manifest:
    """taken_at: UTC. rows and highest (the highest number ever given): by table."""

    taken_at: datetime
    database: str
    migrations: Migrations
    tables: list[Table]
    rows: dict[str, int]
    highest: dict[str, int]

    @property
    def all_rows(self) -> int:
        return sum(self.rows.values())

    def written(self) -> bytes:
        said = {"format": FORMAT, "version": VERSION, **asdict(self), "taken_at": self.taken_at.isoformat()}
        return json.dumps(said, indent=1, ensure_ascii=False).encode()


def read(text: bytes) -> Manifest:
    """Raises Refused for an archive of a newer version, Damaged for one of none."""
    try:
        said = json.loads(text)
        if said["format"] != FORMAT:
            raise Damaged("It is no backup of this desk.")
        if said["version"] > VERSION:
            raise Refused(f"The archive has version {said['version']} of its format: update this desk first.")
        return _understood(said)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Damaged("Its manifest cannot be understood.") from None


def _understood(said: dict[str, Any]) -> Manifest:
    tables = [_table(**table) for table in said["tables"]]
    return Manifest(
        taken_at=datetime.fromisoformat(said["taken_at"]),
        database=str(said["database"]),
        migrations=[(str(app), str(name)) for app, name in said["migrations"]],
        tables=tables,
        rows={table.name: int(said["rows"][table.name]) for table in tables},
        highest={table.name: int(said["highest"][table.name]) for table in tables},
    )


def _table(*, columns: list[str], kinds: list[str], **others: Any) -> Table:
    return Table(columns=tuple(columns), kinds=tuple(kinds), **others)
