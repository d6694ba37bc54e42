"""What is asked of an IMAP server (RFC 3501), by UIDs alone: the numbers of a sequence shift when others delete."""

import imaplib
import re
from contextlib import suppress

from django.utils.translation import gettext as _
from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import MailboxLoginError
from imap_tools.utils import encode_folder

from mail.fetching.connecting import FAILURES, TIMEOUT, Trouble, context, port_of, refuse_unencrypted, refused
from mail.keeping import MOST_OF_HEADERS
from mail.models import Mailbox
from mail.secrets import secret_of

_UID = re.compile(rb"\bUID (\d+)", re.IGNORECASE)
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)", re.IGNORECASE)
_BODY = re.compile(rb"\bBODY\[", re.IGNORECASE)


class Server:
    """One connection, logged in. Raises OSError, imaplib.IMAP4.error, UnexpectedCommandStatusError, Trouble, NoSecret."""

    def __init__(self, mailbox):
        refuse_unencrypted(mailbox)
        secret = secret_of(mailbox)
        self.box = _connected(mailbox)
        self.client = self.box.client
        try:
            self._log_in(mailbox, secret)
            _status, offered = self.client.capability()  # to those who are logged in
        except BaseException:
            self.client.shutdown()
            raise
        self.offers = set(b" ".join(part for part in offered if part).decode(errors="replace").upper().split())

    def select(self, folder):
        """The UIDVALIDITY of the folder."""
        self.box.folder.set(folder)
        validity = self.client.response("UIDVALIDITY")[1][0]
        if validity is None:
            raise Trouble(_("The server gives the mails of this folder no lasting numbers (UIDVALIDITY)."))
        return int(validity)

    def search(self, *criteria):
        """The UIDs, ascending."""
        found = self._ask("SEARCH", *criteria)
        return sorted({int(uid) for line in found if line for uid in line.split()})

    def sizes(self, uids):
        """{UID: bytes} of those that are still there."""
        sizes = {}
        for part in self._ask("FETCH", _set(uids), "(UID RFC822.SIZE)"):
            line = part[0] if isinstance(part, tuple) else part or b""
            if (uid := _UID.search(line)) and (size := _SIZE.search(line)):
                sizes[int(uid[1])] = int(size[1])
        return {uid: size for uid, size in sizes.items() if uid in set(uids)}

    def raw(self, uid):
        """The mail's bytes, and nobody's mark is changed; None when the server does not give them."""
        return self._literal(uid, "BODY.PEEK[]")

    def head(self, uid):
        """The first of its headers; b"" when the server does not give them."""
        return self._literal(uid, f"BODY.PEEK[HEADER]<0.{MOST_OF_HEADERS}>") or b""

    def flag(self, uids):
        self._ask("STORE", _set(uids), "+FLAGS.SILENT", r"(\Seen)")

    def move(self, uids, folder):
        if "MOVE" in self.offers:  # RFC 6851
            self._ask("MOVE", _set(uids), encode_folder(folder))
        else:
            self._ask("COPY", _set(uids), encode_folder(folder))
            self.delete(uids)

    def delete(self, uids):
        """Where the server can't expunge by UID (RFC 4315) they are only marked: a bare EXPUNGE takes what others marked."""
        self._ask("STORE", _set(uids), "+FLAGS.SILENT", r"(\Seen \Deleted)")
        if "UIDPLUS" in self.offers:
            self._ask("EXPUNGE", _set(uids))

    def begin_idle(self):
        """From now on the server tells by itself (RFC 2177); whether it has told something already."""
        self.client.untagged_responses.pop("EXISTS", None)
        tag = self.client._command("IDLE")
        while self.client._get_response() is not None:  # what it had to say before; None is its consent
            if self.client.tagged_commands[tag]:
                raise Trouble(_("The server offers IDLE and refuses it."))
        self.box.idle._idle_tag = tag
        return bool(self.client.untagged_responses.get("EXISTS"))

    def end(self):
        """Politely; all that mattered is done."""
        with suppress(*FAILURES):
            self.box.logout()

    def drop(self):
        self.client.shutdown()

    def _log_in(self, mailbox, secret):
        try:
            _LOG_IN[mailbox.secret](self.box, mailbox.username, secret)
        except imaplib.IMAP4.abort:
            raise
        except (imaplib.IMAP4.error, MailboxLoginError) as failure:
            raise Trouble(refused(failure)) from None

    def _literal(self, uid, part):
        try:
            answer = self._ask("FETCH", str(uid), f"(UID {part})")
        except imaplib.IMAP4.abort:
            raise
        except (imaplib.IMAP4.error, Trouble):  # of this one mail
            return None
        for n, piece in enumerate(answer):
            if isinstance(piece, tuple) and _BODY.search(piece[0]):
                after = answer[n + 1] if n + 1 < len(answer) and isinstance(answer[n + 1], bytes) else b""
                said = _UID.search(piece[0]) or _UID.search(after)
                if said and int(said[1]) == uid:
                    return piece[1]
        return None

    def _ask(self, command, *arguments):
        """Raises Trouble when the server says no."""
        status, answer = self.client.uid(command, *arguments)
        if status != "OK":
            said = b" ".join(part for part in answer if isinstance(part, bytes)).decode(errors="replace")
            raise Trouble(_("The server refused {command}: {said}").format(command=command, said=said[:200]))
        return answer


def _connected(mailbox) -> BaseMailBox:
    where = {"host": mailbox.host, "port": port_of(mailbox), "timeout": TIMEOUT}
    if mailbox.security == Mailbox.Security.TLS:
        return MailBox(**where, ssl_context=context())
    if mailbox.security == Mailbox.Security.STARTTLS:
        return MailBoxStartTls(**where, ssl_context=context())
    return MailBoxUnencrypted(**where)


def _log_in(box, username, password):
    log_in = box.login if (username + password).isascii() else box.login_utf8
    log_in(username, password, initial_folder=None)


def _show_token(box, username, token):
    box.xoauth2(username, token, initial_folder=None)


_LOG_IN = {
    Mailbox.Secret.KEPT: _log_in,
    Mailbox.Secret.ENVIRONMENT: _log_in,
    Mailbox.Secret.TOKEN: _show_token,
}


def _set(uids):
    return ",".join(map(str, uids))
