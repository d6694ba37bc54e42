"""How deep HTML is nested, counted before a parser sees it: parsers take minutes over 100,000 unclosed tags.

Tags are found as HTML5's tokenizer finds them, and never counted as closed where a parser might still hold them open. So
untidy mail may count as deeper than it is; what is counted as shallow is.
"""

import re

MOST_DEPTH = 200
MOST_WORK = 2_000_000  # the depths at all tags together: what a parser may have to go over again
MOST_TAGS = 60_000  # each costs ten microseconds or more
MOST_ATTRIBUTES = 2_000  # in one tag

# Their ends are implied, or they have none
_FLAT = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "td", "th", "tr", "dd", "dt", "option", "optgroup", "tbody", "thead", "tfoot", "colgroup", "html", "head", "body",
})  # fmt: skip
_REOPENED = frozenset({
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip # in the next block, once unclosed
_RULES_OF_THEIR_OWN = re.compile(r"<(?:svg|math|template|frameset|plaintext|select)[\s/>]", re.IGNORECASE)
_RAW = frozenset({
    "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript",
})  # fmt: skip
_NEXT = re.compile(r"<(?:(?P<comment>!--)|(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]{0,100})|(?P<other>[!?/]))")
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?:(?P<close>>)|[^\s/>][^\s/>=]*(?:\s*=\s*(?:"[^"]*"?|'[^']*'?|[^\s>"'][^\s>]*|))?)"""
)


def is_too_deep(source: str) -> bool:
    """In time that grows with the length of the source alone."""
    return bool(_RULES_OF_THEIR_OWN.search(source)) or _Count().goes_beyond(source)


class _Count:
    def __init__(self):
        self.open: list[str] = []
        self.lost = self.depth = self.work = self.tags = 0

    def goes_beyond(self, source):
        position = 0
        while match := _NEXT.search(source, position):
            if match["comment"]:
                position = _after_comment(source, match.end())
            elif match["other"]:
                position = source.find(">", match.end()) + 1 or len(source)
            else:
                position = _after_attributes(source, match.end())
                if position < 0:
                    return True
                name = match["name"].lower()
                self.note(name, match["end"])
                if name in _RAW and not match["end"]:
                    position = _after_raw(source, position, name)
            if self.depth + self.lost > MOST_DEPTH or self.work > MOST_WORK or self.tags > MOST_TAGS:
                return True
        return False

    def note(self, name, is_end):
        self.tags += 1
        self.work += self.depth + self.lost
        if name in _FLAT or name in _RAW:
            return
        if not is_end:
            self.open.append(name)
            self.depth += _weight(name)
        elif self.open and self.open[-1] == name:
            self.depth -= _weight(self.open.pop())
        elif name == "table" and "table" in self.open[-20:]:
            self.close_table()

    def close_table(self):
        """It closes all that is in it; what formats words comes up again after it."""
        while (name := self.open.pop()) != "table":
            self.depth -= _weight(name)
            self.lost += name in _REOPENED
        self.depth -= _weight("table")


def _weight(name):
    return 4 if name in ("table", "ul", "ol") else 1  # with its body, row and cell; what is indented more each time


def _after_comment(source, position):
    if source.startswith((">", "->"), position):
        return source.index(">", position) + 1
    end = _COMMENT_END.search(source, position)
    return end.end() if end else len(source)


def _after_attributes(source, position):
    """Behind the tag that has its name before there; -1 where it has too many attributes."""
    for _turn in range(MOST_ATTRIBUTES):
        match = _ATTRIBUTE.match(source, position)
        if not match or match.end() == position:
            return len(source)
        position = match.end()
        if match["close"]:
            return position
    return -1


def _after_raw(source, position, name):
    end = re.compile(rf"</{name}[\s/>]", re.IGNORECASE).search(source, position)
    return end.start() if end else len(source)
