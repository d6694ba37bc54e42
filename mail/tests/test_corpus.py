"""Other people's test mails, where they are at hand: MAIL_CORPUS=folder pytest -s mail/tests/test_corpus.py"""

import os
from collections import Counter
from pathlib import Path

import pytest

from itdesk.text import clean_text
from mail.reading.reader import read

FOLDER = os.environ.get("MAIL_CORPUS", "")


@pytest.mark.skipif(not FOLDER, reason="MAIL_CORPUS is not set")
def test_every_mail_of_the_corpus_is_read():
    outcomes = Counter()
    for path in sorted(each for each in Path(FOLDER).rglob("*") if each.suffix in (".eml", ".txt")):
        found = read(path.read_bytes(), None)
        outcomes[path.relative_to(FOLDER).parts[0], outcome(found)] += 1
        assert found.text == clean_text(found.text)
    for (source, kind), count in sorted(outcomes.items()):
        print(f"| {source} | {kind} | {count} |")
    assert outcomes


def outcome(found):
    if found.bounce:
        return "bounce"
    if found.problems:
        return "with problems named"
    if found.text:
        return "words"
    return "files alone" if found.files else "neither words nor files"
