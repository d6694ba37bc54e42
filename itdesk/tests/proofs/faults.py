"""R13: the way to PostgreSQL goes bad under `manage.py desk`, in six ways, and is good again.

Every answer comes within a bound, none is a fault of ours, and afterwards all goes well without a restart.
"""

import threading
import time

from itdesk.tests.proofs import kit, server
from itdesk.tests.proofs.desk import Desk, Visitor, until
from itdesk.tests.proofs.proxy import FAULTS, Proxy

VISITORS, LEAST = 4, 2
WAITS = 10  # seconds beyond the longest answer: the pool's five, and as much for whoever stands before us
RECOVERS = 8  # seconds
GOOD = {200, 302, 503}


class Crowd:
    """Visitors who read and submit until the end."""

    def __init__(self, port, patience):
        self.port, self.patience, self.over = port, patience, False
        self.seen, self.submitted, self.lock = [], {}, threading.Lock()
        self.threads = [threading.Thread(target=self.work, args=(each,)) for each in range(VISITORS)]

    def work(self, each):
        visitor, turn = Visitor(self.port, timeout=self.patience), 0
        while not self.over:
            turn += 1
            began, number, subject = time.monotonic(), None, f"Fault {id(self)} {each} {turn}"
            try:
                number, status = visitor.submit(subject) if turn % 2 else (None, visitor.get("/submit/").status)
            except OSError:
                status = "none"
            with self.lock:
                self.seen.append((status, time.monotonic() - began))
                if number:
                    self.submitted[number] = subject
            time.sleep(0.05)


def main():
    told = kit.arguments(trials=6, sabotage="no timeouts", longest=20.0, kinds=",".join(FAULTS), holds=6.0)
    verdict = kit.Verdict("R13", "postgresql", sabotage=told.sabotage)
    with kit.folder() as data, server.started(data / "cluster") as ours:
        ours.assert_ours()
        kit.prepared(data)
        proxy = Proxy(ours.socket)
        address = {"DATABASE_URL": f"postgres://itdesk@127.0.0.1:{proxy.port}/postgres"}
        more = {"PROOF_SABOTAGE": told.sabotage, "PROOF_LONGEST_ANSWER": told.longest}
        submitted, kinds = {}, told.kinds.split(",")
        with Desk(data, **address, **more) as desk:
            for trial in range(told.trials):
                submitted |= try_once(verdict, desk, proxy, kinds[trial % len(kinds)], told)
        kit.begin(data, DATABASE_URL=ours.url)
        examine(verdict, submitted)
    kit.conclude(verdict)


def try_once(verdict, desk, proxy, fault, told):
    """The tickets that were acknowledged."""
    bound = told.longest + WAITS
    crowd = Crowd(desk.port, patience=bound + 5)
    for thread in crowd.threads:
        thread.start()
    until(lambda: len(crowd.submitted) >= LEAST, seconds=60, otherwise=lambda: str(crowd.seen))
    proxy.begin(fault)
    time.sleep(told.holds)
    crowd.over = True  # who still waits is waited for: the fault is not over for them
    for thread in crowd.threads:
        thread.join()
    proxy.end()
    visitor = Visitor(desk.port, timeout=bound)
    recovered = recover(verdict, visitor, fault)
    statuses = {status for status, _seconds in crowd.seen}
    slowest = max(seconds for _status, seconds in crowd.seen)
    verdict.trials += 1
    verdict.most(f"{fault}: slowest (s)", round(slowest, 1))
    verdict.most(f"{fault}: well again after (s)", recovered)
    verdict.add(f"{fault}: 503", sum(status == 503 for status, _seconds in crowd.seen))
    verdict.require(statuses <= GOOD, f"{fault}: {statuses - GOOD}")
    verdict.require(slowest <= bound, f"{fault}: somebody waited {slowest:.0f} s")
    return crowd.submitted


def recover(verdict, visitor, fault):
    """After how many seconds it is well again; then ten pages in turn are."""

    def is_well():
        try:
            return visitor.get("/submit/").status == 200
        except OSError:
            return False

    try:
        after = round(until(is_well, seconds=RECOVERS), 1)
    except TimeoutError:
        verdict.require(False, f"{fault}: not well again within {RECOVERS} s")
        return RECOVERS
    verdict.require(all(is_well() for _each in range(10)), f"{fault}: well again, and then not")
    return after


def examine(verdict, submitted):
    from itdesk.tests.proofs.judging import judge

    found = judge(submitted)
    verdict.acknowledged, verdict.lost = len(submitted), found.lost
    verdict.require(len(submitted) >= LEAST * verdict.trials, f"only {len(submitted)} acknowledged")
    verdict.require(found.lost == 0 and found.partial == 0, f"{found.lost} lost, {found.partial} partial")
    verdict.require(not found.broken, f"broken: {found.broken[:2]}")


if __name__ == "__main__":
    main()
