"""Who may speak on a ticket by mail, and who may not: trust A1 to A6, and what a plain mail becomes."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activity import record
from activity.models import Delivery, Event
from itdesk.tests import canary
from mail import caps, tokens
from mail.models import Arrival
from mail.routing import decide
from mail.tests.coming import answering, delivery_to, mailbox, read, taken
from people.models import Person
from tickets import actions, events, requesting
from tickets.models import Draft, Message, Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(ticket, jo):
    """Our mail to Jo about her ticket."""
    return delivery_to(ticket, jo.email, audience="requester")


@pytest.fixture
def notice(ticket, priya, sam):
    """Our notice to Priya that the ticket is hers."""
    actions.assign_ticket(ticket, priya, by=sam)
    delivery = delivery_to(ticket, priya.email, kind=events.ASSIGNED, audience="assignee")
    delivery.state, delivery.sent_at = Delivery.State.SENT, timezone.now()
    delivery.save()
    return delivery


def kinds(ticket):
    return [event.kind_name for event in Event.objects.about(ticket)]


def test_a_plain_mail_is_a_ticket_of_its_own(db):
    arrival = taken(
        from_name="Ines Kaya", from_address="ines@alpha.example", subject="New phone", text="Please.\n\n1\n2"
    )
    made = arrival.ticket
    assert (arrival.outcome, arrival.reason) == ("ticket", "no-token")
    assert (made.subject, made.description, made.source) == ("New phone", "Please.\n\n1\n2", "mail")
    assert (made.requester.name, made.requester.email) == ("Ines Kaya", "ines@alpha.example")
    assert Event.objects.about(made).first().details == {"arrival": arrival.pk}
    assert delivery_to(made, "ines@alpha.example").event.kind_name == "ticket.submitted"


def test_a_mail_of_nothing_is_a_ticket_all_the_same(db):
    made = taken(subject="", text="", from_name="").ticket
    assert (made.subject, made.description) == ("(no subject)", "(no text)")
    assert made.requester.name == "jo@alpha.example"
    long = taken(subject="x" * 999, text="y" * 60_000, from_name="z" * 300, from_address="z@alpha.example").ticket
    assert (len(long.subject), len(long.description), len(long.name_as_given)) == (255, 50_000, 200)


def test_a_known_person_keeps_their_name(jo):
    made = taken(from_name="The Chief Executive").ticket
    assert (made.requester, made.name_as_given) == (jo, "Jo Park")


def test_an_answer_with_our_key_is_a_reply_shown_to_the_letter(ticket, told, jo):
    arrival = taken(**answering(told), text="Still **jams**\n<b>really</b>", quoted="> On Monday you wrote")
    said = Message.objects.get()
    assert caps.is_verified(jo.email), "who answers our mail has the mailbox"
    assert (arrival.outcome, arrival.reason, arrival.ticket, arrival.message) == ("reply", "person", ticket, said)
    assert (said.person, said.is_plain, said.quoted) == (jo, True, "> On Monday you wrote")
    assert said.html == "<p>Still **jams**<br>&lt;b&gt;really&lt;/b&gt;</p>"
    assert Event.objects.about(ticket).last().details == {"message": said.pk, "arrival": arrival.pk}


@pytest.mark.parametrize("where", ["references", "to", "cc", "delivered_to", "thread"])
def test_a_key_is_found_wherever_a_client_may_put_it(ticket, told, jo, where):
    token = tokens.of_delivery(told)
    said = {
        "references": {"references": f"<a@b.example> {tokens.message_id(told)} <c@d.example>"},
        "thread": {"references": tokens.thread_id(ticket, jo.email, to_agent=False)},
    }.get(where, {where: [f"desk+{token}@alpha.example"]})
    assert taken(**said).ticket == ticket


def test_an_answer_opens_what_was_resolved_and_what_was_long_closed_goes_on(ticket, told, jo, priya):
    actions.resolve_ticket(ticket, by=priya)
    assert taken(**answering(told)).ticket.status == Status.OPEN
    with record.at(timezone.now() - timedelta(days=90)):
        actions.close_ticket(ticket, by=priya)
    arrival = taken(**answering(told), text="Again", quoted="> old")
    assert arrival.outcome == "reply" and arrival.ticket != ticket and arrival.message is None
    assert (arrival.ticket.description, arrival.ticket.opening.quoted) == ("Again", "> old")
    assert taken(**answering(told), text="Again").message.ticket == arrival.ticket


def test_a_participant_answers_and_the_requester_is_told(ticket, jo, priya):
    kim = Person.objects.get(pk=taken(from_address="kim@alpha.example").ticket.requester_id)
    requesting.add_participant(ticket, kim, by=priya)
    arrival = taken(**answering(delivery_to(ticket, kim.email)), from_address=kim.email)
    assert arrival.message.person == kim and delivery_to(ticket, jo.email, kind=events.ANSWERED)
    passed_on = taken(**answering(delivery_to(ticket, jo.email, kind=events.SUBMITTED)), from_address=kim.email)
    assert passed_on.message.person == kim and passed_on.facts["key_of"] == jo.email
    assert caps.is_verified(kim.email) and not caps.is_verified(jo.email)
    requesting.remove_participant(ticket, kim, by=priya)
    again = taken(from_address=kim.email, references=tokens.thread_id(ticket, kim.email, to_agent=False))
    assert (again.outcome, again.reason) == ("ticket", "stranger")


# A4: what was forwarded lets nobody in


def test_a_stranger_with_a_genuine_key_gets_a_ticket_of_their_own_and_no_history(ticket, told, jo):
    actions.reply_to_ticket(ticket, by=jo, text="The safe's code is 4711")
    arrival = taken(**answering(told), from_address="mallory@evil.example", from_name="Jo Park")
    ticket.refresh_from_db()
    assert (arrival.outcome, arrival.reason, arrival.is_unverified) == ("ticket", "stranger", True)
    assert arrival.related == ticket and arrival.ticket != ticket
    assert ticket.requester == jo and ticket.messages.count() == 1
    assert "4711" not in arrival.ticket.description
    assert requesting.on_it(arrival.ticket) == [Person.objects.get(email="mallory@evil.example")]


def test_an_answer_to_a_binned_ticket_is_a_new_one(ticket, told, priya):
    actions.bin_ticket(ticket, by=priya)
    arrival = taken(**answering(told))
    assert (arrival.outcome, arrival.reason, arrival.related) == ("ticket", "in-the-bin", ticket)
    assert arrival.ticket != ticket and not arrival.is_unverified


# A5: a number proves nothing


def test_a_number_in_the_subject_attaches_to_nothing(ticket, jo):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.sampled_from(["Re: [#{}]", "#{}", "Re: #{} Printer jams", "[Ticket {}]", "AW: [Ticket#{}]", "/track/{}/"]),
        st.one_of(st.just(ticket.pk), st.integers(0, 2**70)),
        st.sampled_from([jo.email, "stranger@evil.example", "priya@alpha.example"]),
    )
    def check(words, number, sender):
        said = {"subject": words.format(number), "text": words.format(number), "to": [f"desk+{number}@alpha.example"]}
        said |= {"in_reply_to": f"<{number}@localhost>", "references": f"<ticket-{number}@localhost> <{number}>"}
        decision = decide(read(from_address=sender, **said), mailbox(), timezone.now())
        assert (decision.outcome, decision.ticket, decision.related) == ("ticket", None, None)

    check()


# A1 to A3: agents


def test_an_agent_answers_a_notice_that_was_sent_to_them(ticket, notice, priya, jo):
    arrival = taken(**answering(notice), from_address=priya.email, text="Try another tray.")
    assert (arrival.outcome, arrival.reason, arrival.message.agent) == ("reply", "agent", priya)
    ticket.refresh_from_db()
    assert ticket.status == Status.OPEN and delivery_to(ticket, jo.email, kind=events.REPLIED)
    assert not arrival.message.seconds_left
    again = taken(**answering(notice), from_address=priya.email, text="And another.")
    assert again.message.agent == priya, "one's own words are no news"


def test_the_key_of_the_thread_lets_its_agent_answer(ticket, notice, priya):
    said = {"references": tokens.thread_id(ticket, priya.email, to_agent=True), "from_address": priya.email}
    assert taken(**said).message.agent == priya
    assert taken(**said | {"from_address": "sam@alpha.example"}).reason == "stranger"


def forged(ticket, notice, told, other):
    """Twelve mails that say they come from Priya, and have no key that was sent to her as an agent; and old formats."""
    own, hers = tokens.of_delivery(notice), tokens.message_id(notice)
    sign = own.rpartition("-")[2]
    right = f"@{hers.partition('@')[2]}"
    thread = tokens.of_thread(other, notice.address, to_agent=False)
    return {
        "no token, right numbers": f"<reply-{notice.pk}-{ticket.pk}-{notice.pk}{right}",
        "wrong token": f"<r1-{notice.pk}-{'a' * 26}{right}",
        "another's token": tokens.message_id(told),
        "token of another ticket": f"<{thread}{right}",
        "another purpose": tokens.thread_id(ticket, notice.address, to_agent=False),
        "side changed": tokens.thread_id(ticket, notice.address, to_agent=False).replace("t1p", "t1a"),
        "truncated": f"<r1-{notice.pk}-{sign[:-1]}{right}",
        "longer": f"<r1-{notice.pk}-{sign}a{right}",
        "case changed": hers.upper(),
        "other delivery": f"<r1-{told.pk}-{sign}{right}",
        "no number": f"<r1--{sign}{right}",
        "not ours before": f"<xr1-{notice.pk}-{sign}{right}",
        "leading zeros of another": f"<r1-0{told.pk}-{sign}{right}",
        "historical, unsigned": f"<r1-{notice.pk}{right} <ticket-{ticket.pk}{right} <{ticket.pk}.{notice.pk}{right}",
        "historical, r0": f"<r0-{notice.pk}-{sign}{right}",
        "nothing": "",
    }


@pytest.mark.parametrize("header", ["in_reply_to", "references"])
def test_no_forger_becomes_an_agent(ticket, notice, told, jo, priya, hardware, header):
    other = actions.submit_ticket(name="Kim", email="kim@alpha.example", subject="Other", category=hardware)
    owed, said = Delivery.objects.count(), []
    for what, value in forged(ticket, notice, told, other).items():
        twice = {"references": f"{value} {value}"} if header == "references" else {"in_reply_to": value}
        arrival = taken(from_address=priya.email, from_name="Priya Shah", **twice)
        said.append((what, arrival.outcome, arrival.message))
    assert {(outcome, message) for _what, outcome, message in said} == {("ticket", None)}, said
    assert not Message.objects.exists()
    assert Delivery.objects.count() == owed, "nobody was written to"


def test_a_key_sent_to_another_agent_is_of_no_use(ticket, notice, sam):
    arrival = taken(**answering(notice), from_address=sam.email)
    assert (arrival.outcome, arrival.reason, arrival.related) == ("ticket", "stranger", ticket)


def test_an_agent_with_a_requesters_key_is_the_person_of_that_address(ticket, priya):
    mine = taken(from_address=priya.email, from_name="Priya").ticket
    delivery = Delivery.objects.create(
        event=Event.objects.about(mine).first(), address=priya.email, audience="requester"
    )
    arrival = taken(**answering(delivery), from_address=priya.email)
    assert arrival.message.person.email == priya.email and arrival.message.agent is None


def test_an_agents_mail_that_the_mail_server_doubts_is_set_aside(ticket, notice, priya):
    said = {"authentication": ["mx.alpha.example; spf=fail; dmarc=fail (p=none)", "evil; dmarc=pass"]}
    arrival = taken(**answering(notice), **said, from_address=priya.email)
    assert (arrival.outcome, arrival.reason, arrival.related) == ("quarantine", "doubtful", ticket)
    assert not Message.objects.exists()
    assert taken(**answering(notice), authentication=["mx; dmarc=none"], from_address=priya.email).reason == "agent"


def test_an_answer_to_a_mail_about_several_tickets_is_nobodys(ticket, notice, priya, sam, hardware):
    other = actions.submit_ticket(name="Kim", email="kim@alpha.example", subject="Other", category=hardware)
    actions.assign_ticket(other, priya, by=sam)
    delivery_to(other, priya.email, kind=events.ASSIGNED, audience="assignee")
    Delivery.objects.filter(address=priya.email).update(sent_at=notice.sent_at)
    arrival = taken(**answering(notice), from_address=priya.email)
    assert (arrival.outcome, arrival.reason) == ("quarantine", "several") and not Message.objects.exists()


def test_a_deactivated_agent_answers_no_more(ticket, notice, priya, caplog):
    priya.is_active = False
    priya.save()
    arrival = taken(**answering(notice), from_address=priya.email)
    assert (arrival.outcome, arrival.reason, arrival.ticket, arrival.related) == (
        "quarantine",
        "deactivated",
        None,
        ticket,
    )
    assert not Message.objects.exists() and kinds(ticket)[-1] == "ticket.mail-refused"
    assert "deactivated" in caplog.text


def test_an_agent_who_has_another_address_now_is_a_stranger_at_the_old_one(ticket, notice, priya):
    priya.email = "p.shah@alpha.example"
    priya.save()
    assert taken(**answering(notice), from_address="priya@alpha.example").reason == "stranger"


@pytest.mark.parametrize("newer", ["answer", "note", "reply"])
def test_an_agents_reply_over_a_newer_message_waits_as_a_draft(ticket, notice, priya, sam, jo, newer):
    with record.at(timezone.now() + timedelta(minutes=1)):
        if newer == "answer":
            actions.reply_to_ticket(ticket, by=jo, text="Never mind, it works.")
        else:
            act = actions.note_on_ticket if newer == "note" else actions.reply_to_ticket
            act(ticket, by=sam, text=f"I am on it {canary.word()}" if newer == "note" else "I am on it")
    arrival = taken(**answering(notice), from_address=priya.email, text="Try another tray.")
    assert (arrival.outcome, arrival.reason, arrival.related) == ("quarantine", "newer-message", ticket)
    assert Draft.objects.get(agent=priya, ticket=ticket).text == "Try another tray."
    assert not Message.objects.filter(agent=priya).exists() and kinds(ticket)[-1] == "ticket.mail-held-back"


def test_an_agents_reply_to_a_binned_ticket_waits_as_a_draft(ticket, notice, priya, sam):
    actions.bin_ticket(ticket, by=sam)
    assert taken(**answering(notice), from_address=priya.email).reason == "agent-in-the-bin"
    assert Draft.objects.filter(agent=priya, ticket=ticket).exists()


def test_a_mail_that_was_taken_is_taken_once(ticket, told):
    from mail.taking import take

    arrival = taken(**answering(told))
    assert take(arrival, read(**answering(told))).message == arrival.message
    assert Message.objects.count() == 1 and Arrival.objects.count() == 1


def test_an_agents_answer_without_words_of_its_own_is_not_sent(ticket, notice, priya):
    arrival = taken(**answering(notice), from_address=priya.email, text="", quoted="> Printer jams")
    assert (arrival.outcome, arrival.reason, arrival.related) == ("quarantine", "no-words", ticket)
    assert not ticket.messages.exists()
