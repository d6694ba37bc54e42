"""The pages of what came: why it landed where it did, what it says, its source, and moving it."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from mail import needing
from mail.models import Arrival, Mailbox
from mail.tests.coming import answering, arrived, delivery_to, taken
from tickets.tests.tracking import holder_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
HTMX = {"HX-Request": "true"}


def page(client, path):
    return client.get(path).content.decode()


@pytest.fixture
def reply(ticket, jo):
    said = {"text": "It **jams**\nsee https://alpha.example/x?a=1&b=2.", "quoted": "> On Monday <b>you</b>"}
    return taken(**answering(delivery_to(ticket, jo.email)), **said)


def test_the_list_shows_every_mail_by_outcome_mailbox_and_sender(priya_client, reply):
    aside = taken(from_address="bot@alpha.example", subject="Newsletter", marks={"precedence": "bulk"})
    html = page(priya_client, "/mail/in/")
    assert reply.subject in html and "Newsletter" in html and f'href="/tickets/{reply.ticket_id}/"' in html
    only = page(priya_client, "/mail/in/?outcome=quarantine")
    assert "Newsletter" in only and reply.subject not in only
    assert "Newsletter" in page(priya_client, "/mail/in/?q=BOT@")
    assert "Newsletter" not in page(priya_client, "/mail/in/?q=ot@") and aside.mailbox.name in html
    Mailbox.objects.create(name="Second", address="second@alpha.example", kind="pipe")
    assert "Newsletter" not in page(priya_client, "/mail/in/?mailbox=Second")
    assert "No mail here" in page(priya_client, "/mail/in/?outcome=waiting")


@pytest.mark.parametrize("query", ["outcome=lost", "mailbox=none", "after=x", "before=~-1", "mailbox=" + "9" * 99])
def test_what_makes_no_sense_is_said(priya_client, query):
    assert priya_client.get(f"/mail/in/?{query}").status_code == 400


def test_the_list_costs_the_same_however_much_came(priya_client, django_assert_max_num_queries):
    first = taken()
    Arrival.objects.bulk_create(
        Arrival(mailbox=first.mailbox, digest=f"d{n}", size=1, sender=f"{n}@a.example", outcome="ticket")
        for n in range(120)
    )
    for query in ("", "?outcome=ticket", "?q=1", "?mailbox=Desk"):
        with django_assert_max_num_queries(8):
            priya_client.get(f"/mail/in/{query}")
    assert 'rel="next"' in page(priya_client, "/mail/in/")
    with django_assert_max_num_queries(6):
        priya_client.get(first.get_absolute_url())


def test_a_mail_says_why_it_landed_there_and_what_to_mistrust(priya_client, ticket, jo):
    said = {
        "from_name": "The Bank", "from_address": "mallory@evil.example", "reply_to": "Bank <bank@elsewhere.example>",
        "authentication": ["mx.alpha.example; spf=softfail smtp.mailfrom=x; dkim=none; dmarc=fail", "forged; dmarc=pass"],
        "cc": ["kim@alpha.example"], "to": ["desk@alpha.example", "lee@alpha.example"],
        "problems": ["The charset is unknown."],
    }  # fmt: skip
    arrival = taken(**answering(delivery_to(ticket, jo.email)), **said)
    html = page(priya_client, arrival.get_absolute_url())
    assert f"for ticket #{ticket.pk}, but mallory@evil.example is not on it" in html
    assert "Answers to it would go to Bank &lt;bank@elsewhere.example&gt;" in html and "answers go elsewhere" in html
    assert "unverified sender" in html and "The charset is unknown." in html
    assert "is probably wrong" in html and html.count("soon") > 3 and "is right" not in html
    also = html[html.index("Also sent to") :]
    assert "kim@alpha.example" in also and "lee@alpha.example" in also and "desk@alpha.example" not in also
    stream = page(priya_client, f"/tickets/{arrival.ticket_id}/")
    assert "unverified sender" in stream and f"names #{ticket.pk}" in stream and arrival.get_absolute_url() in stream


def test_who_was_in_copy_follows_the_ticket_once_an_agent_lets_them(priya_client, db):
    arrival = taken(cc=["kim@alpha.example"])
    priya_client.post(f"/tickets/{arrival.ticket_id}/people/", {"act": "add", "email": "kim@alpha.example"})
    assert arrival.ticket.participants.get().person.email == "kim@alpha.example"


def test_the_ticket_shows_a_mail_to_the_letter_to_agents_and_to_who_is_on_it(priya_client, ticket, jo, reply):
    browser, own = holder_of(ticket, jo)
    agents, theirs = page(priya_client, f"/tickets/{ticket.pk}/"), browser.get(own).content.decode()
    for html in (agents, theirs):
        assert 'It **jams**<br>see <a href="https://alpha.example/x?a=1&amp;b=2"' in html
        assert "&gt; On Monday &lt;b&gt;you&lt;/b&gt;" in html and '<details class="quoted">' in html
    assert reply.get_absolute_url() in agents and "/mail/in/" not in theirs


def test_what_the_opening_mail_repeats_is_folded(priya_client, jo):
    made = taken(quoted="-- \nJo Park").ticket
    browser, own = holder_of(made, jo)
    for html in (page(priya_client, f"/tickets/{made.pk}/"), browser.get(own).content.decode()):
        assert "-- <br>Jo Park" in html


def test_a_ticket_of_mails_costs_one_query_more(priya_client, ticket, jo, django_assert_max_num_queries):
    made = taken(quoted="> q").ticket
    for _turn in range(5):
        taken(**answering(delivery_to(made, jo.email)))
    with django_assert_max_num_queries(14):
        priya_client.get(f"/tickets/{made.pk}/")


# The mail itself


def test_the_source_is_a_download_to_the_byte(priya_client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    arrival = arrived()
    raw = b"Subject: x\r\n\r\n<script>alert(1)</script>\xff"
    arrival.kept_as = default_storage.save("mail/ab/cd", ContentFile(raw))
    arrival.save()
    response = priya_client.get(f"{arrival.get_absolute_url()}source/")
    assert b"".join(response.streaming_content) == raw
    assert response["Content-Type"].startswith("text/plain") and "attachment" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff" and response["Content-Security-Policy"].startswith(
        "sandbox;"
    )
    default_storage.delete(arrival.kept_as)
    assert priya_client.get(f"{arrival.get_absolute_url()}source/").status_code == 404


def test_the_formatted_mail_runs_and_loads_nothing(priya_client):
    html = (
        "<h1 id=a class=b style='position:fixed'>Hi</h1><script>alert(1)</script><img src=//spy.example/x onerror=alert(1)>"
        "<a href='javascript:alert(1)'>a</a><a href='https://b.example'>b</a><table><tr><td colspan=2>c</td></tr></table>"
        "<form action=//evil.example><input name=password></form><style>*{}</style><base href=//evil.example>"
    )
    arrival = taken(html=html, subject="</title><script>alert(1)</script>")
    response = priya_client.get(f"{arrival.get_absolute_url()}formatted/")
    shown = response.content.decode()
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "Hi</h1>" in shown and 'colspan="2"' in shown and 'href="https://b.example"' in shown
    for gone in ("<script", "<img", "javascript:", "<form", "<input", "<style", "<base", "class=", "style=", "onerror"):
        assert gone not in shown, gone
    assert priya_client.get(f"{taken().get_absolute_url()}formatted/").status_code == 404


# Moving


def test_a_mail_is_moved_in_its_window_and_back(priya_client, ticket, reply, hardware):
    other = taken().ticket
    path = f"{reply.get_absolute_url()}move/"
    assert "Move this mail" in page(priya_client, path)
    answer = priya_client.post(path, {"to": "ticket", "number": f"#{other.pk}"})
    assert answer["Location"] == reply.get_absolute_url()
    assert f"on ticket #{other.pk} now" in page(priya_client, reply.get_absolute_url())
    assert f'value="{ticket.pk}"' in page(priya_client, path), "moving it back is what is offered"
    assert "moved a mail away" in page(priya_client, f"/tickets/{ticket.pk}/")
    priya_client.post(path, {"to": "ticket", "number": ticket.pk})
    assert ticket.messages.standing().count() == 1 and not other.messages.standing().exists()
    assert priya_client.post(path, {"to": "new"}, headers=HTMX)["HX-Redirect"] == reply.get_absolute_url()
    priya_client.post(path, {"to": "aside"})
    reply.refresh_from_db()
    assert reply.outcome == "quarantine"


@pytest.mark.parametrize("fields", [{}, {"to": "moon"}, {"to": "ticket"}, {"to": "ticket", "number": "9" * 30},
                                    {"to": "ticket", "number": "404404"}, {"to": "ticket", "number": "x"}])  # fmt: skip
def test_a_move_to_nowhere_is_said_at_the_field(priya_client, reply, fields):
    assert priya_client.post(f"{reply.get_absolute_url()}move/", fields).status_code == 422


def test_a_move_that_makes_no_sense_is_refused(priya_client, ticket, reply):
    path = f"{reply.get_absolute_url()}move/"
    assert priya_client.post(path, {"to": "ticket", "number": ticket.pk}).status_code == 409
    assert priya_client.post(f"{arrived().get_absolute_url()}move/", {"to": "aside"}).status_code == 409


def test_what_was_set_aside_waits_to_be_read_again(priya_client, ticket):
    aside = taken(marks={"precedence": "bulk"})
    priya_client.post(f"{aside.get_absolute_url()}move/", {"to": "ticket", "number": ticket.pk})
    assert "will be where you said" in page(priya_client, aside.get_absolute_url())
    aside.refresh_from_db()
    assert aside.outcome == "waiting" and aside.facts["wish"]["ticket"] == ticket.pk


# The menu


def test_the_menu_counts_what_an_agent_should_look_at(priya_client, monkeypatch, db):
    box = taken(marks={"precedence": "bulk"}).mailbox
    assert needing.number() == 0, "machines need nobody"
    for number in range(120):
        Arrival.objects.create(mailbox=box, digest=f"x{number}", size=1, outcome="quarantine", reason="poison")
    monkeypatch.setattr(needing, "_read_at", -float("inf"))
    assert "99+" in page(priya_client, "/tickets/") and "99+" in page(priya_client, "/mail/in/")
    Arrival.objects.update(came_at=timezone.now() - timedelta(days=8))
    assert "99+" in page(priya_client, "/tickets/"), "known for some seconds"
    assert needing.number() == 0
