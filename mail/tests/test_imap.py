"""Fetching from a real IMAP server: all that is new, once, and the server's copy is touched last."""

import pytest

from mail import keeping
from mail.fetching import connecting, imap
from mail.fetching.imap_server import Server
from mail.models import Arrival, Mailbox

pytestmark = pytest.mark.process
SEEN = {"\\Seen"}


def mail(number, words="It jams."):
    return f"Message-ID: <{number}@there>\r\nFrom: jo@alpha.example\r\nSubject: {number}\r\n\r\n{words}\r\n".encode()


def subjects(mailbox):
    return [keeping.raw_of(each).split(b"Subject: ")[1].split(b"\r\n")[0] for each in mailbox.arrivals.order_by("pk")]


def test_what_is_there_is_kept_to_the_byte_in_its_order_and_marked_as_read(jo_box, dovecot, look):
    box, mails = jo_box(), [mail(number) + bytes(range(14, 256)) + b"\r\n" for number in range(3)]
    dovecot.put(box.username, *mails)
    assert look(box) == 3 and [keeping.raw_of(each) for each in Arrival.objects.order_by("pk")] == mails
    assert dovecot.flags(box.username) == {1: SEEN, 2: SEEN, 3: SEEN}
    assert look(box) == 0 and (box.seen, box.duplicates, box.last_uid, box.failed_at) == (3, 0, 3, None)


@pytest.mark.parametrize(("takes", "kept"), [("all", [b"1", b"2"]), ("unread", [b"2"]), ("nothing", [])])
def test_of_what_is_there_at_first_it_takes_what_it_was_told_to_and_all_that_comes_later(
    jo_box, dovecot, look, takes, kept
):
    box = jo_box(first_takes=takes)
    dovecot.put(box.username, mail(1), flags=r"(\Seen)")
    dovecot.put(box.username, mail(2))
    look(box)
    assert subjects(box) == kept
    dovecot.put(box.username, mail(3), flags=r"(\Seen)")  # somebody else has it open in their program
    assert look(box) == 1 and subjects(box) == [*kept, b"3"]


def test_it_can_be_moved_to_a_folder_of_any_name(jo_box, dovecot, look):
    box, on_the_wire = jo_box(after="move", move_to="Erledigt & für später"), '"Erledigt &- f&APw-r sp&AOQ-ter"'
    dovecot.put(box.username, folder=on_the_wire)
    dovecot.put(box.username, mail(1), mail(2))
    assert look(box) == 2 and dovecot.flags(box.username) == {}
    assert len(dovecot.flags(box.username, on_the_wire)) == 2


def test_deleting_takes_nothing_that_others_have_marked(jo_box, dovecot, look):
    box = jo_box(after="delete", first_takes="nothing")
    dovecot.put(box.username, mail(1), flags=r"(\Deleted)")
    look(box)
    dovecot.put(box.username, mail(2), mail(3))
    assert look(box) == 2 and dovecot.flags(box.username) == {1: {"\\Deleted"}}


def test_a_server_that_cannot_expunge_one_by_one_keeps_what_is_marked(jo_box, dovecot, look, monkeypatch):
    box = jo_box(after="delete")
    dovecot.put(box.username, mail(1))
    monkeypatch.setattr(Server, "offers", property(lambda server: set(), lambda server, offers: None), raising=False)
    assert look(box) == 1 and dovecot.flags(box.username) == {1: {"\\Seen", "\\Deleted"}}
    assert look(box) == 0


def test_a_folder_to_move_to_that_is_not_there_loses_and_doubles_nothing(jo_box, dovecot, look, monkeypatch):
    monkeypatch.setattr(connecting, "AT_ONCE", 2)
    box = jo_box(after="move", move_to="Nowhere")
    dovecot.put(box.username, *map(mail, range(5)))
    for _each in range(3):
        assert look(box) is None and "Nowhere" in box.last_error
        assert (box.seen, box.arrivals.count(), len(dovecot.flags(box.username))) == (5, 5, 5)
    dovecot.put(box.username, mail(5), folder="INBOX")
    dovecot.put(box.username, folder="Nowhere")
    assert look(box) == 1 and (box.seen, box.duplicates, dovecot.flags(box.username)) == (6, 0, {})


def test_a_folder_that_is_numbered_anew_brings_nothing_twice_and_misses_nothing(jo_box, dovecot, look):
    box = jo_box(first_takes="unread")
    dovecot.put(box.username, mail(1), mail(2))
    look(box)
    Mailbox.objects.filter(pk=box.pk).update(uid_validity=7, last_uid=99)
    dovecot.put(box.username, mail(3))
    look(box)
    assert subjects(box) == [b"1", b"2", b"3"] and box.uid_validity != 7


def test_a_mail_that_comes_twice_is_a_duplicate_and_done_with(jo_box, dovecot, look):
    box = jo_box(after="delete")
    dovecot.put(box.username, mail(1), mail(1))
    assert look(box) == 1 and (box.seen, box.duplicates, dovecot.flags(box.username)) == (2, 1, {})


def test_of_one_that_is_too_large_the_headers_come_and_the_copy_stays(jo_box, dovecot, look, monkeypatch):
    monkeypatch.setattr(keeping, "LARGEST", 1000)
    box = jo_box(after="delete")
    dovecot.put(box.username, mail(1), mail(2, "x" * 2000), mail(3))
    assert look(box) == 3 and list(dovecot.flags(box.username)) == [2]
    large = Arrival.objects.get(reason="too-large")
    assert large.size > 2000 and b"Subject: 2" in keeping.raw_of(large) and b"xxx" not in keeping.raw_of(large)
    assert look(box) == 0 and (box.seen, box.duplicates) == (3, 0)


def test_a_mail_that_the_server_does_not_give_stops_no_other_and_is_given_up_in_the_end(
    jo_box, dovecot, look, monkeypatch
):
    box, give = jo_box(after="delete"), Server.raw
    monkeypatch.setattr(Server, "raw", lambda server, uid: None if uid == 2 else give(server, uid))
    dovecot.put(box.username, mail(1), mail(2), mail(3))
    assert look(box) is None and subjects(box) == [b"1", b"3"] and "does not give mail 2" in box.last_error
    Mailbox.objects.update(failed_at=box.failed_at - connecting.GIVEN_UP_AFTER * 2)
    box.refresh_from_db()
    assert look(box) == 1 and Arrival.objects.get(reason="not-given") and box.last_uid == 2 and not box.failed_at
    assert list(dovecot.flags(box.username)) == [2], "nobody else has that mail"


def test_what_somebody_deletes_meanwhile_is_no_trouble(jo_box, dovecot, look, monkeypatch):
    box, give = jo_box(), Server.raw

    def give_late(server, uid):
        if uid == 2:
            with dovecot.client(box.username) as other:
                other.uid("STORE", "2", "+FLAGS", r"(\Deleted)")
                other.expunge()
        return give(server, uid)

    monkeypatch.setattr(Server, "raw", give_late)
    dovecot.put(box.username, mail(1), mail(2), mail(3))
    assert look(box) >= 2 and {b"1", b"3"} <= set(subjects(box)) and not box.failed_at


def test_an_empty_mail_is_a_mail(jo_box, dovecot, look):
    box = jo_box()
    dovecot.put(box.username, b"\r\n", b"\r\n\r\n")
    assert look(box) == 2


def test_a_date_is_written_as_the_protocol_has_it():
    import datetime

    assert imap._date(datetime.date(2026, 3, 7)) == "7-Mar-2026"
