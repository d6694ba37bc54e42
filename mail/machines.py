"""Whether a machine wrote a mail: by what it says of itself (RFC 3834, RFC 2919, and the habits of mail servers)."""

import re

from mail import addresses, tokens

ON_PURPOSE = re.compile(r"\b(all|autoreply|oof)\b", re.IGNORECASE)  # of X-Auto-Response-Suppress
BULK = {"bulk", "junk", "auto_reply", "auto-reply"}
_SUBJECT = re.compile(
    r"(?i)(?:auto(?:matic|matische|matica|matisk)?[ -]?(?:reply|response|antwort|respuesta)|out of (?:the )?office|"
    r"abwesenheits(?:notiz|assistent)|réponse automatique|respuesta automática|risposta automatica|automatisch antwoord|"
    r"resposta automática|autom\. odpowiedź|automatische antwort)\s*[:：]"
)


def verdict(read, ours):
    """The reason (a key of mail.reasons) for which a mail is a machine's, or the desk's own; "" for a person's.

    ours: addresses.own(). `Auto-Submitted: no` is a person, whatever the subject says.
    """
    marks = {name.lower().replace("-", "_"): value for name, value in read.marks.items()}
    sender = read.from_address
    if addresses.is_own(sender, ours) or tokens.found_in(read.header_id) or _is_our_loop(marks, ours):
        return "own"
    if "is_delivery_status" in marks or read.bounce or addresses.is_daemon(sender):
        return "bounce-unknown"
    if "is_disposition" in marks:
        return "receipt"
    if _is_list(marks, ours):
        return "list"
    return "auto-reply" if _is_automatic(read, marks) else ""


def _is_our_loop(marks, ours):
    return any(address in marks.get("x_loop", "").lower() for address in ours)


def _is_list(marks, ours):
    """A list that is the desk's own address (a group that people write to) passes on what people write."""
    of_ours = {address.replace("@", ".") for address in ours} | ours
    name = marks.get("list_id", "").lower()
    if any(f"<{own}>" in name or name.strip() == own for own in of_ours):
        return False
    is_listed = any(
        marks.get(name) for name in ("list_id", "list_post", "list_unsubscribe", "list_help", "mailing_list")
    )
    return is_listed or marks.get("precedence", "").strip().lower() == "list"


def _is_automatic(read, marks):
    said = marks.get("auto_submitted", "").partition(";")[0].strip().lower()
    others = ("x_autoreply", "x_autorespond", "x_autoresponse", "x_auto_reply", "x_loop", "x_mail_autoreply")
    return (
        said not in ("", "no")
        or bool(ON_PURPOSE.search(marks.get("x_auto_response_suppress", "")))
        or marks.get("precedence", "").strip().lower() in BULK
        or "return_path_is_empty" in marks
        or any(marks.get(name, "").strip().lower() not in ("", "no") for name in others)
        or (said != "no" and bool(_SUBJECT.match(read.subject)))
    )
