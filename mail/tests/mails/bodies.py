"""Bodies: plain and HTML, parts within parts, files, invitations, signed and encrypted mail."""

from mail.tests.mails.making import attached, made, nested, part, several

EVENT = (
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Printer\\, floor 2: who\r\n  fixes it\r\n"
    'DTSTART;TZID=Europe/Berlin:20261201T100000\r\nORGANIZER;CN="Park, Jo":mailto:jo@alpha.example\r\n'
    "LOCATION:Room 12\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
TITLE = "Printer, floor 2: who fixes it · 2026-12-01 10:00 Europe/Berlin · Room 12 · Park, Jo"


def html(source, text, **more):
    return made(source, "text/html; charset=utf-8"), {"text": text} | more


MAILS = {
    "plain": (made("Hello\n\nbye\n"), {"text": "Hello\n\nbye", "html": "", "files": [], "problems": []}),
    "empty": (made(""), {"text": "", "subject": "Printer"}),
    "blanks alone": (made(" \n\t\n\u200b\n"), {"text": ""}),
    "base64": (made("SGVsbG8=\n", encoding="base64"), {"text": "Hello"}),
    "base64 without padding": (made("SGVsbG8\n", encoding="base64"), {"text": "Hello"}),
    "base64 in two paddings": (made("SGVs\nbG8=\nIQ==\n", encoding="base64"), {"text": "Hello!"}),
    "base64 that is none": (made("Hello, it is broken!\n", encoding="base64"), {"text": "Hello, it is broken!"}),
    "quoted-printable": (made("Gr=C3=BC=\n=C3=9Fe =3D\n", encoding="quoted-printable"), {"text": "Grüße ="}),
    "quoted-printable that is broken": (made("100=% =ZZ =\n", encoding="quoted-printable"), {"text": "100=% =ZZ"}),
    "an encoding that nobody knows": (made("Hello", encoding="x-unheard-of"), {"text": "Hello"}),
    "two encodings": (made("Hello", Content_Transfer_Encoding=["7bit", "base64"]), {"text": "Hello"}),
    "flowed": (
        made("A long line \nthat goes on. \n\n> quoted \n> too\n-- \nJo", "text/plain; charset=utf-8; format=flowed"),
        {"text": "A long line that goes on."},
    ),
    "flowed without its blanks": (
        made("長い \n行です", "text/plain; charset=utf-8; format=flowed; delsp=yes"),
        {"text": "長い行です"},
    ),
    "html alone": html("<p>Hello <b>Jo</b></p><p>bye</p>", "Hello Jo\n\nbye", html="<p>Hello <b>Jo</b></p><p>bye</p>"),
    "html with a script": html("<p>Hi</p><script>alert(1)</script><style>p{}</style>", "Hi", html="<p>Hi</p>"),
    "html with a remote image": html(
        '<p>Hi<img src="https://evil.example/x.png" onerror=alert(1)></p>', "Hi", html="<p>Hi</p>"
    ),
    "html with a link": html(
        '<a href="https://intra.example/page">our page</a>',
        "our page <https://intra.example/page>",
        html='<a href="https://intra.example/page" rel="noopener noreferrer nofollow">our page</a>',
    ),
    "html with a link that says itself": html('<a href="https://x.example/">x.example</a>', "x.example"),
    "html with a link that runs": html('<a href="javascript:alert(1)">go</a>', "go"),
    "html with a link that lies": html(
        '<a href="https://evil.example">https://bank.example</a>', "https://bank.example <https://evil.example>"
    ),
    "html of a list": html("<ul><li>one</li><li>two</li></ul>", "* one\n  * two"),
    "html of a table": html(
        "<p>See:</p><table><tr><th>Name</th><th>Room</th></tr><tr><td><p>Jo</p></td><td>12</td></tr></table>",
        "See:\nName\tRoom\nJo\t12",
    ),
    "html right to left": html('<div dir="rtl">الطابعة لا تعمل</div>', "الطابعة لا تعمل"),
    "html in chinese": html("<p>打印机坏了</p>", "打印机坏了"),
    "html with svg": html("<svg><style></div></style></svg><p>Hi</p>", "Hi", html=""),
    "plain wins": (
        several(part("plain words"), part("<p>rich words</p>", "text/html"), kind="alternative"),
        {"text": "plain words", "html": "<p>rich words</p>", "files": []},
    ),
    "an empty plain loses": (
        several(part(" \n"), part("<p>rich words</p>", "text/html"), kind="alternative"),
        {"text": "rich words"},
    ),
    "a plain that only says sorry loses": (
        several(
            part("This mail is in HTML. Use a client that can display it."),
            part("<p>rich words</p>", "text/html"),
            kind="alternative",
        ),
        {"text": "rich words"},
    ),
    "text around a file": (
        several(part("before"), attached("%PDF", "application/pdf", "a.pdf"), part("after")),
        {"text": "before\n\nafter", "files": ["a.pdf"]},
    ),
    "a log that came as text": (
        several(part("see the log"), attached("line 1", "text/plain", "a.log", "inline")),
        {"text": "see the log", "files": ["a.log"]},
    ),
    "an inline image": (
        several(
            part('<p>look</p><img src="cid:1@x">', "text/html"),
            attached("PNG", "image/png", "shot.png", "inline", Content_ID="<1@x>"),
            kind="related",
        ),
        {"text": "look", "files": ["shot.png"]},
    ),
    "alternative of plain and related": (
        several(
            part("plain"),
            nested(part("<p>rich</p>", "text/html"), attached("PNG", "image/png", None, "inline"), kind="related"),
            kind="alternative",
        ),
        {"text": "plain", "files": ["part-1.png"]},
    ),
    "mixed of alternative and file": (
        several(
            nested(part("plain"), part("<p>rich</p>", "text/html")),
            attached("x", "application/zip", "a.zip"),
        ),
        {"text": "plain", "html": "<p>rich</p>", "files": ["a.zip"]},
    ),
    "a forwarded mail as a file": (
        several(part("see below"), part(made("secret", Subject="Inner"), "message/rfc822")),
        {"text": "see below", "files": ["Inner.eml"], "subject": "Printer"},
    ),
    "a digest": (several(made(Subject="One"), made(Subject="Two"), kind="digest"), {"text": "Hello\n\nHello"}),
    "winmail.dat": (
        several(part("see the file"), attached("\x78\x9f\x3e\x22", "application/ms-tnef")),
        {"text": "see the file", "files": ["winmail.dat"]},
    ),
    "signed by S/MIME": (
        several(part("signed words"), attached("sig", "application/pkcs7-signature", "smime.p7s"), kind="signed"),
        {"text": "signed words", "files": ["smime.p7s"], "problems": []},
    ),
    "encrypted by S/MIME": (
        made("AAAA", 'application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"', "base64"),
        {
            "text": "",
            "files": ["smime.p7m"],
            "problems": ["It is encrypted, or signed as a whole. What it says is in a file."],
        },
    ),
    "encrypted by PGP": (
        several(
            part("Version: 1", "application/pgp-encrypted"),
            part("-----BEGIN", "application/octet-stream"),
            kind="encrypted",
        ),
        {"text": "", "files": ["part-1.asc", "part-2"]},
    ),
    "signed by PGP in the text": (
        made(
            "-----BEGIN PGP SIGNED MESSAGE-----\n\nHello\n-----BEGIN PGP SIGNATURE-----\nabc\n-----END PGP SIGNATURE-----"
        ),
        {"text": "-----BEGIN PGP SIGNED MESSAGE-----\n\nHello"},
    ),
    "an invitation": (
        several(part("Please come."), part(EVENT, "text/calendar; method=REQUEST; charset=utf-8"), kind="alternative"),
        {"text": "Please come.", "invitation": TITLE, "files": ["invitation.ics"]},
    ),
    "an invitation alone": (made(EVENT, "text/calendar; charset=utf-8"), {"text": TITLE, "invitation": TITLE}),
    "an invitation of all day": (
        made("BEGIN:VEVENT\nSUMMARY:Holiday\nDTSTART;VALUE=DATE:20261224\nEND:VEVENT", "text/calendar"),
        {"invitation": "Holiday · 2026-12-24"},
    ),
    "a calendar without an event": (made("BEGIN:VCALENDAR\nEND:VCALENDAR", "text/calendar"), {"invitation": ""}),
    "a file and no words": (several(attached("x", "application/pdf", "scan.pdf")), {"text": "", "files": ["scan.pdf"]}),
    "a reply": (
        made("Works.\n\nOn Mon, 9 Nov 2026 at 10:12, Desk <d@x.example> wrote:\n> Does it?"),
        {"text": "Works.", "quoted": "On Mon, 9 Nov 2026 at 10:12, Desk <d@x.example> wrote:\n\n> Does it?"},
    ),
}
