"""The words of mails: ours are in order, and what a superuser writes is looked at."""

import pytest

from mail import texts
from mail.checking import complaints
from mail.laying_out import lay_out, names_in, subject_of
from mail.models import MailText
from mail.samples import sample

REPLY = texts.BY_KEY["reply"]


def wrong(subject="x", body="{message}\n\n{link}"):
    found = complaints(REPLY, subject, body)
    return " ".join(found["subject"] + found["body"])


@pytest.mark.parametrize("text", texts.OURS, ids=lambda text: text.key)
def test_ours_are_in_order(text):
    assert complaints(text, str(text.subject), str(text.body)) == {"subject": [], "body": []}
    assert set(text.needs) <= set(text.offers) <= set(texts.PLACEHOLDERS)
    written = sample(str(text.subject), str(text.body))
    assert "{" not in written.subject + written.text and written.html.count("<html") == 1


@pytest.mark.parametrize(
    ("subject", "body", "said"),
    [
        ("{nummer}", "{message}\n\n{link}", "{nummer} means nothing here. There are: {number}"),
        ("x", "{Message}\n\n{link}", "{Message} means nothing"),
        ("x", "{message\n\n{link}", "{message means nothing"),
        ("x", "{message}\n\n{link} }", "} means nothing"),
        ("x", "{message}\n\n{works}\n\n{link}", "{works} means nothing"),
        ("x", "{message}", "{link} is missing"),
        ("x", "Read it: {link}", "{message} is missing"),
        ("x", "They say {message}\n\n{link}", "{message} needs a paragraph of its own"),
        ("{link}", "{message}\n\n{link}", "{link} can't stand in a subject"),
        ("x", "<b>{message}</b>\n\n{link}", "is HTML"),
        ("x &amp; y", "{message}\n\n{link}", "&amp; is HTML"),
    ],
)
def test_what_is_wrong_is_named(subject, body, said):
    assert said in wrong(subject, body)


def test_less_and_more_signs_are_no_html():
    assert wrong("1 < 2 & 3 > 2", "a <- b, or R&D\n\n{message}\n\n{link}") == ""


def test_a_value_is_put_in_once_and_never_read_again():
    values = {"subject": "{number} <b>", "number": "7"}
    text, html = lay_out("About {subject}", values, subject="x", footer=[])
    assert text.startswith("About {number} <b>\n") and "<bdi>{number} &lt;b&gt;</bdi>" in html


@pytest.mark.parametrize("nasty", ["a\r\nBcc: x@y.example", "a\0b", "a\u2028b", "\u202eabc", "\ud800x"])
def test_a_subject_is_one_line_without_anything_that_begins_a_header(nasty):
    made = subject_of("[#{number}] {subject}", {"number": "1", "subject": nasty})
    assert len(made.splitlines()) == 1 and "\0" not in made and "\u202e" not in made and "\ud800" not in made


def test_a_long_subject_ends_where_nobody_reads_on():
    made = subject_of("{subject}", {"subject": "x" * 5000})
    assert len(made) == 150 and made.endswith("…")


def test_what_is_empty_takes_its_paragraph_along():
    text, html = lay_out("A\n\n{files}\n\nB", {"files": ""}, subject="x", footer=[])
    assert text.startswith("A\n\nB\n") and html.count('<p dir="auto" style="margin:0 0 16px">') == 2


def test_every_kind_has_its_row_and_ours_until_somebody_writes_another(db):
    assert set(MailText.objects.values_list("key", flat=True)) == set(texts.BY_KEY)
    assert all(text.is_ours and text.shown_body == str(text.ours.body) for text in MailText.objects.all())
    assert names_in("{a} {b} {a}") == ["a", "b"]


def test_the_page_loads_nothing_from_anywhere():
    html = sample(str(texts.BY_KEY["resolved"].subject), str(texts.BY_KEY["resolved"].body)).html
    assert not any(sign in html for sign in ("<img", "url(", "<script", "<link", "@import", "src="))
