"""An answer repeats our mail, and with it the links that are its reader's alone: nobody else gets them by that."""

from urllib.parse import quote

import pytest

from agents import reset
from mail import private_links
from mail.tests.coming import answering, delivery_to, taken
from people.models import Person
from tickets import actions, links, requesting
from tickets.models import Message, Opening
from tickets.tests.tracking import holder_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]


@pytest.fixture
def kim(ticket, priya):
    """Who follows Jo's ticket, too."""
    kim = Person.objects.get(pk=taken(from_address="kim@alpha.example").ticket.requester_id)
    requesting.add_participant(ticket, kim, by=priya)
    return kim


@pytest.mark.parametrize("part", ["text", "quoted"])
def test_who_follows_a_ticket_does_not_learn_the_link_of_who_asked(ticket, jo, kim, priya_client, part):
    token = links.make_link(ticket, jo)
    said = {
        part: f"> Open the ticket:\n> {links.address_of(token)}?do=works\n> {quote(links.address_of(token), safe='')}"
    }
    arrival = taken(
        **answering(delivery_to(ticket, jo.email)), **said, html=f'<a href="{links.address_of(token)}">It</a>'
    )
    browser, own = holder_of(ticket, kim)
    shown = browser.get(own).content.decode()
    assert "Open the ticket" in shown and token not in shown and "/track/…/?do=works" in shown
    for path in (f"/tickets/{ticket.pk}/", arrival.get_absolute_url(), f"{arrival.get_absolute_url()}formatted/"):
        assert token not in priya_client.get(path).content.decode()


def test_an_agent_who_answers_the_mail_about_a_new_password_gives_it_to_nobody(priya):
    opened = taken(from_address=priya.email, text="It was not me.", quoted=f"> {reset.link_for(priya)}").ticket
    key = reset.link_for(priya).split("/")[-3]
    quoted = Opening.objects.get(ticket=opened).quoted
    assert quoted.startswith("> http") and quoted.endswith("/password/reset/…/") and key not in quoted


def test_what_only_looks_like_one_stays():
    for words in ("see /track/ and /tracks/1", "https://x.example/track/" + "a" * 44, "password/reset/ for all"):
        assert private_links.without(words) == words


def test_what_an_agents_mail_repeats_is_shown_to_agents_alone(ticket, jo, priya, sam, priya_client):
    actions.assign_ticket(ticket, priya, by=sam)
    notice = delivery_to(ticket, priya.email, audience="assignee")
    taken(**answering(notice), from_address=priya.email, text="Try now.", quoted="> To: priya@alpha.example")
    browser, own = holder_of(ticket, jo)
    ticket.messages.update(created_at=ticket.created_at - Message.UNDO_FOR)  # it can't be taken back any more
    shown = browser.get(own).content.decode()
    assert "Try now." in shown and "To: priya" not in shown
    assert "To: priya" in priya_client.get(f"/tickets/{ticket.pk}/").content.decode()
