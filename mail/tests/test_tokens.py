"""What ties a reply to its ticket, and what does not."""

import pytest

from activity.models import Delivery, Event
from mail import tokens

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
