"""One ticket's page, entering one, the bin and back, undo."""

import pytest

from activity.models import Event
from tickets import actions
from tickets.models import Ticket

pytestmark = pytest.mark.any_engine

HTMX = {"HX-Request": "true", "HX-Target": "modal"}
NEW = {
    "name": "Ines Kaya", "email": "ines@alpha.example", "subject": "New phone", "category": "hardware", "status": "new",
    "type": "incident", "priority": "p3",
}  # fmt: skip


def test_the_page_shows_the_ticket_and_its_history(priya_client, ticket, sam):
    actions.assign_ticket(ticket, sam, by=sam)
    html = priya_client.get(f"/tickets/{ticket.pk}/").content.decode()
    assert "Printer jams" in html and "Jo Park asked for help" in html and "Sam Okafor assigned this" in html
    assert "jo@alpha.example" in html and "Not closed" in html


def test_an_unknown_tag_is_marked_for_agents(priya_client, hardware):
    ticket = actions.submit_ticket(name="Jo", email="j@a.example", subject="x", category=hardware, asset_tag="AS404")
    assert b"unknown tag" in priya_client.get(f"/tickets/{ticket.pk}/").content


def test_the_name_as_given_is_shown_when_it_differs(priya_client, ticket, hardware):
    again = actions.submit_ticket(name="J. P.", email="jo@alpha.example", subject="x", category=hardware)
    assert b"Gave name" in priya_client.get(f"/tickets/{again.pk}/").content
    assert b"Gave name" not in priya_client.get(f"/tickets/{ticket.pk}/").content


def test_the_page_costs_the_same_for_one_event_and_for_fifty(
    priya_client, ticket, priya, django_assert_max_num_queries
):
    for number in range(50):
        actions.edit_ticket(ticket, by=priya, subject=f"Printer jams {number}")
    with django_assert_max_num_queries(12):
        priya_client.get(f"/tickets/{ticket.pk}/")


def test_an_agent_enters_a_ticket(priya_client):
    response = priya_client.post("/tickets/new/", NEW, headers=HTMX)
    ticket = Ticket.objects.get()
    assert (
        response.status_code == 200
        and "desk:done" in response["HX-Trigger"]
        and f"#{ticket.pk}" in response.content.decode()
    )
    assert (ticket.subject, ticket.requester.email, ticket.source) == ("New phone", "ines@alpha.example", "agent")
    assert priya_client.post("/tickets/new/", NEW).status_code == 302


def test_a_new_ticket_with_flaws_comes_back_as_typed(priya_client):
    response = priya_client.post("/tickets/new/", NEW | {"email": "ines@", "description": "long story"}, headers=HTMX)
    assert response.status_code == 422 and b"long story" in response.content and b"ines@" in response.content


def test_deleting_asks_first_and_can_be_undone(priya_client, ticket):
    url = f"/tickets/{ticket.pk}/delete/"
    assert priya_client.get(url).status_code == 200 and Ticket.objects.present().exists()
    said = priya_client.post(url, headers=HTMX).content.decode()
    assert "is in the bin" in said and not Ticket.objects.present().exists()
    event = Event.objects.about(ticket).last()
    assert f"/activity/{event.pk}/undo/" in said
    priya_client.post(f"/activity/{event.pk}/undo/")
    assert Ticket.objects.present().get() == ticket


def test_a_binned_ticket_is_a_404_that_says_who_and_offers_to_restore(priya_client, ticket, sam):
    actions.bin_ticket(ticket, by=sam)
    for page in ("", "edit/", "delete/"):
        response = priya_client.get(f"/tickets/{ticket.pk}/{page}")
        assert response.status_code == 404 and b"Sam Okafor" in response.content and b"Restore" in response.content
    assert priya_client.post(f"/tickets/{ticket.pk}/edit/", {"subject": "x", "seen": 1}).status_code == 404


def test_restoring_leads_back_to_the_ticket(priya_client, ticket, sam):
    actions.bin_ticket(ticket, by=sam)
    response = priya_client.post(f"/tickets/{ticket.pk}/restore/")
    assert response["Location"] == f"/tickets/{ticket.pk}/" and Ticket.objects.present().exists()


@pytest.mark.parametrize("number", ["0", "999999", str(10**18), str(10**30), "9" * 5000])
def test_a_ticket_that_never_was_is_a_404(priya_client, number):
    for page in ("", "edit/", "delete/", "restore/"):
        assert priya_client.get(f"/tickets/{number}/{page}").status_code == 404


def test_undo_of_a_thing_that_moved_on_says_so(priya_client, ticket, priya, sam):
    event = actions.assign_ticket(ticket, priya, by=priya)
    actions.assign_ticket(ticket, sam, by=sam)
    response = priya_client.post(f"/activity/{event.pk}/undo/", follow=True)
    assert b"changed again since" in response.content
    ticket.refresh_from_db()
    assert ticket.assignee == sam


def test_the_log_lists_everything_newest_first(priya_client, ticket, priya):
    actions.assign_ticket(ticket, priya, by=priya)
    html = priya_client.get("/activity/").content.decode()
    assert html.index("Priya Shah assigned this") < html.index("Jo Park asked for help")
    assert priya_client.get("/activity/?after=x").status_code == 400
