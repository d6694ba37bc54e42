"""What a mail says, read from its bytes. Pure, and free of Django: it also runs alone in a child process."""

from mail.reading.apart import read_apart
from mail.reading.shape import Bounce, File, Read

__all__ = ["Bounce", "File", "Read", "read", "read_apart"]


def read(raw, folder):
    """As mail.reading.reader.read, which is imported only where mail is read in this very process."""
    from mail.reading.reader import read

    return read(raw, folder)
