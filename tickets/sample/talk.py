"""What is said on the sample's tickets: how much, and in which pieces, each read and folded once, not a million times."""

from functools import cache
from itertools import accumulate, pairwise
from random import Random
from typing import NamedTuple

from itdesk.searching.text import words_in
from tickets import markdown
from tickets.demo.content import DETAILS
from tickets.demo.content.manners import GREETINGS, SLOTS
from tickets.sample.phrases import ASKS, ENDS, NOTES, SAYS

COLUMNS = (
    "id", "ticket_id", "kind", "agent_id", "person_id", "source", "is_plain", "quoted", "text", "created_at",
    "taken_back_at",
)  # fmt: skip
BLOCK = 1000  # tickets; each block has the same number of messages, in the same order
LONG = [200, *[30] * 10]  # messages of the longest of a block, where there are as many messages as tickets
POOL = 300  # different pieces of English for each who writes, and a fifth of that in other languages
GREETED, TWO = 0.3, 0.35  # shares of the pieces that begin with a greeting, and that say two things


class Piece(NamedTuple):
    """source: Markdown; text: without its marks; words: of the text, as the search has them (a dict's keys)."""

    source: str
    text: str
    words: dict[str, None]


@cache
def _lengths(average):
    """(how many messages each ticket of a block has, how many are before it); those of the whole block come last."""
    rolls, total = Random("lengths"), round(average * BLOCK)
    long = LONG if total >= BLOCK else []
    ends = list(accumulate(rolls.expovariate(1) for _n in range(BLOCK - len(long))))
    marks = [0, *(round(end / ends[-1] * (total - sum(long))) for end in ends)]
    numbers = [*long, *(after - before for before, after in pairwise(marks))]
    rolls.shuffle(numbers)
    return numbers, list(accumulate(numbers, initial=0))


def messages_of(average, number):
    """(how many messages ticket `number` has, how many all tickets before it have)"""
    lengths, before = _lengths(average)
    block, place = divmod(number, BLOCK)
    return lengths[place], block * before[-1] + before[place]


@cache
def pieces():
    """{(what, language): [Piece]}, the same in every process. what: "ask", "say", "end" or "note"."""
    rolls = Random("pieces")
    details = [text for texts in DETAILS.values() for text in texts if not _is_about_one(text)]
    says = SAYS | {"en": SAYS["en"] + details}
    pool = {}
    for language in GREETINGS:
        for what, phrases in (
            ("ask", ASKS[language]),
            ("say", says[language]),
            ("end", ENDS[language]),
            ("note", NOTES),
        ):
            number = POOL if language == "en" else POOL // 5
            greetings = GREETINGS[language] if what != "note" else []
            pool[what, language] = [_piece(phrases, greetings, rolls) for _n in range(number)]
    return pool


def _piece(phrases, greetings, rolls):
    lines = [rolls.choice(greetings)] if greetings and rolls.random() < GREETED else []
    lines += rolls.sample(phrases, 2 if rolls.random() < TWO else 1)
    words = {slot: rolls.choice(values) for slot, values in SLOTS.items()}
    parts = [_read(line.format(**words)) for line in lines]
    text = "\n\n".join(part.text for part in parts)
    return Piece("\n\n".join(part.source for part in parts), text, words_in(text))


@cache
def _read(source):
    return Piece(source, markdown.text_of(source), {})


def _is_about_one(text):
    return any(f"{{{name}}}" in text for name in ("name", "first", "tag", "model"))


def with_case(piece, number):
    """The piece, and under it the number of somebody else's ticket."""
    case = f"{number:010X}"
    words = piece.words | {"case": None, case.lower(): None}
    return Piece(f"{piece.source}\n\nCase {case}", f"{piece.text}\n\nCase {case}", words)
