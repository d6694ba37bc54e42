"""What agents who want it so hear once an hour, in one mail; and what they never hear."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail as django_mail
from django.utils import timezone

from activity.models import Delivery
from agents import actions as agent_actions
from mail import bundling, news, sending
from mail.models import NewsTold
from mail.tests.outgoing import delivery_to, reason
from mail.tests.serving import make_due
from mail.writing import write
from tickets import actions

pytestmark = pytest.mark.any_engine
PRIYA, SAM = "priya@alpha.example", "sam@alpha.example"
NOON = timezone.now().replace(hour=12, minute=20, second=0, microsecond=0)


def chooses(agent, *, own="now", new="none"):
    agent_actions.choose_notices(agent, own_notices=own, new_tickets=new)


def submit(category, subject="Jam", email="jo@alpha.example"):
    return actions.submit_ticket(name="Jo Park", email=email, subject=subject, category=category)


@pytest.fixture
def listening(db, hardware, sam, priya):
    """Sam hears at once, Priya once an hour; the worker has looked once."""
    with time_machine.travel(NOON, tick=False):
        chooses(sam, new="now")
        chooses(priya, new="hourly")
        news.owe()
    return hardware


def test_a_submission_itself_owes_the_desk_nothing(listening):
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        submit(listening)
    assert list(Delivery.objects.values_list("address", flat=True)) == ["jo@alpha.example"]


def test_who_wants_to_hears_at_once_and_once(listening):
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        ticket = submit(listening)
        assert [news.owe(), news.owe()] == [1, 0]
        written = write(delivery_to(SAM, "ticket.submitted"))
    assert written.to_agent and written.subject == f"[#{ticket.pk}] Jam"
    assert "Jo Park asks for help, and nobody has the ticket yet: Jam" in written.text


def test_who_is_slow_to_commit_is_not_missed_and_who_is_down_for_an_hour_catches_up(listening):
    with time_machine.travel(NOON + timedelta(minutes=4), tick=False):
        submit(listening)
    NewsTold.objects.update(now_until=NOON + timedelta(minutes=5))  # as if it had not been there to see
    with time_machine.travel(NOON + timedelta(minutes=30), tick=False):
        submit(listening, "Second")
        assert news.owe() == 2


def test_once_an_hour_all_that_nobody_has_come_in_one_mail(listening, sam):
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        first, second, third = (submit(listening, f"Jam {n}") for n in range(3))
        actions.assign_ticket(second, sam, by=sam)
        news.owe()
        assert not Delivery.objects.filter(address=PRIYA).exists()
    with time_machine.travel(NOON + timedelta(minutes=41), tick=False):
        assert [news.owe(), news.owe()] == [1, 0]
        written = write(Delivery.objects.get(address=PRIYA))
        assert written.subject == "New tickets that nobody has: 2"
        assert "Jam 0" in written.text and "Jam 2" in written.html and "Jam 1" not in written.text
        for ticket in (first, third):
            actions.assign_ticket(ticket, sam, by=sam)
        assert "nothing left" in reason(Delivery.objects.get(address=PRIYA))


def test_the_next_hour_says_only_what_is_new_and_nothing_is_no_mail(listening):
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        submit(listening, "First")
    with time_machine.travel(NOON + timedelta(minutes=41), tick=False):
        news.owe()
        submit(listening, "Second").refresh_from_db()
    with time_machine.travel(NOON + timedelta(minutes=50), tick=False):
        submit(listening, "Third")
    with time_machine.travel(NOON + timedelta(minutes=101), tick=False):
        news.owe()
        written = write(Delivery.objects.filter(address=PRIYA).last())
        assert "Third" in written.text and "First" not in written.text
    with time_machine.travel(NOON + timedelta(minutes=161), tick=False):
        assert news.owe() == 0


def test_one_of_them_goes_to_the_bin_and_the_others_are_told_all_the_same(listening, sam):
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        submit(listening, "First")
        newest = submit(listening, "Second")
    with time_machine.travel(NOON + timedelta(minutes=41), tick=False):
        news.owe()
        actions.bin_ticket(newest, by=sam)
        written = write(Delivery.objects.get(address=PRIYA))
        assert "First" in written.text and "Second" not in written.text


def test_what_a_mail_that_never_went_would_have_said_the_next_one_says(listening):
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        submit(listening, "First")
    for hour, state in ((0, Delivery.State.SENT), (1, Delivery.State.FAILED), (2, Delivery.State.OWED)):
        with time_machine.travel(NOON + timedelta(minutes=41 + 60 * hour), tick=False):
            news.owe()
            newest = Delivery.objects.filter(address=PRIYA).last()
            assert newest.owed_at == timezone.now()
            Delivery.objects.filter(pk=newest.pk).update(state=state)
            text = write(newest).text
            submit(listening, f"After {hour}")
    assert "After 0" in text and "After 1" in text and "First" not in text


def test_no_more_than_fifty_are_listed(listening):
    with time_machine.travel(NOON + timedelta(minutes=30), tick=False):
        for number in range(52):
            submit(listening, f"Jam {number}.")
    with time_machine.travel(NOON + timedelta(minutes=41), tick=False):
        news.owe()
        written = write(Delivery.objects.get(address=PRIYA))
    assert written.subject.endswith("50+") and "Jam 51." in written.text and "Jam 1." not in written.text


def test_somebody_has_it_by_then_and_it_is_no_news(listening, priya):
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        ticket = submit(listening)
        news.owe()
        actions.assign_ticket(ticket, priya, by=priya)
        assert "Somebody has the ticket" in reason(delivery_to(SAM, "ticket.submitted"))


def test_who_sent_it_in_is_told_no_news_of_it(listening, sam):
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        submit(listening, email=SAM)
        actions.enter_ticket(by=sam, name="Kim", email="kim@alpha.example", subject="x", category=listening)
        assert news.owe() == 0


def test_a_notice_that_comes_with_a_reply_waits_for_the_hour_too(ticket, priya, sam):
    chooses(priya, own="hourly")
    with time_machine.travel(NOON, tick=False):
        actions.reply_to_ticket(ticket, by=sam, text="Priya takes it.", assignee=priya)
        assert Delivery.objects.get(address=PRIYA).next_try_at == NOON + timedelta(minutes=40)


def test_own_notices_wait_for_the_hour_and_go_in_one_mail(ticket, priya, sam, jo):
    chooses(priya, own="hourly")
    with time_machine.travel(NOON, tick=False):
        actions.assign_ticket(ticket, priya, by=sam)
        actions.reply_to_ticket(ticket, by=jo, text="Hello?")
        first, second = Delivery.objects.filter(address=PRIYA).order_by("pk")
        assert first.next_try_at == second.next_try_at == NOON + timedelta(minutes=40)
        assert bundling.beside(first) == []  # not due
    with time_machine.travel(NOON + timedelta(minutes=40), tick=False):
        assert bundling.beside(first) == [second]
        written = write(first)
    assert written.covers == (second.pk,) and written.subject == "About your tickets: 2"
    assert "Sam Okafor assigned this" in written.text and "Jo Park answered" in written.text
    assert written.text.count(f"#{ticket.pk} Printer jams") == 2


def test_all_of_them_are_sent_with_the_one_mail(ticket, priya, sam, jo):
    chooses(priya, own="hourly")
    actions.assign_ticket(ticket, priya, by=sam)
    for text in ("One", "Two"):
        actions.reply_to_ticket(ticket, by=jo, text=text)
    assert sending.send_due() == 1 and django_mail.outbox[0].to == ["jo@alpha.example"]
    make_due()
    assert sending.send_due() == 1
    assert django_mail.outbox[1].to == [PRIYA] and django_mail.outbox[1].subject == "About your tickets: 3"
    assert set(Delivery.objects.filter(address=PRIYA).values_list("state", "attempts")) == {("sent", 1)}


def test_alone_it_is_the_mail_that_it_would_be(ticket, priya, sam):
    chooses(priya, own="hourly")
    actions.assign_ticket(ticket, priya, by=sam)
    delivery = delivery_to(PRIYA, "ticket.assigned")
    assert write(delivery).subject == f"[#{ticket.pk}] Printer jams"


def test_what_a_worker_holds_or_has_sent_is_not_taken_along(ticket, priya, sam, jo):
    chooses(priya, own="hourly")
    with time_machine.travel(NOON, tick=False):
        actions.assign_ticket(ticket, priya, by=sam)
        for text in ("One", "Two", "Three"):
            actions.reply_to_ticket(ticket, by=jo, text=text)
    first, leased, sent, free = Delivery.objects.filter(address=PRIYA).order_by("pk")
    Delivery.objects.filter(pk=leased.pk).update(leased_until=NOON + timedelta(days=1))
    Delivery.objects.filter(pk=sent.pk).update(state="sent")
    with time_machine.travel(NOON + timedelta(minutes=40), tick=False):
        assert bundling.beside(first) == [free]


def test_who_wants_none_is_owed_none_and_told_none(ticket, priya, sam, jo):
    actions.assign_ticket(ticket, priya, by=sam)
    chooses(priya, own="none")
    assert "wants no such" in reason(delivery_to(PRIYA, "ticket.assigned"))
    actions.reply_to_ticket(ticket, by=jo, text="Hello?")
    assert not Delivery.objects.filter(address=PRIYA, event__kind_name="ticket.answered").exists()


def test_who_hears_at_once_waits_for_nothing(ticket, priya, sam, jo):
    actions.assign_ticket(ticket, priya, by=sam)
    actions.reply_to_ticket(ticket, by=jo, text="Hello?")
    delivery = delivery_to(PRIYA, "ticket.assigned")
    assert delivery.next_try_at <= timezone.now() and not bundling.beside(delivery)
