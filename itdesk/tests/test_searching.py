"""The form in which text is searched, told by examples."""

import pytest

from itdesk.searching.text import index_text, needle, words_of


@pytest.mark.parametrize(
    "text, indexed",
    [
        ("Printer jams, printer JAMS", "  printer  jams,  jams"),
        ("my-pc", "  my-pc  pc"),
        ("a-b-c", "  a-b-c  b-  c"),
        ("jo@alpha.example", "  jo@alpha.example  al  ex"),
        ("AS13 2nd", "  as13  2nd  13"),
        ("Straße ﬁx", "  strasse  fix"),
        ("プリンター", "  プリンター  リン  ンタ  ター  ー"),
        ("हिन्दी", "  हिन्दी"),
        ("-v --", "  -v  --  v"),
        ("", ""),
    ],
)
def test_a_text_is_indexed_as_its_words_and_the_beginnings_inside_them(text, indexed):
    assert index_text(text) == indexed


@pytest.mark.parametrize(
    "word, found, not_found",
    [
        ("p", "my-pc", "sap"),
        ("pc", "my-pc", "upc"),
        ("13", "AS13", "AS213"),
        ("n", "n13", "2nd"),
        ("int", "printer", "in t"),
        ("ン", "プリンター", "プリ"),
        ("c#", "use c#", "abc#"),
        ("écr", "Écran", "ecran"),
    ],
)
def test_a_word_of_three_characters_is_found_anywhere_and_a_shorter_one_where_a_word_begins(word, found, not_found):
    assert needle(word) in index_text(found)
    assert needle(word) not in index_text(not_found)


def test_a_query_is_at_most_twelve_words_each_once():
    assert words_of("B a B") == ["b", "a"]
    assert len(words_of(" ".join(map(str, range(99))))) == 12
