"""Files on the page of who has a private link: theirs and the desk's, never a note's, never another ticket's."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from itdesk.tests import canary
from tickets import actions, files
from tickets.models import Attachment, Message
from tickets.tests.tracking import holder_of


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "attachments"


@pytest.fixture
def world(ticket, priya, jo, hardware):
    """A reply's file and a note's, long enough ago not to be taken back, another ticket, and who follows them."""
    with time_machine.travel(timezone.now() - Message.UNDO_FOR - timedelta(seconds=5)):
        for write, name in ((actions.reply_to_ticket, "guide.pdf"), (actions.note_on_ticket, "secret.txt")):
            sent = files.keep(SimpleUploadedFile(name, name.encode()), basket="b", agent=priya)
            write(ticket, by=priya, text=canary.word() if "secret" in name else "Read this", attached=[sent])
    other = actions.submit_ticket(name="Jo", email="jo@alpha.example", subject="Other", category=hardware)
    return {"browser": holder_of(ticket, jo), "other": holder_of(other, jo), "ticket": ticket}


def test_a_requester_gets_the_files_of_public_replies_alone(world):
    browser, page = world["browser"]
    html = browser.get(page).content.decode()
    guide, secret = Attachment.objects.order_by("pk")
    assert f'href="{page}files/{guide.pk}/"' in html and "secret.txt" not in html
    given = browser.get(f"{page}files/{guide.pk}/")
    assert b"".join(given.streaming_content) == b"guide.pdf" and given["Content-Disposition"].startswith("attachment")
    assert browser.get(f"{page}files/{secret.pk}/").status_code == 404


def test_everybody_elses_way_to_a_file_is_one_404(world, db):
    guide = Attachment.objects.order_by("pk").first().pk
    page, other = world["browser"][1], world["other"]
    nothing = Client().get("/track/nothing/").content
    for browser, path in ((Client(), page), (other[0], page), (other[0], other[1]), (world["browser"][0], other[1])):
        refused = browser.get(f"{path}files/{guide}/")
        assert refused.status_code == 404 and refused.content == nothing
    assert world["browser"][0].get(f"{page}files/{10**30}/").status_code == 404


def test_an_answer_brings_its_files_and_a_refusal_keeps_them(world):
    browser, page = world["browser"]
    answers = {"act": "reply", "after": "0", "seen": "1"}
    refused = browser.post(page, answers | {"text": "x" * 20_000, "attachments": [SimpleUploadedFile("a.png", b"a")]})
    assert refused.status_code == 422 and b"data-unattach" in refused.content
    basket = refused.content.decode().split('name="basket" value="')[1].split('"')[0]
    assert browser.post(page, answers | {"text": "", "basket": basket}).status_code == 302
    message = world["ticket"].messages.latest("pk")
    assert message.person and [file.name for file in message.attachments.all()] == ["a.png"]
    assert b"a.png" in browser.get(page).content


def test_what_was_taken_back_is_not_shown(world, priya):
    from tickets.taking_back import take_back

    browser, page = world["browser"]
    message = actions.reply_to_ticket(world["ticket"], by=priya, text="Wrong person's words")
    take_back(message, by=priya)
    assert b"Wrong person" not in browser.get(page).content
