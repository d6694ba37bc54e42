"""The marks that the reader finds in raw mails are those by which machines are told (trust A9)."""

import time

import pytest

from mail.machines import verdict
from mail.reading.reader import read
from mail.routing import _found

OWN = {"desk@alpha.example"}
HEADERS = {
    "Auto-Submitted: auto-replied": "auto-reply",
    "Auto-Submitted: auto-generated (rejected)": "auto-reply",
    "auto-submitted: AUTO-NOTIFIED; owner-email=x@y.example": "auto-reply",
    "Auto-Submitted: no": "",
    "X-Auto-Response-Suppress: All": "auto-reply",
    "X-Auto-Response-Suppress: DR, OOF, AutoReply": "auto-reply",
    "X-Auto-Response-Suppress: DR, RN": "",
    "X-Autoreply: yes": "auto-reply",
    "X-Autorespond: yes": "auto-reply",
    "X-Vacation: yes": "auto-reply",
    "X-Auto-Reply-From: a@b.example": "auto-reply",
    "X-Mail-Autoreply: 1": "auto-reply",
    "Precedence: bulk": "auto-reply",
    "Precedence: auto_reply": "auto-reply",
    "Precedence: junk": "auto-reply",
    "Return-Path: <>": "auto-reply",
    "Return-Path: <jo@alpha.example>": "",
    "X-Loop: somebody@elsewhere.example": "auto-reply",
    "X-Loop: desk@alpha.example": "own",
    "Precedence: list": "list",
    "List-Id: All <all.lists.example>": "list",
    "List-Unsubscribe: <mailto:off@lists.example>": "list",
    "List-Post: <mailto:all@lists.example>": "list",
    "Mailing-List: list all@lists.example": "list",
    "List-Id: Desk <desk.alpha.example>": "",
    "X-Mailer: Outlook": "",
}
REPORT = (
    b'From: MAILER-DAEMON@mx.example\nReturn-Path: <>\nContent-Type: multipart/report; report-type=%s; boundary="b"\n\n'
    b"--b\n\nIt failed.\n--b\nContent-Type: message/%s\n\n%s\n--b--\n"
)


@pytest.mark.parametrize("header", HEADERS)
def test_each_header_is_found_and_understood(header):
    raw = f"From: Jo <jo@alpha.example>\r\n{header}\r\nSubject: Printer jams\r\n\r\nIt jams.\r\n".encode()
    assert verdict(read(raw, None), OWN) == HEADERS[header]


def test_reports_and_receipts_are_found():
    status = b"Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1"
    assert verdict(read(REPORT % (b"delivery-status", b"delivery-status", status), None), OWN) == "bounce-unknown"
    shown = (
        REPORT % (b"disposition-notification", b"disposition-notification", b"Disposition: manual; displayed")
    ).replace(b"MAILER-DAEMON", b"jo")
    assert verdict(read(shown.replace(b"Return-Path: <>\n", b""), None), OWN) == "receipt"


def test_a_forwarded_bounce_is_a_persons_question():
    words = "What does this mean?\r\n\r\nThis message was created automatically by mail delivery software.\r\n"
    raw = f"From: jo@alpha.example\r\nSubject: Fwd: Undelivered mail\r\n\r\n{words}".encode()
    assert verdict(read(raw, None), OWN) == ""


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("=?utf-8?q?R=C3=A9ponse_automatique_=3A_Imprimante?=", "auto-reply"),
        ("=?utf-8?b?T2Rwb3dpZWTFuiBhdXRvbWF0eWN6bmE6IERydWthcmth?=", "auto-reply"),
        ("Automatisch antwoord: Printer", "auto-reply"),
        ("Out of office: Printer", "auto-reply"),
        ("Out of office cannot be switched on", ""),
        ("Undeliverable mails to a client", ""),
    ],
)
def test_a_subject_is_a_machines_only_as_machines_write_it(subject, expected):
    assert verdict(read(f"From: jo@alpha.example\r\nSubject: {subject}\r\n\r\nx".encode(), None), OWN) == expected


@pytest.mark.parametrize(
    "text", ["A" * 60_000, "a+" * 30_000, "+" * 60_000, "<r1-1" * 12_000, "r1-" + "9" * 60_000 + "-"]
)
def test_no_header_makes_the_search_for_a_key_slow(text):
    said = read(f"From: jo@alpha.example\r\nReferences: {text}\r\nTo: {text}@a.example\r\n\r\nx".encode(), None)
    began = time.process_time()
    _found(said)
    assert time.process_time() - began < 0.5
