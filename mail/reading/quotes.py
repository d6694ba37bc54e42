"""What a mail says, apart from what it repeats and signs with. Line by line: no pattern here goes over a text twice."""

import re
from dataclasses import dataclass

from mail.reading import marks, signatures
from mail.reading.phrases import (
    BELOW,
    FORWARD_PREFIXES,
    FORWARDED,
    FROM,
    ORIGINAL,
    SENT,
    SUBJECT,
    TO,
    WROTE,
    WROTE_BEGINS,
)

MOST_LINES = 5_000  # in which a quote is looked for
LONGEST_ATTRIBUTION = 300  # characters
_LABEL = re.compile(r"[\s*_|]{0,8}([^\W\d][^:*\n]{0,24}?)\s{0,3}\*?\s{0,3}[::]")
_RULE = re.compile(r"\s*[-_*=]{3,200}\s*$")
_DASHED = re.compile(r"[-_*\s]{0,60}([^-_*\s][^\n]{2,60}?)[-_*\s:]{0,60}$")
_PREFIX = re.compile(r"\s*(?:\[[^\]]{0,40}\]\s*)?([^\W\d_]{1,16}\.?)\s*(?:\[\d+\])?\s*:")
_ANSWERS = re.compile(
    r"see|answer|repl|comment|siehe|antwort|kommentar|\bs\.|voir|répon|respu|respond|\bver\b|veja|vedi|rispo|zie|antwoord|odpow|patrz"
)


def split(text: str, subject: str = "", name: str = "") -> tuple[str, str]:
    """(what is meant for the reader, what is folded away). With the marks of mail.reading.marks, or without.

    subject: says whether it is forwarded. name: of whoever wrote it, who may sign with nothing else.

    Answers between quotes stay with the quotes that they answer; a forwarded mail stays. Nothing is folded where
    nothing would be left.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    own, history, tail = _apart(lines, _is_forward(subject))
    seen, folded = _without_quotes(own, name)
    said = _joined(seen)
    if len(said) <= 300 and not tail and _points_below(said):
        return _joined(lines), ""
    visible = _joined([*seen, *tail])
    if not any(char.isalnum() for char in visible):
        return _joined(lines), ""
    return visible, _joined([*folded, *history])


def _joined(lines):
    return re.sub(r"\n{3,}", "\n\n", marks.without("\n".join(lines))).strip("\n")


def _is_forward(subject):
    match = _PREFIX.match(subject)
    return bool(match and match[1].lower() in FORWARD_PREFIXES)


def _points_below(said):
    """Only an answer says that; one of a few words."""
    low = said.lower()
    return any(each in low for each in BELOW) and bool(_ANSWERS.search(low))


def _apart(lines, is_forward):
    """(own lines, the history that follows them to the end, a forwarded mail that follows them to the end)."""
    for number, line in enumerate(lines[:MOST_LINES]):
        if not line or line[0] == ">":
            continue
        if _names(line, FORWARDED):
            return lines[:number], [], lines[number:]
        if _is_history(lines, number):
            start = _above(lines, number)
            return (lines[:start], [], lines[start:]) if is_forward else (lines[:start], lines[start:], [])
    return lines, [], []


def _is_history(lines, number):
    """Whether all from that line on is repeated, without > before each line."""
    line = lines[number]
    if line == marks.HISTORY:
        return not _is_quoted(lines, _after_attribution(lines, number + 1))
    if _names(line, ORIGINAL) or _is_header_block(lines, number):
        return True
    found = _attribution(lines, number)
    if found:
        return found.is_certain and not _is_quoted(lines, found.end)
    return _goes_on_after_an_attribution(line)


def _goes_on_after_an_attribution(line):
    """ "On Monday 9 November Jo <jo@…> wrote:   What Jo wrote", on one line: Yahoo on a telephone."""
    low = line[: 2 * LONGEST_ATTRIBUTION].strip().lower()
    if not low.startswith(WROTE_BEGINS) or "@" not in low:
        return False
    head, colon, rest = low.partition(":  ")
    return bool(colon and rest) and head.endswith(WROTE) and any(char.isdecimal() for char in head)


def _names(line, phrases):
    """ "-----Original Message-----", or such words alone on the line with a colon."""
    stripped = line.strip()
    if len(stripped) > 120 or not (stripped[:2] in ("--", "__", "**", "- ") or stripped.endswith(":")):
        return False
    match = _DASHED.match(stripped)
    return bool(match) and match[1].lower().rstrip(" :").startswith(phrases)


def _is_header_block(lines, number):
    """From, Sent, To and Subject, in one of the languages and in any order, and an address or a subject among them."""
    if _label(lines[number]) not in FROM | SENT | SUBJECT:
        return False
    block = _block(lines, number)
    labels = {label for line in block if (label := _label(line))}
    kinds = [bool(labels & kind) for kind in (FROM, SENT, TO, SUBJECT)]
    return kinds[0] and sum(kinds) >= 3 and (kinds[3] or any("@" in line for line in block))


def _block(lines, number):
    """The lines from there to a blank one after which no label comes, 12 at most."""
    block = []
    for at in range(number, min(number + 12, len(lines))):
        if lines[at]:
            block.append(lines[at])
        elif at + 1 < len(lines) and not _label(lines[at + 1]):
            break
    return block


def _label(line):
    match = _LABEL.match(line)
    return match[1].strip().lower() if match else ""


def _above(lines, number):
    """Where the rule begins that stands above a history."""
    start = number
    while start and (not lines[start - 1] or _RULE.match(lines[start - 1]) or lines[start - 1] == marks.HISTORY):
        start -= 1
    return start


@dataclass
class _Attribution:
    """Lines that say who wrote what follows. is_certain: nothing else is written so."""

    start: int
    end: int
    is_certain: bool


def _attribution(lines, number):
    """The one that begins with that line, wrapped over three lines at most; None where none does."""
    for end in range(number + 1, min(number + 4, len(lines) + 1)):
        line = lines[end - 1]
        if not line or line[0] == ">" or line in (marks.HISTORY, marks.SIGNATURE):
            return None
        if line[-1] in "::":
            joined = " ".join(lines[number:end]).strip().lower()
            return _weighed(joined, number, end) if len(joined) <= LONGEST_ATTRIBUTION else None
    return None


def _weighed(joined, start, end):
    wrote = any(each in joined for each in WROTE)
    dated, addressed = any(char.isdecimal() for char in joined), "@" in joined
    begins = joined.startswith(WROTE_BEGINS)
    if wrote and dated and (begins or (addressed and end == start + 1)):
        return _Attribution(start, end, begins and (addressed or bool(re.search(r"\d[:.h]\d\d", joined))))
    if (wrote and (begins or end == start + 1)) or (addressed and dated and end == start + 1):
        return _Attribution(start, end, False)
    return None


def _after_attribution(lines, number):
    """Behind the blank lines there, and an attribution in whatever language, which a mark has announced."""
    number = _next(lines, number)
    for end in range(number, min(number + 4, len(lines))):
        if lines[end].startswith(">"):
            return end
        if lines[end].endswith((":", ":")):
            return end + 1
    return number


def _next(lines, number):
    while number < len(lines) and not lines[number]:
        number += 1
    return number


def _is_quoted(lines, number):
    number = _next(lines, number)
    return number < len(lines) and lines[number].startswith(">")


def _without_quotes(lines, name):
    """(lines to see, lines to fold) of a text in which what is repeated has > before it."""
    pieces = list(_pieces(lines, name))
    answers = [number for number, (kind, _lines) in enumerate(pieces) if kind == "text"]
    first = next((number for number, (kind, _lines) in enumerate(pieces) if kind == "quote"), len(pieces))
    after = [number for number in answers if number > first]
    keep = range(first, after[-1]) if len(after) > 1 else range(0)
    seen, folded = [], []
    for number, (kind, piece) in enumerate(pieces):
        is_seen = kind == "text" or (kind == "quote" and number in keep)
        (seen if is_seen else folded).extend([*piece, ""])
    return seen, folded


def _pieces(lines, name):
    """("text" | "quote" | "attribution" | "signature", lines), in order."""
    text, number = [], 0
    while number < len(lines):
        end = _quote_from(lines, number) if number < MOST_LINES else number
        if end == number:
            text.append(lines[number])
            number += 1
            continue
        yield from _signed(text, name)
        text = []
        first = next(at for at in range(number, end) if lines[at].startswith(">"))
        if first > number:
            yield "attribution", lines[number:first]
        yield "quote", lines[first:end]
        number = end
    yield from _signed(text, name)


def _quote_from(lines, number):
    """Where the quoted lines end that begin there, their attribution before them; `number` itself where none do."""
    start = number
    if lines[number] == marks.HISTORY:
        start = _next(lines, _after_attribution(lines, number + 1))
    elif found := _attribution(lines, number):
        start = _next(lines, found.end)
    if start >= len(lines) or not lines[start].startswith(">"):
        return number
    end = start
    while end < len(lines) and (lines[end].startswith(">") or (not lines[end] and _is_quoted(lines, end))):
        end += 1
    return end


def _signed(text, name):
    start = signatures.start_of(text, name)
    if any(any(char.isalnum() for char in line) for line in text[:start]):
        yield "text", text[:start]
    if text[start:]:
        yield "signature", text[start:]
