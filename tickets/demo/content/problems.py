"""The shape of one thing that goes wrong, or that somebody needs: what content is written in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One problem in several wordings. A {slot} has the same value in the subject and in the description.

    about: the kind of asset that it is about, as a slug; priority: what an agent makes of it; weight: how common it is.
    """

    subjects: list[str]
    bodies: list[str]
    about: str = ""
    priority: str = "p3"
    is_request: bool = False
    weight: int = 3
