"""Headers: encoded words, addresses, names of files, dates, and what is wrong with them."""

from datetime import UTC, datetime

from mail.tests.mails.making import attached, made, several


def subject(value, expected):
    return made(Subject=value), {"subject": expected}


def sender(value, address, name=""):
    return made(From=value), {"from_address": address, "from_name": name}


def file(name, disposition, kind="application/pdf"):
    return several(attached("%PDF", kind, **{"Content-Disposition": disposition})), {"files": [name]}


MAILS = {
    "subject in words": subject("=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
    "subject in base64": subject("=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße"),
    "subject cut within a character": subject("=?utf-8?b?R3LD?= =?utf-8?b?vMOfZQ==?=", "Grüße"),
    "subject of two charsets": subject("=?utf-8?q?Gr=C3=BC=C3=9Fe?= =?iso-8859-2?q?=AF=F3=B3=E6?=", "GrüßeŻółć"),
    "subject folded between words": subject("=?utf-8?q?Gr=C3=BC?=\r\n =?utf-8?q?=C3=9Fe?= an alle", "Grüße an alle"),
    "subject with words in the middle": subject("Re: =?utf-8?q?Gr=C3=BC=C3=9Fe?= (2)", "Re: Grüße (2)"),
    "subject with a language": subject("=?utf-8*de?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
    "subject with blanks in the word": subject("=?utf-8?q?Gr=C3=BC=C3=9Fe an alle?=", "Grüße an alle"),
    "subject with a question mark in the word": subject("=?utf-8?q?Are you there??=", "Are you there?"),
    "subject with its padding missing": subject("=?utf-8?b?R3LDvMOfZQ?=", "Grüße"),
    "subject that is not base64": subject("=?utf-8?b?%%%?= Hello", "Hello"),
    "subject in an unknown charset": subject("=?x-martian?q?Gr=FC=DFe?=", "Grüße"),
    "subject that never ends": subject("=?utf-8?q?Hello", "=?utf-8?q?Hello"),
    "subject in raw latin-1": subject("Grüße".encode("latin-1"), "Grüße"),
    "subject in raw utf-8": subject("Grüße", "Grüße"),
    "subject in iso-2022-jp": subject("=?ISO-2022-JP?B?GyRCJV8lTiUrITwbKEI=?=", "ミノカー"),
    "subject with line breaks in a word": subject("=?utf-8?q?Hello=0D=0ABcc=3A_a=40b?=", "Hello Bcc: a@b"),
    "subject with NUL and ESC": subject(b"He\x00llo \x1b[31m", "Hello [31m"),
    "subject of nothing to be seen": subject("=?utf-8?b?4oCL4oCL?=", ""),
    "subject of a kilometre": subject("x" * 9_000, "x" * 2_000),
    "subject missing": (made(Subject=None), {"subject": ""}),
    "sender with a name": sender("Jo Park <jo@alpha.example>", "jo@alpha.example", "Jo Park"),
    "sender without": sender("JO@Alpha.example", "jo@alpha.example"),
    "sender with a comma in quotes": sender('"Park, Jo" <jo@alpha.example>', "jo@alpha.example", "Park, Jo"),
    "sender with a comma and no quotes": sender("Park, Jo <jo@alpha.example>", "jo@alpha.example", "Park, Jo"),
    "sender in words": sender("=?utf-8?q?J=C3=B6_P=C3=A4rk?= <jo@alpha.example>", "jo@alpha.example", "Jö Pärk"),
    "sender in quoted words": sender('"=?utf-8?q?J=C3=B6?=" <jo@alpha.example>', "jo@alpha.example", "Jö"),
    "sender with a comment": sender("jo@alpha.example (Jo Park)", "jo@alpha.example", "Jo Park"),
    "sender whose name is an address": sender(
        '"boss@example.org" <eve@evil.example>', "eve@evil.example", "boss@example.org"
    ),
    "sender with a quote that never ends": sender('"Jo <jo@alpha.example>', ""),
    "sender with an angle that never ends": sender("Jo <jo@alpha.example", "jo@alpha.example", "Jo"),
    "sender without an address": sender("Jo Park", ""),
    "sender of two angles": (
        made(From="Jo <jo@alpha.example> <eve@evil.example>"),
        {"from_address": "", "problems": ["It names several senders."]},
    ),
    "sender of 300 letters": sender(f"{'a' * 60}@{'b' * 240}.example", ""),
    "two senders": (made(From="a@x.example, b@x.example"), {"from_address": ""}),
    "two From headers": (made(From=["a@x.example", "b@x.example"]), {"from_address": ""}),
    "the same sender twice": (made(From=["a@x.example", "A@x.example"]), {"from_address": "a@x.example"}),
    "no sender": (made(From=None), {"from_address": "", "from_name": ""}),
    "sender with NUL": sender(b"Jo\x00 <jo@alpha.example>", "jo@alpha.example", "Jo"),
    "sender in unicode": sender("Jö <jö@mächine.example>", "jö@mächine.example", "Jö"),
    "sender by a route": sender("<@a.example,@b.example:jo@alpha.example>", "jo@alpha.example"),
    "sender in a group": sender("Staff: jo@alpha.example;", "jo@alpha.example"),
    "sender with words that smuggle an address": sender(
        "=?utf-8?q?Eve_=3Cboss=40example.org=3E?= <eve@evil.example>", "eve@evil.example", "Eve <boss@example.org>"
    ),
    "recipients": (
        made(To="a@x.example, B <b@x.example>", Cc="c@x.example", Delivered_To="d@x.example"),
        {"to": ["a@x.example", "b@x.example"], "cc": ["c@x.example"], "delivered_to": ["d@x.example"]},
    ),
    "recipients undisclosed": (made(To="undisclosed-recipients:;"), {"to": []}),
    "chain": (
        made(In_Reply_To="<a@x>", References="<b@x>\r\n\t<a@x>", Reply_To="Other <other@x.example>"),
        {"in_reply_to": "<a@x>", "references": "<b@x> <a@x>", "reply_to": "other@x.example"},
    ),
    "identity": (made(Message_ID=" <1@x> (added)"), {"header_id": "<1@x>"}),
    "identity without brackets": (made(Message_ID="1@x"), {"header_id": "1@x"}),
    "date with a zone": (
        made(Date="Mon, 9 Nov 2026 10:12:00 +0100 (CET)"),
        {"date": datetime(2026, 11, 9, 9, 12, tzinfo=UTC)},
    ),
    "date of nonsense": (made(Date="yesterday"), {"date": None}),
    "date far away": (made(Date="Mon, 9 Nov 99999 10:12:00 +0000"), {"date": None}),
    "date with a zone of days": (made(Date="Mon, 9 Nov 2026 10:12:00 +9999"), {"subject": "Printer"}),
    "fold that lost its blank": (
        made(Subject="a long\nSubject").replace(b"\nSubject\nDate", b"\ntail of it\nDate"),
        {"subject": "a long tail of it", "from_address": "jo@alpha.example"},
    ),
    "mbox": (b"From jo@alpha.example Mon Nov  9 10:12:00 2026\n" + made(), {"subject": "Printer", "text": "Hello"}),
    "windows line breaks": (made("a\nb").replace(b"\n", b"\r\n"), {"subject": "Printer", "text": "a\nb"}),
    "line breaks of old Macs": (made("a\nb").replace(b"\n", b"\r"), {"subject": "Printer", "text": "a\nb"}),
    "file name in words": file(
        "Bericht Grüße.pdf", disposition='attachment; filename="=?utf-8?q?Bericht_Gr=C3=BC=C3=9Fe.pdf?="'
    ),
    "file name by RFC 2231": file("Grüße.pdf", disposition="attachment; filename*=utf-8'de'Gr%C3%BC%C3%9Fe.pdf"),
    "file name in pieces": file(
        "Grüße 2026.pdf",
        disposition="attachment; filename*0*=utf-8''Gr%C3%BC%C3; filename*1*=%9Fe; filename*2=\" 2026.pdf\"",
    ),
    "file name both ways": file(
        "Grüße.pdf", disposition="attachment; filename=x.pdf; filename*=utf-8''Gr%C3%BC%C3%9Fe.pdf"
    ),
    "file name with a semicolon": file("a;b.pdf", disposition='attachment; filename="a;b.pdf"'),
    "file name without quotes": file("my report.pdf", disposition="attachment; filename=my report.pdf"),
    "file name in raw latin-1": file("Grüße.pdf", disposition='attachment; filename="Grüße.pdf"'.encode("latin-1")),
    "file name of the type": file("r.pdf", disposition="attachment", kind='application/pdf; name="r.pdf"'),
    "file name with a broken number": file("part-1.pdf", disposition="attachment; filename*99999=a; filename*x*=b"),
    "file name with a path and a break": file(
        "../../etc/passwd x", disposition='attachment; filename="../../etc/passwd\r\n x"'
    ),
}
