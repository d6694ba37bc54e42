"""From the bytes that a server gives to what the ticket's page shows: kept, read apart, routed, taken."""

import pytest

from activity.models import Delivery
from mail import handling, keeping, tokens
from mail.models import Arrival
from mail.tests.coming import delivery_to, mailbox
from tickets.models import Message, Ticket

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
REPLY = """\
Return-Path: <jo@alpha.example>
From: =?utf-8?q?J=C3=B6_Park?= <Jo@Alpha.example>
To: IT Desk <desk+{token}@alpha.example>
Cc: kim@alpha.example
Subject: =?utf-8?q?Re=3A_=5B=2399=5D_Drucker_l=C3=A4uft?=
Message-ID: <answer@client.example>
In-Reply-To: {message_id}
Authentication-Results: mx.alpha.example; spf=pass smtp.mailfrom=alpha.example; dmarc=pass
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

L=E4uft nicht:
http://127.0.0.1/x

On Mon, 1 Jan 2026 at 10:00, IT Desk <desk@alpha.example> wrote:
> Try another tray.
--b
Content-Type: text/plain; name="log.txt"
Content-Disposition: attachment; filename="log.txt"

error 42
--b--
"""


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def come(raw):
    arrival = keeping.keep(mailbox(), raw.encode())
    assert handling.handle_due() == 1
    return Arrival.objects.get(pk=arrival.pk)


def test_a_reply_from_its_bytes_to_the_page(priya_client, ticket, jo):
    told = delivery_to(ticket, jo.email)
    arrival = come(REPLY.format(token=tokens.of_delivery(told), message_id=tokens.message_id(told)))
    said = Message.objects.get()
    assert (arrival.outcome, arrival.reason, arrival.message) == ("reply", "person", said)
    assert said.source == "Läuft nicht:\nhttp://127.0.0.1/x" and "> Try another tray." in said.quoted
    assert said.attachments.get().name == "log.txt"
    html = priya_client.get(f"/tickets/{ticket.pk}/").content.decode()
    assert "Läuft nicht:<br>" in html and "log.txt" in html
    why = priya_client.get(arrival.get_absolute_url()).content.decode()
    assert "kim@alpha.example" in why and "is right" in why and f"for ticket #{ticket.pk}, and jo@alpha.example" in why
    raw = priya_client.get(f"{arrival.get_absolute_url()}source/")
    assert b"boundary" in b"".join(raw.streaming_content)


def test_the_same_without_our_key_is_a_ticket_of_its_own(ticket, jo):
    arrival = come(REPLY.format(token="r1-1-x", message_id="<99@127.0.0.1>"))
    assert (arrival.outcome, arrival.reason, arrival.ticket.subject) == (
        "ticket",
        "no-token",
        "Re: [#99] Drucker läuft",
    )
    assert not ticket.messages.exists() and arrival.ticket.attachments.count() == 1


def test_a_bounce_from_its_bytes_to_the_mail_that_did_not_arrive(ticket, jo):
    told = delivery_to(ticket, jo.email)
    Delivery.objects.filter(pk=told.pk).update(state="sent")
    bounce = (
        "From: Mail Delivery System <MAILER-DAEMON@mx.example>\nReturn-Path: <>\nTo: desk@alpha.example\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n\nNo such user.\n'
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        "Final-Recipient: rfc822; jo@alpha.example\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 No such user\n--b\nContent-Type: text/rfc822-headers\n\n"
        f"Message-ID: {tokens.message_id(told)}\nTo: jo@alpha.example\n\n--b--\n"
    )
    assert come(bounce).reason == "bounce"
    told.refresh_from_db()
    assert told.state == "bounced" and "5.1.1" in told.last_error and Ticket.objects.count() == 1
