"""What can be wrong with a backup: each says so in one sentence, to whoever runs the command."""


class Refused(Exception):
    """It cannot be done here and now; nothing was changed."""


class Damaged(Exception):
    """The archive is not what it should be."""
