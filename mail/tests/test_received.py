"""What a stranger can have mailed to an address that is not theirs: constant words, a number and a link (trust, A7)."""

import re
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activity import record
from activity.models import Delivery
from mail.models import MailText
from mail.tests.outgoing import written_to
from mail.writing import write
from tickets import actions, my_tickets, requesting
from tickets.models import Category

pytestmark = pytest.mark.any_engine
TOKEN = re.compile(r"/track/[A-Za-z0-9_-]{43}/")
WORDS = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=40)


def constant(written, number):
    """Everything of a mail with its number and its link taken out."""
    said = "\n".join([written.subject, written.text, written.html, written.unsubscribe])
    return re.sub(rf"(#|number is |<bdi>){number}\b", r"\1N", TOKEN.sub("/track/T/", said))


def received(name="Jo", subject="x", description="", phone="", asset_tag=""):
    said = {"name": name, "subject": subject, "description": description, "phone": phone, "asset_tag": asset_tag}
    ticket = actions.submit_ticket(email="victim@alpha.example", category=Category.objects.get(slug="other"), **said)
    return ticket, write(Delivery.objects.get(event__subject_id=ticket.pk, address="victim@alpha.example"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=WORDS, subject=WORDS, description=WORDS, phone=WORDS, asset_tag=WORDS)
def test_two_submissions_differ_in_number_and_link_alone(db, name, subject, description, phone, asset_tag):
    plain_ticket, plain = received()
    said = {"name": f"a{name}", "subject": f"a{subject}", "description": description}
    ticket, written = received(**said, phone=phone[:50], asset_tag=asset_tag)
    assert constant(written, ticket.pk) == constant(plain, plain_ticket.pk)


@pytest.mark.parametrize("nasty", ["{link} {message}", "Free <b>pills</b> http://evil.example", "{{ x }} {number}"])
def test_nothing_that_was_typed_is_read_as_a_placeholder_or_sent(db, nasty):
    _ticket, written = received(name=nasty, subject=nasty, description=nasty)
    assert nasty not in written.text + written.html and "evil" not in written.text + written.html + written.subject


def test_nor_does_a_new_link_or_the_list_of_tickets_say_a_strangers_words(db):
    ticket, _written = received(name="Pills", subject="Buy pills", description="at evil.example")
    requesting.ask_for_link(ticket, by=ticket.requester)
    my_tickets.ask("victim@alpha.example")
    my_tickets.answer()
    for kind in ("ticket.link-asked", "person.tickets-asked"):
        written = written_to("victim@alpha.example", kind)
        assert "ills" not in written.subject + written.text + written.html
        assert TOKEN.search(written.text)


def test_once_an_agent_has_looked_at_it_the_list_names_it(db, priya):
    ticket, _written = received(subject="Printer jams")
    actions.assign_ticket(ticket, priya, by=priya)
    my_tickets.ask("victim@alpha.example")
    my_tickets.answer()
    assert f"#{ticket.pk} Printer jams" in written_to("victim@alpha.example", "person.tickets-asked").text


def test_what_goes_on_from_a_closed_ticket_is_received_in_the_same_words(ticket, jo, priya):
    with record.at(record.now() - timedelta(days=40)):
        actions.close_ticket(ticket, by=priya)
    last = requesting.answer_ticket(ticket, by=jo, text="Buy pills")
    plain_ticket, plain = received()
    assert last != ticket and constant(written_to(jo.email, "ticket.followed"), last.pk) == constant(
        plain, plain_ticket.pk
    )


def test_a_superuser_can_put_no_word_of_a_submitter_into_it(db):
    assert set(MailText.of("received").ours.offers) == {"number", "link", "organisation"}
    assert set(MailText.of("link").ours.offers) == {"number", "link", "organisation"}
