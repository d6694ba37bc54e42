"""From a text with placeholders to a mail, as plain text and as a page. The values are put in once, and never read again."""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from itdesk.text import clean_line

MARK = re.compile(r"\{([a-z]+)\}")
BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
LONGEST_SUBJECT = 150  # characters; clients show fewer
TAG = re.compile(r'<([a-z]+)((?: [a-z]+="[^"]*")*)>')
STYLES = {  # of a message's own elements: mail has no style sheet that all clients read
    "p": "margin:0 0 12px",
    "ul": "margin:0 0 12px;padding:0 24px",
    "ol": "margin:0 0 12px;padding:0 24px",
    "blockquote": "margin:0 0 12px;padding:0 0 0 12px;border-left:3px solid #c9ced8",
    "pre": "margin:0 0 12px;white-space:pre-wrap;font-size:13px",
    "a": "color:#4150b8",
}


@dataclass(frozen=True)
class Link:
    """A button by itself, a link within a sentence. is_first: the one that most will want."""

    url: str
    words: str
    is_first: bool = True
    kind = "link"

    @property
    def text(self):
        return f"{self.words}:\n{self.url}"

    @property
    def inline(self):
        return self.url, format_html('<a class="link" style="color:#4150b8" href="{}">{}</a>', self.url, self.words)


@dataclass(frozen=True)
class Said:
    """What somebody wrote. html: safe already. who: "" where that is said elsewhere."""

    who: str
    text_as_written: str
    html: SafeString
    kind = "said"

    @property
    def text(self):
        head = _("{who} wrote:").format(who=self.who) + "\n\n" if self.who else ""
        return head + self.text_as_written

    @property
    def styled(self):
        return SafeString(TAG.sub(_styled, self.html))


@dataclass(frozen=True)
class Files:
    """The names of files, and where they are to be had."""

    names: tuple[str, ...]
    kind = "files"

    @property
    def text(self):
        return "\n".join([self.words, *(f"- {name}" for name in self.names)])

    @property
    def words(self):
        return _("With it came, to be had on the ticket's page:")


@dataclass(frozen=True)
class Scores:
    """Links to rate the help: (words, url) each."""

    links: tuple[tuple[str, str], ...]
    kind = "scores"

    @property
    def text(self):
        return "\n".join(f"{words}: {url}" for words, url in self.links)


@dataclass(frozen=True)
class Listed:
    """A list of tickets or of what happened to them: (title, a line about it, url) each, under a sentence."""

    lead: str
    rows: tuple[tuple[str, str, str], ...]
    kind = "listed"

    @property
    def text(self):
        return "\n\n".join(filter(None, [self.lead, *("\n".join(filter(None, row)) for row in self.rows)]))


def names_in(template):
    """The placeholders of a subject or body, each once, in their order."""
    return list(dict.fromkeys(MARK.findall(template)))


def subject_of(template, values):
    """One line without anything that could begin another header; at most LONGEST_SUBJECT characters."""
    line = clean_line(MARK.sub(lambda mark: _plain(values.get(mark[1], mark[0])), template))
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"


def lay_out(template, values, *, subject, footer):
    """(plain text, HTML) of a body. footer: [(sentence, url or "")] in small letters under it."""
    blocks = _blocks(template, values)
    text = "\n\n".join(block["text"] for block in blocks)
    below = "\n".join(f"{words}: {url}" if url else words for words, url in footer)
    signature = f"{settings.ORGANISATION} {_('IT Desk')}"
    context = {
        "blocks": blocks,
        "subject": subject,
        "footer": footer,
        "signature": signature,
        "language": get_language() or settings.LANGUAGE_CODE,
        "direction": "rtl" if get_language_bidi() else "ltr",
    }
    plain = "\n".join([text, "", "-- ", signature, *([below] if below else [])]) + "\n"
    return plain, render_to_string("mail/written/layout.html", context)


def _blocks(template, values):
    blocks: list[dict[str, Any]] = []
    for paragraph in BLANK_LINE.split(template.strip()):
        names = names_in(paragraph)
        if names and not MARK.sub("", paragraph).strip():
            blocks += _of_marks_alone([values.get(name, f"{{{name}}}") for name in names])
        elif paragraph:
            text = MARK.sub(lambda mark: _plain(values.get(mark[1], mark[0])), paragraph)
            html = "".join(_html_pieces(paragraph, values)).replace("\n", "<br>")
            blocks.append({"kind": "paragraph", "text": text.strip(), "html": SafeString(html)})
    return blocks


def _of_marks_alone(values):
    """What a paragraph is that holds nothing but placeholders: buttons in a row, blocks under each other, or words."""
    links = [value for value in values if isinstance(value, Link)]
    others = [value for value in values if value and not isinstance(value, Link)]
    blocks: list[dict[str, Any]] = []
    for value in others:
        if isinstance(value, str):
            blocks.append({"kind": "paragraph", "text": value, "html": escape(value)})
        else:
            blocks.append({"kind": value.kind, "text": value.text, "value": value})
    if links:
        blocks.append({"kind": "links", "text": "\n\n".join(link.text for link in links), "value": links})
    return blocks


def _html_pieces(paragraph, values):
    end = 0
    for mark in MARK.finditer(paragraph):
        yield escape(paragraph[end : mark.start()])
        value = values.get(mark[1], mark[0])
        yield value.inline[1] if isinstance(value, Link) else format_html("<bdi>{}</bdi>", _plain(value))
        end = mark.end()
    yield escape(paragraph[end:])


def _plain(value):
    if isinstance(value, Link):
        return value.inline[0]
    return value if isinstance(value, str) else str(getattr(value, "text", "") or "")


def _styled(tag):
    style = STYLES.get(tag[1])
    return f'<{tag[1]}{tag[2]} style="{style}">' if style else tag[0]
