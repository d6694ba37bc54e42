"""What each mail says, and to whom nothing is to be said any more."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from activity import record
from activity.models import Delivery, Event
from itdesk.tests import canary
from mail.models import Mailbox, MailText
from mail.tests.outgoing import delivery_to, reason, written_to
from mail.writing import preview, write
from people import actions as people_actions
from tickets import actions, files, my_tickets, requesting
from tickets.models import Link
from tickets.taking_back import take_back

pytestmark = pytest.mark.any_engine
JO, PRIYA, KIM = "jo@alpha.example", "priya@alpha.example", "kim@alpha.example"


@pytest.fixture
def kim(ticket, priya):
    person = people_actions.find_or_create_person(name="Kim Lee", email=KIM, by=priya)
    requesting.add_participant(ticket, person, by=priya)
    return person


@pytest.fixture
def held(ticket, priya, sam):
    """Priya has the ticket."""
    actions.assign_ticket(ticket, priya, by=sam)
    return ticket


def long_ago():
    return record.at(timezone.now() - timedelta(minutes=1))


def works(written):
    """Whether the links of a mail lead somewhere."""
    links = set(re.findall(r"http://127.0.0.1:8000(/track/\S+)", written.text))
    return links and all(Client().get(link, follow=True).status_code == 200 for link in links)


def test_an_agents_reply_is_said_as_text_and_as_html_to_all_who_are_on_the_ticket(held, priya, kim):
    with long_ago():
        actions.reply_to_ticket(held, by=priya, text="Try **this**: <b>now</b> & {link}\n\n> then that")
    for address in (JO, KIM):
        written = written_to(address, "ticket.replied")
        assert written.subject == f"[#{held.pk}] Printer jams"
        assert "Priya wrote:\n\nTry **this**: <b>now</b> & {link}" in written.text
        assert "<strong>this</strong>: &lt;b&gt;now&lt;/b&gt; &amp; {link}" in written.html
        assert "Shah" not in written.text and not written.to_agent and not written.is_notice and works(written)


def test_files_are_named_and_not_sent(held, priya, jo):
    with long_ago():
        file = files.keep(SimpleUploadedFile("manual.pdf", b"%PDF-1.4"), basket="", agent=priya)
        actions.reply_to_ticket(held, by=priya, text="See", attached=[file])
    written = written_to(JO, "ticket.replied")
    assert "manual.pdf" in written.text and "manual.pdf" in written.html and "PDF-1.4" not in written.html


def test_a_reply_that_solves_it_is_one_mail_with_both(held, priya, jo):
    with long_ago():
        actions.reply_to_ticket(held, by=priya, text="Fixed", status="resolved")
    assert Delivery.objects.filter(address=JO).count() == 2  # received, and this
    written = written_to(JO, "ticket.replied")
    assert "Fixed" in written.text and "?do=works" in written.text and "?do=rate&score=5" in written.text
    assert written.text.count("/track/") > 5 and Link.objects.count() == 1 and works(written)


def test_solved_asks_for_an_answer_and_is_not_said_once_it_is_open_again(held, priya, jo):
    actions.resolve_ticket(held, by=priya)
    written = written_to(JO, "ticket.resolved")
    assert "?do=broken" in written.html and written.is_notice
    actions.reopen_ticket(held, by=priya)
    assert "open again" in reason(delivery_to(JO, "ticket.resolved"))
    assert "is open again" in written_to(JO, "ticket.reopened").text


def test_closing_is_said_where_it_was_not_solved_before(held, priya, sam, jo):
    actions.close_ticket(held, by=sam)
    assert "is closed" in written_to(JO, "ticket.closed").text
    actions.reopen_ticket(held, by=sam)
    assert "opened your ticket again" in written_to(PRIYA, "ticket.reopened").text
    actions.resolve_ticket(held, by=sam)
    actions.close_ticket(held, by=sam)
    assert Delivery.objects.filter(address=JO, event__kind_name="ticket.closed").count() == 1


def test_nobody_hears_of_their_own_acts(held, jo, priya):
    actions.resolve_ticket(held, by=priya)
    requesting.confirm_solved(held, by=jo)
    requesting.report_still_broken(held, by=jo)
    kinds = set(Delivery.objects.filter(address=JO).values_list("event__kind_name", flat=True))
    assert kinds == {"ticket.submitted", "ticket.resolved"}
    assert not Delivery.objects.filter(address=PRIYA, event__kind_name="ticket.resolved").exists()


def test_the_answer_of_one_is_told_to_the_holder_and_the_others(held, jo, kim):
    actions.reply_to_ticket(held, by=jo, text="Still jams")
    for address in (PRIYA, KIM):
        assert "Jo Park wrote:\n\nStill jams" in written_to(address, "ticket.answered").text
    written = written_to(PRIYA, "ticket.answered")
    assert written.to_agent and f"http://127.0.0.1:8000/tickets/{held.pk}/" in written.text
    assert "/track/" not in written.text
    assert not Delivery.objects.filter(address=JO, event__kind_name="ticket.answered").exists()


def test_who_is_let_in_whose_it_becomes_and_who_is_entered_are_told(held, kim, priya, hardware):
    assert "Priya lets you follow" in written_to(KIM, "ticket.participant-added").text
    assert "Sam Okafor gave this ticket to you: Printer jams" in written_to(PRIYA, "ticket.assigned").text
    answers = {"subject": "New phone", "category": hardware, "description": "as agreed"}
    actions.enter_ticket(by=priya, name="Lu", email="lu@alpha.example", **answers)
    assert "Priya has opened a ticket for you: New phone" in written_to("lu@alpha.example", "ticket.entered").text


def test_the_list_of_open_tickets_has_a_link_for_each(ticket, jo, priya, hardware):
    kims = actions.submit_ticket(name="Kim", email=KIM, subject="Kim's screen", category=hardware)
    requesting.add_participant(kims, jo, by=priya)
    for subject, end in {"Done": actions.close_ticket, "Gone": actions.bin_ticket}.items():
        end(actions.submit_ticket(name="Jo", email=jo.email, subject=subject, category=hardware), by=priya)
    my_tickets.ask(JO)
    my_tickets.answer()
    written = written_to(JO, "person.tickets-asked")
    assert written.subject == "Your open tickets" and works(written)
    assert len(set(re.findall("/track/([^/]+)", written.text))) == 2 == Link.objects.count()


def test_who_has_no_open_ticket_is_told_so(jo):
    my_tickets.ask(JO)
    my_tickets.answer()
    assert "no open tickets" in written_to(JO, "person.tickets-asked").text and not Link.objects.exists()


def test_nothing_is_said_of_what_was_taken_back_or_binned(held, priya, jo):
    message = actions.reply_to_ticket(held, by=priya, text="Oops")
    delivery = delivery_to(JO, "ticket.replied")
    take_back(message, by=priya)
    assert delivery_to(JO, "ticket.replied") is None
    delivery.save(force_insert=True)  # as if a worker had it already
    assert "taken back" in reason(delivery)
    actions.bin_ticket(held, by=priya)
    assert "bin" in reason(delivery_to(JO, "ticket.submitted"))


def test_nothing_is_said_to_who_has_left_is_silent_or_has_another_address(held, priya, jo, kim):
    with long_ago():
        actions.reply_to_ticket(held, by=priya, text="Try this")
    to_kim, to_jo = delivery_to(KIM, "ticket.replied"), delivery_to(JO, "ticket.replied")
    requesting.remove_participant(held, kim, by=priya)
    to_kim.save(force_insert=True)
    assert "nobody's any more" in reason(to_kim)
    requesting.stop_messages(held, by=jo)
    to_jo.save(force_insert=True)
    assert "no messages" in reason(to_jo)
    requesting.start_messages(held, by=jo)
    people_actions.edit_person(jo, by=priya, email="jo.park@alpha.example")
    assert "nobody's any more" in reason(to_jo) and not Link.objects.exists()


def test_nothing_is_said_to_an_agent_who_has_left_or_handed_it_on(held, priya, sam, jo):
    actions.reply_to_ticket(held, by=jo, text="Hello?")
    delivery = delivery_to(PRIYA, "ticket.answered")
    priya.is_active = False
    priya.save()
    assert "nobody's any more" in reason(delivery)
    priya.is_active = True
    priya.save()
    actions.assign_ticket(held, sam, by=sam)
    assert "nobody's any more" in reason(delivery)


def test_what_was_owed_before_audiences_were_written_down_is_still_sent(held, jo):
    Delivery.objects.update(audience="")
    assert "Printer jams" in written_to(PRIYA, "ticket.assigned").text
    assert write(delivery_to(JO, "ticket.submitted")).subject == f"Ticket #{held.pk} received"


def test_a_preview_makes_no_link(held, priya, jo):
    with long_ago():
        actions.reply_to_ticket(held, by=priya, text="Try this")
    assert "Try this" in preview(delivery_to(JO, "ticket.replied")).text and not Link.objects.exists()


def test_an_internal_note_is_never_mailed_whatever_the_outbox_says(held, priya, jo):
    word = canary.word()
    actions.note_on_ticket(held, by=priya, text=word)
    delivery = Delivery(event=Event.objects.get(kind_name="ticket.noted"), address=JO, audience="requester")
    assert word not in str(write(delivery)) and "No mail is written" in write(delivery).reason


def test_it_says_that_a_mail_can_be_answered_where_a_mailbox_is_read(held, jo):
    assert "You can answer this mail" not in written_to(JO, "ticket.submitted").text
    Mailbox.objects.create(name="desk", address="desk@alpha.example", kind="pipe")
    assert "You can answer this mail" in written_to(JO, "ticket.submitted").text


def test_a_superusers_words_are_what_is_sent(held, jo):
    MailText.objects.filter(key="received").update(subject="Got {number}", body="Here:\n\n{link}")
    written = written_to(JO, "ticket.submitted")
    assert written.subject == f"Got {held.pk}" and written.text.startswith("Here:\n\nOpen the ticket:\nhttp")
