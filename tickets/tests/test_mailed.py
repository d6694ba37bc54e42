"""What became of the mails about a ticket, on its page: small under each message, loud where one did not arrive."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activity import record
from activity.models import Delivery
from tickets import actions
from tickets.tests.tracking import holder_of

pytestmark = pytest.mark.any_engine


@pytest.fixture
def replied(ticket, priya):
    """The delivery of an agent's reply."""
    with record.at(timezone.now() - timedelta(minutes=1)):
        actions.reply_to_ticket(ticket, by=priya, text="On my way")
    return Delivery.objects.get(event__kind_name="ticket.replied")


def read(client, ticket):
    return " ".join(client.get(f"/tickets/{ticket.pk}/").content.decode().split())


def become(delivery, **more):
    Delivery.objects.filter(pk=delivery.pk).update(**more)


@pytest.mark.parametrize(
    ("state", "word"),
    [("owed", "Queued"), ("sent", "Sent"), ("failed", "Failed"), ("bounced", "Bounced"), ("held", "Not sent")],
)
def test_the_state_of_a_replys_mail_stands_under_it(priya_client, ticket, replied, state, word):
    become(replied, state=state, last_error="550 <nobody>" if state == "failed" else "")
    html = read(priya_client, ticket)
    mails = html[html.index('class="mails"') :].partition("</details>")[0]
    assert f"</svg>{word} " in mails and "jo@alpha.example" in mails and f"/mail/out/{replied.pk}/" in mails
    assert ("550 &lt;nobody&gt;" in mails) == (state == "failed")
    assert ("A mail to jo@alpha.example did not arrive." in html) == (state in ("failed", "bounced"))


def test_what_a_worker_holds_is_being_sent(priya_client, ticket, replied):
    become(replied, leased_until=timezone.now() + timedelta(minutes=5))
    assert "</svg>Sending " in read(priya_client, ticket)


def test_the_worst_of_several_is_what_the_line_says(priya_client, ticket, replied):
    Delivery.objects.create(event=replied.event, address="kim@alpha.example", state="bounced")
    become(replied, state="sent", sent_at=timezone.now())
    assert "</svg>Bounced " in read(priya_client, ticket) and "2 mails" in read(priya_client, ticket)


def test_a_mail_of_any_kind_that_did_not_arrive_is_a_warning_until_it_goes_again(priya_client, ticket):
    received = Delivery.objects.get()
    become(received, state="bounced")
    assert "did not arrive" in read(priya_client, ticket)
    priya_client.post(f"/mail/out/{received.pk}/", {"act": "retry"})
    assert "did not arrive" not in read(priya_client, ticket)


def test_notes_have_no_mails_and_the_requester_sees_none_of_it(priya_client, ticket, replied, jo):
    browser, page = holder_of(ticket, jo)
    become(replied, state="failed")
    assert "did not arrive" not in browser.get(page).content.decode()
