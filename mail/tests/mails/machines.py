"""What machines write: bounces of several servers, receipts, automatic replies, lists."""

from mail.reading.shape import Bounce
from mail.tests.mails.making import made, part, several

OURS = "<r1-17-abcdefghijklmnopqrstuvwxyz@desk.example>"
DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.example>"
RETURNED = part(made("Hello", Message_ID=OURS), "message/rfc822")
RETURNED_HEADERS = part(f"From: desk@example.org\nMessage-ID: {OURS}\n", "text/rfc822-headers")
EXIM = (
    "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered"
    " to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n"
    "  jo@alpha.example\n    host mx.alpha.example: 550 5.1.1 no such user\n\n"
    f"------ This is a copy of the message, including all the headers. ------\n\nMessage-ID: {OURS}\nSubject: Printer\n"
)
QMAIL = (
    "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following"
    " addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n"
    "<jo@alpha.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
    f"--- Below this line is a copy of the message.\n\nReturn-Path: <desk@example.org>\nMessage-ID: {OURS}\n"
)


def report(
    *recipients, returned=RETURNED, words="It could not be delivered.", about="Reporting-MTA: dns; mx.example\n"
):
    return several(
        part(words),
        part("\n".join([about, *recipients]), "message/delivery-status"),
        *([returned] if returned else []),
        kind="report; report-type=delivery-status",
        From=DAEMON, Subject="Undelivered Mail Returned to Sender", Return_Path="<>", Message_ID="<b1@mx.example>",
    )  # fmt: skip


def of(address="jo@alpha.example", action="failed", status="5.1.1", code="smtp; 550 5.1.1 no such user", original=""):
    lines = [f"Original-Recipient: rfc822;{original}"] if original else []
    lines += [
        f"Final-Recipient: rfc822; {address}",
        f"Action: {action}",
        f"Status: {status}",
        f"Diagnostic-Code: {code}",
    ]
    return "\n".join(lines) + "\n"


def bounced(
    raw, status="5.1.1", action="failed", recipient="jo@alpha.example", original=OURS, says="550 5.1.1 no such user"
):
    return raw, {"bounce": Bounce(status, action, recipient, original, says)}


def automatic(value="yes", **header):
    (name,) = header
    return made(**header), {"marks": {name.lower(): value}}


MAILS = {
    "bounce of Postfix": bounced(report(of())),
    "bounce with headers alone": bounced(report(of(), returned=RETURNED_HEADERS)),
    "bounce of Exchange": bounced(
        report(
            of(status="5.1.10", code="smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound"),
            about="Reporting-MTA: dns;ex.example\n",
        ),
        status="5.1.10",
        says="550 5.1.10 RESOLVER.ADR.RecipientNotFound",
    ),
    "bounce of Gmail": bounced(
        report(
            of(status="5.7.26", code="smtp; 550-5.7.26 not authenticated"),
            about="Reporting-MTA: dns; googlemail.com\nX-Original-Message-ID: " + OURS + "\n",
            returned=None,
        ),
        status="5.7.26",
        says="550-5.7.26 not authenticated",
    ),
    "bounce that is late": bounced(
        report(of(action="delayed", status="4.4.1", code="smtp; 451 try later")),
        status="4.4.1",
        action="delayed",
        says="451 try later",
    ),
    "bounce of two, the second failed": bounced(
        report(of("a@x.example", "delivered", "2.0.0", ""), of("b@x.example")), recipient="b@x.example"
    ),
    "bounce of an alias": bounced(report(of("real@x.example", original="jo@alpha.example"))),
    "bounce without a status": bounced(report(of(status="", code="smtp; 552 full")), status="5.0.0", says="552 full"),
    "bounce without an identity": bounced(report(of(), returned=None), original=""),
    "bounce of an empty report": bounced(report(), status="5.0.0", recipient="", says=""),
    "bounce with a forged identity of two": bounced(
        report(of(), returned=part(f"Message-ID: <x@y> {OURS}\n", "message/rfc822")), original="<x@y>"
    ),
    "bounce of qmail": bounced(
        made(QMAIL, From=DAEMON, Subject="failure notice", Return_Path="<>"),
        says="Sorry, no mailbox here by that name. (#5.1.1)",
    ),
    "bounce of Exim": bounced(
        made(EXIM, From=DAEMON, X_Failed_Recipients="jo@alpha.example", Auto_Submitted="auto-replied"),
        says="jo@alpha.example host mx.alpha.example: 550 5.1.1 no such user",
    ),
    "warning of Exim": bounced(
        made(
            EXIM.replace("550 5.1.1", "host is slow"),
            From=DAEMON,
            Subject="Warning: message delayed",
            X_Failed_Recipients="jo@alpha.example",
        ),
        status="4.0.0",
        action="delayed",
        says="jo@alpha.example host mx.alpha.example: host is slow no such user",
    ),
    "receipt": (
        several(
            part("It was displayed."),
            part(
                "Final-Recipient: rfc822;jo@alpha.example\nDisposition: manual-action/MDN-sent-manually; displayed\n",
                "message/disposition-notification",
            ),
            kind="report; report-type=disposition-notification",
        ),
        {"marks": {"is_disposition": "manual-action/MDN-sent-manually; displayed"}, "bounce": None},
    ),
    "answered by itself": automatic("auto-replied", Auto_Submitted="auto-replied"),
    "answered by itself, with a comment": automatic(
        "auto-generated (rejected)", Auto_Submitted="auto-generated (rejected)"
    ),
    "submitted by a person": automatic("no", Auto_Submitted="no"),
    "suppressed": automatic("OOF, AutoReply", X_Auto_Response_Suppress="OOF, AutoReply"),
    "bulk": automatic("bulk", Precedence="bulk"),
    "list": automatic("Staff <staff.example.org>", List_Id="Staff <staff.example.org>"),
    "newsletter": automatic("<https://x.example/u>", List_Unsubscribe="<https://x.example/u>"),
    "autoreply of old": automatic("yes", X_Autoreply="yes"),
    "autorespond without a value": automatic("yes", X_Autorespond=""),
    "loop": automatic("desk.example", X_Loop="desk.example"),
    "empty return path": (made(Return_Path="<>"), {"marks": {"return_path_is_empty": "yes"}}),
    "empty return path of two": (
        made(Return_Path=["<jo@alpha.example>", "< >"]),
        {"marks": {"return_path_is_empty": "yes"}},
    ),
    "return path": (made(Return_Path="<jo@alpha.example>"), {"marks": {}}),
    "daemon": (made(From="MAILER-DAEMON@mx.example"), {"marks": {"is_from_daemon": "yes"}}),
    "judged by a server": (
        made(Authentication_Results=["mx.example; spf=pass", "mx.example; dkim=fail"]),
        {"authentication": ["mx.example; spf=pass", "mx.example; dkim=fail"]},
    ),
}
