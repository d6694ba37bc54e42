"""What people write: a problem in their language, in one wording, with their manners."""

import re
from typing import NamedTuple

from tickets.demo.chance import one_of
from tickets.demo.content import CATEGORY_WEIGHTS, DETAILS, PROBLEMS, REQUEST_DETAILS
from tickets.demo.content.manners import FAREWELLS, GREETINGS, SLOTS
from tickets.demo.content.problems import Problem

OWN_LANGUAGE = {"ar": 0.6, "ja": 0.6}  # how many write in it; the others write English
ELSEWHERE = 0.28
_SLOT = re.compile(r"\{\w+\}")
_NEEDS_ASSET = re.compile(r"\{(tag|model)\}")


class Letter(NamedTuple):
    category: str
    problem: Problem
    subject: str
    description: str


def write(name, language, asset_of, rolls):
    """A letter about one problem. asset_of: the asset of a kind that they may mean, or None."""
    language = language if rolls.random() < OWN_LANGUAGE.get(language, ELSEWHERE) else "en"
    category = one_of(CATEGORY_WEIGHTS, rolls)
    wordings = _wordings(PROBLEMS[language].get(category, []), asset_of)
    if not wordings:
        language, wordings = "en", _wordings(PROBLEMS["en"][category], asset_of)
    problem, subjects, bodies = rolls.choices(wordings, [problem.weight for problem, *_texts in wordings])[0]
    subject, body = rolls.choice(subjects), rolls.choice(bodies)
    words = _words(name, asset_of(problem.about), rolls)
    if language == "en":
        body = " ".join([body, *_details(category, problem, body, rolls)])
    lines = [body]
    if rolls.random() < 0.5:
        lines.insert(0, rolls.choice(GREETINGS[language]))
    if rolls.random() < 0.6:
        lines.append(rolls.choice(FAREWELLS[language]))
    description = "\n\n".join(lines) if rolls.random() < 0.96 else ""
    return Letter(category, problem, _capital(subject.format(**words)), description.format(**words))


def _wordings(problems, asset_of):
    """The problems that they can have, each with its subjects and bodies, but those that speak of an asset they lack."""
    possible = []
    for problem in problems:
        known = asset_of(problem.about) is not None
        subjects, bodies = (
            [text for text in texts if known or not _NEEDS_ASSET.search(text)]
            for texts in (problem.subjects, problem.bodies)
        )
        if subjects and bodies:
            possible.append((problem, subjects, bodies))
    return possible


def _details(category, problem, body, rolls):
    """None to two more sentences, but none that says again what the body says."""
    told = set(_SLOT.findall(body))
    new = [
        text
        for text in (REQUEST_DETAILS if problem.is_request else DETAILS[category])
        if not told & set(_SLOT.findall(text))
    ]
    return rolls.sample(new, rolls.choice([0, 0, 1, 1, 2]))


def _words(name, asset, rolls):
    words = {slot: rolls.choice(values) for slot, values in SLOTS.items()}
    words |= {"name": name, "first": name.split()[0]}
    return words | ({"tag": asset.tag, "model": asset.make_and_model} if asset else {})


def _capital(subject):
    return subject[:1].upper() + subject[1:]
