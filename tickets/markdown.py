"""What a message's Markdown looks like: safe HTML for a page, and plain text for searching.

The HTML is made when it is shown, so that a better sanitiser reaches every message ever written. What is too long, too
intricate or too deeply nested never comes to the sanitiser: it is shown as it was typed. The sanitiser lets through a short
list of elements, and of attributes only a link's address and where a list begins to count.
"""

from functools import lru_cache

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST = 50_000  # characters of a message
MOST_FORMATTED = 20_000  # characters; half a second of markup is no message
MOST_MARKS = 3_000  # characters that may begin or end some markup
DEEPEST = 20  # elements inside each other
MARKS = "*_`[]<>!"
ELEMENTS = {"p", "br", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li", "hr", "a"}
ATTRIBUTES = {"*": set(), "a": {"href"}, "ol": {"start"}}
SANE = {"http", "https", "mailto", "tel"}
SCHEMES = tuple(f"{scheme}:" for scheme in SANE)
REL = "noopener noreferrer nofollow"

# No headings (a message stands inside a page that has its own, and "--" under a line begins a signature), no images (they
# would tell their sender who reads when), no HTML; and nothing that would eat a backslash of \\server\share or a whole line.
PARSER = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 5 * DEEPEST}).disable(
    ["heading", "lheading", "image", "html_block", "html_inline", "escape", "entity", "reference"]
)
PARSER.validateLink = lambda url: url.lower().startswith(SCHEMES)  # type: ignore[method-assign]


@lru_cache(maxsize=256)
def html_of(source: str) -> SafeString:
    """Markdown as HTML that may stand on any page."""
    tokens = _tokens(source)
    if tokens is None:
        return SafeString(f"<p>{escape(source)}</p>".replace("\n", "<br>"))
    made = PARSER.renderer.render(tokens, PARSER.options, {})
    return SafeString(nh3.clean(made, tags=ELEMENTS, attributes=ATTRIBUTES, url_schemes=SANE, link_rel=REL))


def text_of(source: str) -> str:
    """Markdown as plain text: without its marks; a link's address follows its words where they differ."""
    tokens = _tokens(source)
    if tokens is None:
        return source
    blocks = []
    for token in tokens:
        if token.type == "inline":
            blocks.append(_inline(token.children or []))
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content.rstrip("\n"))
    return "\n\n".join(filter(None, blocks))


def _tokens(source: str) -> list[Token] | None:
    """What it says in Markdown, or None when that is not for us to read."""
    if len(source) > MOST_FORMATTED or sum(map(source.count, MARKS)) > MOST_MARKS:
        return None
    tokens = PARSER.parse(source)
    for token in tokens:
        if " " in token.info.strip():  # no language: somebody wrote on the line that opens the block
            token.content, token.info = f"{token.info.strip()}\n{token.content}", ""
    return tokens if max((token.level for token in tokens), default=0) <= DEEPEST else None


def _inline(tokens: list[Token]) -> str:
    said, links = "", []
    for token in tokens:
        if token.type == "link_open":
            links.append((str(token.attrGet("href")), len(said)))
        elif token.type == "link_close":
            address, begun = links.pop()
            said += "" if said[begun:] in (address, address.removeprefix("mailto:")) else f" ({address})"
        elif token.type in ("softbreak", "hardbreak"):
            said += "\n"
        else:
            said += token.content
    return said
