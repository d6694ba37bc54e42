"""What a mail says, read from its bytes. Pure, and free of Django: it also runs alone in a child process."""

from mail.reading.shape import Bounce, File, Read

__all__ = ["Bounce", "File", "Read"]
