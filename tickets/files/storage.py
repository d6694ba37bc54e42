"""Where files are kept, safely: what is acknowledged survives a power cut."""

import os
import secrets

from django.core.files.storage import FileSystemStorage

PIECE = 2**20  # bytes


class OnDisk(FileSystemStorage):
    """In MEDIA_ROOT. A file, and each folder on the way to it, is on the disk before save() returns.

    Django's own storage asks the system for that nowhere, so that a power cut leaves rows without their files.
    """

    def _save(self, name, content):
        path = self.path(name)
        folder = os.path.dirname(path)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(descriptor, "wb") as file:
                for chunk in content.chunks(PIECE):
                    file.write(chunk)
                file.flush()
                os.fsync(descriptor)
        except BaseException:
            os.unlink(path)
            raise
        # Folders that were there, too: whoever made one a moment ago may not have come to keeping it yet
        _keep(folder)
        while folder != os.path.dirname(self.location):
            folder = os.path.dirname(folder)
            _keep(folder)
        return name


def new_place():
    """A name in the storage that nobody can guess and that says nothing of the file: 256 folders, 120 bits."""
    name = secrets.token_hex(16)
    return f"{name[:2]}/{name[2:]}"


def _keep(folder):
    """The folder's own entries reach the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
