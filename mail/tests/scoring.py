"""The scored set of replies (mail/tests/replies/): what is to be seen of each, and how many are split so."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mail.reading import quotes
from mail.reading.markup import sanitised, words
from mail.reading.text import tidy

FOLDER = Path(__file__).parent / "replies"
LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pt", "pl"]


@dataclass
class Reply:
    """source: HTML where is_html, otherwise text. seen: what is to be visible."""

    set: str
    client: str
    language: str
    subject: str
    source: str
    seen: str
    is_html: bool
    name: str

    def __str__(self):
        return f"{self.set}: {self.client}, {self.language}, {self.subject}"


def replies():
    """Each block of a file: === client | language | subject | name (Jo Park), then + seen, - folded, < HTML on each line."""
    for path in sorted(FOLDER.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("=== ")[1:]:
            head, _break, body = block.partition("\n")
            client, language, subject, *name = (each.strip() for each in head.split("|"))
            lines = body.rstrip("\n").split("\n")
            html = "\n".join(line[1:] for line in lines if line[0] == "<")
            text = "\n".join(line[1:] for line in lines)
            seen = "\n".join(line[1:] for line in lines if line[0] == "+")
            yield Reply(path.stem, client, language, subject, html or text, seen, bool(html), *(name or ["Jo Park"]))


def by_ours(reply):
    text = words(sanitised(reply.source)) if reply.is_html else reply.source
    return quotes.split(tidy(text), reply.subject, reply.name)[0]


def by_the_library(reply):
    """mail-parser-reply alone, told the language, on the text that we make of HTML."""
    from mailparser_reply import EmailReplyParser

    text = reply.source
    if reply.is_html:
        from inscriptis import get_text

        text = get_text(reply.source)
    found = EmailReplyParser(languages=[reply.language]).read(text)
    return found.replies[0].body if found.replies else ""


def is_right(reply, seen):
    return _plain(seen) == _plain(reply.seen)


def _plain(text):
    """White space aside."""
    return " ".join(text.split())


@cache
def table():
    """{client family, language, set or "all": (right by ours, right by the library, how many)}."""
    rows: dict[str, list[int]] = {}
    for reply in replies():
        ours = is_right(reply, by_ours(reply))
        library = is_right(reply, by_the_library(reply))
        for key in (reply.set, reply.client.split()[0], reply.language, "all"):
            row = rows.setdefault(key, [0, 0, 0])
            row[0], row[1], row[2] = row[0] + ours, row[1] + library, row[2] + 1
    return {key: tuple(row) for key, row in rows.items()}


def as_markdown(rows):
    lines = ["| replies | how many | ours | library alone |", "| --- | ---: | ---: | ---: |"]
    for key in sorted(rows, key=lambda key: (key == "all", key)):
        ours, library, count = rows[key]
        lines.append(
            f"| {key.replace('_', ' ')} | {count} | {ours} ({ours / count:.0%}) | {library} ({library / count:.0%}) |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    print(as_markdown(table()))
