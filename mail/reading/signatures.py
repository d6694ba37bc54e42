"""Where somebody's signature begins in lines of their own."""

import re

from mail.reading import marks
from mail.reading.phrases import CLOSINGS, DISCLAIMERS, SENT_FROM, THANKS

MOST_LINES = 25  # of a signature, blank ones not counted
MOST_AFTER_A_CLOSING = 12
LONGEST = 100  # characters of a line of a signature
_PS = ("ps", "p.s", "p. s", "nb:", "n.b", "pd:", "pd.", "p.d.")
_AND = re.compile(r"\s*[/&+]\s*|\s(?:and|with|und|et|y|e|en|i)\s")
_STRIPPED = " \t,.!;-–—*_\u00a0"


def start_of(lines: list[str], name: str = "") -> int:
    """The number of its first line; len(lines) where there is none. name: of whoever wrote them."""
    end = _without_trailer(lines)
    for number in range(max(0, end - 3 * MOST_LINES), end):
        line = lines[number].strip()
        if _is_delimiter(line) and _count(lines[number + 1 : end]) <= MOST_LINES:
            return number
        if _is_closing(line) and _is_signature(lines[number + 1 : end]):
            return number
        if _is_name(line, name) and number and not lines[number - 1] and _is_address(lines[number + 1 : end]):
            return number
    return end


def _without_trailer(lines):
    """Behind the last line that is neither blank, nor a client's or a firm's own words."""
    end = len(lines)
    for number in range(len(lines) - 1, max(-1, len(lines) - 60), -1):
        line = lines[number].strip().lower().lstrip("*_[<(")
        is_client = len(line) < LONGEST and line.startswith(SENT_FROM) and _count(lines[number + 1 : end]) == 0
        if is_client or line.startswith(("-----begin pgp signature", *DISCLAIMERS)):
            end = number
    while end and not lines[end - 1].strip():
        end -= 1
    return end


def _is_delimiter(line):
    return line in ("--", "—", "- --", marks.SIGNATURE)


def _is_closing(line):
    """ "Kind regards", alone or with the name after a comma."""
    if len(line) > 60:
        return False
    low = line.lower().strip(_STRIPPED)
    head, comma, name = low.partition(",")
    parts = [each.strip(_STRIPPED) for each in _AND.split(head)]
    if not all(each in CLOSINGS or each in THANKS for each in parts) or all(each in THANKS for each in parts):
        return head in CLOSINGS and not comma
    return not comma or len(name.split()) <= 4


def _is_signature(lines):
    """Whether those lines, after a closing, are a name and an address rather than something that is still said."""
    said = [line.strip() for line in lines if line.strip()]
    if len(said) > MOST_AFTER_A_CLOSING:
        return False
    return not any(len(line) > LONGEST or line.endswith("?") or line.lower().startswith(_PS) for line in said)


def _is_name(line, name):
    """The name of whoever writes, or a part of it."""
    words = re.findall(r"\w+", line.lower())
    return 0 < len(words) <= 4 and len(line) <= 40 and set(words) <= set(re.findall(r"\w+", name.lower()))


def _is_address(lines):
    """Nothing, or a few words a line, none of them a sentence."""
    said = [line.strip() for line in lines if line.strip()]
    return len(said) <= 6 and not any(line[-1] in ".?!:" or len(line.split()) > 5 for line in said)


def _count(lines):
    return sum(1 for line in lines if line.strip())
