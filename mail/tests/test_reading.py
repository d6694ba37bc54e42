"""What is read of a mail, for every mail of mail.tests.mails."""

import subprocess
import sys
import time

import pytest

from itdesk.text import clean_text
from mail.reading.reader import read
from mail.reading.text import tidy
from mail.tests.mails import MAILS

MOST_SECONDS = 2.0  # of CPU


@pytest.mark.parametrize("name", MAILS)
def test_it_says_what_it_says(name):
    raw, expected = MAILS[name]
    before = time.process_time()
    found = read(raw, None)
    assert time.process_time() - before < MOST_SECONDS
    said = vars(found) | {"files": [file.name for file in found.files]}
    assert {field: said[field] for field in expected} == expected
    assert found.kind == "ok"
    for text in (found.text, found.quoted, found.subject, found.from_name, *said["files"]):
        assert text == clean_text(text), "not in the desk's own normal form"


def test_there_are_a_hundred_of_them_and_more():
    assert len(MAILS) >= 100


@pytest.mark.parametrize(
    "text", ["a\r\nb\x0bc\u2028d", " a\ud800b\u200b ", "e\u0301\x00", "\u200d\u3164", "a\u202e\u2066b\ufeff"]
)
def test_its_normal_form_is_that_of_itdesk_text(text):
    assert tidy(text) == clean_text(text)


def test_the_files_are_put_where_they_were_asked_for(tmp_path):
    raw, _expected = MAILS["text around a file"]
    (file,) = read(raw, tmp_path).files
    assert (file.name, file.type, file.size, file.is_inline) == ("a.pdf", "application/pdf", 4, False)
    assert file.place == str(tmp_path / "1")
    assert (tmp_path / "1").read_bytes() == b"%PDF"


def test_an_image_within_the_text_is_marked_as_one(tmp_path):
    raw, _expected = MAILS["an inline image"]
    (file,) = read(raw, tmp_path).files
    assert (file.content_id, file.is_inline) == ("<1@x>", True)


def test_beyond_25_mb_the_headers_are_read():
    found = read(MAILS["plain"][0] + b"x" * 25 * 1024 * 1024, None)
    assert (found.subject, found.text) == ("Printer", "")
    assert found.problems == ["The mail is larger than 25 MB. Only its headers were read."]


def test_24_mb_of_file_are_read_within_two_seconds_of_cpu(tmp_path):
    line = b"QUJD" * 19 + b"\n"
    head = MAILS["text around a file"][0].partition(b"--b1\n")[0]
    body = b"--b1\n\nsee the file\n--b1\nContent-Type: application/zip\nContent-Transfer-Encoding: base64\n\n"
    before = time.process_time()
    found = read(head + body + line * 310_000 + b"--b1--\n", tmp_path)
    assert time.process_time() - before < MOST_SECONDS
    assert (found.text, found.files[0].size) == ("see the file", 310_000 * 57)


def test_nothing_of_django_is_imported():
    code = (
        "import sys, mail.reading.reader; from mail.reading import markup; markup.words(markup.sanitised('<p>x'));"
        "print('django' in sys.modules, 'lxml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
