"""Mails that wait are settled one by one, and one that can't be harms no other."""

import threading
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.db.models import F
from django.utils import timezone

from mail import handling, keeping, leases
from mail.models import Arrival
from mail.reading import apart

pytestmark = pytest.mark.usefixtures("place")
POISON = "Poison"


def mail(number, subject="Printer"):
    return f"Message-ID: <{number}@there>\nFrom: Jo Park <jo@alpha.example>\nSubject: {subject}\n\nIt jams.\n".encode()


def keep(mailbox, subjects):
    return [keeping.keep(mailbox, mail(number, subject)) for number, subject in enumerate(subjects)]


def again():
    """What waits for its next try is due."""
    Arrival.objects.update(next_try_at=timezone.now() - timedelta(seconds=1))


def outcomes():
    return list(Arrival.objects.order_by("pk").values_list("outcome", flat=True))


@pytest.fixture
def seen(monkeypatch):
    """Whoever takes a mail notes its subject, settles it, and chokes on POISON."""
    subjects = []

    def take(arrival, read, folder):
        subjects.append(read.subject)
        if read.subject == POISON:
            raise RecursionError("too deep")
        Arrival.objects.filter(pk=arrival.pk).update(outcome="ticket", handled_at=timezone.now())

    monkeypatch.setattr(handling, "take", take)
    return subjects


def test_the_oldest_is_first_and_each_is_taken_once(helpdesk, seen):
    keep(helpdesk, "ABC")
    assert handling.handle_due(2) == 2 and seen == ["A", "B"]
    assert handling.handle_due() == 1 and handling.handle_due() == 0 and seen == ["A", "B", "C"]
    assert outcomes() == ["ticket"] * 3 and not Arrival.objects.exclude(leased_until=None).exists()


@pytest.mark.parametrize("place_of_it", [0, 2, 4])
def test_a_poison_is_tried_again_three_times_and_set_aside_and_the_others_arrive(helpdesk, seen, caplog, place_of_it):
    subjects = list("ABCD")
    subjects.insert(place_of_it, POISON)
    poison = keep(helpdesk, subjects)[place_of_it]
    assert handling.handle_due() == 4 and handling.handle_due() == 0  # it has to wait
    for _each in range(5):
        again()
        handling.handle_due()
    poison.refresh_from_db()
    assert seen.count(POISON) == 4 == len(handling.WAITS) + 1
    assert (poison.outcome, poison.reason, poison.last_error) == ("quarantine", "poison", "RecursionError: too deep")
    assert outcomes().count("ticket") == 4 and [each.levelname for each in caplog.records][-1] == "ERROR"
    assert keeping.raw_of(poison) == mail(place_of_it, POISON)


def test_between_two_tries_more_and_more_time_goes_by(helpdesk, seen):
    poison, waits = keep(helpdesk, [POISON])[0], []
    for _each in range(3):
        handling.handle_due()
        poison.refresh_from_db()
        waits.append(round((poison.next_try_at - timezone.now()).total_seconds(), -1))
        again()
    assert waits == [10, 60, 300]


def test_a_mail_that_ends_whoever_reads_it_is_set_aside(helpdesk, seen):
    poison = keep(helpdesk, [POISON])[0]
    for _each in range(4):  # claimed, and then never heard of again
        assert leases.claim(Arrival.objects.filter(pk=poison.pk), attempts=F("attempts") + 1)
        assert handling.handle_due() == 0
        Arrival.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert handling.handle_due() == 1 and seen == []
    assert list(Arrival.objects.values_list("outcome", "reason")) == [("quarantine", "poison")]


def test_a_database_or_disk_that_fails_is_not_counted_as_the_mails_fault(helpdesk, monkeypatch):
    arrival = keep(helpdesk, "A")[0]

    def take(arrival, read, folder):
        raise OperationalError("the connection was closed")

    monkeypatch.setattr(handling, "take", take)
    for _each in range(9):
        handling.handle_due()
        again()
    arrival.refresh_from_db()
    assert arrival.outcome == "waiting" and arrival.attempts == 0
    Arrival.objects.update(came_at=timezone.now() - timedelta(days=2))
    for _each in range(4):
        handling.handle_due()
        again()
    assert outcomes() == ["quarantine"]


def test_a_raw_mail_that_is_gone_stops_no_other(helpdesk, seen):
    default_storage.delete(keep(helpdesk, "AB")[0].kept_as)
    assert handling.handle_due() == 1 and seen == ["B"]


def test_a_mail_that_its_reader_does_not_survive_is_read_again_and_set_aside_at_the_last_try(
    helpdesk, monkeypatch, caplog, place
):
    keep(helpdesk, "A")
    monkeypatch.setattr(apart, "SECONDS", 0.001)  # no process begins so soon
    for _each in handling.WAITS:
        assert handling.handle_due() == 0 and outcomes() == ["waiting"]
        again()
    assert handling.handle_due() == 1 and outcomes() == ["quarantine"]
    assert Arrival.objects.get().reason == "unreadable" and "set aside unread" in caplog.text


def test_what_was_too_large_is_set_aside_with_what_a_list_shows(helpdesk):
    keeping.keep_headers(helpdesk, mail(1, "Film"), size=40_000_000, reason="too-large")
    assert handling.handle_due() == 1
    arrival = Arrival.objects.get()
    assert (arrival.outcome, arrival.reason, arrival.subject) == ("quarantine", "too-large", "Film")
    assert (arrival.sender, arrival.sender_name) == ("jo@alpha.example", "Jo Park")


@pytest.mark.django_db(transaction=True)
def test_several_workers_take_each_mail_once(helpdesk, seen):
    keep(helpdesk, [str(number) for number in range(30)])

    def work():
        try:
            while handling.handle_due(5) or Arrival.objects.due().exists():
                pass
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _each in range(3)]
    for each in workers:
        each.start()
    for each in workers:
        each.join(60)
    assert sorted(seen, key=int) == [str(number) for number in range(30)]
    assert outcomes() == ["ticket"] * 30
