"""The one normal form of text takes no longer for one text than for another, and is normal."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itdesk.text import clean_line, clean_text, fold

PILE = "\u0301\u0316"  # which normalising has to sort
MARKS = st.text(alphabet=st.sampled_from("a\u0301\u0316\u0344\u0f73\uff9e \n"), min_size=20, max_size=80)


@pytest.mark.parametrize("what", [clean_text, clean_line, fold])
@pytest.mark.parametrize("pile", [PILE, "\u0344\u0316", "\u0f73\u0f71", "\uff9e\u0316"])
def test_no_text_takes_long(what, pile):
    began = time.process_time()
    cleaned = what("a" + pile * 200_000 + " and so on")
    assert time.process_time() - began < 1  # seconds; they were minutes
    assert cleaned.endswith(" and so on") and len(cleaned) < 100


def test_a_pile_of_accents_holds_up_no_page(client, db):
    said = {"name": "Jo", "email": "jo@alpha.example", "category": "software", "subject": "x" + PILE * 100_000}
    began = time.process_time()
    assert client.post("/submit/", said | {"description": "a" + PILE * 200_000}).status_code == 302
    client.post("/login/", {"username": "a" + PILE * 100_000, "password": "x"})
    client.post("/my-tickets/", {"email": "a" + PILE * 100_000})
    assert time.process_time() - began < 5  # seconds


@given(MARKS)
def test_a_clean_text_stays_as_it_is(text):
    cleaned = clean_text(text * 40)
    assert clean_text(cleaned) == cleaned


def test_accents_that_people_write_stay():
    for text in ("Việt Nam", "הַשָּׁמַיִם", "हिन्दी", "اَلطَّابِعَةُ", "e" + "\u0316" * 30):
        assert clean_text(text * 300) == clean_text(text) * 300
