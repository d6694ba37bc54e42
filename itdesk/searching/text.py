"""The form in which text is searched, and what a person means who types a few words.

Every word must be found: three characters and more anywhere in a word, one or two where a word begins. A word begins after
a space, after punctuation, where digits follow letters (13 finds AS13), and at every character of a script that writes
without spaces.

The indexes of both databases know three characters at a time. So each word of the indexed text has two spaces before it:
a word that begins with "a" is then the three characters "  a", and one that begins with "ab" is " ab".
"""

import re
import unicodedata
from functools import lru_cache
from itertools import chain

from itdesk.text import fold

MOST_WORDS = 12  # more than anybody types; each costs a condition
# Scripts written without spaces: Han, Kana, Hangul, Bopomofo, Thai, Lao, Myanmar, Khmer
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u3105-\u318e\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_INSIDE_ASCII = re.compile("(?<=[^a-z0-9])[a-z0-9]|(?<=[a-z])[0-9]")
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")


def index_text(*texts: str) -> str:
    """The texts as they are indexed: every word once, each after two spaces, then the beginnings of words inside words."""
    return indexed(words_in(*texts))


def words_in(*texts: str) -> dict[str, None]:
    """Every word of the texts once, folded, in their order."""
    return dict.fromkeys(fold(" ".join(texts)).split())


def indexed(words: dict[str, None]) -> str:
    """What index_text makes of texts with these words."""
    inside = dict.fromkeys(chain.from_iterable(map(_inside, words)))
    if inside:
        known = {word[:2] for word in words}
        words = words | dict.fromkeys(begun for begun in inside if begun not in known)
    return "  ".join(["", *words])


def words_of(query: str) -> list[str]:
    """What has to be found, in folded form: at most MOST_WORDS words, each once."""
    return list(dict.fromkeys(fold(query).split()[:MOST_WORDS]))


def needle(word: str) -> str:
    """What an indexed text contains if, and only if, the word is found in it: at least three characters."""
    return " " * (3 - len(word)) + word


def beginning(word: str) -> str:
    """What an indexed text contains if one of its words begins with the word."""
    return f"  {word}"


def beginnings(word: str) -> list[int]:
    """Where in a folded text, beyond its first character, words begin: after punctuation, as a number, or without spaces."""
    if word.isascii():
        return [] if word.isalpha() else [found.start() for found in _INSIDE_ASCII.finditer(word) if found.start()]
    return [at for at in range(1, len(word)) if word[at].isalnum() and _begins(word[at - 1], word[at])]


def begins(text: str, at: int) -> bool:
    """Whether a word begins there in a folded text: behind a space, or as in `beginnings`."""
    return at == 0 or text[at - 1].isspace() or (text[at].isalnum() and _begins(text[at - 1], text[at]))


def _begins(before: str, char: str) -> bool:
    is_number = char.isdecimal() and before.isalpha()
    return is_number or not _is_of_a_word(before) or _UNSPACED_CHARACTER.match(char) is not None


@lru_cache(maxsize=20_000)  # words repeat, and an import meets millions
def _inside(word: str) -> tuple[str, ...]:
    return tuple([word[at : at + 2] for at in beginnings(word)])


def _is_of_a_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")
