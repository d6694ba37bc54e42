"""How much mail one address gets, however many ask for it, and however many workers send."""

from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from activity import record
from activity.models import Delivery, Event
from agents.tests.parallel import at_once
from mail import caps, claiming, sending
from mail.tests.serving import make_due, owed, states
from people.actions import find_or_create_person, verify_address
from people.models import VerifiedAddress
from tickets import actions, events
from tickets.models import Ticket
from tickets.taking_back import take_back

VICTIM = "victim@example.org"


def submit(category, number=0, email=VICTIM):
    return actions.submit_ticket(name="A", email=email, subject=f"Buy {number}", category=category)


def send_all():
    """Everything that is due, and how many mails that were."""
    number = 0
    while claiming.is_anything_due():
        number += sending.send_due()
    return number


def earlier(by):
    """As if what was sent and owed had been so much earlier."""
    for delivery in Delivery.objects.exclude(sent_at=None):
        Delivery.objects.filter(pk=delivery.pk).update(sent_at=delivery.sent_at - by)


@pytest.mark.bulk_loaded
def test_a_thousand_submissions_for_one_victim_are_one_mail_in_ten_minutes_and_five_a_day(hardware):
    person = find_or_create_person(name="V", email=VICTIM, by="V")
    flood_of_tickets(person, hardware, 1000)
    sent = 0
    for number in range(8):  # every ten minutes somebody who means well has some of them tried again
        sent += send_all()
        assert sent == min(number + 1, 5)
        earlier(timedelta(minutes=10, seconds=1))
        Delivery.objects.filter(pk__in=list(held()[:30])).update(state="owed")


def flood_of_tickets(person, category, many):
    """As many as a script submits; each owes its acknowledgement. Made at once: what counts is how they are sent."""
    tickets = [Ticket(requester=person, name_as_given="A", subject=f"{n}", category=category) for n in range(many)]
    made = record.created_many(tickets, events.SUBMITTED, by="A")
    Delivery.objects.bulk_create([Delivery(event=each, address=VICTIM, audience="requester") for each in made])


def held():
    return Delivery.objects.filter(state="held").order_by("pk").values_list("pk", flat=True)


def test_what_is_held_says_why_and_is_no_longer_due(hardware):
    for number in range(3):
        submit(hardware, number)
    assert send_all() == 1 and states() == ["sent", "held", "held"]
    assert set(Delivery.objects.filter(state="held").values_list("last_error", flat=True)) == {caps.TOO_OFTEN}


def test_who_has_answered_is_told_of_each_ticket_every_ten_minutes(hardware):
    assert verify_address(VICTIM.upper()) and not verify_address(VICTIM) and not verify_address("nobody")
    assert VerifiedAddress.objects.count() == 1
    for number in range(7):
        submit(hardware, number)
        assert send_all() == 1
        earlier(timedelta(minutes=11))


def test_who_works_here_is_not_taken_for_a_victim(hardware, priya):
    assert caps.is_verified(priya.email) and not caps.is_verified(VICTIM)
    priya.is_active = False
    priya.save()
    assert not caps.is_verified(priya.email)


def test_a_day_later_the_address_is_told_again(hardware):
    for number in range(6):
        submit(hardware, number)
        send_all()
        earlier(timedelta(minutes=11))
    assert states() == ["sent"] * 5 + ["held"]
    assert Delivery.objects.get(state="held").last_error == caps.TOO_MANY_A_DAY
    earlier(timedelta(days=1))
    submit(hardware, 7)
    assert send_all() == 1


def test_others_are_told_whoever_is_flooded(hardware):
    for number in range(3):
        submit(hardware, number)
        submit(hardware, number, email=f"jo{number}@alpha.example")
    assert send_all() == 4


def test_one_ticket_sends_one_address_twenty_mails_an_hour(ticket, jo, priya):
    for number in range(25):
        record.happened(ticket, events.LINK_ASKED, by=jo, person=jo.pk, n=number)
    assert send_all() == 20
    assert (
        list(Delivery.objects.filter(state="held").values_list("last_error", flat=True))
        == [caps.TOO_MANY_ABOUT_ONE] * 6
    )
    actions.assign_ticket(ticket, priya, by=None)
    earlier(timedelta(hours=1))
    record.happened(ticket, events.LINK_ASKED, by=jo, person=jo.pk)
    assert send_all() == 2


def test_what_a_killed_worker_may_have_sent_counts(hardware):
    submit(hardware, 1)
    claiming.claim()
    Delivery.objects.update(leased_until=timezone.now() - timedelta(seconds=1), next_try_at="2099-01-01T00:00Z")
    submit(hardware, 2)
    assert send_all() == 0 and states() == ["owed", "held"]


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_keep_to_it_together(hardware, monkeypatch):
    monkeypatch.setattr(claiming, "LOOKED_AT", 1)  # so that no worker locks all that another would count
    together = Barrier(3)  # the pool has four connections, and one is ours

    def claim(_number):
        connection.ensure_connection()  # which takes longer than the race
        together.wait(timeout=30)
        return claiming.claim()

    for number in range(12):
        submit(hardware, number)
    at_once(claim, 3)
    assert Delivery.objects.exclude(leased_until=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_take_each_delivery_once(ticket):
    owed(Event.objects.last(), 60)
    taken = [each.pk for batch in at_once(lambda _n: claiming.claim() + claiming.claim(), 4) for each in batch]
    assert len(taken) == len(set(taken)) == 61


@pytest.mark.django_db(transaction=True)
def test_a_message_is_taken_back_or_sent_and_never_both(ticket, priya):
    outcomes = set()
    for number in range(6):
        message = actions.reply_to_ticket(ticket, by=priya, text=f"Answer {number}")
        make_due()

        def race(which, message=message):
            return take_back(message, by=priya) if which else claiming.claim()

        claimed, taken = at_once(race, 2)
        is_claimed = any(each.event.details.get("message") == message.pk for each in claimed)
        is_taken_back = type(taken).__name__ == "Draft"
        assert is_claimed != is_taken_back, (claimed, taken)
        outcomes.add(is_claimed)
    assert outcomes
