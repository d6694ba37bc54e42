"""Machines: they open nothing, change nothing and are answered nothing (trust A8 to A11)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activity.models import Delivery, Event
from mail import addresses, sending, tokens
from mail.machines import verdict
from mail.models import Arrival
from mail.reading import Bounce
from mail.routing import MOST_IN_AN_HOUR
from mail.tests.coming import ADDRESS, answering, delivery_to, mailbox, read, taken
from tickets import actions, requesting
from tickets.models import Status, Ticket

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
OWN = {ADDRESS, "itdesk@127.0.0.1"}
MACHINES = {
    "auto-replied": ({"marks": {"auto_submitted": "auto-replied"}}, "auto-reply"),
    "auto-generated": ({"marks": {"auto_submitted": "Auto-Generated; type=cron"}}, "auto-reply"),
    "auto-notified": ({"marks": {"auto_submitted": "auto-notified; owner-email=a@b"}}, "auto-reply"),
    "exchange, all": ({"marks": {"x_auto_response_suppress": "All"}}, "auto-reply"),
    "exchange, oof": ({"marks": {"x_auto_response_suppress": "DR, RN, NRN, OOF, AutoReply"}}, "auto-reply"),
    "precedence bulk": ({"marks": {"precedence": "bulk"}}, "auto-reply"),
    "precedence junk": ({"marks": {"precedence": "Junk "}}, "auto-reply"),
    "precedence auto_reply": ({"marks": {"precedence": "auto_reply"}}, "auto-reply"),
    "x-autoreply": ({"marks": {"x_autoreply": "yes"}}, "auto-reply"),
    "x-autorespond": ({"marks": {"x_autorespond": "Out of office"}}, "auto-reply"),
    "empty return path": ({"marks": {"return_path_is_empty": "<>"}}, "auto-reply"),
    "somebody's loop": ({"marks": {"x_loop": "other@elsewhere.example"}}, "auto-reply"),
    "by its subject": ({"subject": "Automatic reply: Printer jams"}, "auto-reply"),
    "by its subject, de": ({"subject": "Automatische Antwort: Drucker"}, "auto-reply"),
    "precedence list": ({"marks": {"precedence": "list"}}, "list"),
    "list-id": ({"marks": {"list_id": "All staff <all.other.example>"}}, "list"),
    "newsletter": ({"marks": {"list_unsubscribe": "<mailto:off@shop.example>"}}, "list"),
    "list-post": ({"marks": {"list_post": "<mailto:all@other.example>"}}, "list"),
    "delivery status": ({"marks": {"is_delivery_status": "yes"}}, "bounce-unknown"),
    "mailer-daemon": ({"from_address": "mailer-daemon@mx.example"}, "bounce-unknown"),
    "a bounce of nothing": (
        {"bounce": Bounce("5.1.1", "failed", "a@b.example", "<x@y>"), "marks": {"x_failed_recipients": "a@b.example"}},
        "bounce-unknown",
    ),
    "vacation": ({"marks": {"x_vacation": "yes"}}, "auto-reply"),
    "a receipt": ({"marks": {"is_disposition": "yes"}}, "receipt"),
    "own address": ({"from_address": ADDRESS}, "own"),
    "own address, plus": ({"from_address": "desk+r1-1-abc@alpha.example"}, "own"),
    "own sender": ({"from_address": "itdesk@127.0.0.1"}, "own"),
    "own loop": ({"marks": {"x_loop": ADDRESS.upper()}}, "own"),
    "own message": ({"header_id": f"<r1-7-{'a' * 26}@127.0.0.1>"}, "own"),
}
PEOPLE = {
    "auto-submitted no": {"marks": {"auto_submitted": "no"}},
    "auto-submitted no, in bulk": {
        "marks": {
            "auto_submitted": "no",
            "precedence": "bulk",
            "x_auto_response_suppress": "All",
            "list_unsubscribe": "<x>",
        }
    },
    "auto-submitted no, though it reads like one": {
        "marks": {"auto_submitted": "No"},
        "subject": "Automatic reply: what does it mean?",
    },
    "nothing to suppress": {"marks": {"x_auto_response_suppress": "None"}},
    "receipts alone suppressed": {"marks": {"x_auto_response_suppress": "RN, NRN"}},
    "first class": {"marks": {"precedence": "first-class"}},
    "the desk's own group": {"marks": {"list_id": "<desk.alpha.example>", "precedence": "list", "list_post": "x"}},
    "what does this bounce mean?": {"bounce": Bounce("5.0.0", "failed", "a@b.example", "<x@y>")},
    "an agent of another desk of this kind": {"header_id": f"<r1-7-{'a' * 26}@desk.other.example>"},
    "an id of the same domain": {"header_id": "<7@127.0.0.1>"},
    "answering one": {"subject": "Re: Automatic reply: Printer jams"},
}


@pytest.mark.parametrize("what", MACHINES)
def test_a_machine_is_told_by_its_marks(what):
    said, reason = MACHINES[what]
    assert verdict(read(**said), OWN) == reason


@pytest.mark.parametrize("what", PEOPLE)
def test_a_person_is_not_taken_for_one(what):
    assert verdict(read(**PEOPLE[what]), OWN) == ""


@pytest.mark.parametrize("status", [Status.NEW, Status.PENDING, Status.RESOLVED, Status.CLOSED])
def test_no_machine_opens_or_changes_or_is_answered(ticket, jo, priya, settings, status):
    settings.DEFAULT_FROM_EMAIL = "itdesk@127.0.0.1"
    mailbox()
    if status != Status.NEW:
        actions.edit_ticket(ticket, by=priya, status=status)
    told, owed = delivery_to(ticket, jo.email, audience="requester"), Delivery.objects.count()
    for what, (said, reason) in MACHINES.items():
        for headers in ({}, answering(told)):
            arrival = taken(**{"from_address": f"{len(what)}@alpha.example"} | headers | said)
            assert (arrival.outcome, arrival.reason, arrival.ticket) == ("quarantine", reason, None), what
    ticket.refresh_from_db()
    assert ticket.status == status and not ticket.messages.exists()
    assert Ticket.objects.count() == 1 and Delivery.objects.count() == owed


def test_an_automatic_reply_to_our_mail_is_noted_on_the_ticket(ticket, jo):
    arrival = taken(**answering(delivery_to(ticket, jo.email)), marks={"auto_submitted": "auto-replied"})
    last = Event.objects.about(ticket).last()
    assert (last.kind_name, last.details) == ("ticket.auto-replied", {"arrival": arrival.pk})
    assert arrival.related == ticket and not last.deliveries.exists()


# A11: bounces


@pytest.fixture
def sent(ticket, jo):
    delivery = delivery_to(ticket, jo.email)
    delivery.state, delivery.sent_at = Delivery.State.SENT, timezone.now()
    delivery.save()
    return delivery


def bounce(delivery, **said):
    asked = {"status": "5.1.1", "action": "failed", "recipient": delivery.address, "says": "No such user"}
    asked["original_id"] = tokens.message_id(delivery)
    return {"bounce": Bounce(**asked | said), "from_address": "mailer-daemon@mx.example"}


def test_a_bounce_of_our_mail_marks_it_and_warns_on_the_ticket(ticket, sent):
    arrival = taken(**bounce(sent))
    sent.refresh_from_db()
    assert (sent.state, sent.last_error) == ("bounced", "Returned: 5.1.1 No such user")
    assert (arrival.outcome, arrival.reason, arrival.delivery) == ("quarantine", "bounce", sent)
    assert [event.kind_name for event in Event.objects.about(ticket)][-1] == "ticket.mail-bounced"
    taken(**bounce(sent))
    assert Event.objects.about(ticket).filter(kind_name="ticket.mail-bounced").count() == 1


def forged(delivery):
    right = tokens.message_id(delivery)
    return [
        "",
        "<x@y>",
        right.upper(),
        right.replace("r1-", "r2-"),
        f"<r1-{delivery.pk}-{'b' * 26}@127.0.0.1>",
        right[:-20],
    ]


def test_a_forged_bounce_does_nothing(ticket, sent):
    for original in forged(sent):
        assert taken(**bounce(sent, original_id=original)).reason == "bounce-unknown"
    sent.refresh_from_db()
    assert sent.state == Delivery.State.SENT and Event.objects.about(ticket).count() == 1


def test_a_person_who_repeats_a_bounce_is_answered(ticket, sent, jo):
    arrival = taken(**bounce(sent) | {"from_address": jo.email}, text="What does that mean?")
    sent.refresh_from_db()
    assert arrival.outcome == "ticket" and sent.state == Delivery.State.SENT


def test_a_delay_is_no_bounce(sent):
    assert taken(**bounce(sent, action="delayed", status="4.4.1")).reason == "bounce-delayed"
    assert taken(**bounce(sent, action="relayed", status="2.0.0")).reason == "receipt"
    sent.refresh_from_db()
    assert sent.state == Delivery.State.SENT


# A8: senders that nobody reads


@pytest.mark.parametrize(
    "name",
    ["no-reply", "noreply", "donotreply", "do-not-reply", "do_not_reply", "github-noreply", "noreply+abc", "postmaster",
     "no.reply", "account-security-noreply", "verify", "verification", "notifications", "bounce+1=a", "DontReply", "root"],
)  # fmt: skip
def test_a_sender_that_nobody_reads_is_known(name):
    assert addresses.is_no_reply(f"{name}@slack.example")


@pytest.mark.parametrize(
    "name", ["jo", "norman", "noreen.plyer", "webmaster", "connor", "it-support", "rooter", "noah.reply"]
)
def test_a_person_is_no_such_sender(name):
    assert not addresses.is_no_reply(f"{name}@alpha.example")


def test_a_verification_mail_is_seen_by_agents_alone(ticket, jo):
    """The ticket trick: whoever holds a link or a key must not read what a third party sends to the desk."""
    asked = actions.submit_ticket(
        name="Mallory", email="no-reply@slack.example", subject="Mine", category=ticket.category
    )  # with a link in Mallory's browser
    owed = Delivery.objects.count()
    for headers in (
        {},
        answering(delivery_to(asked, "no-reply@slack.example")),
        answering(delivery_to(ticket, jo.email)),
    ):
        arrival = taken(
            **headers, from_address="no-reply@slack.example", text="Your code is 4711", cc=["mallory@evil.example"]
        )
        made = arrival.ticket
        assert (arrival.reason, made.requester, requesting.on_it(made)) == ("no-reply", None, [])
        assert not made.participants.exists()
    assert Delivery.objects.count() == owed and not asked.messages.exists()


def test_those_in_copy_take_no_part(db):
    made = taken(cc=["kim@alpha.example"], to=[ADDRESS, "lee@alpha.example"])
    assert [person.email for person in requesting.on_it(made.ticket)] == ["jo@alpha.example"]
    assert made.facts["cc"] == ["kim@alpha.example"]


# A9: loops


def test_more_than_so_many_mails_of_one_address_in_an_hour_are_set_aside(db):
    outcomes = [taken().outcome for _turn in range(MOST_IN_AN_HOUR + 5)]
    assert outcomes == ["ticket"] * MOST_IN_AN_HOUR + ["quarantine"] * 5
    assert taken(from_address="kim@alpha.example").outcome == "ticket"
    Arrival.objects.update(came_at=timezone.now() - timedelta(hours=2))
    assert taken().outcome == "ticket"


def answers(mail, headers_of):
    """What a desk sends that answers every mail, each time in other words, and hides that it is a machine."""
    return taken(from_address=mail.to[0], subject=f"Got it: {mail.subject}", text=mail.body, **headers_of(mail))


def in_reply(mail):
    return {"in_reply_to": mail.extra_headers["Message-ID"], "references": mail.extra_headers["References"]}


@pytest.mark.parametrize("headers_of", [in_reply, lambda mail: {}], ids=["with our key", "without"])
def test_two_desks_that_are_wired_to_each_other_stop(db, mailoutbox, headers_of):
    """200 rounds, with what really leaves us: the acknowledgement, and whatever else its answers make us send."""
    taken(from_address="desk@other.example")
    answered = 0
    for _round in range(200):
        sending.send_due()
        for sent in mailoutbox[answered:]:
            answered += 1
            answers(sent, headers_of)
    assert len(mailoutbox) == answered <= 2
    assert Ticket.objects.count() <= 2 and answered


def test_two_desks_of_this_kind_send_one_mail_between_them(db, mailoutbox):
    """The other is one of ours: its acknowledgement says that a machine wrote it."""
    taken(from_address="desk@other.example")
    sending.send_due()
    (sent,) = mailoutbox
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    back = taken(from_address="desk@other.example", marks={"auto_submitted": sent.extra_headers["Auto-Submitted"]})
    sending.send_due()
    assert back.outcome == "quarantine" and len(mailoutbox) == 1
