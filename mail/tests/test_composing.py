"""The headers of what goes out: clients thread it, machines know it, and nothing that anybody typed becomes one."""

import re

import pytest
from django.test import override_settings

from activity.models import Delivery, Event
from agents.models import Agent
from itdesk.tests.payloads import ALL
from itdesk.text import clean_line
from mail import composing, sending, tokens
from mail.models import Arrival, Mailbox
from mail.tests.serving import make_due, owed, served
from mail.written import Written
from tickets import actions

pytestmark = pytest.mark.any_engine

BREAKS = [
    "\r\n",
    "\n",
    "\r",
    "\0",
    "\u2028",
    "\u2029",
    "\x85",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x1d",
    "\x1e",
    "\u202e",
    "\ud800",
]
HOSTILE = [
    *[f"Help{each}Bcc: evil@example.org" for each in BREAKS],
    *[f"{each}{each}" for each in BREAKS],
    "Help\r\n\r\n<script>alert(1)</script>", "=?utf-8?q?Help=0D=0ABcc:_evil@example.org?=", "=?utf-8?b?", "x" * 5000,
    "م" * 3000, "日本" * 900, "a " * 2000, "", " ", '"', "\\", '"<evil@example.org>', "a, b <evil@example.org>", "🙂" * 300,
]  # fmt: skip
OURS = {
    "content-type", "mime-version", "content-transfer-encoding", "subject", "from", "to", "date", "message-id",
    "references", "in-reply-to", "auto-submitted", "x-auto-response-suppress", "list-unsubscribe", "reply-to",
}  # fmt: skip
BAD_ADDRESSES = [
    "", "jo", "jo@", "@example.org", "a@example.org, b@example.org", "a@example.org;b@example.org",
    "a@example.org\r\nBcc: b@example.org", "a@example.org\nb@example.org", "a@example.org\0", "Jo <jo@example.org>",
    "a@example.org b@example.org", '"a@example.org, b"@example.org\r\n', "a@[127.0.0.1\r\n]", "ü@example.org",
    "a@" + "x" * 70 + ".example", "a@xn--.example", "a@\u2028example.org", "a@exa mple.org", "a@ex\ud800ample.org",
]  # fmt: skip


@pytest.fixture
def server(settings, db):
    with served(settings) as handler:
        yield handler


@pytest.fixture
def delivery(ticket):
    return Delivery.objects.get()


def sent(server, delivery, written, monkeypatch):
    """The mail as it arrives at a real server."""
    monkeypatch.setattr(sending.writing, "write", lambda each: written)
    Delivery.objects.filter(pk=delivery.pk).update(state="owed", leased_until=None)
    assert sending.send_due() == 1, Delivery.objects.values("state", "last_error")[0]
    return server.mails[-1]


def test_nothing_in_a_subject_a_name_or_a_text_raises_or_makes_a_header(server, delivery, monkeypatch):
    clean = None
    for hostile in ["Help", *HOSTILE, *ALL[::8]]:
        written = Written(hostile, hostile, html=f"<p>{hostile}</p>", unsubscribe=f"https://desk.example/{hostile}")
        with override_settings(ORGANISATION=hostile):
            mail = sent(server, delivery, written, monkeypatch)
        names = sorted(name.lower() for name in mail.parsed)
        clean = clean or names
        assert mail.to == ("jo@alpha.example",), hostile
        assert set(names) <= OURS and len(names) == len(set(names)), (hostile, names)
        assert set(clean) - set(names) <= {"list-unsubscribe"}, hostile
        assert mail.id == tokens.message_id(delivery) and "evil" not in str(mail.parsed["To"])
        assert len(mail.parsed.get_payload()) == 2 and not re.search(rb"\n[^\r\n]{999}", mail.raw)


def test_nothing_that_a_stranger_or_an_agent_is_called_becomes_a_header(server, hardware, priya):
    for number, hostile in enumerate([*HOSTILE, *ALL[::20]]):
        if {"\0", "\ud800"} & set(hostile) or not clean_line(hostile):
            continue  # refused where it is asked for
        subject, email = clean_line(hostile)[:200], f"jo{number}@alpha.example"
        ticket = actions.submit_ticket(name=subject, email=email, subject=subject, category=hardware)
        Agent.objects.filter(pk=priya.pk).update(first_name=hostile[:100], last_name=hostile[:100])
        actions.reply_to_ticket(ticket, by=Agent.objects.get(pk=priya.pk), text=hostile)
        make_due()
        assert sending.send_due() == 2, (hostile, Delivery.objects.filter(state="owed").values("last_error"))
    for mail in server.mails:
        names = [name.lower() for name in mail.parsed]
        assert set(names) <= OURS and len(names) == len(set(names)), names
        assert len(mail.to) == 1 and "evil" not in mail.parsed["To"] + mail.parsed["From"]
        assert not re.search(rb"\n[^\r\n]{999}", mail.raw)


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_what_is_not_exactly_one_address_is_sent_nothing_and_says_so(server, ticket, address, monkeypatch):
    monkeypatch.setattr(sending.writing, "write", lambda each: Written("Help", "is on its way"))
    try:
        address.encode()
    except UnicodeEncodeError:  # no database takes it; where it is asked for, it is refused
        with pytest.raises(composing.NoAddress):
            composing.exactly_one(address)
        return
    if "\0" in address:
        with pytest.raises(composing.NoAddress):
            composing.exactly_one(address)
        return
    Delivery.objects.all().delete()
    (delivery,) = owed(Event.objects.last(), address=address)
    assert sending.send_due() == 0 and server.mails == server.told == []
    delivery.refresh_from_db()
    assert delivery.state == "failed" and "address" in delivery.last_error


@pytest.mark.parametrize("name", ["organisation", "mailbox"])
def test_a_mail_comes_from_the_mailbox_or_from_the_settings(server, delivery, settings, monkeypatch, name):
    settings.DEFAULT_FROM_EMAIL, settings.ORGANISATION = "itdesk@desk.example", "Ünder"
    if name == "mailbox":
        Mailbox.objects.create(name="B", address="b@desk.example", is_active=False)
        Mailbox.objects.create(name="A", address="help@desk.example", plus_addresses=True)
    mail = sent(server, delivery, Written("Hello", "Hello"), monkeypatch)
    assert mail.sender == ("help@desk.example" if name == "mailbox" else "itdesk@desk.example")
    assert f"<{mail.sender}>" in mail.parsed["From"] and "=?utf-8?" in mail.parsed["From"]
    (reply_to,) = mail.parsed.get_all("Reply-To") or [None]
    assert reply_to == (f"help+{tokens.of_delivery(delivery)}@desk.example" if name == "mailbox" else None)


def test_an_answer_comes_from_the_mailbox_that_the_ticket_came_to(server, ticket, delivery, monkeypatch):
    for name in ("one", "two", "three"):
        mailbox = Mailbox.objects.create(name=name, address=f"{name}@desk.example")
        if name == "two":
            Arrival.objects.create(mailbox=mailbox, digest="1", kept_as="1", size=1, outcome="ticket", ticket=ticket)
    assert sent(server, delivery, Written("Hello", "Hello"), monkeypatch).sender == "two@desk.example"


def test_a_notice_says_that_no_person_wrote_it_and_how_to_stop_it(server, delivery, monkeypatch):
    stop = "https://desk.example/track/abc/"
    notice = sent(server, delivery, Written("Hello", "Hello", unsubscribe=stop), monkeypatch).parsed
    assert notice["Auto-Submitted"] == "auto-generated" and notice["X-Auto-Response-Suppress"] == "All"
    assert notice["List-Unsubscribe"] == f"<{stop}>" and "List-Unsubscribe-Post" not in notice
    reply = sent(server, delivery, Written("Hello", "Hello", is_notice=False), monkeypatch).parsed
    assert not {"Auto-Submitted", "X-Auto-Response-Suppress", "List-Unsubscribe"} & set(reply.keys())


def test_the_mails_of_a_ticket_are_one_thread_that_begins_with_the_requesters_own(server, ticket, priya, delivery):
    mailbox = Mailbox.objects.create(name="A", address="help@desk.example")
    Arrival.objects.create(
        mailbox=mailbox, digest="1", kept_as="1", size=1, outcome="ticket", ticket=ticket, header_id="<own@example.org>",
        sender="jo@alpha.example",
    )  # fmt: skip
    for number in range(5):
        actions.reply_to_ticket(ticket, by=priya, text=f"Answer {number}")
    make_due()
    assert sending.send_due() == 6
    ids = [mail.id for mail in server.mails]
    threads = [mail.parsed["References"].split() for mail in server.mails]
    begins = [tokens.thread_id(ticket, "jo@alpha.example", to_agent=False), "<own@example.org>"]
    assert threads[0] == begins and threads[1] == [*begins, ids[0]] and threads[5] == [*begins, *ids[2:5]]
    assert [mail.parsed["In-Reply-To"] for mail in server.mails] == ["<own@example.org>", *ids[:5]]


@pytest.mark.parametrize(
    "header_id", ["<a@b>\r\nBcc: x@y", "<a b@c>", "no brackets", "<ü@c>", "<a@b><c@d>", "", "<a\0@b>"]
)
def test_what_a_stranger_calls_their_mail_is_repeated_only_where_it_is_an_id(ticket, delivery, header_id):
    if "\0" not in header_id:
        mailbox = Mailbox.objects.create(name="A", address="help@desk.example")
        Arrival.objects.create(
            mailbox=mailbox, digest="1", kept_as="1", size=1, outcome="ticket", ticket=ticket, header_id=header_id,
            sender="jo@alpha.example",
        )  # fmt: skip
    mail = composing.compose(delivery, Written("Hello", "Hello"))
    assert mail.extra_headers["References"] == tokens.thread_id(ticket, delivery.address, to_agent=False)
    assert "In-Reply-To" not in mail.extra_headers


def test_what_is_about_no_ticket_has_no_thread(jo, settings):
    from activity import record
    from tickets import events

    record.happened(jo, events.TICKETS_ASKED, by=None)
    mail = composing.compose(Delivery.objects.get(), Written("Your open tickets", "None"))
    assert set(mail.extra_headers) == {"Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress"}
