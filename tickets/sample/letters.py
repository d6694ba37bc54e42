"""What people write in the sample: the demo's letters, with the places for a name and a tag still open."""

from functools import cache
from random import Random
from typing import NamedTuple

from tickets.demo.chance import one_of
from tickets.demo.content import CATEGORY_WEIGHTS, DETAILS, PROBLEMS, REQUEST_DETAILS
from tickets.demo.content.manners import FAREWELLS, GREETINGS, SLOTS

POOL = 6000  # different letters; a million tickets repeat each 170 times, as real ones do, and add a reference of their own
_OPEN = {"name": "{name}", "first": "{first}", "tag": "{tag}", "model": "{model}"}
_ELSEWHERE = ["de", "fr", "es", "pt", "pl", "ar", "ja"]


class Letter(NamedTuple):
    category: str
    priority: str
    is_request: bool
    needs_asset: bool
    subject: str  # with {tag} and so on, for str.format
    description: str
    language: str


@cache
def letters():
    """[Letter], the same in every process."""
    rolls = Random("letters")
    return [_letter(rolls) for _n in range(POOL)]


def _letter(rolls):
    language = rolls.choice(_ELSEWHERE) if rolls.random() < 0.18 else "en"
    book = PROBLEMS[language]
    category = one_of({slug: CATEGORY_WEIGHTS[slug] for slug in book if book[slug]}, rolls)
    problem = rolls.choices(book[category], [problem.weight for problem in book[category]])[0]
    words = {slot: rolls.choice(values) for slot, values in SLOTS.items()} | _OPEN
    subject, body = rolls.choice(problem.subjects), rolls.choice(problem.bodies)
    if language == "en":
        details = REQUEST_DETAILS if problem.is_request else DETAILS[category]
        body = " ".join([body, *rolls.sample(details, rolls.choice([0, 1, 1, 2]))])
    lines = [rolls.choice(GREETINGS[language]), body, rolls.choice(FAREWELLS[language])]
    subject, body = subject[:1].upper() + subject[1:], "\n\n".join(lines)
    needs_asset = any(slot in subject + body for slot in ("{tag}", "{model}"))
    subject, body = subject.format(**words), body.format(**words)
    return Letter(category, problem.priority, problem.is_request, needs_asset, subject, body, language)
