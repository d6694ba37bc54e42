"""STOPGAP, to be replaced by the reading of mails in a child process: what the standard library makes of a plain one."""

from email import message_from_bytes
from email.utils import parseaddr

from mail.reading.shape import Read


def read_apart(raw, folder):
    mail = message_from_bytes(raw)
    name, address = parseaddr(str(mail.get("From", "")))
    text = (mail.get_payload(decode=True) or b"").decode(errors="replace") if not mail.is_multipart() else ""
    return Read(
        header_id=str(mail.get("Message-ID", "")).strip(),
        from_name=name,
        from_address=address.lower(),
        subject=str(mail.get("Subject", "")),
        text=text.replace("\0", ""),
    )
