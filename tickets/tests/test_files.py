"""Files: what they are called, where they are kept, how they get into a basket and out of it."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from activity.models import Event
from itdesk.tests import canary
from tickets import actions, files, search
from tickets.files import limits, names, types
from tickets.models import Attachment, Message, Ticket


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "attachments"
    return settings.MEDIA_ROOT


def upload(name="photo.png", content=b"\x89PNG\r\n\x1a\n pixels"):
    return SimpleUploadedFile(name, content)


def kept(name="photo.png", content=b"\x89PNG\r\n\x1a\n pixels", agent=None, basket=None):
    return files.keep(upload(name, content), basket=(basket or files.Basket()).digest, agent=agent)


def content_of(attachment):
    with default_storage.open(attachment.kept_as) as file:
        return file.read()


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("photo.png", "photo.png"),
        ("cafe\u0301.pdf", "caf\u00e9.pdf"),
        ("\u200b.htaccess", "htaccess"),
        ("\u3164.htaccess", "htaccess"),
        ("..\u200d/.htaccess", "htaccess"),
        (".\u00ad.htaccess", "htaccess"),
        ("CON.txt", "_CON.txt"),
        ("c\u200bon", "_con"),
        ("LPT\u00b9.log", "_LPT\u00b9.log"),
        ("Nul .txt", "_Nul .txt"),
        ("console.txt", "console.txt"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\u2066b\u2069\u200f.png", "ab.png"),
        ("report.pdf. . .", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\jo\\photo.png", "photo.png"),
        ("file.txt:hidden", "file.txt_hidden"),
        ('a"b<c>d|e?f*.txt', "a_b_c_d_e_f_.txt"),
        ("a\0b\r\nc.txt", "ab c.txt"),
        ("", "file"),
        ("...", "file"),
        ("\u200b\u2060", "file"),
        ("x/", "file"),
        ("写真.jpg", "写真.jpg"),
    ],
)
def test_a_name_is_made_harmless(given, name):
    assert names.name_of(given) == name
    assert names.name_of(name) == name


@pytest.mark.parametrize("name", ["ж" * 300 + ".pdf", "x" * 300, "x." + "y" * 300, "👩🏽‍💻" * 100 + ".txt"])
def test_a_long_name_keeps_its_ending_within_255_bytes(name):
    short = names.name_of(name)
    assert 240 <= len(short.encode()) <= 255
    assert short.endswith(name[-4:]) or "." not in name[-20:]


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF....WEBPVP8", "image/webp"),
        (b"....ftypheic", "image/heic"),
        (b"%PDF-1.7", "application/pdf"),
        (b"<svg onload=alert(1)>", "text/plain"),
        ("Grüße\n".encode(), "text/plain"),
        ("ü".encode()[:1], "text/plain"),
        (b"\x00\x01\x02", ""),
        (b"\xff\xfe<\x00h", ""),
    ],
)
def test_a_type_is_by_content_alone(head, media_type):
    assert types.type_of(head) == media_type


def test_what_is_kept_has_a_name_that_says_nothing_and_is_for_us_alone(db, place):
    attachment = kept("Payslip of Jo.pdf", b"%PDF- secret")
    path = Path(place, attachment.kept_as)
    assert path.read_bytes() == b"%PDF- secret" and path.stat().st_mode & 0o77 == 0
    assert attachment.sha256 == hashlib.sha256(b"%PDF- secret").hexdigest()
    assert (attachment.size, attachment.type, attachment.ticket) == (12, "application/pdf", None)
    assert "ayslip" not in attachment.kept_as and len(attachment.kept_as) == 33


def test_a_file_that_could_not_be_written_leaves_nothing(db, place):
    class Broken(SimpleUploadedFile):
        def chunks(self, chunk_size=None):
            yield b"half of it"
            if chunk_size:  # the storage's own reading; what is read first is its sum
                raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        files.keep(Broken("a.txt", b"half of it and more"), basket="b", agent=None)
    assert not Attachment.objects.exists() and not [path for path in place.rglob("*") if path.is_file()]


def test_the_same_file_twice_in_a_basket_is_kept_once(db):
    basket = files.Basket()
    assert kept(basket=basket) == kept(basket=basket)
    assert kept("other.png", basket=basket) != kept(basket=files.Basket())


def test_an_empty_file_and_the_eleventh_and_what_is_too_large_are_not_taken(db, monkeypatch):
    basket = files.Basket()
    with pytest.raises(files.NotTaken, match="empty"):
        kept(content=b"", basket=basket)
    monkeypatch.setattr(limits, "LARGEST", 10)
    kept("limit.txt", b"x" * 10, basket=basket)
    with pytest.raises(files.NotTaken, match="may have"):
        kept("above.txt", b"x" * 11, basket=basket)
    for number in range(9):
        kept(f"{number}.txt", b"%d" % number, basket=basket)
    with pytest.raises(files.NotTaken, match="Up to 10 files"):
        kept("eleventh.txt", b"11", basket=basket)


def test_files_come_with_a_ticket_in_the_act_that_makes_it(hardware):
    attached = [kept(), kept("log.txt", b"it broke")]
    answers = dict(name="Jo", email="jo@alpha.example", subject="Jam", category=hardware)
    ticket = actions.submit_ticket(attached=attached, **answers)
    assert list(ticket.attachments.order_by("pk")) == attached and content_of(ticket.attachments.last()) == b"it broke"
    assert Event.objects.about(ticket).get().details == {"attachments": [file.pk for file in attached]}
    assert search.matching(Ticket.objects.all(), "log.txt").get() == ticket


def test_files_come_with_a_reply_and_are_found(ticket, priya):
    attached = [kept("router-diagram.pdf", b"%PDF-", agent=priya)]
    message = actions.reply_to_ticket(ticket, by=priya, text="", attached=attached)
    assert list(message.attachments.all()) == attached and search.matching(Ticket.objects.all(), "router-dia").exists()
    assert Event.objects.about(ticket).filter(kind_name="ticket.replied").get().details["attachments"]


def test_a_file_goes_with_one_thing_only_and_nothing_is_sent_without_it(ticket, priya):
    attached = [kept(agent=priya)]
    actions.reply_to_ticket(ticket, by=priya, text="Here", attached=attached)
    with pytest.raises(ValidationError) as refused:
        actions.reply_to_ticket(ticket, by=priya, text="And here", attached=attached)
    assert refused.value.message_dict.keys() == {"attachments"} and ticket.messages.count() == 1


def test_pressed_twice_with_a_file_is_one_message_and_another_file_is_another(ticket, priya):
    once = actions.reply_to_ticket(ticket, by=priya, text="", attached=[kept(agent=priya)], after=0)
    assert actions.reply_to_ticket(ticket, by=priya, text="", attached=[kept(agent=priya)], after=0) == once
    with pytest.raises(actions.NewerMessage):
        actions.reply_to_ticket(ticket, by=priya, text="", attached=[kept(content=b"else", agent=priya)], after=0)


def test_a_ticket_has_room_for_so_much(ticket, priya, monkeypatch):
    monkeypatch.setattr(limits, "MOST_FILES_OF_A_TICKET", 1)
    actions.reply_to_ticket(ticket, by=priya, text="One", attached=[kept(agent=priya)])
    with pytest.raises(ValidationError, match="as many files"):
        actions.reply_to_ticket(ticket, by=priya, text="Two", attached=[kept("b.txt", b"b", agent=priya)])
    assert ticket.attachments.count() == 1


def test_a_notes_files_are_not_public(ticket, priya):
    actions.note_on_ticket(ticket, by=priya, text=canary.word(), attached=[kept("secret.txt", b"s", agent=priya)])
    actions.reply_to_ticket(ticket, by=priya, text="Hello", attached=[kept("open.txt", b"o", agent=priya)])
    assert not ticket.attachments.public().exists(), "it can still be taken back"
    with time_machine.travel(timezone.now() + Message.UNDO_FOR + timedelta(seconds=1)):
        assert [file.name for file in ticket.attachments.public()] == ["open.txt"]


def test_what_waited_too_long_is_swept_and_what_was_sent_stays(ticket, priya, place):
    sent, strangers, agents = kept(agent=priya), kept("s.txt", b"s"), kept("a.txt", b"a", agent=priya)
    actions.reply_to_ticket(ticket, by=priya, text="Here", attached=[sent])
    Attachment.objects.update(uploaded_at=timezone.now() - timedelta(days=3))
    assert files.sweep() == 1 and set(Attachment.objects.all()) == {sent, agents}
    assert not Path(place, strangers.kept_as).exists() and Path(place, agents.kept_as).exists()
    Attachment.objects.update(uploaded_at=timezone.now() - timedelta(days=31))
    assert files.sweep() == 1 and files.sweep() == 0 and list(Attachment.objects.all()) == [sent]
    assert content_of(sent)


def test_a_content_without_a_row_is_swept_once_it_is_old(db, place):
    import os

    attachment, lost = kept(), default_storage.save("ab/" + "0" * 30, upload())
    assert files.sweep_lost() == 0
    for path in (Path(place, lost), Path(place, attachment.kept_as)):
        os.utime(path, (0, 0))
    assert files.sweep_lost() == 1 and not Path(place, lost).exists() and content_of(attachment)
