"""What the worker sends, what it does when the server does not want it, and that nothing is lost or sent for nothing."""

import re
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.utils import timezone

from activity.models import Delivery, Outlet
from itdesk import stopping
from itdesk.tests.proofs.sink import Handler, listening
from mail import claiming, sending, tokens
from mail.models import Arrival, Mailbox
from mail.tests.serving import make_due, owed, served, states, use
from mail.written import Written
from tickets import actions

FOREVER = [timedelta(minutes=n) for n in (1, 5, 15, 60, 180, 360, 720, 720, 720)]


@pytest.fixture
def server(settings, db):
    with served(settings) as handler:
        yield handler


@pytest.fixture
def delivery(ticket):
    return Delivery.objects.get()


def test_what_is_owed_is_sent_once_and_says_so(server, delivery):
    assert sending.send_due() == 1 and sending.send_due() == 0
    (mail,) = server.mails
    assert mail.to == ("jo@alpha.example",) and mail.id == tokens.message_id(delivery)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.leased_until, delivery.last_error) == ("sent", 1, None, "")
    assert timezone.now() - delivery.sent_at < timedelta(seconds=60) and delivery.tried_at == delivery.sent_at


def test_nothing_is_sent_before_it_is_due(server, ticket, priya):
    sending.send_due()
    actions.reply_to_ticket(ticket, by=priya, text="On my way")
    assert sending.send_due() == 0 and len(server.mails) == 1
    make_due()
    assert sending.send_due() == 1 and b"On my way" in server.mails[1].raw


@pytest.mark.parametrize("fault", ["4xx", "4xx after data", "closing"])
def test_what_is_refused_for_now_is_tried_again_with_the_same_id(server, delivery, fault):
    server.fault = fault
    assert sending.send_due() == 0
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.leased_until) == ("owed", 1, None)
    assert delivery.last_error.startswith("4") and delivery.next_try_at - delivery.tried_at >= timedelta(seconds=59)
    server.fault = ""
    assert sending.send_due() == 0, "before its time"
    make_due()
    assert sending.send_due() == 1 and server.mails[0].id == tokens.message_id(delivery)


@pytest.mark.parametrize("fault", ["5xx", "5xx after data"])
def test_what_is_refused_for_good_has_failed_and_holds_nobody_up(server, delivery, fault):
    server.fault = lambda: fault if not server.told else ""
    other = owed(delivery.event)
    assert sending.send_due() == 1
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("failed", 1) and "550 5.1.1" in delivery.last_error
    assert Delivery.objects.get(pk=other[0].pk).state == "sent"
    make_due()
    assert sending.send_due() == 0


@pytest.mark.parametrize(("fault", "copies"), [("accept then drop", 2), ("accept then hang", 2), ("hang", 1)])
def test_where_nobody_knows_it_is_sent_again_as_the_same_mail(server, settings, delivery, fault, copies):
    settings.EMAIL_TIMEOUT = 0.3
    server.fault = fault
    owed(delivery.event)
    assert sending.send_due() == 0
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.leased_until) == ("owed", 1, None)
    assert Delivery.objects.exclude(pk=delivery.pk).get().attempts == 0, "the server does not work: nobody else tries"
    assert Outlet.objects.get().failing_since
    server.fault = ""
    make_due()
    assert sending.send_due() == 2
    assert [mail.id for mail in server.mails].count(tokens.message_id(delivery)) == copies
    assert Outlet.objects.get().failing_since is None


def test_a_server_that_is_not_there_costs_no_try_and_is_asked_ever_more_rarely(settings, delivery):
    with listening() as (_handler, port):
        pass
    use(settings, port)
    pauses = []
    for _each in range(8):
        assert sending.send_due() == 0
        outlet = Outlet.objects.get()
        pauses.append(round((outlet.next_try_at - timezone.now()).total_seconds()))
        assert sending.send_due() == 0 and Outlet.objects.get().failures == outlet.failures, "not within the pause"
        make_due()
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.leased_until) == ("owed", 0, None)
    assert "refused" in outlet.last_error.lower() and outlet.failing_since < timezone.now()
    with listening(port=port) as (handler, _port):
        assert sending.send_due() == 1 and len(handler.mails) == 1
    assert not Outlet.objects.exclude(failing_since=None).exists()


def test_a_server_that_refuses_the_desk_itself_costs_no_try(server, settings, delivery):
    async def refuse(server, session, envelope, address, options):
        return "550 5.7.1 Not you"

    server.handle_MAIL = refuse
    assert sending.send_due() == 0
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("owed", 0) and "Not you" in Outlet.objects.get().last_error


def test_it_is_given_up_after_the_last_try_and_says_why(server, delivery):
    server.fault, waits = "4xx", []
    for _each in range(10):
        make_due()
        sending.send_due()
        delivery.refresh_from_db()
        waits.append(delivery.next_try_at - delivery.tried_at)
    assert [round(wait / timedelta(minutes=1)) for wait in waits[:9]] == [
        round(wait / timedelta(minutes=1)) for wait in FOREVER
    ]
    assert (delivery.state, delivery.attempts) == ("failed", 10) and "451" in delivery.last_error


def test_what_nobody_is_to_hear_any_more_is_cancelled(server, delivery, ticket, priya):
    actions.bin_ticket(ticket, by=priya)
    assert sending.send_due() == 0 and server.mails == []
    delivery.refresh_from_db()
    assert delivery.state == "cancelled" and delivery.last_error


def test_a_mail_that_can_not_be_written_holds_nobody_up(server, delivery, monkeypatch, caplog):
    write, other = sending.writing.write, owed(delivery.event)

    def fail(each):
        return 1 / 0 if each.pk == delivery.pk else write(each)

    monkeypatch.setattr(sending.writing, "write", fail)
    assert sending.send_due() == 1
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("owed", 1) and "ZeroDivisionError" in delivery.last_error
    assert Delivery.objects.get(pk=other[0].pk).state == "sent" and "can't be written" in caplog.text


def test_what_a_killed_worker_held_is_sent_when_its_lease_ends_and_after_the_rest(server, delivery):
    (held,) = claiming.claim()
    assert held == delivery and sending.send_due() == 0
    owed(delivery.event)
    Delivery.objects.filter(pk=delivery.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    assert sending.send_due() == 2
    assert [mail.to[0] for mail in server.mails] == ["jo0@alpha.example", "jo@alpha.example"]


def test_a_worker_that_is_to_stop_gives_back_what_it_has_not_begun(server, delivery, monkeypatch):
    owed(delivery.event, 3)
    keep = server.keep

    def stop_after(mail):
        keep(mail)
        stopping.ask()

    server.keep = stop_after
    try:
        assert sending.send_due() == 1
    finally:
        stopping.forget()
    assert sorted(states()) == ["owed", "owed", "owed", "sent"]
    assert not Delivery.objects.exclude(leased_until=None).exists()


def test_all_that_is_due_goes_by_one_connection(server, delivery):
    sessions, receive = set(), server.handle_RCPT

    async def note(smtp, session, *more):
        sessions.add(id(session))
        return await receive(smtp, session, *more)

    server.handle_RCPT = note
    owed(delivery.event, 2 * claiming.BATCH)
    assert sending.send_due() == 2 * claiming.BATCH + 1 and len(sessions) == 1


@pytest.mark.parametrize("fault", ["", "4xx"])
def test_one_mail_can_tell_of_several_and_settles_all_of_them(server, delivery, ticket, priya, monkeypatch, fault):
    server.fault = fault
    for number in range(3):
        actions.reply_to_ticket(ticket, by=priya, text=f"Answer {number}")
    make_due()
    keys = tuple(Delivery.objects.values_list("pk", flat=True))
    monkeypatch.setattr(sending.writing, "write", lambda each: Written("Four things", "1, 2, 3, 4", covers=keys))
    assert sending.send_due() == (0 if fault else 1) and len(server.told) + len(server.mails) == 1
    assert states() == ["owed" if fault else "sent"] * 4
    assert set(Delivery.objects.values_list("attempts", "leased_until")) == {(1, None)}


def test_what_another_worker_holds_is_not_told_of_a_second_time(server, delivery, ticket, priya, monkeypatch):
    actions.reply_to_ticket(ticket, by=priya, text="Answer")
    other = Delivery.objects.exclude(pk=delivery.pk).get()
    Delivery.objects.filter(pk=other.pk).update(leased_until=timezone.now() + claiming.LEASE)
    monkeypatch.setattr(sending.writing, "write", lambda each: Written("Two things", "1, 2", covers=(other.pk,)))
    assert sending.send_due() == 0 and server.mails == []
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.leased_until) == ("owed", 0, None)


def test_unset_mail_goes_to_djangos_own_backend(delivery):
    assert sending.send_due() == 1
    (mail,) = django_mail.outbox
    assert re.fullmatch("<r1-.*>", mail.extra_headers["Message-ID"])


class Particular(Handler):
    """A server that takes mail from one address alone."""

    async def handle_MAIL(self, server, session, envelope, address, options):
        if address != "one@desk.example":
            return "553 5.7.1 You are not that"
        envelope.mail_from = address
        return "250 OK"


def test_a_sender_that_the_server_refuses_holds_up_no_mail_of_another(settings, ticket, hardware):
    _one, two = (Mailbox.objects.create(name=n, address=f"{n}@desk.example", kind="pipe") for n in ("one", "two"))
    Arrival.objects.create(mailbox=two, digest="1", kept_as="1", size=1, outcome="ticket", ticket=ticket)
    actions.submit_ticket(name="Kim", email="kim@alpha.example", subject="Jam", category=hardware)
    refused, other = Delivery.objects.order_by("pk")
    with listening(Particular()) as (handler, port):
        use(settings, port)
        assert sending.send_due() == 0
        Outlet.objects.update(next_try_at=timezone.now() - timedelta(seconds=1))  # the pause for its sake is over
        assert sending.send_due() == 1 and handler.mails[0].to == (other.address,)
    refused.refresh_from_db()
    assert (refused.state, refused.attempts) == ("owed", 0)
