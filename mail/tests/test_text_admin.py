"""Superusers change what mails say: tried out first, looked at, logged, and taken back."""

import pytest

from activity.models import Event
from mail.models import MailText

pytestmark = pytest.mark.any_engine
WORDS = {"subject": "Got it: {number}", "body": "Thank you.\n\n{link}"}


@pytest.fixture
def text(db):
    return MailText.objects.get(key="received")


@pytest.fixture
def page(text):
    return f"/admin/mail/mailtext/{text.pk}/change/"


def events():
    return [str(event) for event in Event.objects.filter(kind_name="mail.text-changed")]


def test_the_form_shows_the_words_in_force_and_what_may_stand_in_them(root_client, page):
    html = root_client.get(page).content.decode()
    assert (
        "Ticket #{number} received" in html
        and "{organisation}</b> whose desk this is" in html
        and "{message}" not in html
    )
    assert "frame-src 'self'" in root_client.get(page).headers["Content-Security-Policy"]
    listed = root_client.get("/admin/mail/mailtext/").content.decode()
    assert "To who asked: solved" in listed and "[#{number}] {subject}" in listed


def test_new_words_are_kept_and_logged_once(root_client, page, text):
    for _time in range(2):
        assert root_client.post(page, WORDS).status_code == 302
    text.refresh_from_db()
    assert (text.subject, text.body) == ("Got it: {number}", "Thank you.\n\n{link}")
    assert events() == ["Robin Root changed the text of a mail"]


def test_our_own_words_are_kept_as_ours(root_client, page, text):
    assert root_client.post(page, {"subject": text.shown_subject, "body": text.shown_body}).status_code == 302
    text.refresh_from_db()
    assert text.is_ours and events() == []


def test_as_it_was_takes_everything_back_whatever_is_typed(root_client, page, text):
    root_client.post(page, WORDS)
    assert "As it was" in root_client.get(page).content.decode()
    assert root_client.post(page, {"subject": "{nonsense", "body": "", "as_it_was": "yes"}).status_code == 302
    text.refresh_from_db()
    assert text.is_ours and len(events()) == 2


def test_what_is_wrong_is_said_and_nothing_is_kept(root_client, page, text):
    answer = root_client.post(page, {"subject": "Your {subject}", "body": "<b>Hi</b>"}).content.decode()
    assert "{subject} means nothing here" in answer and "is HTML" in answer and "{link} is missing" in answer
    assert "&lt;b&gt;Hi&lt;/b&gt;" in answer and MailText.objects.get(pk=text.pk).is_ours


def test_a_subject_stays_one_line(root_client, page, text):
    root_client.post(page, WORDS | {"subject": "Got it\r\nBcc: all@alpha.example"})
    text.refresh_from_db()
    assert text.subject == "Got it Bcc: all@alpha.example"


def test_a_preview_shows_both_forms_and_keeps_nothing(root_client, text):
    answer = root_client.post(f"/admin/mail/mailtext/{text.pk}/preview/", WORDS)
    html = answer.content.decode()
    assert answer.status_code == 200 and "Got it: 1042" in html and html.count("Thank you.") == 2
    assert "sandbox" in answer.headers["Content-Security-Policy"] and answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert MailText.objects.get(pk=text.pk).is_ours and events() == []
    wrong = root_client.post(f"/admin/mail/mailtext/{text.pk}/preview/", WORDS | {"body": "{x}"})
    assert wrong.status_code == 422 and b"{x} means nothing here" in wrong.content


def test_it_is_for_superusers(priya_client, page, text):
    assert priya_client.get(page).status_code == 403
    assert priya_client.post(f"/admin/mail/mailtext/{text.pk}/preview/", WORDS).status_code == 403


def test_no_kind_is_added_or_deleted(root_client, text):
    assert root_client.get("/admin/mail/mailtext/add/").status_code == 403
    assert root_client.post(f"/admin/mail/mailtext/{text.pk}/delete/", {"post": "yes"}).status_code == 403
