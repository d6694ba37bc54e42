"""Every reason that a mail can land somewhere for has its sentence, and every header its words."""

import re
from pathlib import Path

import pytest

from mail import authentication, needing, reasons


def test_every_reason_that_is_given_has_a_sentence():
    folder = Path(reasons.__file__).parent
    code = "".join((folder / name).read_text() for name in ("routing.py", "machines.py", "taking.py", "moving.py"))
    given = set(re.findall(r'Decision\(\w+, "([a-z-]+)"', code)) | set(
        re.findall(r'_noted\(arrival, "([a-z-]+)"', code)
    )
    given |= set(re.findall(r'(?:return|reason =) "([a-z-]+)"', code)) | needing.FOR_AGENTS
    assert len(given) > 15 and given <= reasons.SENTENCES.keys()
    assert reasons.IN_SHORT.keys() <= reasons.SENTENCES.keys() and reasons.IN_SHORT.keys() >= needing.FOR_AGENTS


@pytest.mark.parametrize("key", reasons.SENTENCES)
def test_a_sentence_stands_whatever_is_known(key):
    assert reasons.sentence(key, {}) and "{" not in reasons.sentence(key, {"sender": "{0.__class__}"}).replace(
        "{0.", ""
    )


def test_a_reason_of_another_day_is_shown_as_it_is():
    assert reasons.sentence("from-mars", {}) == "from-mars"


def test_answers_that_go_elsewhere_are_told_from_those_that_do_not():
    assert not reasons.answers_elsewhere("jo@a.example", {"reply_to": "Jo <JO@a.example>"})
    assert not reasons.answers_elsewhere("jo@a.example", {})
    assert reasons.answers_elsewhere("jo@a.example", {"reply_to": "jo@b.example"}) == "jo@b.example"


def test_only_the_topmost_finding_counts_in_words():
    said = ["mx.a.example; spf=pass smtp.mailfrom=x; dkim=fail (bad) ; dmarc=none", "mx.evil; dkim=pass; arc=pass"]
    words = [(str(question), str(answer), is_good) for question, answer, is_good in authentication.in_words(said)]
    expected = [("Server (SPF)", "is right", True), ("Signature (DKIM)", "is wrong", False)]
    assert words == [*expected, ("Domain (DMARC)", "not said", False)]
    assert authentication.in_words([]) == []
