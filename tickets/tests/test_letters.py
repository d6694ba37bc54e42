"""What came by mail, to the letter."""

import time

import pytest

from tickets.letters import html_of

LINK = '<a href="{0}" rel="noopener noreferrer nofollow">{0}</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\ntwo\n\n\nthree", "<p>one<br>two</p><p>three</p>"),
        ("**no** _marks_ `here`\n# at\n- all", "<p>**no** _marks_ `here`<br># at<br>- all</p>"),
        ("<script>&amp;", "<p>&lt;script&gt;&amp;amp;</p>"),
        ("see https://a.example/x?a=1&b=2.", f"<p>see {LINK.format('https://a.example/x?a=1&amp;b=2')}.</p>"),
        ("(https://a.example/a_(b))", f"<p>({LINK.format('https://a.example/a_(b)')})</p>"),
        ("<https://a.example>", f"<p>&lt;{LINK.format('https://a.example')}&gt;</p>"),
        ("javascript:alert(1) ftp://a.example", "<p>javascript:alert(1) ftp://a.example</p>"),
        ('https://a.example/"onclick=x', f"<p>{LINK.format('https://a.example/')}&quot;onclick=x</p>"),
        ("שלום\nمرحبا", "<p>שלום<br>مرحبا</p>"),
        ("", "<p></p>"),
    ],
)
def test_a_mail_is_shown_to_the_letter(text, html):
    assert html_of(text) == html


@pytest.mark.parametrize(
    "text", ["https://" * 6000, "a" * 50_000, "(" * 50_000, "http://a.example/" + ")" * 50_000, "\n" * 50_000]
)
def test_the_longest_takes_no_time(text):
    began = time.process_time()
    html_of(text)
    assert time.process_time() - began < 0.5
