"""B1: a mailbox is fetched and handled while the fetcher is killed by kill -9 at each step, and begins anew each time.

Afterwards each mail of the mailbox has exactly one outcome, to the byte; the counters add up; and the server's copies are
marked, moved or deleted. In turn the mails are kept one, three, ten and fifty at once, by IMAP and, once, by POP3.
"""

import os
import random
import signal
import traceback
from collections import Counter
from datetime import timedelta

from itdesk.tests import dovecot
from itdesk.tests.proofs import kit
from itdesk.tests.proofs.server import place_of

SABOTAGE = "the server's copy is deleted before the mail is kept"
BATCHES = [1, 3, 10, 50]  # mails that are kept before the server's copies are touched
WAYS = [("imap", "delete"), ("imap", "move"), ("imap", "flag"), ("pop3", "delete")]
DONE = "Done"


def main():
    told = kit.arguments(trials=4, sabotage=SABOTAGE, engine="sqlite", mails=500, kills=3, apart=1)
    verdict = kit.Verdict("B1", told.engine, sabotage=told.sabotage)
    verdict.figures["mails are read"] = "in a process of their own" if told.apart else "by the fetcher itself"
    with kit.folder() as data, place_of(told.engine, data) as more, dovecot.running() as server:
        kit.prepared(data)
        kit.begin(data, **more)
        hurry(told)
        for trial in range(told.trials):
            kind, after = ("imap", "delete") if told.sabotage else WAYS[trial % len(WAYS)]
            try_once(verdict, server, told, kind=kind, after=after, batch=BATCHES[(trial + trial // 4) % len(BATCHES)])
    killed = sum(number for name, number in verdict.figures.items() if name.startswith("killed"))
    verdict.require(killed >= 5 * verdict.trials, f"only {killed} kills: the trials say nothing")
    kit.conclude(verdict)


def hurry(told):
    """Leases and pauses are short: the killed are many. Without `apart` no child reads the mails: it costs most of the time."""
    from mail import handling, leases
    from mail.reading import reader

    if not told.apart:
        handling.read_apart = reader.read

    leases.LEASE = timedelta(milliseconds=50)
    handling.WAITS = [timedelta(0)] * 20  # who was killed in the middle of a mail is not the mail's fault here


def try_once(verdict, server, told, *, kind, after, batch):
    """As many rounds as there are kills for each step; each begins with its part of the mails."""
    from itdesk.tests.proofs import writing
    from mail.fetching import connecting

    connecting.AT_ONCE = batch
    box = mailbox(server, kind, after)
    mails = [mail(box.name, number) for number in range(told.mails)]
    steps = [step for step, (kinds, _where) in STEPS.items() if kind in kinds]
    writing.close_connections()
    for round_ in range(told.kills):
        server.put(box.name, *mails[round_ :: told.kills])
        for step in steps:
            turn = random.randint(1, max(1, told.mails // (2 * told.kills * len(steps))))
            was_killed = run(verdict, step, turn, box)
            verdict.add(f"killed: {step}" if was_killed else "ended before they were killed", 1)
    run(verdict, None, 0, box)
    examine(verdict, server, box, mails, after)
    writing.close_connections()


def mailbox(server, kind, after):
    from mail.models import Mailbox
    from mail.secrets import seal

    name = f"box{Mailbox.objects.count()}"
    if after == "move":
        server.put(name, folder=DONE)
    return Mailbox.objects.create(
        name=name, address=f"{name}@alpha.example", kind=kind, host="127.0.0.1", port=server.ports[kind], security="none",
        username=name, sealed_password=seal(dovecot.PASSWORD), first_takes="all", after=after, move_to=DONE,
    )  # fmt: skip


def mail(name, number):
    """From somebody of whom no other mail comes: many from one address would be set aside."""
    head = f"Message-ID: <{name}.{number}@there.example>\r\nFrom: Jo <jo{number}.{name}@alpha.example>\r\n"
    head += f"To: {name}@alpha.example\r\nDate: Sun, 22 Nov 2026 12:00:00 +0000\r\nSubject: {name} {number}\r\n"
    return f"{head}\r\nIt is broken.\r\n{'It really is. ' * random.randint(0, 200)}\r\n".encode()


def run(verdict, step, turn, box):
    """A fetcher, a process of its own, that kills itself when it has come to the step for so many times; whether it did."""
    pid = os.fork()
    if pid == 0:
        try:
            if verdict.sabotage:
                delete_first()
            if step:
                killing(step, turn)
            fetch_and_handle(box)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    ended = os.waitpid(pid, 0)[1]
    verdict.require(os.WIFSIGNALED(ended) or ended == 0, "a fetcher ended by a fault of its own")
    return os.WIFSIGNALED(ended)


def fetch_and_handle(box):
    """As the worker does, one after the other, until nothing is left."""
    from mail import fetching, handling
    from mail.models import Mailbox

    while True:
        Mailbox.objects.filter(pk=box.pk).update(next_look_at="2026-01-01T00:00Z")
        if not (fetching.look_once(box.pk) or handling.handle_due()):
            return


def killing(step, turn):
    """Kills this process once what the step names has been done for the turn-th time."""
    owner, name = STEPS[step][1]()
    do, left = getattr(owner, name), [turn]

    def do_and_be_killed(*arguments, **more):
        done = do(*arguments, **more)
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    setattr(owner, name, do_and_be_killed)


def _fetch():
    from mail.fetching import imap_server

    return imap_server.Server, "raw"


def _fetch_by_pop3():
    import poplib

    return poplib.POP3, "retr"


def _store():
    from tickets.files.storage import OnDisk

    return OnDisk, "_save"


def _row():
    from mail.models import Arrival

    return Arrival, "save"


def _commit():
    from mail import keeping

    return keeping, "_keep"


def _touch():
    from mail.fetching import imap_server

    return imap_server.Server, "_ask"


def _touch_by_pop3():
    import poplib

    return poplib.POP3, "dele"


def _parse():
    from mail import handling

    return handling, "read_apart"


def _open():
    from tickets.models import Ticket

    return Ticket, "_write"


def _take():
    from mail import handling

    return handling, "take"


IMAP, POP3, BOTH = ["imap"], ["pop3"], ["imap", "pop3"]
# What was done a moment before the kill: (by what, where it stands and its name). What is fetched comes before the rest
STEPS = {
    "fetched by IMAP": (IMAP, _fetch),
    "fetched by POP3": (POP3, _fetch_by_pop3),
    "stored, no row yet": (BOTH, _store),
    "its row not committed yet": (BOTH, _row),
    "committed": (BOTH, _commit),
    "asked by IMAP to list, give, mark, move, delete": (IMAP, _touch),
    "marked to be deleted by POP3": (POP3, _touch_by_pop3),
    "parsed": (BOTH, _parse),
    "its ticket not committed yet": (BOTH, _open),
    "its ticket committed": (BOTH, _take),
}


def delete_first():
    """The sabotage."""
    from mail.fetching import imap_server

    read = imap_server.Server.raw

    def read_and_delete(server, uid):
        raw = read(server, uid)
        server.delete([uid])
        return raw

    imap_server.Server.raw = read_and_delete


def examine(verdict, server, box, mails, after):
    from mail import keeping, proving, sweeping
    from mail.models import Arrival
    from tickets.models import Ticket

    box.refresh_from_db()
    arrivals = list(Arrival.objects.filter(mailbox=box))
    kept = Counter(keeping.raw_of(each) for each in arrivals)
    lost = sum(kept[raw] == 0 for raw in mails)
    tickets = Counter(Ticket.objects.filter(subject__startswith=f"{box} ").values_list("subject", flat=True))
    outcomes = Counter(each.outcome for each in arrivals)
    verdict.trials += 1
    verdict.acknowledged += len(mails)
    verdict.lost += lost
    for outcome, number in outcomes.items():
        verdict.add(f"outcome: {outcome}", number)
    verdict.add("seen", box.seen)
    verdict.add("duplicates: fetched again after a kill", box.duplicates)
    sweeping.LOST_AFTER = timedelta(0)
    verdict.add("files without a row, swept", sweeping.sweep_lost())
    verdict.require(lost == 0, f"{lost} of {len(mails)} mails are lost")
    verdict.require(kept.total() == len(kept) == len(mails) - lost, "a mail was kept twice, or one that nobody sent")
    verdict.require(outcomes == {"ticket": len(mails) - lost}, f"outcomes: {dict(outcomes)}")
    verdict.require(
        set(tickets.values()) <= {1} and len(tickets) == len(mails) - lost, "a mail made two tickets, or none"
    )
    verdict.require(not list(proving.complaints()), f"{list(proving.complaints())}")
    verdict.require(not box.failed_at, f"the mailbox fails: {box.last_error}")
    verdict.require(*touched(server, box, len(mails), after))


def touched(server, box, number, after):
    """(whether the server's copies are as they should be, what they are)."""
    there = server.flags(box.name)
    fine = not there
    if after == "flag":
        fine = len(there) == number and all("\\Seen" in flags for flags in there.values())
    if after == "move":
        fine = fine and len(server.flags(box.name, DONE)) == number
    return fine, f"{after}: {len(there)} copies of {number} are still where they were"


if __name__ == "__main__":
    main()
