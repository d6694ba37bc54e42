"""What an agent is called at log-in: first.last, in ASCII."""

import re
from itertools import count

from anyascii import anyascii

from agents.models import SPOKEN_FOR, Agent

ROOM = 140  # characters of the column's 150, so that a number still fits


def available_username(first_name, last_name, email, besides=frozenset()):
    """`first.last` (seed row S3), with a number when somebody has it already, in whatever case.

    When a name has no letters, the address's local part, then "agent". Two who ask at once may be given the same one:
    the database decides. besides: usernames in lower case that are taken though no agent has them yet.
    """
    wanted = _wanted(first_name, last_name, email)
    alike = Agent.objects.filter(username__istartswith=wanted).values_list("username", flat=True)
    taken = SPOKEN_FOR | besides | {username.lower() for username in alike}
    numbered = (f"{wanted}{number}" for number in count(2))
    return wanted if wanted not in taken else next(name for name in numbered if name not in taken)


def _wanted(first_name, last_name, email):
    names = ".".join(filter(None, map(_plain, (first_name, last_name))))
    local = ".".join(filter(None, map(_plain, email.partition("@")[0].split("."))))
    return (names or local or "agent")[:ROOM].rstrip(".-")


def _plain(name):
    """Lower-case ASCII letters, digits and hyphens between them: "Zoë Ann" zoeann, "O'Neill" oneill."""
    return re.sub(r"[^a-z0-9-]", "", anyascii(name).lower()).strip("-")
