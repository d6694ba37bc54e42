"""Who we are (seed row S11): a read-only table."""

import re

from agents.models import Agent
from tickets import actions


def rows(page):
    """The words of each row but the head."""
    found = re.findall(r'<tr role="row">(.*?)</tr>', page, re.DOTALL)
    return [re.sub(r"<[^>]+>", " ", row).split() for row in found[1:]]


def test_the_table_names_everybody_by_name_address_and_role(root_client, priya, sam):
    page = root_client.get("/agents/").content.decode()
    assert rows(page) == [
        ["PS", "Priya", "Shah", "priya@alpha.example", "Agent", "0", "open"],
        ["RR", "Robin", "Root", "root@alpha.example", "Superuser", "0", "open"],
        ["SO", "Sam", "Okafor", "sam@alpha.example", "Agent", "0", "open"],
    ]


def test_the_deactivated_come_last_and_are_marked(priya_client, amal):
    amal.is_active = False
    amal.save()
    assert "Deactivated" in rows(priya_client.get("/agents/").content.decode())[-1]


def test_open_tickets_are_counted_and_lead_to_them(priya_client, priya, ticket):
    actions.assign_ticket(ticket, priya, by=priya)
    count = '<a href="/tickets/?assignee=priya">1<'
    assert count in priya_client.get("/agents/").content.decode()
    actions.resolve_ticket(ticket, by=priya)
    assert count not in priya_client.get("/agents/").content.decode()


def test_a_stranger_is_sent_to_log_in(client, db):
    assert client.get("/agents/").url == "/login/?next=/agents/"


def test_the_page_asks_the_database_three_times_however_many_agents(priya_client, django_assert_num_queries):
    for many in (1, 30):
        for number in range(many):
            Agent.objects.create(username=f"agent{many}.{number}", email=f"agent{many}.{number}@alpha.example")
        with django_assert_num_queries(3):  # session with agent, agents with their counts, HR code
            priya_client.get("/agents/")


def test_the_history_of_the_deactivated_still_names_them(priya_client, sam, ticket):
    event = actions.assign_ticket(ticket, sam, by=sam)
    sam.is_active = False
    sam.save()
    event.refresh_from_db()
    assert (event.actor, event.actor_name) == (sam, "Sam Okafor")


def test_a_name_cannot_write_the_page(priya_client, priya):
    priya.first_name = "<script>alert(1)</script>"
    priya.save()
    assert "<script>alert" not in priya_client.get("/agents/").content.decode()


def test_nothing_that_somebody_typed_is_markup(priya_client, sam):
    sam.first_name, sam.email = '"><b>', "a&'@alpha.example"
    sam.save()
    text = priya_client.get("/agents/").content.decode()
    assert "<b>" not in text and "&quot;&gt;&lt;b&gt; Okafor" in text
    assert 'href="mailto:a%26%27@alpha.example" title="a&amp;&#x27;@alpha.example"' in text
