"""One file in two requests at once is one file: its twin goes nowhere, and is not left to go with what comes next."""

import re
import socket
import struct
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from tickets import actions, files, requesting
from tickets.files import limits
from tickets.models import Attachment, Message, Ticket
from tickets.tests.tracking import hidden, holder_of


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "attachments"
    return settings.MEDIA_ROOT


def upload(name="a.txt"):
    return SimpleUploadedFile(name, b"a file")


def twins(basket, name="a.txt"):
    """The file and its twin: both requests looked into the basket before either had put it there."""
    first = files.keep(upload(name), basket=basket.digest, agent=basket.agent)
    second = files.keep(upload(name), basket="elsewhere", agent=basket.agent)
    Attachment.objects.filter(pk=second.pk).update(basket=basket.digest)
    return [first, second]


def again(basket):
    """The basket as another request sees it."""
    return files.Basket(basket.key, agent=basket.agent)


def names(thing):
    return [file.name for file in thing.attachments.order_by("pk")]


def test_a_twin_does_not_go_with_the_agents_next_message(ticket, priya):
    basket = files.Basket.on(ticket, priya)
    twins(basket)
    first = actions.reply_to_ticket(ticket, by=priya, text="Here", attached=again(basket).files)
    assert names(first) == ["a.txt"] and again(basket).files == []


def test_a_twin_that_is_kept_once_its_message_is_sent_is_gone_with_the_second_press(
    ticket, priya, django_capture_on_commit_callbacks
):
    basket = files.Basket.on(ticket, priya)
    seen_by_both, said = [files.keep(upload(), basket=basket.digest, agent=priya)], {"text": "Here", "after": 0}
    message = actions.reply_to_ticket(ticket, by=priya, attached=seen_by_both, **said)
    late = files.keep(upload(), basket=basket.digest, agent=priya)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.reply_to_ticket(ticket, by=priya, attached=seen_by_both, **said) == message
    assert again(basket).files == [] and not default_storage.exists(late.kept_as)


def test_whoever_takes_a_file_off_takes_its_twin_off(priya_client, priya, ticket, place):
    basket = files.Basket.on(ticket, priya)
    shown = twins(basket)[0]
    twins(basket, "another.txt")
    priya_client.post("/tickets/files/", {"basket": basket.key, "remove": shown.pk})
    assert [file.name for file in again(basket).files] == ["another.txt"]
    assert len([path for path in place.rglob("*") if path.is_file()]) == 2


def test_twins_take_no_room_in_a_basket(db, monkeypatch):
    basket = files.Basket()
    monkeypatch.setattr(limits, "MOST_FILES", 2)
    monkeypatch.setattr(limits, "MOST_BYTES", 2 * upload().size)
    twins(basket)
    files.keep(upload("b.txt"), basket=basket.digest, agent=None)
    with pytest.raises(files.NotTaken):
        files.keep(upload("c.txt"), basket=basket.digest, agent=None)


def test_a_refused_message_leaves_both_waiting_and_loses_none(ticket, priya, monkeypatch):
    basket = files.Basket.on(ticket, priya)
    both = twins(basket)
    monkeypatch.setattr(limits, "MOST_FILES_OF_A_TICKET", 0)
    with pytest.raises(ValidationError, match="as many files"):
        actions.reply_to_ticket(ticket, by=priya, text="Here", attached=again(basket).files)
    assert again(basket).files == both[:1] and all(default_storage.exists(file.kept_as) for file in both)


def test_a_file_that_went_elsewhere_while_its_message_was_being_sent_is_not_left_out_silently(rf, ticket, priya):
    key = files.Basket.on(ticket, priya).key
    files.received(rf.post("/", {"basket": key, "attachments": upload()}), agent=priya)
    second = files.received(
        rf.post("/", {"basket": key, "attachments": upload()}), agent=priya
    )  # it waits there already
    first = files.Basket(key, agent=priya)
    message = actions.reply_to_ticket(ticket, by=priya, text="", attached=first.files, after=0)
    with pytest.raises(ValidationError, match="went with an earlier message"):
        actions.reply_to_ticket(ticket, by=priya, text="Another", attached=second.files)
    assert actions.reply_to_ticket(ticket, by=priya, text="", attached=second.files, after=0) == message


class SlowScanner:
    """A clamd that answers two streams once both have come: who brings a file has looked for it, and not kept it yet."""

    def __init__(self, server):
        self.server, self.both = server, threading.Barrier(2, timeout=20)
        for _n in range(2):
            threading.Thread(target=self.answer, daemon=True).start()

    def answer(self):
        peer, _address = self.server.accept()
        with peer, peer.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while length := struct.unpack("!I", stream.read(4))[0]:
                stream.read(length)
            self.both.wait()
            peer.sendall(b"stream: OK\0")


def pressed_at_once(settings, press):
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(2) as pool:
        settings.CLAMD = f"127.0.0.1:{server.getsockname()[1]}"
        SlowScanner(server)
        answers = [answer.result(timeout=60) for answer in [pool.submit(_closing, press) for _n in range(2)]]
    assert [answer.status_code for answer in answers] == [302, 302]
    return answers


def _closing(press):
    try:
        return press()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_by_an_agent_the_file_is_there_once(ticket, priya, settings):
    basket = files.Basket.on(ticket, priya)
    said = {"kind": "reply", "text": "See", "after": 0, "act": "", "basket": basket.key}

    def press():
        browser = Client()
        browser.force_login(priya)
        return browser.post(f"/tickets/{ticket.pk}/", said | {"attachments": upload()})

    pressed_at_once(settings, press)
    assert names(Message.objects.get()) == ["a.txt"] and not Attachment.objects.waiting().exists()


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_by_a_requester_the_file_is_there_once(ticket, jo, settings):
    browser, page = holder_of(ticket, jo)
    html = browser.get(page).content.decode()
    said = hidden(html) | {"basket": _basket_in(html), "act": "reply", "text": "See"}

    def press():
        other = Client()
        other.cookies = browser.cookies
        return other.post(page, said | {"attachments": upload()})

    pressed_at_once(settings, press)
    assert names(Message.objects.get()) == ["a.txt"] and not Attachment.objects.waiting().exists()


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_on_the_public_form_the_file_is_there_once(hardware, settings):
    html = Client().get("/submit/").content.decode()
    said = {"name": "Jo", "email": "jo@alpha.example", "category": "hardware", "subject": "Jam", "key": _key_in(html)}
    time.sleep(2.1)  # who is faster is a robot
    pressed_at_once(
        settings, lambda: Client().post("/submit/", said | {"basket": _basket_in(html), "attachments": upload()})
    )
    assert names(Ticket.objects.get()) == ["a.txt"] and not Attachment.objects.waiting().exists()


@pytest.mark.django_db
def test_a_twin_does_not_wait_where_the_ticket_that_goes_on_has_its_file(ticket, jo, priya):
    actions.close_ticket(ticket, by=priya)
    with time_machine.travel(timezone.now() + requesting.REOPENED_WITHIN + timedelta(days=1)):
        basket = files.Basket()
        for _time in range(2):
            attached = [files.keep(upload(), basket=basket.digest, agent=None)]
            new = requesting.answer_ticket(ticket, by=jo, text="Again", attached=attached)
    assert names(new) == ["a.txt"] and not Attachment.objects.waiting().exists()


def _basket_in(html):
    return re.search(r'name="basket" value="([^"]+)"', html)[1]


def _key_in(html):
    return re.search(r'name="key" value="([^"]+)"', html)[1]
