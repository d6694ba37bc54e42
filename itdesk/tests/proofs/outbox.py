"""R6: tickets are submitted and their mails sent while creators and workers are killed by kill -9, to a server that misbehaves.

Each ticket's requester gets its mail, and nobody gets one without a ticket. A copy more than one comes only of a kill or of
a server that took a mail and did not say so, and has the same Message-ID. What the server refuses for good has failed.
Leases, pauses and time-outs are a second or less, so that many of them fit in; a worker is killed every 0.8 seconds.
"""

import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from functools import partial

from itdesk.tests.proofs import kit, mailed
from itdesk.tests.proofs.server import place_of

CREATORS, WORKERS, ROUNDS = 3, 2, 4  # in each round of a trial a worker is killed
PACE = 0.25  # seconds from one ticket to the next: workers that are killed all the time keep up, or nearly
MISFORTUNE = 3  # one of so many mails meets a fault
TOOK_IT = {"accept then drop", "accept then hang"}  # and did not say so
STUCK_AFTER = 30  # seconds without a mail, once all is well
SABOTAGE = "mails are sent on_commit"
OWED_BY, TOLD_BY = "tickets.notifications.owe", "itdesk.tests.proofs.outbox.told"
QUICK = timedelta(seconds=0.3)


def main():
    told = kit.arguments(trials=10, sabotage=SABOTAGE, engine="sqlite")
    verdict = kit.Verdict("R6", told.engine, sabotage=told.sabotage)
    with kit.folder() as data, place_of(told.engine, data) as more, mailed.listening(data, MISFORTUNE) as server:
        kit.prepared(data)
        kit.begin(data, EMAIL_URL=f"smtp://127.0.0.1:{server.port}", **more)
        hurry(told.sabotage)
        acknowledged = {}
        for _each in range(told.trials):
            acknowledged |= try_once(verdict)
        server.behave()
        if not told.sabotage:
            drain(verdict)
        examine(verdict, acknowledged, server.kept())
    kit.conclude(verdict)


def hurry(sabotage):
    """Leases, pauses and time-outs of the desk, as short as the trials: their order of size stays."""
    from django.conf import settings

    from itdesk import worker
    from mail import claiming, sending

    settings.EMAIL_TIMEOUT = 0.5
    settings.PERIODIC, settings.PERIODIC_APART = {}, {} if sabotage else {"mail.sending.send_due": 0.05}
    claiming.LEASE, claiming.PAUSES, claiming.BATCH = timedelta(seconds=1), [0.05, 0.1], 4
    sending.OLD, sending.BACK_OFF = 0.5, [QUICK] * len(sending.BACK_OFF)
    worker.SETTLING = 0.1
    if sabotage:
        readers = settings.ACTIVITY_READERS
        settings.ACTIVITY_READERS = [{OWED_BY: TOLD_BY}.get(each, each) for each in readers]


def try_once(verdict):
    """The tickets that were acknowledged."""
    from itdesk.tests.proofs import writing

    creators = writing.Writers(CREATORS, create)
    workers = [start_worker() for _each in range(WORKERS)]
    for _each in range(ROUNDS):
        creators.listen(random.uniform(0.4, 1.2))
        workers.append(start_worker())
        kill(workers.pop(0))
    creators.listen(random.uniform(0.2, 1.0))
    for pid in workers:
        kill(pid)
    creators.kill()
    verdict.trials += 1
    verdict.add("processes killed", CREATORS + WORKERS + ROUNDS)
    verdict.add("workers killed", WORKERS + ROUNDS)
    verdict.require(not creators.refused or verdict.sabotage, f"refused: {creators.refused[:2]}")
    return creators.acknowledged


def create(writer, send):
    """Until killed; each ticket has a requester of its own."""
    from itdesk.tests.proofs import writing

    turn = 0
    while True:
        turn += 1
        writing.submit(writer, send, turn, email=f"p{os.getpid()}.{writer}.{turn}@alpha.example")
        time.sleep(PACE)


def start_worker():
    pid = os.fork()
    if pid:
        return pid
    from itdesk import worker

    try:
        worker.run()
    finally:
        os._exit(0)


def kill(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def drain(verdict):
    """The server behaves again: all that is owed goes, as soon as the leases of the killed have ended."""
    from activity.models import Delivery
    from mail import sending

    owed, last = Delivery.objects.filter(state="owed"), time.monotonic()
    while owed.exists() and time.monotonic() - last < STUCK_AFTER:
        if number := sending.send_due():
            verdict.add("mails sent once all was well", number)
            last = time.monotonic()
        time.sleep(0.05)


def examine(verdict, acknowledged, kept):
    """kept: what the server has seen, mailed.Kept."""
    from activity.models import Delivery
    from itdesk.tests.proofs.judging import judge
    from mail import tokens

    deliveries = {tokens.message_id(each): each for each in Delivery.objects.select_related("event")}
    copies = Counter(copy.id for copy in kept.copies)
    refused = {address for address, fault in kept.faults if fault.startswith("5xx")}
    failed = {each for each in deliveries.values() if each.state == "failed"}
    never = [each for key, each in deliveries.items() if not copies[key] and each not in failed]
    extra, excuses = sum(copies.values()) - len(copies), sum(fault in TOOK_IT for _address, fault in kept.faults)
    found = judge(acknowledged)
    verdict.acknowledged, verdict.lost = len(acknowledged), found.lost + len(never)
    verdict.figures |= {
        "tickets": found.tickets,
        "copies that came": sum(copies.values()),
        "copies more than one": extra,
        "refused for good": len(failed),
        "times that nobody listened": kept.closed,
        "faults": dict(sorted(Counter(fault for _address, fault in kept.faults).items())),
    }
    verdict.require(found.lost == 0 and found.partial == 0, f"tickets: {found.lost} lost, {found.partial} partial")
    verdict.require(not never, f"{len(never)} never mailed")
    strange = [copy for copy in kept.copies if copy.id not in deliveries or copy.to != deliveries[copy.id].address]
    verdict.require(not strange, f"{len(strange)} mails of no ticket")
    verdict.require(extra <= verdict.figures["workers killed"] + excuses, f"{extra} copies too many, {excuses} excuses")
    verdict.require({each.address for each in failed} <= refused, "something failed that was not refused for good")
    if not verdict.sabotage:
        settled = all(each.state in ("sent", "failed") for each in deliveries.values())
        verdict.require(settled, "something is still owed, though all is well")
    verdict.require(len(copies) >= 5 * verdict.trials, f"only {len(copies)} mails: the trials say nothing")
    verdict.require(kept.faults and kept.closed, "the server was too good: the trials say nothing")


def told(event, subject):
    """The sabotage, a reader of the log: what the event owes is sent by who made it, after the commit."""
    from django.db import transaction

    from activity.models import Delivery
    from tickets import notifications

    notifications.owe(event, subject)
    for delivery in Delivery.objects.filter(event=event):
        transaction.on_commit(partial(send_now, delivery))


def send_now(delivery):
    from activity.models import Delivery
    from mail import composing, writing

    composing.compose(delivery, writing.write(delivery)).send()
    Delivery.objects.filter(pk=delivery.pk).update(state="sent")


if __name__ == "__main__":
    main()
