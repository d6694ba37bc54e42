"""Markdown on a page: nothing that acts, nothing that loads, nothing lost, and nothing that takes long."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tickets import markdown

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<b onmouseover=alert(1)>x</b>",
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))", "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)", "[x](vbscript:x)", "<javascript:alert(1)>", "![x](javascript:alert(1))",
    "![x](https://spy.example/p.png)", "[x](/logout/)", "[x](//evil.example/)", "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://e.example "onclick=alert(1)")', '[x](https://e.example/"onmouseover="alert(1))', "`<script>`",
    "```<b>\n<i>\n```",
    "<a href='x' id=y class=z style='position:fixed'>q</a>", "<form action=/logout/><input name=a>",
    "<style>*{display:none}</style>",
    "<iframe src=//e></iframe>", "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<!--<img src='--><img src=x onerror=1>",
    "<?php x ?>", "<![CDATA[<script>]]>", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#x202e;evil", "</article></main><h1>x",
]  # fmt: skip
UNITS = [
    "*a",
    "[",
    "[a](",
    "![",
    "`a",
    "<a",
    "&",
    "\\",
    "- a\n",
    "  - a\n",
    "a\n",
    "> \n",
    ">",
    "- ",
    "1. ",
    "*_",
    "[[a]",
    "_a_",
]


class Seen(HTMLParser):
    """The elements and attributes of a piece of HTML, and its text."""

    def __init__(self, html):
        super().__init__()
        self.found, self.text = set(), ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found |= {(tag, name) for name, _value in attributes} | {(tag, "")}
        for name, value in attributes:
            assert name != "href" or value.lower().startswith(("http:", "https:", "mailto:", "tel:")), value

    def handle_data(self, text):
        self.text += text


ALLOWED = {(tag, "") for tag in markdown.ELEMENTS} | {("a", "href"), ("a", "rel"), ("ol", "start")}


@pytest.mark.parametrize("source", HOSTILE)
def test_nothing_hostile_comes_through(source):
    assert Seen(markdown.html_of(source)).found <= ALLOWED


@given(some.text(alphabet="<>[]()*_`!&\\\"'=:/ \n#-a1jps", max_size=80))
def test_whatever_is_typed_is_harmless(source):
    assert Seen(markdown.html_of(source)).found <= ALLOWED
    markdown.text_of(source)


@pytest.mark.parametrize("unit", UNITS)
def test_no_message_takes_long(unit):
    source, begun = (unit * markdown.LONGEST)[: markdown.LONGEST], time.process_time()
    for text in (source, source[: markdown.MOST_FORMATTED]):
        markdown.html_of.__wrapped__(text)
        markdown.text_of(text)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "source",
    [
        r"\\server\share\x *.txt C:\new_folder", "[note]: see", "Hi\n--\nJo", "# 1 is down", "``` it says\nE42\n```",
        ">" * 25 + " deep", "- " * 25 + "deep", "a < b & c > d &amp; &#65;", "*" * 60, "<b>bold</b>", "![shot](https://x.example)",
    ],
)  # fmt: skip
def test_no_word_is_lost(source):
    shown = Seen(markdown.html_of(source)).text
    for word in (
        "server",
        "see",
        "--",
        "# 1 is down",
        "it says",
        "E42",
        "deep",
        "&amp; &#65;",
        "<b>",
        "shot",
        "C:\\new_folder",
    ):
        assert (word in source) <= (word in shown), shown
        assert (word in source) <= (word in markdown.text_of(source))


def test_markup_is_shown_and_the_plain_text_has_none():
    source = "**Take** the [guide](https://x.example/a) or <https://y.example>\nand\n\n- one\n- `two`"
    assert markdown.html_of(source) == (
        '<p><strong>Take</strong> the <a href="https://x.example/a" rel="noopener noreferrer nofollow">guide</a> or '
        '<a href="https://y.example" rel="noopener noreferrer nofollow">https://y.example</a><br>\nand</p>\n'
        "<ul>\n<li>one</li>\n<li><code>two</code></li>\n</ul>\n"
    )
    assert markdown.text_of(source) == "Take the guide (https://x.example/a) or https://y.example\nand\n\none\n\ntwo"
