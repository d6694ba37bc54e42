"""One look into a POP3 maildrop (RFC 1939): what is new is kept, then deleted on the server, or known by its unique id."""

import base64
import poplib
from contextlib import suppress

from django.utils.translation import gettext as _

from mail import keeping
from mail.fetching import connecting
from mail.fetching.connecting import TIMEOUT, CopiesStay, Trouble, context, port_of, refuse_unencrypted
from mail.models import LeftThere, Mailbox
from mail.secrets import secret_of

# Bytes. It takes 2,048, and ends the look at a longer line: one mail in a single line would keep out all after it
poplib._MAXLINE = keeping.LARGEST + 1  # type: ignore[attr-defined]


class Pop3:
    """A connection for as long as the `with` lasts. What is to be deleted goes when it ends well, and only then."""

    def __init__(self, mailbox):
        self.mailbox, self.client = mailbox, _logged_in(mailbox)

    def __enter__(self):
        return self

    def __exit__(self, kind, failure, _where):
        if failure and not isinstance(failure, CopiesStay):
            self.client.close()
        else:
            self.client.quit()

    def take(self, look):
        """Keep what is new; how many mails that are. look: see looking.Look; it is asked before each whether to go on.

        Whatever is to be deleted is read and compared before, also where an earlier deletion was not confirmed: a server
        may give the name of a mail that is gone to another one.
        """
        numbers, sizes = self._listed()
        known = self._known(numbers)
        new = {key: number for key, number in numbers.items() if key not in known}
        if self.mailbox.uid_validity is None and self.mailbox.first_takes == Mailbox.Takes.NOTHING:
            self._leave(new)
            new = {}
        kept, trouble = self._keep_all(new, sizes, look)
        if trouble:
            raise CopiesStay(trouble)
        look.remember(uid_validity=0)  # the first look is over
        return kept

    def wait(self, look, seconds):
        return False

    def _listed(self):
        """({unique id: number}, {number: bytes})."""
        try:
            ids = [line.split(maxsplit=1) for line in self.client.uidl()[1]]
        except poplib.error_proto as failure:
            raise Trouble(_("The server gives mails no lasting names (UIDL).")) from failure
        sizes = dict(map(int, line.split()[:2]) for line in self.client.list()[1])
        return {key.decode(errors="replace")[:300]: int(number) for number, key in ids}, sizes

    def _known(self, there):
        """Those that stay and are known. What the server names no more is forgotten."""
        rows = LeftThere.objects.filter(mailbox=self.mailbox)
        known = set(rows.values_list("server_key", flat=True))
        for gone in known - set(there):
            rows.filter(server_key=gone).delete()
        return known & set(there)

    def _leave(self, keys):
        rows = [LeftThere(mailbox=self.mailbox, server_key=key) for key in keys]
        LeftThere.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)

    def _keep_all(self, numbers, sizes, look):
        """(how many are new here, what is wrong with one)."""
        kept, trouble = 0, None
        for key, number in numbers.items():
            look.go_on()
            try:
                kept += bool(self._keep(key, number, sizes.get(number, 0), look))
            except poplib.error_proto as failure:
                if not connecting.is_an_answer(failure):
                    raise
                trouble = connecting.in_words(failure)  # with this one mail
        return kept, trouble

    def _keep(self, key, number, size, look):
        if size > keeping.LARGEST:
            head = _joined(self.client.top(number, 0))
            return keeping.keep_headers(self.mailbox, head, key, size=size, reason="too-large", stays=True)
        if connecting.breaks_at(self.mailbox, key):
            return self._keep_nothing(key, size)
        try:
            with connecting.asking_for(key, look):
                raw = _joined(self.client.retr(number))
        except poplib.error_proto as failure:
            if not (connecting.is_an_answer(failure) and connecting.fails_too_long(self.mailbox)):
                raise
            return self._keep_nothing(key, size)
        goes = self.mailbox.after == Mailbox.After.DELETE
        arrival = keeping.keep(self.mailbox, raw, key, stays=not goes)
        if goes:
            self.client.dele(number)
        return arrival

    def _keep_nothing(self, key, size):
        head = connecting.in_place_of(key)
        return keeping.keep_headers(self.mailbox, head, key, size=size, reason="not-given", stays=True)


def describe(mailbox):
    """Sentences on what a connection finds; nothing there is touched."""
    client = _logged_in(mailbox)
    number, size = client.stat()
    yield _("Logged in. The maildrop holds {number} mails, {size} bytes in all.").format(number=number, size=size)
    client.close()


def _joined(answer):
    return b"".join(line + b"\r\n" for line in answer[1])


def _logged_in(mailbox):
    refuse_unencrypted(mailbox)
    secret = secret_of(mailbox)
    client = _connected(mailbox)
    try:
        if mailbox.security == Mailbox.Security.STARTTLS:
            client.stls(context())
        _LOG_IN[mailbox.secret](client, mailbox.username, secret)
    except BaseException as failure:
        with suppress(OSError):  # of an encryption that did not come about
            client.close()
        if isinstance(failure, poplib.error_proto):
            raise Trouble(connecting.refused(failure)) from None
        raise
    return client


def _connected(mailbox):
    where = {"host": mailbox.host, "port": port_of(mailbox), "timeout": TIMEOUT}
    if mailbox.security == Mailbox.Security.TLS:
        return poplib.POP3_SSL(**where, context=context())
    return poplib.POP3(**where)


def _log_in(client, username, password):
    client.encoding = "UTF-8"
    client.user(username)
    client.pass_(password)


def _show_token(client, username, token):
    shown = base64.b64encode(f"user={username}\1auth=Bearer {token}\1\1".encode()).decode()
    client._shortcmd(f"AUTH XOAUTH2 {shown}")


_LOG_IN = {
    Mailbox.Secret.KEPT: _log_in,
    Mailbox.Secret.ENVIRONMENT: _log_in,
    Mailbox.Secret.TOKEN: _show_token,
}
