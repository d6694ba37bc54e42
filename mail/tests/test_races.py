"""Several workers and agents at once: each mail has one place, on both engines."""

import pytest

from activity.models import Event
from agents.tests.parallel import at_once
from mail import moving
from mail.models import Arrival
from mail.taking import take
from mail.tests.coming import answering, arrived, delivery_to, read, taken
from tickets import actions
from tickets.models import Message, Ticket

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_mail_that_several_take_at_once_becomes_one_ticket(db):
    arrival, said = arrived(), read(from_address="kim@alpha.example")
    outcomes = at_once(lambda _number: take(Arrival.objects.get(pk=arrival.pk), said).ticket_id, 6)
    assert len(set(outcomes)) == 1 and Ticket.objects.count() == 1


def test_replies_of_one_person_at_once_all_stand(ticket, jo):
    headers = answering(delivery_to(ticket, jo.email))
    mails = [(arrived(), read(**headers)) for _number in range(6)]
    outcomes = at_once(lambda number: take(*mails[number]).outcome, 6)
    assert outcomes == ["reply"] * 6 and ticket.messages.count() == 6


def test_an_agents_reply_and_an_answer_at_once_are_in_one_order(ticket, jo, priya, sam):
    """Whichever is first: an agent's reply is never sent over words that came before it."""
    for _round in range(4):
        actions.assign_ticket(ticket, None, by=sam)
        actions.assign_ticket(ticket, priya, by=sam)
        notice = delivery_to(ticket, priya.email, audience="assignee")
        Message.objects.update(created_at=notice.owed_at)  # all known when the notice went out
        mails = [
            (arrived(), read(**answering(notice), from_address=priya.email)),
            (arrived(), read(**answering(delivery_to(ticket, jo.email)))),
        ]
        at_once(lambda number, mails=mails: take(*mails[number]), 2)
        replies = [Arrival.objects.get(pk=arrival.pk) for arrival, _read in mails]
        assert replies[1].outcome == "reply"
        if replies[0].outcome == "reply":
            assert replies[0].message_id < replies[1].message_id
        else:
            assert replies[0].reason == "newer-message"


def test_mails_that_change_places_at_once_all_arrive(ticket, jo, priya, hardware):
    other = actions.submit_ticket(name="Jo", email=jo.email, subject="Other", category=hardware)
    here, there = (taken(**answering(delivery_to(each, jo.email))) for each in (ticket, other))
    for _round in range(3):
        moves = [(here, other), (there, ticket)]
        moved = at_once(lambda number, moves=moves: moving.move_to_ticket(*moves[number], by=priya).ticket_id, 2)
        assert moved == [other.pk, ticket.pk], moved
        ticket, other = other, ticket
    assert Message.objects.standing().count() == 2


def test_a_mail_that_two_agents_move_at_once_is_in_one_place(ticket, jo, priya, sam, hardware):
    others = [actions.submit_ticket(name="Jo", email=jo.email, subject=str(n), category=hardware) for n in range(3)]
    arrival = taken(**answering(delivery_to(ticket, jo.email)))
    at_once(lambda number: moving.move_to_ticket(arrival, others[number], by=(priya, sam, priya)[number]), 3)
    (message,) = Message.objects.standing()
    assert message.ticket in others and Arrival.objects.get().message == message
    assert Event.objects.filter(kind_name="ticket.mail-moved-here").count() == 3
