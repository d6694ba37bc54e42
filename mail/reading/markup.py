"""HTML of mails: made harmless, and made words of. Capped before any parser sees it, for parsers have no cap of their own."""

import html
import re

from mail.reading import marks
from mail.reading.nesting import is_too_deep

MOST_CHARACTERS = 512 * 1024
MOST_ENTITIES = 100_000  # 500,000 took the sanitiser 1.7 s
MOST_ROUGHLY = 4 * 1024 * 1024  # characters of which words are still made, when they are too many for a parser

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})([^<>]*)>")
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>((?:(?!</a>).){0,2000})</a>', re.DOTALL)
_OF_TABLES = re.compile(r"<(/?)(table|tbody|thead|tfoot|tr|td|th)\b[^>]*>")
_BLOCKS = re.compile(r"</?(?:p|div|tr|table|h[1-6]|li|ul|ol|blockquote|pre|br|hr)\b[^<>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>?")

_TAGS = frozenset({
    "a", "abbr", "address", "b", "bdi", "big", "blockquote", "br", "center", "cite", "code", "dd", "del", "dfn", "div",
    "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre",
    "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "tt", "u", "ul", "var",
})  # fmt: skip
_ATTRIBUTES = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "ol": {"start"}, "a": {"href"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
_UNSEEN = {"script", "style", "title"}


def is_too_much(source: str) -> bool:
    """Whether a parser is not let near it."""
    return len(source) > MOST_CHARACTERS or source.count("&") > MOST_ENTITIES or is_too_deep(source)


def sanitised(source: str) -> str:
    """Only what formats words, and links; nothing that loads, runs, or names a place on a page. Not for what is too much.

    With the marks of mail.reading.marks, for `words`; without them it is fit to be shown.
    """
    import nh3  # imported where it is needed: most of what a child costs is imports (see mail.reading.apart)

    return nh3.clean(
        _marked(marks.without(source)), tags=set(_TAGS), attributes=_ATTRIBUTES, url_schemes=_SCHEMES,
        clean_content_tags=_UNSEEN,
        link_rel="noopener noreferrer nofollow",
    ).strip()  # fmt: skip


def words(clean: str) -> str:
    """What sanitised HTML says, quotes as lines that begin with >, the other marks each on a line."""
    from inscriptis import get_text
    from inscriptis.css_profiles import STRICT_CSS_PROFILE
    from inscriptis.model.config import ParserConfig

    clean = _OF_TABLES.sub(_without_table, _LINK.sub(_with_address, clean))
    text = get_text(clean, ParserConfig(css=STRICT_CSS_PROFILE))
    return marks.applied(_with_rows(text))


def roughly(source: str) -> str:
    """The words of any HTML, without a parser: tags out, blocks on lines of their own."""
    source = marks.without(source[:MOST_ROUGHLY])
    for begin, end in [("<!--", "-->"), ("<style", "</style"), ("<script", "</script"), ("<head", "</head")]:
        source = _without(source, begin, end)
    lines = html.unescape(_ANY_TAG.sub("", _BLOCKS.sub("\n", source))).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines)


def _marked(source):
    """With marks where a client says, by a class, an id or a rule, that a quote or a signature begins."""
    cites: list[bool] = []  # whether each open blockquote is one

    def mark(match):
        end, name, said = match[1], match[2].lower(), match[3].lower()
        if name == "blockquote" and end:
            return f"{marks.END * bool(cites and cites.pop())}{match[0]}"
        if name == "blockquote":
            cites.append(marks.is_cite(said))
            return f"{match[0]}{marks.BEGIN * cites[-1]}"
        return match[0] if end or len(said) < 8 else f"{match[0]}{marks.of_container(said)}"

    return _TAG.sub(mark, source)


def _without_table(match):
    """Laid out as a table, one wide cell made every other as wide: 290 kB of HTML took 2.9 GB."""
    end, name = match[1], match[2]
    if name == "tr":
        return f"</div>{marks.ROW}" if end else f"{marks.ROW}<div>"
    if name in ("td", "th"):
        return marks.CELL if end else ""
    return f"<{end}div>"


def _with_rows(text):
    """Each row a line, with a tab between its cells; empty ones left out."""
    if marks.ROW not in text:
        return text
    pieces = []
    for piece in text.split(marks.ROW):
        cells = [cell.strip() for cell in piece.split(marks.CELL)]
        pieces.append("\t".join(cell for cell in cells if cell) if len(cells) > 1 else piece.strip("\n"))
    return "\n".join(piece for piece in pieces if piece.strip())


def _with_address(match):
    """A link whose words do not say where it goes says so after them."""
    address, shown = html.unescape(match[1]), " ".join(html.unescape(_ANY_TAG.sub("", match[2])).split())
    plain = address.removeprefix("mailto:").removeprefix("tel:").rstrip("/")
    if shown.rstrip("/") in (address.rstrip("/"), plain, plain.partition("://")[2]):
        return match[2]
    return f"{match[2]} &lt;{html.escape(plain)}&gt;" if shown else html.escape(plain)


def _without(source, begin, end):
    """All from each begin to its end left out, in one pass. One that never ends takes nothing with it."""
    kept, position, lower = [], 0, source.lower()
    while (start := lower.find(begin, position)) >= 0 and (stop := lower.find(end, start)) >= 0:
        kept.append(source[position:start])
        position = stop + len(end)
    return "".join([*kept, source[position:]])
