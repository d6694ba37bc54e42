"""Showing what was found: the hits marked in a text, and a short piece of a long one around its first hit."""

import unicodedata
from html import escape

from django.utils.safestring import SafeString

from itdesk.searching.text import begins

BEFORE, LENGTH = 30, 110  # characters that a snippet shows before the first hit, and altogether
MOST_FOLDS = 10_000  # characters, of which a language has some hundreds


def marked(text: str, words: list[str]) -> SafeString:
    """The text, escaped, with <mark> around every place where one of the folded words is found (see text.words_of)."""
    places = _places(text, words)
    if not places:
        return SafeString(escape(text))
    shown, done = [], 0
    for start, end in places:
        shown += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    return SafeString("".join([*shown, escape(text[done:])]))


def snippet(text: str, words: list[str]) -> SafeString:
    """One line of the text around its first hit, escaped and marked; "" where none of the words is found."""
    places = _places(text, words)
    if not places:
        return SafeString("")
    start = max(0, places[0][0] - BEFORE)
    if start:
        start = min(text.find(" ", start, places[0][0]) + 1 or start, places[0][0])
    piece = text[start : start + LENGTH]
    if start + LENGTH < len(text):
        piece = piece[: max(piece.rfind(" "), places[0][1] - start)] + "…"
    return marked(("…" if start else "") + " ".join(piece.split()), words)


def missing(text: str, words: list[str]) -> list[str]:
    """Those of the words that are not found in the text."""
    folded, _origin = _folded(text)
    return [word for word in words if not _found(word, folded)]


def _places(text: str, words: list[str]) -> list[tuple[int, int]]:
    """(start, end) of what to mark in the text, in order, without overlaps."""
    folded, origin = _folded(text)
    hits = [(at, at + len(word)) for word in words for at in _found(word, folded)]
    hits.sort()
    places: list[tuple[int, int]] = []
    for start, end in hits:
        first, last = (start, end) if origin is None else (origin[start], origin[end - 1] + 1)
        if origin is not None:
            last = next((at for at in origin[end:] if at >= last), len(text))
        if places and first <= places[-1][1]:
            places[-1] = (places[-1][0], max(last, places[-1][1]))
        else:
            places.append((first, last))
    return places


def _found(word: str, folded: str) -> list[int]:
    found, at = [], folded.find(word)
    while at >= 0:
        if len(word) > 2 or begins(folded, at):
            found.append(at)
        at = folded.find(word, at + 1)
    return found


def _folded(text: str) -> tuple[str, list[int] | None]:
    """The text folded as itdesk.text.fold does, but for its spaces; and where each character came from (None: its own place).

    A letter and the marks that follow it are folded together, since they may become one character.
    """
    if text.isascii():
        return text.lower(), None
    by_letter = text.translate(_FOLDS)
    if "\0" not in by_letter:
        return by_letter, None
    folded, origin, at = "", [], 0
    while (other := by_letter.find("\0", at)) >= 0:
        start = other - 1 if other > at and _is_mark(text[other]) else other
        end = start + 1
        while end < len(text) and _is_mark(text[end]):
            end += 1
        piece = _fold(text[start:end])
        folded += by_letter[at:start] + piece
        origin += [*range(at, start), *[start] * len(piece)]
        at = end
    return folded + by_letter[at:], [*origin, *range(at, len(text))]


def _fold(piece: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", piece).casefold())


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


class _Folds(dict[int, str]):
    """For str.translate: what a character folds to where that is one character again, and NUL for all others and marks."""

    def __missing__(self, code: int) -> str:
        if len(self) >= MOST_FOLDS:
            self.clear()
        piece = _fold(chr(code))
        self[code] = folded = piece if len(piece) == 1 and not _is_mark(chr(code)) else "\0"
        return folded


_FOLDS = _Folds()
