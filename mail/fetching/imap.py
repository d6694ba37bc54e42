"""One look into an IMAP folder: what is new is kept, then marked, moved or deleted on the server, batch by batch."""

import time
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from mail import keeping
from mail.fetching import connecting
from mail.fetching.connecting import CopiesStay, Trouble
from mail.fetching.imap_server import Server
from mail.models import Mailbox

ALERT = 1.0  # seconds after which a wait notices that the worker ends


class Imap:
    """A connection for as long as the `with` lasts; it is cut, not ended, where something went wrong."""

    def __init__(self, mailbox):
        self.mailbox, self.server = mailbox, Server(mailbox)

    def __enter__(self):
        return self

    def __exit__(self, kind, failure, _where):
        self.server.drop() if failure else self.server.end()

    def take(self, look):
        """Keep what is new; how many mails that are. look: see looking.Look; it is asked before each whether to go on.

        The position moves past a batch only when the server's copies are done with: whoever is killed before leaves
        work, and no mail, undone. Raises CopiesStay once all that the server gives is kept.
        """
        validity = self.server.select(self.mailbox.folder)
        is_known = validity == self.mailbox.uid_validity
        uids, end = self._since() if is_known else self._at_first()
        kept, trouble = 0, None
        for start in range(0, len(uids), connecting.AT_ONCE):
            done, number, wrong = self._keep_batch(uids[start : start + connecting.AT_ONCE], validity, look)
            kept += number
            trouble = self._finish(done) or wrong or trouble
            if is_known and not trouble:
                look.remember(last_uid=uids[min(start + connecting.AT_ONCE, len(uids)) - 1])
        if trouble:
            raise CopiesStay(trouble)
        look.remember(uid_validity=validity, last_uid=end)
        return kept

    def wait(self, look, seconds):
        """Until the server says that something came, or so long, or the worker ends; False when it can't tell."""
        if "IDLE" not in self.server.offers:
            return False
        heard, ends_at = self.server.begin_idle(), time.monotonic() + seconds
        while not heard and time.monotonic() < ends_at and not look.is_over:
            look.go_on()
            heard = self.server.box.idle.poll(ALERT)
        self.server.box.idle.stop()
        return True

    def _since(self):
        """(the UIDs beyond the position, where they end). A server answers n:* with its last one, however low."""
        last = self.mailbox.last_uid
        uids = [uid for uid in self.server.search(f"UID {last + 1}:*") if uid > last]
        return uids, max(uids, default=last)

    def _at_first(self):
        """The same for a folder that is new to us, or numbered anew: then what was unread, or came since, is asked for."""
        there = self.server.search("ALL")
        takes = self.mailbox.first_takes
        if self.mailbox.uid_validity is not None and takes != Mailbox.Takes.ALL:
            since = (self.mailbox.checked_at or timezone.now()) - timedelta(
                days=2
            )  # the server's days may end elsewhere
            uids = self.server.search(f"OR UNSEEN SINCE {_date(since)}")
        else:
            uids = {
                Mailbox.Takes.ALL: lambda: there,
                Mailbox.Takes.UNREAD: lambda: self.server.search("UNSEEN"),
                Mailbox.Takes.NOTHING: list,
            }[Mailbox.Takes(takes)]()
        end = max(there, default=0)
        return [uid for uid in uids if uid <= end], end

    def _keep_batch(self, uids, validity, look):
        """(those that are here now, how many of them are new, what is wrong with another)."""
        keys = {uid: f"{validity}:{uid}" for uid in uids}
        sizes, known = self.server.sizes(uids), self._known(keys.values())
        done, kept, wrong = [], 0, None
        for uid in (uid for uid in uids if uid in sizes):  # the others somebody deleted meanwhile
            look.go_on()
            is_new, is_whole = False, sizes[uid] <= keeping.LARGEST
            try:
                if known.get(keys[uid]) != sizes[uid]:
                    is_new, is_whole = self._keep(uid, keys[uid], sizes[uid], look)
            except Trouble as trouble:
                wrong = str(trouble)
            else:
                kept += is_new
                done += [uid] if is_whole else []
        return done, kept, wrong

    def _keep(self, uid, key, size, look):
        """(whether it is new here, whether all of it is here: only then may the server's copy go)."""
        if size > keeping.LARGEST:
            return self._keep_headers(uid, key, size, "too-large"), False
        if connecting.breaks_at(self.mailbox, key):
            head = connecting.in_place_of(key)
            return bool(keeping.keep_headers(self.mailbox, head, key, size=size, reason="not-given")), False
        with connecting.asking_for(key, look):
            raw = self.server.raw(uid)
        if raw or (raw is not None and size == 0):
            return bool(keeping.keep(self.mailbox, raw, key)), True
        if not self.server.search(f"UID {uid}"):
            return False, True  # deleted by somebody a moment ago
        if connecting.fails_too_long(self.mailbox):
            return self._keep_headers(uid, key, size, "not-given"), False
        raise Trouble(_("The server does not give mail {number} of {size} bytes.").format(number=uid, size=size))

    def _keep_headers(self, uid, key, size, reason):
        head = self.server.head(uid)
        return bool(keeping.keep_headers(self.mailbox, head, key, size=size, reason=reason))

    def _known(self, keys):
        """{key: bytes} of the copies that were kept here before somebody was killed, or the server refused to move them.

        Not of those that it did not give: those are asked for again, for as long as the position stays before them.
        """
        whole = self.mailbox.arrivals.filter(server_key__in=keys).exclude(reason="not-given")
        return dict(whole.values_list("server_key", "size"))

    def _finish(self, uids):
        """What is wrong with the server's copies, None when all is well."""
        try:
            if uids:
                _AFTER[self.mailbox.after](self.server, uids, self.mailbox.move_to)
        except Trouble as trouble:
            return str(trouble)


def describe(mailbox):
    """Sentences on what a connection finds; nothing there is touched. Raises what Server does."""
    server = Server(mailbox)
    folders = [found.name for found in server.box.folder.list()]
    yield _("Logged in. Folders: {names}.").format(names=", ".join(folders[:50]))
    for folder in filter(None, (mailbox.folder, mailbox.after == Mailbox.After.MOVE and mailbox.move_to)):
        if folder not in folders and folder.upper() != "INBOX":
            yield _("There is no folder {name}.").format(name=folder)
        else:
            found = server.box.folder.status(folder, ["MESSAGES", "UNSEEN"])
            said = _("{name} holds {number} mails, {unread} of them unread.")
            yield said.format(name=folder, number=found.get("MESSAGES", "?"), unread=found.get("UNSEEN", "?"))
    if "IDLE" in server.offers:
        yield _("The server says by itself when a mail comes (IDLE).")
    else:
        yield _("The server is asked every minute: it does not offer IDLE.")
    if mailbox.after != Mailbox.After.FLAG and not {"UIDPLUS", "MOVE"} & server.offers:
        yield _("The server can't delete single mails (UIDPLUS): they are only marked as deleted.")
    server.end()


def _date(moment):
    """As IMAP writes it, whatever language this machine speaks."""
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return f"{moment.day}-{months[moment.month - 1]}-{moment.year}"


_AFTER = {
    Mailbox.After.FLAG: lambda server, uids, _folder: server.flag(uids),
    Mailbox.After.MOVE: lambda server, uids, folder: server.move(uids, folder),
    Mailbox.After.DELETE: lambda server, uids, _folder: server.delete(uids),
}
