"""ITDESK_SUBMIT_LIMITS as a person writes it, read in one place by the check and by the throttle."""

import re
from typing import TypedDict

from django.core.exceptions import ImproperlyConfigured

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
LIMIT = re.compile(r"([1-9][0-9]{0,8})/([smhd])")


class Limit(TypedDict):
    limit: int
    seconds: int


def limits_of(text: str) -> tuple[Limit, Limit] | None:
    """`20/h,600/h`, per e-mail address and per network; None for `off`. Raises ImproperlyConfigured."""
    if text == "off":
        return None
    limits = [_limit(part.strip()) for part in text.split(",")]
    if len(limits) == 2 and limits[0] and limits[1]:
        return limits[0], limits[1]
    raise ImproperlyConfigured(
        f"ITDESK_SUBMIT_LIMITS is {text!r}; write two limits by s, m, h or d (20/h,600/h), or off."
    )


def _limit(text: str) -> Limit | None:
    found = LIMIT.fullmatch(text)
    return Limit(limit=int(found[1]), seconds=SECONDS[found[2]]) if found else None
