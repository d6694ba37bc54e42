"""Fetching from a real POP3 server: known by unique ids, deleted only once it is kept."""

import poplib

import pytest

from itdesk.tests.dovecot import PASSWORD
from mail import keeping
from mail.fetching import connecting, pop3
from mail.models import Arrival, LeftThere, Mailbox
from mail.tests.test_imap import mail, subjects

pytestmark = pytest.mark.process


def left(dovecot, mailbox):
    """How many mails the server still has."""
    return len(dovecot.flags(mailbox.username))


def test_what_is_there_is_kept_to_the_byte_and_deleted(jo_box, dovecot, look):
    box = jo_box("pop3", after="delete")
    long_line, dots = mail(1, "x" * 5000), mail(2, "..\r\n.\r\n.x")
    dovecot.put(box.username, long_line, dots)
    assert look(box) == 2 and [keeping.raw_of(each) for each in Arrival.objects.order_by("pk")] == [long_line, dots]
    assert left(dovecot, box) == 0 and look(box) == 0 and (box.seen, box.duplicates) == (2, 0)


def test_it_can_be_left_there_and_is_known_for_as_long_as_it_is(jo_box, dovecot, look):
    box = jo_box("pop3", after="flag")
    dovecot.put(box.username, mail(1), mail(2))
    assert look(box) == 2 and look(box) == 0 and left(dovecot, box) == 2 and box.seen == 2
    with_their_own_program = poplib.POP3("127.0.0.1", box.port)
    with_their_own_program.user(box.username), with_their_own_program.pass_(PASSWORD)
    with_their_own_program.dele(1), with_their_own_program.quit()
    assert look(box) == 0 and LeftThere.objects.count() == 1


def test_only_what_comes_from_now_on_is_taken_if_it_was_told_so(jo_box, dovecot, look):
    box = jo_box("pop3", after="delete", first_takes="nothing")
    dovecot.put(box.username, mail(1), mail(2))
    assert look(box) == 0
    dovecot.put(box.username, mail(3))
    assert look(box) == 1 and subjects(box) == [b"3"] and left(dovecot, box) == 2


def test_what_was_kept_but_not_yet_deleted_is_read_again_before_it_is_deleted(jo_box, dovecot, look, monkeypatch):
    box = jo_box("pop3", after="delete")
    dovecot.put(box.username, mail(1), mail(2))
    with monkeypatch.context() as patch:  # killed before the end
        patch.setattr(poplib.POP3, "quit", poplib.POP3.close)
        assert look(box) == 2 and left(dovecot, box) == 2
    assert look(box) == 0 and (box.seen, box.duplicates, left(dovecot, box)) == (4, 2, 0)


def test_of_one_that_is_too_large_the_headers_come_and_the_copy_stays(jo_box, dovecot, look, monkeypatch):
    monkeypatch.setattr(keeping, "LARGEST", 1000)
    box = jo_box("pop3", after="delete")
    dovecot.put(box.username, mail(1), mail(2, "x" * 2000))
    assert look(box) == 2 and look(box) == 0 and left(dovecot, box) == 1 and (box.seen, box.duplicates) == (2, 0)
    large = Arrival.objects.get(reason="too-large")
    assert large.size > 2000 and b"Subject: 2" in keeping.raw_of(large) and b"xxx" not in keeping.raw_of(large)


def refusing(number):
    """POP3.retr that says no to one."""
    retr = poplib.POP3.retr

    def give(client, which):
        if which == number:
            raise poplib.error_proto(b"-ERR the disk is broken here")
        return retr(client, which)

    return give


def test_a_mail_that_the_server_does_not_give_stops_no_other_and_is_given_up_in_the_end(
    jo_box, dovecot, look, monkeypatch
):
    box = jo_box("pop3", after="delete")
    dovecot.put(box.username, mail(1), mail(2), mail(3))
    with monkeypatch.context() as patch:
        patch.setattr(poplib.POP3, "retr", refusing(2))
        assert look(box) is None and subjects(box) == [b"1", b"3"] and "disk is broken" in box.last_error
        assert left(dovecot, box) == 1
        patch.setattr(poplib.POP3, "retr", refusing(1))
        Mailbox.objects.update(failed_at=box.failed_at - connecting.GIVEN_UP_AFTER * 2)
        box.refresh_from_db()
        assert look(box) == 1 and Arrival.objects.get(reason="not-given") and not box.failed_at
    assert left(dovecot, box) == 1 and look(box) == 0


def test_a_mail_in_a_single_line_stops_no_other(jo_box, dovecot, look):
    box = jo_box("pop3", after="delete")
    endless = mail(1, "x" * (3 * 2**20))
    dovecot.put(box.username, endless, mail(2))
    assert look(box) == 2 and keeping.raw_of(Arrival.objects.first()) == endless and not box.failed_at


def test_words_that_nobody_can_tell_apart_end_the_look(jo_box, dovecot, look, monkeypatch):
    """After a line that is too long the next answer is its rest, and could be taken for another mail."""
    box = jo_box("pop3", after="delete")
    dovecot.put(box.username, mail(1, "x" * 5000), mail(2))
    monkeypatch.setattr(poplib, "_MAXLINE", 2048)
    assert look(box) is None and not Arrival.objects.exists() and left(dovecot, box) == 2


def test_it_says_what_a_connection_finds_and_touches_nothing(jo_box, dovecot):
    box = jo_box("pop3", after="delete")
    dovecot.put(box.username, mail(1))
    assert "holds 1 mails" in " ".join(pop3.describe(box)) and left(dovecot, box) == 1
