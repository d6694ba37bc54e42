"""The outbox: what agents see of each mail, sending one again, and keeping one back."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity import record
from activity.kinds import Kind
from activity.models import Delivery, Event
from agents.tests.parallel import at_once
from mail import claiming, outbox
from mail.tests.outgoing import delivery_to
from mail.tests.serving import owed
from tickets import actions
from tickets.models import Link

pytestmark = pytest.mark.any_engine
JO = "jo@alpha.example"


@pytest.fixture
def received(ticket):
    return delivery_to(JO, "ticket.submitted")


def become(delivery, **more):
    Delivery.objects.filter(pk=delivery.pk).update(**more)
    delivery.refresh_from_db()
    return delivery


def leased():
    return {"state": "owed", "leased_until": timezone.now() + timedelta(minutes=5)}


def page(client, query=""):
    answer = client.get(f"/mail/out/{query}")
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def rows(html):
    return re.findall(r'data-href="/mail/out/(\d+)/"', html)


def test_it_shows_what_is_not_sent_and_why(priya_client, ticket, received):
    become(received, state="failed", last_error="550 no <b>such</b> user", attempts=1)
    html = page(priya_client)
    assert "550 no &lt;b&gt;such&lt;/b&gt; user" in html and "To who asked: received" in html
    assert (
        f'href="/tickets/{ticket.pk}/"' in html
        and "Printer jams" in html
        and 'data-status="mail-failed">Failed' in html
    )
    become(received, state="sent", sent_at=timezone.now())
    assert "Everything is sent" in page(priya_client) and rows(page(priya_client, "?state=sent")) == [str(received.pk)]


@pytest.mark.parametrize("state", ["owed", "sending", "sent", "failed", "bounced", "held", "cancelled", "any"])
def test_each_state_has_its_view(priya_client, received, state):
    become(received, **({"state": state} if state in Delivery.State else leased()))
    shown = {view for view in ["owed", "sending", "sent", "failed", "bounced", "held", "cancelled", "any"]
             if rows(page(priya_client, f"?state={view}"))}  # fmt: skip
    expected = {state, "any"} | ({"owed", "sending"} if state in ("any", "sending") else set())
    assert shown == expected


def test_it_is_narrowed_to_an_address_or_a_ticket(priya_client, ticket, received, hardware):
    other = actions.submit_ticket(name="Kim", email="kim@alpha.example", subject="x", category=hardware)
    for query in (f"?ticket={ticket.pk}", "?address=JO@alpha.example", f"?state=any&ticket={ticket.pk}&address={JO}"):
        assert rows(page(priya_client, query)) == [str(received.pk)], query
    assert rows(page(priya_client, f"?ticket={other.pk}&address={JO}")) == []
    assert rows(page(priya_client, f"?ticket={10**17}")) == []


@pytest.mark.parametrize(
    "query", ["?state=nonsense", "?ticket=x", "?ticket=0", f"?ticket={10**30}", "?after=x", "?ticket=-1"]
)
def test_a_query_that_makes_no_sense_is_said(priya_client, query):
    assert priya_client.get(f"/mail/out/{query}").status_code == 400


def test_its_pages_lead_on_and_back_and_cost_the_same(priya_client, ticket, received, django_assert_num_queries):
    owed(received.event, 119)
    Delivery.objects.filter(pk__gt=received.pk, pk__lte=received.pk + 60).update(state="failed")
    seen, query = [], ""
    while True:
        with django_assert_num_queries(7):  # session, four states, the page, the subjects
            html = page(priya_client, query)
        seen += rows(html)
        older = re.search(r'href="(\?after=[^"]+)" rel="next"', html)
        if not older:
            break
        query = older[1].replace("&amp;", "&")
    assert [int(key) for key in seen] == sorted(Delivery.objects.values_list("pk", flat=True), reverse=True)
    newer = re.search(r'href="(\?before=[^"]+)" rel="prev"', html)[1].replace("&amp;", "&")
    assert rows(page(priya_client, newer)) == seen[50:100]


def test_a_mail_can_be_sent_again_and_the_log_says_who_had_it(priya_client, received):
    become(received, state="failed", attempts=9, last_error="550", leased_until=timezone.now() - timedelta(hours=1))
    assert priya_client.post(f"/mail/out/{received.pk}/", {"act": "retry"}).status_code == 302
    received.refresh_from_db()
    assert (received.state, received.attempts, received.last_error) == ("owed", 0, "")
    assert claiming.claim() == [received]
    assert str(Event.objects.about(received).get()) == "Priya Shah had mail sent again"
    assert "Priya Shah had mail sent again" in priya_client.get("/activity/").content.decode()


def test_a_mail_can_be_kept_back(priya_client, received):
    assert priya_client.post(f"/mail/out/{received.pk}/", {"act": "cancel"}).status_code == 302
    received.refresh_from_db()
    assert received.state == "cancelled" and claiming.claim() == []
    assert Event.objects.about(received).get().kind_name == "mail.cancelled"


@pytest.mark.parametrize(("act", "states"), [("retry", ["owed", "sent"]), ("cancel", ["sent", "cancelled"])])
def test_what_makes_no_sense_is_refused(priya_client, received, act, states):
    for state in states:
        become(received, state=state)
        answer = priya_client.post(f"/mail/out/{received.pk}/", {"act": act}, headers={"HX-Request": "true"})
        assert answer.status_code == 409 and become(received).state == state
    assert priya_client.post(f"/mail/out/{received.pk}/", {"act": "eat"}).status_code == 400
    assert priya_client.get("/mail/out/404404/").status_code == 404 and not Event.objects.filter(
        kind_name__startswith="mail."
    )


def test_what_is_being_sent_goes_on(priya_client, received):
    become(received, **leased())
    html = priya_client.get(f"/mail/out/{received.pk}/").content.decode()
    assert "Sending" in html and 'value="cancel"' not in html
    assert not outbox.cancel(Delivery.objects.all(), by=None) and become(received).state == "owed"


def test_after_an_outage_all_that_failed_go_again_in_bounds(priya_client, ticket, received):
    owed(received.event, 210)
    Delivery.objects.update(state="failed")
    answer = priya_client.post("/mail/out/", {"act": "retry", "state": "failed"}, follow=True)
    assert "200 mails are queued again." in answer.content.decode()
    assert Delivery.objects.filter(state="failed").count() == 11
    assert len(Event.objects.get(kind_name="mail.retried").details["deliveries"]) == 200
    priya_client.post("/mail/out/", {"act": "cancel", "state": "owed", "address": "jo200@alpha.example"})
    assert Delivery.objects.get(state="cancelled").address == "jo200@alpha.example"


@pytest.mark.parametrize(
    "asked", [{"act": "retry"}, {"act": "retry", "state": "any"}, {"act": "cancel", "state": "sending"}]
)
def test_many_at_once_need_one_state(priya_client, received, asked):
    become(received, state="failed")
    assert priya_client.post("/mail/out/", asked).status_code == 302
    assert become(received).state == "failed"


def test_a_mail_is_looked_at_without_making_a_link(priya_client, received):
    html = priya_client.get(f"/mail/out/{received.pk}/").content.decode()
    assert "We have received a request for help" in html and "lead nowhere" in html
    shown = priya_client.get(f"/mail/out/{received.pk}/page/")
    policy = shown.headers["Content-Security-Policy"]
    assert "sandbox" in policy and "default-src 'none'" in policy and "script-src" not in policy
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN" and b"/track/" in shown.content
    assert "frame-src 'self'" in priya_client.get(f"/mail/out/{received.pk}/").headers["Content-Security-Policy"]
    assert "frame-src" not in priya_client.get("/mail/out/").headers["Content-Security-Policy"]
    assert not Link.objects.exists()


def test_what_would_not_be_sent_any_more_says_why(priya_client, ticket, received, priya):
    actions.bin_ticket(ticket, by=priya)
    assert "The ticket is in the bin." in priya_client.get(f"/mail/out/{received.pk}/").content.decode()
    assert priya_client.get(f"/mail/out/{received.pk}/page/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_worker_and_an_agent_at_once_leave_each_mail_to_one_of_them(ticket, priya):
    event = Event.objects.filter(kind_name="ticket.submitted").get()
    owed(event, 15)

    def act(number):
        if number % 2:
            return [each.pk for each in claiming.claim()]
        return outbox.cancel(Delivery.objects.filter(state="owed"), by=priya)

    taken = at_once(act, 4)
    assert all(isinstance(each, list) for each in taken), taken
    flat = [key for each in taken for key in each]
    assert len(flat) == len(set(flat)) == 16
    kept_back = {key for each in taken[::2] for key in each}
    assert set(Delivery.objects.filter(state="cancelled").values_list("pk", flat=True)) == kept_back


@pytest.mark.parametrize(
    "audience", ["", "requester", "participants", "person", "holder", "desk", "themselves", "mars"]
)
def test_a_mail_to_whoever_about_whatever_is_shown(priya_client, ticket, jo, audience):
    """Rows of another day, of kinds and audiences that nobody writes any more."""
    for subject in (ticket, jo):
        event = record.happened(subject, Kind("from.mars", "{actor} landed"), by=None)
        mail = Delivery.objects.create(event=event, address=jo.email, audience=audience)
        assert "It would not be sent" in priya_client.get(f"/mail/out/{mail.pk}/").content.decode()
    assert priya_client.get("/mail/out/?state=any").status_code == 200


@pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite, which knows no figures of this table")
def test_what_was_sent_to_one_address_is_not_looked_for_in_all_that_was_sent(priya_client, received):
    with CaptureQueriesContext(connection) as asked:
        page(priya_client, f"?state=sent&address={JO}")
    (of_address,) = [
        each["sql"] for each in asked if "activity_delivery" in each["sql"] and "ORDER BY 1" in each["sql"]
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {of_address}")
        assert "deliveries_by_address" in str(cursor.fetchall())
