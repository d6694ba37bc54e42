"""The files of an archive on their way into an empty MEDIA_ROOT, safely on the disk before anybody sees them."""

import os
import shutil
from pathlib import Path

from itdesk.backup.archive import Member
from itdesk.backup.errors import Damaged, Refused


class Attachments:
    """put() each, then place() all of them, or discard()."""

    def __init__(self, root: Path) -> None:
        self.root, self.draft, self.count = root, root / ".restoring", 0
        self.sums: dict[str, bytes] = {}  # SHA-256 by name
        self._placed: list[Path] = []

    def refuse_unless_empty(self) -> None:
        if self.root.exists() and any(path != self.draft for path in self.root.iterdir()):
            raise Refused(f"This installation is not empty: there are files in {self.root}.")

    def put(self, name: str, member: Member) -> None:
        path = self.draft / name
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with path.open("xb") as file:
                for block in member.blocks():
                    file.write(block)
                file.flush()
                os.fsync(file.fileno())
        except (FileExistsError, NotADirectoryError):
            raise Damaged(f"It holds {name!r} twice.") from None
        self.count += 1
        self.sums[name] = bytes.fromhex(member.finish())

    def begin(self) -> None:
        """What a killed restore left is removed."""
        shutil.rmtree(self.draft, ignore_errors=True)

    def place(self) -> None:
        if not self.count:
            return
        for path in self.draft.iterdir():
            os.rename(path, self.root / path.name)
            self._placed.append(self.root / path.name)
        self.draft.rmdir()
        for place, _folders, _names in os.walk(self.root):
            _keep(place)

    def discard(self) -> None:
        """Take back whatever was put or placed, and nothing else."""
        for path in [self.draft, *self._placed]:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


class OnlyCounted:
    """For a check: the sums of the archive prove its files, and they need no room."""

    def __init__(self) -> None:
        self.count = 0
        self.sums: dict[str, bytes] = {}

    def put(self, name: str, member: Member) -> None:
        self.count += 1
        self.sums[name] = bytes.fromhex(member.finish())


def _keep(folder: str) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
