"""When an agent is mailed: what they choose on their account's page, and what their own account owes them."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from activity.models import Delivery
from agents import actions, notices

pytestmark = pytest.mark.any_engine


def test_the_page_shows_what_holds_and_keeps_what_is_chosen(priya_client, priya):
    html = priya_client.get("/account/notices/").content.decode()
    assert "priya@alpha.example" in html and html.count(" checked") == 2
    answer = priya_client.post("/account/notices/", {"own_notices": "hourly", "new_tickets": "now"}, follow=True)
    assert "Saved." in answer.content.decode()
    priya.refresh_from_db()
    assert (priya.own_notices, priya.new_tickets) == ("hourly", "now")


@pytest.mark.parametrize("asked", [{}, {"own_notices": "now"}, {"own_notices": "often", "new_tickets": "none"}])
def test_what_is_no_choice_is_refused(priya_client, priya, asked):
    assert priya_client.post("/account/notices/", asked).status_code == 422
    priya.refresh_from_db()
    assert (priya.own_notices, priya.new_tickets) == ("now", "hourly")


def test_the_hour_is_the_next_full_one():
    assert notices.next_hour(datetime(2026, 11, 22, 22, 59, 59, tzinfo=UTC)) == datetime(2026, 11, 22, 23, tzinfo=UTC)
    assert notices.next_hour(datetime(2026, 11, 22, 23, tzinfo=UTC)) == datetime(2026, 11, 23, tzinfo=UTC)
    assert notices.due_at("now") <= timezone.now()


def test_who_registers_is_owed_a_mail_and_who_is_imported_none(db):
    names = {"first_name": "Noa", "last_name": "Barak", "password": "Quite-a-long-one-7"}
    actions.register_agent(email="noa@alpha.example", **names)
    actions.import_agent(email="noam@alpha.example", **names)
    assert list(Delivery.objects.values_list("address", "audience")) == [("noa@alpha.example", "themselves")]
