"""The vocabulary: each kind of event, declared once, by the app that owns its subject."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Kind:
    name: str  # what the row stores, past tense: "ticket.assigned"
    sentence: Promise | str  # what the timeline says, a lazy translation: "{actor} assigned this"
    tells: tuple[str, ...] = ()  # who hears about it, as audience names
    undoable: bool = False


_declared: dict[str, Kind] = {}


def declare(name: str, sentence: Promise | str, *, tells: tuple[str, ...] = (), undoable: bool = False) -> Kind:
    """Add a kind to the vocabulary. Raises ValueError when the name is taken."""
    if name in _declared:
        raise ValueError(f"{name} is declared twice")
    _declared[name] = Kind(name, sentence, tells, undoable)
    return _declared[name]


def named(name: str) -> Kind:
    """The kind of that stored name; one that nobody declares any more still reads as its name."""
    return _declared.get(name) or Kind(name, "{actor}: " + name)


def every() -> list[Kind]:
    return list(_declared.values())
