"""What is said in a sample: as much as was asked for, each with its event and in its place, found by the search."""

from collections import Counter

import pytest
from django.db import connection
from django.db.models import Count

from activity.models import Event
from itdesk.searching.text import index_text, indexed, words_in
from tickets import actions, events, markdown, search
from tickets.models import Category, Message, Status, Ticket
from tickets.sample import talk
from tickets.tests.test_load_sample import UNTIL, load_sample

pytestmark = pytest.mark.bulk_loaded
KINDS = {("reply", True): events.REPLIED, ("reply", False): events.ANSWERED, ("note", True): events.NOTED}


def test_each_message_has_its_event_in_its_place_and_is_what_it_says(transactional_db):
    assert " messages, " in load_sample(tickets=1200)
    messages = list(Message.objects.select_related("ticket", "agent", "person"))
    assert 0.9 < len(messages) / 1200 / 3.5 < 1.1
    assert {200, 30} <= set(Ticket.objects.annotate(said=Count("messages")).values_list("said", flat=True))
    told = {
        event.details["message"]: event
        for event in Event.objects.filter(kind_name__startswith="ticket.")
        if "message" in event.details
    }
    assert told.keys() == {message.pk for message in messages}
    for message in messages:
        event = told[message.pk]
        assert event.kind is KINDS[message.kind, message.agent is not None]
        assert (event.subject_id, event.at, event.actor) == (message.ticket_id, message.created_at, message.agent)
        assert event.actor_name == (message.agent.name if message.agent else message.ticket.requester.name)
        assert message.person in (None, message.ticket.requester)
        assert message.ticket.created_at < message.created_at <= message.ticket.updated_at <= UNTIL
    for message in messages[::20]:
        assert message.text == markdown.text_of(message.source)
    assert {message.text.isascii() for message in messages} == {True, False}
    connection.check_constraints()


def test_a_conversation_opens_what_waited_or_was_done(transactional_db):
    load_sample(tickets=1200)
    said = Counter(
        (event.kind_name, event.changes["status"]["was"])
        for event in Event.objects.filter(batch__isnull=False)
        if "status" in event.changes
    )
    assert said.keys() == {("ticket.edited", "pending"), ("ticket.reopened", "resolved")}
    new = Message.objects.filter(ticket__status=Status.NEW)
    assert not new.filter(agent__isnull=False).exists()


def test_what_only_a_message_says_is_found_and_the_next_message_comes_after_them(transactional_db, priya):
    load_sample(tickets=1200, anyway=True)
    message = Message.objects.filter(text__contains="\n\nCase ").order_by("pk").first()
    case = message.text.rpartition("Case ")[2]
    assert search.matching(Ticket.objects.all(), case.lower()).get() == message.ticket
    assert list(search.differences()) == []
    ticket = actions.submit_ticket(name="J", email="j@alpha.example", subject="Mine", category=Category.objects.first())
    assert actions.reply_to_ticket(ticket, by=priya, text="Soon.").pk > Message.objects.order_by("pk").last().pk - 1


def test_without_messages_there_are_none(transactional_db):
    assert " 0 messages, " in load_sample(tickets=50, people=10, assets=10, messages=0)
    assert not Message.objects.exists()


@pytest.mark.parametrize("average", [0, 0.4, 3.5, 12])
def test_keys_follow_from_the_number_alone_and_none_is_given_twice(average):
    end = 0
    for number in range(2 * talk.BLOCK):
        messages, before = talk.messages_of(average, number)
        assert before == end
        end = before + messages
    assert end == 2 * round(average * talk.BLOCK)


def test_a_piece_is_read_as_any_message_is():
    for (_what, _language), pieces in talk.pieces().items():
        for piece in [*pieces[:20], talk.with_case(pieces[0], 17)]:
            assert piece.text == markdown.text_of(piece.source)
            assert indexed(piece.words) == index_text(piece.text)
    first, second = talk.pieces()["say", "ja"][0], talk.pieces()["say", "en"][0]
    assert indexed(words_in("A ticket") | first.words | second.words) == index_text("A ticket", first.text, second.text)
