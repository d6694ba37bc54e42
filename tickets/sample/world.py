"""Who and what there is in the sample, each a plain function of its key, so that no process has to look anything up."""

from dataclasses import dataclass
from functools import cache
from random import Random
from string import ascii_uppercase

from anyascii import anyascii

from itdesk.text import fold
from tickets.demo.content.inventory import KINDS
from tickets.demo.content.population import FLOORS, GROUPS

DOMAIN = "alpha.example"
AGENTS = 60
SHARE_HELD = 0.8  # of the assets somebody holds
YEARS = 3
_SPREAD = 2_654_435_761  # Knuth's multiplier: neighbours land far apart


@dataclass(frozen=True)
class World:
    """Everything that a process needs to make any row. first_*: the key of the first new row; moments: seconds since 1970.

    messages: of a ticket, on average;
    types: keys of content types by model name; …_categories: (key, name) by slug; agents: (key, name).
    """

    seed: int
    tickets: int
    people: int
    assets: int
    first_ticket: int
    first_person: int
    first_asset: int
    first_message: int
    first_file: int
    messages: float
    start: int
    until: int
    organisation: str
    types: dict[str, int]
    ticket_categories: dict[str, tuple[int, str]]
    asset_categories: dict[str, tuple[int, str]]
    agents: list[tuple[int, str]]

    def holder_of(self, asset):
        """The key of the person who holds the asset with that key, or None."""
        roll = asset * _SPREAD % 1_000_003
        return (
            self.first_person + roll % self.people
            if roll < SHARE_HELD * 1_000_003 and is_personal(kind_of(asset))
            else None
        )


def agent(number):
    """(username, first name, last name, e-mail) of agent `number`."""
    first, last = _names()[number * 7919 % len(_names())][:2]
    username = f"sample.{ascii(first)}.{number}"
    return username, first, last, f"{username}@{DOMAIN}"


def person(key):
    """(name, e-mail, location) of the person with that key; names repeat, addresses don't."""
    first, last, place = _names()[key * 7919 % len(_names())]
    middle = f" {ascii_uppercase[key // len(_names()) % 26]}." if key >= len(_names()) else ""
    return f"{first}{middle} {last}", f"{ascii(first)}.{ascii(last)}.{key}@{DOMAIN}", place + FLOORS[key % len(FLOORS)]


@cache
def _kinds():
    return [kind for kind in KINDS for _n in range(kind[2])]


def kind_of(asset):
    """The entry of KINDS that the asset with that key is one of."""
    return _kinds()[asset * _SPREAD % 4_294_967_291 % len(_kinds())]


def is_personal(kind):
    return kind[3] == "personal"


def tag_of(asset):
    """The tag of the asset with that key: its category's letters and a number that no counter reaches for a long time."""
    return f"{kind_of(asset)[1]}{1_000_000 + asset}"


@cache
def _names():
    names = []
    for _share, _language, place, given, family in GROUPS:
        names += [(first, last, place) for first in given.split() for last in family.split()]
    Random(1).shuffle(names)
    return names


@cache
def ascii(name):
    """A name in the letters of an address."""
    return "".join(char for char in fold(anyascii(name)) if char.isalnum())
