"""What ties a reply to its ticket, and what does not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity import record
from activity.models import Delivery, Event
from mail import composing, routing, tokens
from mail.tests.coming import answering, mailbox, read, taken
from mail.written import Written
from tickets import events

pytestmark = pytest.mark.any_engine


@pytest.fixture
def delivery(ticket, jo):
    return Delivery.objects.get(event=Event.objects.about(ticket).first(), address=jo.email)


def test_the_token_of_a_message_id_leads_to_its_delivery(delivery):
    (token,) = tokens.found_in(tokens.message_id(delivery))
    assert tokens.delivery_of(token) == delivery


def test_a_token_after_the_plus_of_an_address_leads_there_too(delivery):
    (token,) = tokens.found_in(f"IT <desk+{tokens.of_delivery(delivery)}@example.org>")
    assert tokens.delivery_of(token) == delivery


def test_the_token_of_a_thread_is_good_for_its_own_address_and_side(ticket):
    (token,) = tokens.found_in(tokens.thread_id(ticket, "Jo@example.org", to_agent=False))
    assert (token.kind, token.number) == ("t1p", ticket.pk)
    assert tokens.is_genuine(token, "jo@example.org")
    assert not tokens.is_genuine(token, "mallory@example.org")
    other_side = tokens.Token("t1a", token.number, token.sign)
    assert not tokens.is_genuine(other_side, "jo@example.org")


@pytest.mark.parametrize(
    "spoil", [str.upper, lambda text: text.replace("r1-", "r2-"), lambda text: text.replace("@", "a@")]
)
def test_a_token_that_is_written_otherwise_is_none(delivery, spoil):
    assert tokens.found_in(spoil(tokens.message_id(delivery))) == []


def test_a_token_signed_for_another_delivery_leads_nowhere(delivery, ticket):
    other = Delivery.objects.create(event=delivery.event, address="other@example.org")
    (token,) = tokens.found_in(tokens.message_id(delivery))
    assert tokens.delivery_of(tokens.Token("r1", other.pk, token.sign)) is None
    assert tokens.delivery_of(tokens.Token("r1", 404404, token.sign)) is None


def test_a_token_outlives_the_key_that_made_it_as_long_as_that_is_a_fallback(delivery, settings):
    (token,) = tokens.found_in(tokens.message_id(delivery))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert tokens.delivery_of(token) == delivery
    settings.SECRET_KEY_FALLBACKS = []
    assert tokens.delivery_of(token) is None


def test_an_answer_to_a_mail_about_no_ticket_is_called_that_and_doubts_nobody(jo):
    record.happened(jo, events.TICKETS_ASKED, by=None)
    arrival = taken(**answering(Delivery.objects.get()))
    assert (arrival.outcome, arrival.reason, arrival.is_unverified) == ("ticket", "no-ticket", False)


def test_a_mail_full_of_what_looks_like_tokens_costs_few_questions(ticket, jo, django_assert_max_num_queries):
    signs = ["".join("abcdefgh"[(number >> shift) % 8] for shift in range(26)) for number in range(2000)]
    references = " ".join(
        "@".join(f"t1p-{ticket.pk}-{sign}" for sign in signs[n : n + 10]) + "@" for n in range(0, 2000, 10)
    )
    mail = read(references=references, in_reply_to=tokens.thread_id(ticket, jo.email, to_agent=False))
    box = mailbox()
    with django_assert_max_num_queries(120):
        assert routing.decide(mail, box, timezone.now()).reason == "person"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL knows how many there are")
def test_nothing_walks_through_all_that_an_address_was_ever_sent(ticket, delivery):
    """An agent who hears of every new ticket gets a mail about each."""
    with CaptureQueriesContext(connection) as asked:
        composing.compose(delivery, Written("Hello", "Hello"))
        routing._seen_at(read(), routing.Key(ticket, "priya@alpha.example", True), timezone.now())
    about = [each["sql"] for each in asked if 'FROM "activity_delivery"' in each["sql"]]
    with connection.cursor() as cursor:
        plans = [str(cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()) for sql in about]
    assert len(plans) >= 2 and not [plan for plan in plans if "deliveries_by_address" in plan or "SCAN" in plan]
