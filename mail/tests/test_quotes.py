"""What is folded away of a reply, what stays, and how long it takes to tell."""

import re
import time

import pytest

from itdesk.tests.proofs.kit import ROOT
from mail.reading import quotes
from mail.tests import scoring

REPLIES = list(scoring.replies())
NEW = [
    "From: the second floor\nTo: the fourth floor\nDate: Friday\nPlease move three desks.",
    "On Monday a colleague wrote:\nthe printer is broken. Is it?",
    "Hello,\n\n- first item\n- second item\n\n--------------------\nlog line 1\nlog line 2",
    "Kind regards from the second floor!\nWe have a problem with the printer, and it is getting worse each day that passes by.",
    "Best\n\nWhy does the program say that?",
    "> a line of a log\n> another",
    "--\nJo Park",
    "Am 3.11. hat Herr Muster geschrieben, dass es geht. Es geht nicht.",
    "Error: Subject: missing\nTo: nobody",
    "Best regards,\nJo\n\nPS: the other printer is broken too",
    "Please add them:\n\nJo Park\nneeds access to the share of the accountants.",
    "Thanks!",
    "Thank you and goodbye to the old printer",
    "The dates are: 1. May, 2. June:\nplease choose",
]


@pytest.mark.parametrize("reply", REPLIES, ids=str)
def test_a_reply_shows_what_is_new_in_it(reply):
    assert scoring.is_right(reply, scoring.by_ours(reply))


@pytest.mark.parametrize("text", NEW)
def test_nothing_is_folded_of_a_text_that_repeats_nothing(text):
    assert quotes.split(text, name="Jo Park") == (text.strip("\n"), "")


@pytest.mark.parametrize("reply", [each for each in REPLIES if not each.is_html], ids=str)
def test_every_word_is_either_seen_or_folded(reply):
    seen, folded = quotes.split(reply.source, reply.subject)
    assert sorted(re.findall(r"\w+", seen + "\n" + folded)) == sorted(re.findall(r"\w+", reply.source))


def test_the_set_is_large_enough_and_ours_beats_the_library_on_it():
    table = scoring.table()
    ours, library, count = table["all"]
    assert count >= 60
    assert set(scoring.LANGUAGES) <= {reply.language for reply in REPLIES}
    assert ours / count >= 0.95 > library / count


def test_the_proof_says_what_the_score_is_now():
    assert scoring.as_markdown(scoring.table()) in (ROOT / "docs" / "proofs" / "quotes.md").read_text()


@pytest.mark.parametrize(
    "line",
    [
        "\n",
        ">\n",
        "On 9 Nov a@b 10:00 wrote:\n> x\n",
        "> a\nb\n",
        "From: a@b\nSent:\n",
        "\ufdd0\n>\n",
        "-- \n",
        "\n" * 9 + ">\n",
    ],
)
def test_a_megabyte_takes_less_than_a_second_of_cpu(line):
    text = "Hello\n" + line * (1_000_000 // len(line))
    before = time.process_time()
    quotes.split(text)
    assert time.process_time() - before < 1
