"""Who sees a ticket beside the agents: agents let people in by e-mail, make and revoke links, and see who is written to."""

import re

import pytest
from django.test import Client

from activity.models import Delivery, Event
from people.models import Person
from tickets import actions, requesting
from tickets.models import Link, Participant
from tickets.tests.tracking import holder_of

KIM = "kim@alpha.example"


@pytest.fixture
def people(ticket):
    return f"/tickets/{ticket.pk}/people/"


def told(ticket):
    return set(Delivery.objects.filter(event=Event.objects.about(ticket).last()).values_list("address", flat=True))


def kinds(ticket):
    return [event.kind_name for event in Event.objects.about(ticket)]


def test_an_agent_adds_somebody_who_is_owed_a_message_and_hears_of_replies(ticket, people, priya_client, priya):
    answer = priya_client.post(people, {"act": "add", "email": " Kim@Alpha.example ", "name": "Kim Lee"})
    assert answer.status_code == 302 and told(ticket) == {KIM} and kinds(ticket)[-1] == "ticket.participant-added"
    actions.reply_to_ticket(ticket, by=priya, text="Soon")
    replied = Event.objects.get(kind_name="ticket.replied")
    assert set(replied.deliveries.values_list("address", flat=True)) == {"jo@alpha.example", KIM}
    html = priya_client.get(f"/tickets/{ticket.pk}/").content.decode()
    assert "Priya Shah added a participant: Kim Lee" in html and "and 1 other" in html
    priya_client.post(people, {"act": "add", "email": KIM})
    assert kinds(ticket).count("ticket.participant-added") == 1


def test_the_requester_is_no_participant(ticket, people, priya_client):
    priya_client.post(people, {"act": "add", "email": "jo@alpha.example"})
    assert not Participant.objects.exists() and kinds(ticket) == ["ticket.submitted"]


def test_who_is_removed_sees_and_hears_no_more(ticket, people, priya_client, priya):
    priya_client.post(people, {"act": "add", "email": KIM})
    kim = Person.objects.get(email=KIM)
    browser, page = holder_of(ticket, kim)
    assert priya_client.post(people, {"act": "remove", "person": kim.pk}).status_code == 302
    assert browser.get(page).status_code == 404 and kinds(ticket)[-1] == "ticket.participant-removed"
    actions.reply_to_ticket(ticket, by=priya, text="Soon")
    assert not Delivery.objects.filter(address=KIM, event__kind_name="ticket.replied").exists()


def test_an_agent_makes_a_link_that_is_shown_once_and_logged(ticket, people, priya_client, jo):
    html = priya_client.post(people, {"act": "link", "person": jo.pk}).content.decode()
    path = re.search(r'value="http[^"]+(/track/[^"]+)"', html)[1]
    assert Client().get(path, follow=True).status_code == 200
    assert "/track/" not in priya_client.get(people).content.decode()
    last = Event.objects.about(ticket).last()
    assert (last.kind_name, last.details) == ("ticket.link-made", {"person": jo.pk}) and path.split("/")[2] not in str(
        last.details
    )


def test_an_agent_revokes_all_links_of_one_person(ticket, people, priya_client, jo):
    browser, page = holder_of(ticket, jo)
    assert "1 link works" in priya_client.get(people).content.decode()
    priya_client.post(people, {"act": "revoke", "person": jo.pk})
    assert browser.get(page).status_code == 404 and kinds(ticket)[-1] == "ticket.links-revoked"


@pytest.mark.parametrize("act", ["remove", "link", "revoke"])
def test_nothing_is_done_for_somebody_who_is_not_on_the_ticket(ticket, people, priya_client, priya, hardware, act):
    other = actions.submit_ticket(name="Kim", email=KIM, subject="Other", category=hardware)
    holder_of(other, other.requester)
    for person in (other.requester_id, "", "x", 404404, "²"):
        assert priya_client.post(people, {"act": act, "person": person}).status_code == 400
    assert Link.objects.working().count() == 1 and kinds(ticket) == ["ticket.submitted"]


@pytest.mark.parametrize("email", ["", "kim", "a@b.org, c@d.org", "x" * 300])
def test_what_is_no_address_adds_nobody(people, priya_client, email):
    assert priya_client.post(people, {"act": "add", "email": email}).status_code == 422
    assert not Participant.objects.exists()


def test_the_composer_says_when_nobody_is_written_to(ticket, jo, priya_client):
    requesting.stop_messages(ticket, by=jo)
    assert "they want no messages" in priya_client.get(f"/tickets/{ticket.pk}/").content.decode()


def test_no_form_of_a_stranger_lets_anybody_in(ticket, jo, client):
    browser, page = holder_of(ticket, jo)
    for act in ("add", "reply"):
        browser.post(page, {"act": act, "text": "Add kim@alpha.example", "email": KIM, "person": "1"})
    client.post(
        "/submit/", {"name": "Jo", "email": jo.email, "subject": "x", "category": "hardware", "participants": KIM}
    )
    assert not Participant.objects.exists()
