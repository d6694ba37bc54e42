"""Where somebody's signature begins in lines of their own."""

from mail.reading import marks
from mail.reading.phrases import CLOSINGS, DISCLAIMERS, SENT_FROM

MOST_LINES = 25  # of a signature, blank ones not counted
MOST_AFTER_A_CLOSING = 12
LONGEST = 100  # characters of a line of a signature
_PS = ("ps", "p.s", "p. s", "nb:", "n.b", "pd:", "pd.", "p.d.")
_STRIPPED = " \t,.!;-–—*_\u00a0"


def start_of(lines: list[str]) -> int:
    """The number of its first line; len(lines) where there is none."""
    end = _without_trailer(lines)
    for number in range(max(0, end - 3 * MOST_LINES), end):
        line = lines[number].strip()
        if _is_delimiter(line) and _count(lines[number + 1 : end]) <= MOST_LINES:
            return number
        if _is_closing(line) and _is_signature(lines[number + 1 : end]):
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
    both = [each.strip(_STRIPPED) for each in head.split("/")]
    return all(each in CLOSINGS for each in both) and (not comma or len(name.split()) <= 4)


def _is_signature(lines):
    """Whether those lines, after a closing, are a name and an address rather than something that is still said."""
    said = [line.strip() for line in lines if line.strip()]
    if len(said) > MOST_AFTER_A_CLOSING:
        return False
    return not any(len(line) > LONGEST or line.endswith("?") or line.lower().startswith(_PS) for line in said)


def _count(lines):
    return sum(1 for line in lines if line.strip())
