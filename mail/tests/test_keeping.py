"""What came is kept once, to the byte, and every mail is counted."""

import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from mail import keeping, proving, sweeping
from mail.models import Arrival, Mailbox
from tickets import files

pytestmark = pytest.mark.usefixtures("place")
MAIL = (
    b"Received: from a\r\nMessage-ID: <1@there>\r\nFrom: Jo <jo@alpha.example>\r\nSubject: Printer\r\n\r\nIt jams.\r\n"
)


def counted(mailbox):
    """(seen, duplicates, arrivals)."""
    mailbox.refresh_from_db()
    return mailbox.seen, mailbox.duplicates, mailbox.arrivals.count()


def test_a_mail_is_kept_to_the_byte_and_its_row_points_to_it(helpdesk, place):
    raw = MAIL + bytes(range(256))
    arrival = keeping.keep(helpdesk, raw, "7:1")
    assert keeping.raw_of(arrival) == raw == Path(place, arrival.kept_as).read_bytes()
    assert arrival.kept_as.startswith("mail/") and arrival.outcome == "waiting" and arrival.size == len(raw)
    assert counted(helpdesk) == (1, 0, 1)


@pytest.mark.parametrize(
    ("other", "is_the_same"),
    [
        (MAIL, True),
        (MAIL.replace(b"from a", b"from b via c"), True),
        (MAIL.replace(b"\r\n", b"\n"), True),
        (MAIL.replace(b"Subject: Printer", b"Subject:\r\n Printer"), True),
        (MAIL.replace(b"jams", b"burns"), False),  # a Message-ID that was used before
        (MAIL.replace(b"<1@there>", b"<2@there>"), False),
        (MAIL.replace(b"Printer", b"Scanner"), False),
        (MAIL.replace(b"Message-ID", b"X-Message-ID"), False),
        (b"", False),
        (b"\xff\x00 no header at all", False),
    ],
)
def test_the_same_mail_by_another_way_is_a_duplicate_and_nothing_else_is(helpdesk, place, other, is_the_same):
    first = keeping.keep(helpdesk, MAIL)
    assert (keeping.keep(helpdesk, other) is None) is is_the_same
    assert counted(helpdesk) == (2, is_the_same, 2 - is_the_same)
    assert (
        keeping.raw_of(first) == MAIL and len([path for path in place.rglob("*") if path.is_file()]) == 2 - is_the_same
    )


def test_without_a_message_id_only_equal_bytes_are_the_same(helpdesk):
    bare = MAIL.replace(b"Message-ID: <1@there>\r\n", b"")
    assert keeping.keep(helpdesk, bare) and keeping.keep(helpdesk, bare.replace(b"from a", b"from b"))
    assert keeping.keep(helpdesk, bare) is None


def test_two_mailboxes_each_take_the_same_mail(helpdesk):
    other = Mailbox.objects.create(name="Other", address="other@alpha.example", kind="pipe")
    assert keeping.keep(helpdesk, MAIL) and keeping.keep(other, MAIL)
    assert counted(helpdesk) == counted(other) == (1, 0, 1)


@pytest.mark.django_db(transaction=True)
def test_eight_who_bring_the_same_120_mails_at_once_make_120_arrivals(helpdesk, place):
    mails = [MAIL.replace(b"<1@", b"<%d@" % number) for number in range(120)]
    wrong = []

    def bring(turn):
        try:
            for number in range(120):
                keeping.keep(helpdesk, mails[(number + turn * 7) % 120])
                connection.close()  # PostgreSQL has four for them all
        except Exception as failure:
            wrong.append(failure)
        finally:
            connection.close()

    ingesters = [threading.Thread(target=bring, args=(turn,)) for turn in range(8)]
    for each in ingesters:
        each.start()
    for each in ingesters:
        each.join()
    assert wrong == [] and counted(helpdesk) == (960, 840, 120) and not list(proving.complaints())
    assert len([path for path in place.rglob("*") if path.is_file()]) == 120


def test_what_a_killed_keeper_left_is_swept_and_the_other_sweeper_leaves_mail_alone(helpdesk, place):
    arrival = keeping.keep(helpdesk, MAIL)
    lost = place / "mail" / "ab" / ("0" * 30)
    lost.parent.mkdir(parents=True, exist_ok=True)
    lost.write_bytes(b"half a mail")
    assert sweeping.sweep_lost() == 0  # its row may be on its way
    for path in (lost, place / arrival.kept_as):
        os.utime(path, (0, 0))
    assert files.sweep_lost() == 0 and lost.exists()
    assert sweeping.sweep_lost() == 1 and not lost.exists() and keeping.raw_of(arrival) == MAIL


def test_nothing_is_lost_where_no_mail_ever_came(db):
    assert sweeping.sweep_lost() == 0


@pytest.mark.parametrize(
    ("outcome", "reason", "goes"),
    [
        ("ticket", "no-token", 1),
        ("reply", "", 1),
        ("quarantine", "poison", 0),
        ("quarantine", "list", 1),
        ("waiting", "", 0),
    ],
)
def test_raw_mails_go_after_their_time_once_they_are_settled(helpdesk, place, settings, outcome, reason, goes):
    arrival = keeping.keep(helpdesk, MAIL)
    Arrival.objects.update(outcome=outcome, reason=reason, handled_at=timezone.now() - timedelta(days=366))
    settings.KEEP_RAW_MAIL_DAYS = 0
    assert sweeping.sweep_raw() == 0
    settings.KEEP_RAW_MAIL_DAYS = 365
    assert sweeping.sweep_raw() == goes and sweeping.sweep_raw() == 0
    arrival.refresh_from_db()
    assert keeping.raw_of(arrival) == (b"" if goes else MAIL) and counted(helpdesk) == (1, 0, 1)


def test_a_backup_asks_for_every_raw_mail_but_those_about_to_go(helpdesk, settings):
    kept = [keeping.keep(helpdesk, MAIL.replace(b"<1@", b"<%d@" % number)) for number in range(3)]
    settings.KEEP_RAW_MAIL_DAYS = 10
    Arrival.objects.filter(pk=kept[0].pk).update(outcome="ticket", handled_at=timezone.now() - timedelta(days=9))
    Arrival.objects.filter(pk=kept[1].pk).update(outcome="ticket", handled_at=timezone.now())
    assert dict(proving.contents()) == {each.kept_as: each.sha256 for each in kept[1:]}


def test_a_mailbox_whose_counters_do_not_add_up_is_complained_of(helpdesk):
    keeping.keep(helpdesk, MAIL)
    assert not list(proving.complaints())
    Mailbox.objects.update(seen=5)
    assert len(list(proving.complaints())) == 1


def test_of_a_mail_that_is_too_large_the_headers_are_kept(helpdesk):
    head = b"Subject: " + b"x" * 100_000
    arrival = keeping.keep_headers(helpdesk, head, "7:2", size=40_000_000, reason="too-large")
    assert len(keeping.raw_of(arrival)) == keeping.MOST_OF_HEADERS
    assert (arrival.size, arrival.reason, arrival.outcome) == (40_000_000, "too-large", "waiting")
