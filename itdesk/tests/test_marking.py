"""Hits are shown where they are, whatever folding did to the text, and nothing in a text is ever markup."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itdesk.searching.marking import marked, missing, snippet
from itdesk.searching.text import index_text, needle, words_of

TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from("ßẞİıﬁKÅÉé\u0301<>&'\" aAbB-.日本カ가😀"), st.characters(codec="utf-8"))
)


@pytest.mark.parametrize(
    "text, query, shown",
    [
        ("Printer jams", "jam", "Printer <mark>jam</mark>s"),
        ("Écran noir", "écran", "<mark>Écran</mark> noir"),
        ("E\u0301cran", "écr", "<mark>E\u0301cr</mark>an"),
        ("Écran", "ecran", "Écran"),
        ("Große Straße", "STRASSE", "Große <mark>Straße</mark>"),
        ("Straße", "ras", "St<mark>raß</mark>e"),
        ("ﬁx it", "fix", "<mark>ﬁx</mark> it"),
        ("İstanbul", "istan", "İstanbul"),
        ("my-pc and upc", "pc", "my-<mark>pc</mark> and upc"),
        ("aaaa", "aaa", "<mark>aaaa</mark>"),
        ("<b>tag</b> & more", "tag b", "&lt;<mark>b</mark>&gt;<mark>tag</mark>&lt;/<mark>b</mark>&gt; &amp; more"),
        ("プリンター", "ンタ", "プリ<mark>ンタ</mark>ー"),
        ("100% off", "%", "100% off"),
        ("nothing", "", "nothing"),
    ],
)
def test_what_was_found_is_marked_in_the_text_as_it_is_written(text, query, shown):
    assert marked(text, words_of(query)) == shown


@given(TEXTS, TEXTS)
def test_without_its_marks_the_text_is_what_it_was(text, query):
    shown = marked(text, words_of(query))
    assert html.unescape(re.sub("</?mark>", "", shown)) == text
    assert shown.count("<mark>") == shown.count("</mark>")


@given(TEXTS, st.data())
def test_a_row_is_marked_wherever_the_search_finds_it(text, data):
    folded = index_text(text).split()
    if folded:
        word = data.draw(st.sampled_from(folded))[: data.draw(st.integers(1, 5))]
        if needle(word) in index_text(text):
            assert missing(text, [word]) == [] and "<mark>" in marked(text, [word])


def test_a_snippet_is_a_line_around_the_first_hit():
    text = "I restarted it twice.\nThe message says that the toner is <empty>, which it is not. " + "More words. " * 20
    line = snippet(text, ["toner"])
    assert line.startswith("…") and line.endswith("…") and "<mark>toner</mark> is &lt;empty&gt;" in line
    assert "\n" not in line and len(re.sub("<.*?>", "", line)) < 140
    assert snippet(text, ["zebra"]) == "" and snippet("Toner", ["toner"]) == "<mark>Toner</mark>"


def test_a_hit_in_a_word_without_end_is_shown_whole():
    assert "<mark>needle</mark>" in snippet("x" * 500 + "needle" + "y" * 500, ["needle"])
