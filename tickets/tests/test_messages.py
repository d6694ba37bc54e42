"""Replies and notes: who hears of them, what they open, and that nothing is sent twice or over a newer message."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from activity import undo
from activity.models import Delivery, Event
from activity.tests.test_races import together
from itdesk.tests import canary
from tickets import actions, search
from tickets.models import Message, Status, Ticket


def told(ticket):
    """The addresses owed a message because of the ticket's newest event."""
    return set(Delivery.objects.filter(event=Event.objects.about(ticket).last()).values_list("address", flat=True))


def kinds(ticket):
    return [event.kind_name for event in Event.objects.about(ticket)]


def found(text):
    return search.matching(Ticket.objects.all(), text).exists()


def test_a_reply_is_kept_pointed_to_and_owed_to_the_requester(ticket, priya):
    actions.assign_ticket(ticket, priya, by=priya)
    message = actions.reply_to_ticket(ticket, by=priya, text=" Try **another** tray.\r\n")
    event = Event.objects.about(ticket).last()
    assert (event.kind_name, event.details, event.actor) == ("ticket.replied", {"message": message.pk}, priya)
    assert (message.source, message.text) == ("Try **another** tray.", "Try another tray.")
    assert told(ticket) == {"jo@alpha.example"}
    assert "tray" not in f"{event.changes}{event.details}"


def test_the_first_reply_opens_a_new_ticket_as_part_of_the_same_act(ticket, priya):
    actions.reply_to_ticket(ticket, by=priya, text="On my way")
    ticket.refresh_from_db()
    assert ticket.status == Status.OPEN and kinds(ticket)[1:] == ["ticket.replied", "ticket.edited"]
    batches = set(Event.objects.about(ticket).filter(version__gt=1).values_list("batch", flat=True))
    assert len(batches) == 1 and None not in batches
    actions.reply_to_ticket(ticket, by=priya, text="Nearly there")
    assert kinds(ticket)[3:] == ["ticket.replied"]


def test_a_reply_may_resolve_in_the_same_act(ticket, priya):
    actions.reply_to_ticket(ticket, by=priya, text="Fixed", status=Status.RESOLVED)
    ticket.refresh_from_db()
    assert ticket.status == Status.RESOLVED and ticket.resolved_at
    assert kinds(ticket)[1:] == ["ticket.replied", "ticket.resolved"]


def test_a_change_that_is_refused_sends_nothing(ticket, priya):
    with pytest.raises(ValidationError):
        actions.reply_to_ticket(ticket, by=priya, text="Fixed", subject="")
    assert not Message.objects.exists() and kinds(ticket) == ["ticket.submitted"]


def test_a_note_is_told_to_nobody_and_opens_nothing(ticket, priya, sam):
    actions.assign_ticket(ticket, sam, by=priya)
    before = Delivery.objects.count()
    actions.note_on_ticket(ticket, by=priya, text=f"Third of its kind {canary.word()}")
    ticket.refresh_from_db()
    assert Delivery.objects.count() == before and kinds(ticket)[-1] == "ticket.noted"


def test_a_note_leaves_a_new_ticket_new(ticket, priya):
    actions.note_on_ticket(ticket, by=priya, text=canary.word())
    ticket.refresh_from_db()
    assert ticket.status == Status.NEW


def test_the_canary_sees_a_note_that_got_out(ticket, priya, client):
    word = canary.word()
    actions.note_on_ticket(ticket, by=priya, text=word)
    client.get(f"/submit/?asset_tag={word}")  # a stranger's page that says the word
    with pytest.raises(AssertionError, match="got out"):
        canary.check()


def test_the_requesters_answer_is_owed_to_the_assignee_and_opens_what_waited(ticket, priya, jo):
    actions.edit_ticket(ticket, by=priya, assignee=priya, status="pending", pending_reason="requester")
    message = actions.reply_to_ticket(ticket, by=jo, text="Still jams")
    ticket.refresh_from_db()
    assert (message.person, message.agent) == (jo, None) and ticket.status == Status.OPEN
    answered = Event.objects.about(ticket).get(kind_name="ticket.answered")
    assert set(answered.deliveries.values_list("address", flat=True)) == {"priya@alpha.example"}
    assert (answered.actor, answered.actor_name) == (None, "Jo Park")


@pytest.mark.parametrize(
    ("state", "after"),
    [
        ({"status": "resolved"}, "open"),
        ({"status": "closed"}, "open"),
        ({"status": "pending", "pending_reason": "parts"}, "pending"),
        ({"status": "new"}, "new"),
    ],
)
def test_the_requesters_answer_opens_what_was_done_but_not_what_waits_for_others(ticket, priya, jo, state, after):
    actions.edit_ticket(ticket, by=priya, **state)
    actions.reply_to_ticket(ticket, by=jo, text="Hello?")
    ticket.refresh_from_db()
    assert ticket.status == after


def test_a_reply_over_a_newer_message_is_held(ticket, priya, sam, jo):
    first = actions.reply_to_ticket(ticket, by=jo, text="Any news?")
    second = actions.note_on_ticket(ticket, by=sam, text=f"I have it {canary.word()}")
    with pytest.raises(actions.NewerMessage) as held:
        actions.reply_to_ticket(ticket, by=priya, text="Which tray?", after=first.pk)
    assert held.value.messages == [second] and Message.objects.count() == 2
    actions.reply_to_ticket(ticket, by=priya, text="Which tray?", after=second.pk)
    assert Message.objects.count() == 3


def test_a_note_is_never_held(ticket, priya, jo):
    actions.reply_to_ticket(ticket, by=jo, text="Any news?")
    actions.note_on_ticket(ticket, by=priya, text=canary.word(), after=0)
    assert Message.objects.count() == 2


def test_the_same_words_sent_twice_are_one_message(ticket, priya):
    once = actions.reply_to_ticket(ticket, by=priya, text="On my way", after=0)
    assert actions.reply_to_ticket(ticket, by=priya, text="On my way ", after=0) == once
    note = actions.note_on_ticket(ticket, by=priya, text=canary.word(), after=once.pk)
    assert actions.note_on_ticket(ticket, by=priya, text=note.source, after=once.pk) == note
    assert Message.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_agents_who_answer_at_once_send_one_message(ticket, priya, sam):
    def answer(agent):
        try:
            return actions.reply_to_ticket(Ticket.objects.get(pk=ticket.pk), by=agent, text=f"I am {agent}", after=0)
        except actions.NewerMessage:
            return None

    sent = [message for message in together(answer, [priya, sam]) if message]
    assert len(sent) == 1 and Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_who_write_at_once_lose_nothing_and_all_is_found(ticket, priya):
    def write(number):
        actions.reply_to_ticket(Ticket.objects.get(pk=ticket.pk), by=priya, text=f"word{number:02}end")

    together(write, range(20))
    assert Message.objects.count() == 20 and all(found(f"word{number:02}end") for number in range(20))


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b\u2060", "x" * 50_001])
def test_an_empty_or_endless_message_is_refused(ticket, priya, text):
    with pytest.raises(ValidationError) as refused:
        actions.reply_to_ticket(ticket, by=priya, text=text)
    assert refused.value.message_dict.keys() == {"text"} and not Message.objects.exists()


def test_nothing_is_written_on_a_binned_ticket(ticket, priya):
    actions.bin_ticket(ticket, by=priya)
    with pytest.raises(actions.InTheBin):
        actions.reply_to_ticket(ticket, by=priya, text="Hello")


def test_messages_are_found_by_agents(ticket, priya):
    word = canary.word()
    actions.reply_to_ticket(ticket, by=priya, text="Replace the **fu**ser")
    actions.note_on_ticket(ticket, by=priya, text=f"Lenovo case 88213 {word}")
    assert found("fuser") and found("88213") and found(f"jams {word}") and not found("toner")


def test_a_message_cannot_be_taken_back(ticket, priya, priya_client):
    actions.reply_to_ticket(ticket, by=priya, text="Sent")
    event = Event.objects.about(ticket).get(kind_name="ticket.replied")
    with pytest.raises(undo.TooLate):
        undo.undo(event, by=priya)


def test_the_database_refuses_a_note_by_a_person_and_a_message_by_nobody(ticket, jo):
    for wrong in ({"kind": "note", "person": jo}, {"kind": "reply"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Message.objects.create(ticket=ticket, source="x", text="x", created_at=ticket.created_at, **wrong)


def test_a_public_page_shows_no_note(ticket, priya):
    actions.note_on_ticket(ticket, by=priya, text=canary.word())
    stranger = Client()
    for path in ("/submit/", f"/tickets/{ticket.pk}/", "/tickets/?q=canary", "/login/"):
        stranger.get(path)
    assert canary.LEAKS == []
