"""The file of a backup: a tar archive that ends with the SHA-256 of all that stands before.

manifest.json comes first, then tables/NAME.000001.jsonl.gz (rows as JSON arrays, one a line), then media/…, then SHA256SUMS,
which `sha256sum -c` reads once the archive is unpacked. After the end of the tar stands one more line, the seal. Both
directions take one pass and hold one block in memory, however large the desk is.
"""

import gzip
import hashlib
import io
import os
import re
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from itdesk.backup.errors import Damaged, Refused

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
SEAL = b"\nITDESK-BACKUP-SHA256 %s\n"
SEAL_LENGTH = len(SEAL % (b"0" * 64))
BLOCK = 1 << 20  # bytes
LARGEST_TEXT = 64 << 20  # bytes of a manifest or of unpacked rows: about 1 MB is usual
UNREADABLE = (tarfile.TarError, zlib.error, EOFError, UnicodeError)
NAME = re.compile(r"(manifest\.json|SHA256SUMS|tables/[a-z0-9_]+\.[0-9]{6,}\.jsonl\.gz|media/.+)", re.DOTALL)


class Writer:
    """Adds members to an open, empty file. After close() the file is whole."""

    def __init__(self, file: IO[bytes]) -> None:
        self._sealed = _Sealed(file)
        self._tar = tarfile.TarFile(fileobj=self._sealed, mode="w", format=tarfile.PAX_FORMAT)  # type: ignore[arg-type]
        self._sums: Any = tempfile.SpooledTemporaryFile(max_size=BLOCK)  # noqa: SIM115  (close() ends it)

    def add(self, name: str, content: bytes) -> None:
        self.add_stream(name, io.BytesIO(content), len(content))

    def add_rows(self, name: str, lines: bytes) -> None:
        self.add(name, gzip.compress(lines, compresslevel=3, mtime=0))

    def add_stream(self, name: str, stream: Any, size: int) -> None:
        """size: bytes; raises Refused when the stream ends before."""
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        hashed = _Hashing(stream)
        try:
            self._tar.addfile(entry, hashed)
        except (OSError, tarfile.TarError):
            if hashed.count == size or not hashed.is_over:
                raise
            raise Refused(f"{name} became shorter while it was read: try again.") from None
        self._tar.members = []  # type: ignore[attr-defined]  # it would keep every one
        if name != SUMS:
            self._sums.write(_sum(hashed.digest.hexdigest(), name))

    def close(self) -> None:
        size = self._sums.tell()
        self._sums.seek(0)
        self.add_stream(SUMS, self._sums, size)
        self._sums.close()
        self._tar.close()
        self._sealed.file.write(SEAL % self._sealed.digest.hexdigest().encode())


class Reader:
    """An archive of which every byte has been checked against the seal. Raises Damaged or Refused, here and later.

    seal: the hexadecimal SHA-256.
    """

    def __init__(self, path: Path, progress: Any = None) -> None:
        try:
            self._file = path.open("rb")
        except OSError as failure:
            raise Refused(f"{path} cannot be read: {failure.strerror}.") from None
        self.size = os.fstat(self._file.fileno()).st_size
        try:
            self.seal = _checked_seal(self._file, self.size, progress)
        except OSError as failure:  # a folder; a disk that cannot be read any more
            raise Refused(f"{path} cannot be read: {failure.strerror}.") from None

    def close(self) -> None:
        self._file.close()

    def members(self) -> Iterator[tuple[str, "Member"]]:
        """(name, Member) of each in its order; a member is read before the next is asked for. The sums are compared last."""
        self._file.seek(0)
        ours, theirs, seen_last = hashlib.sha256(), "", False
        try:
            with tarfile.open(fileobj=self._file, mode="r:", errorlevel=2) as tar:
                while entry := tar.next():
                    tar.members = []  # type: ignore[attr-defined]
                    member = Member(tar, _fit(entry, seen_last))
                    yield entry.name, member
                    digest = member.finish()
                    if entry.name == SUMS:
                        seen_last, theirs = True, digest
                    else:
                        ours.update(_sum(digest, entry.name))
        except UNREADABLE as failure:
            raise Damaged(f"It cannot be read: {failure}.") from None
        if ours.hexdigest() != theirs:
            raise Damaged("Its members are not those that its SHA256SUMS names.")


class Member:
    """One file of an archive. size: bytes."""

    def __init__(self, tar: tarfile.TarFile, entry: tarfile.TarInfo) -> None:
        self.size = entry.size
        self._hashed = _Hashing(tar.extractfile(entry))

    def text(self) -> bytes:
        """All of it. Raises Damaged when that is more than any has."""
        if self.size > LARGEST_TEXT:
            raise Damaged("It holds a text that is larger than any of ours.")
        return self._hashed.read(self.size)

    def rows(self) -> bytes:
        """Its lines, unpacked. What unpacks to more than we ever pack is refused before it is unpacked."""
        packed, unpacker = self.text(), zlib.decompressobj(wbits=31)
        lines = unpacker.decompress(packed, LARGEST_TEXT)
        if unpacker.unconsumed_tail or not unpacker.eof or unpacker.unused_data:
            raise Damaged("It holds rows that do not unpack to what we pack.")
        return lines

    def blocks(self) -> Iterator[bytes]:
        while block := self._hashed.read(BLOCK):
            yield block

    def finish(self) -> str:
        """Reads what nobody has read; the SHA-256 of it all, hexadecimal. Raises Damaged when the file ends before."""
        for _block in self.blocks():
            pass
        if self._hashed.count != self.size:
            raise Damaged("It ends too early.")
        return self._hashed.digest.hexdigest()


class _Sealed:
    """What tarfile writes into: passes on, and hashes."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest, self._count = file, hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        self._count += len(data)
        return self.file.write(data)

    def tell(self) -> int:
        return self._count


class _Hashing:
    """What is read through it is hashed and counted."""

    def __init__(self, stream: Any) -> None:
        self._stream, self.digest, self.count, self.is_over = stream, hashlib.sha256(), 0, False

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.is_over = not data if size else self.is_over
        self.digest.update(data)
        self.count += len(data)
        return data


def _sum(digest: str, name: str) -> bytes:
    return f"{digest}  {name}\n".encode()


def _fit(entry: tarfile.TarInfo, is_over: bool) -> tarfile.TarInfo:
    """Raises Damaged for what no backup of ours holds: links, devices, names that lead elsewhere, anything after the end."""
    steps = entry.name.split("/")
    leads_elsewhere = "" in steps or "." in steps or ".." in steps or "\\" in entry.name or "\0" in entry.name
    if is_over or not entry.isreg() or entry.issparse() or leads_elsewhere or not NAME.fullmatch(entry.name):
        raise Damaged(f"It holds {entry.name[:100]!r}, which no backup of this desk does.")
    return entry


def _checked_seal(file: IO[bytes], size: int, progress: Any) -> str:
    begin = file.read(512)
    if not begin.startswith(MANIFEST.encode() + b"\0") or b"ustar" not in begin:
        raise Damaged("It is no backup of this desk.")
    file.seek(max(0, size - SEAL_LENGTH))
    last = file.read()
    file.seek(0)
    digest, left = hashlib.sha256(), size - SEAL_LENGTH
    while left > 0 and (block := file.read(min(BLOCK, left))):
        digest.update(block)
        left -= len(block)
        if progress:
            progress(size - left, size)
    if last != SEAL % digest.hexdigest().encode():
        is_cut = not last.startswith(SEAL[:10])
        raise Damaged("It is cut short: the last line is missing." if is_cut else "It is damaged: its seal is broken.")
    return digest.hexdigest()
