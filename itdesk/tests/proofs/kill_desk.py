"""R1 through the web: visitors submit to `manage.py desk` while its processes are killed, and once the whole of it.

Each number that /submit/done/ has named is there afterwards, whole.
"""

import random
import threading
import time

from itdesk.tests.proofs import kit
from itdesk.tests.proofs.desk import Desk, Visitor, until
from itdesk.tests.proofs.server import place_of

VISITORS = 4


class Crowd:
    """Visitors who submit until the end, and try again when nobody answers."""

    def __init__(self):
        self.submitted, self.statuses, self.over, self.lock = {}, {}, False, threading.Lock()
        self.port = 0
        self.threads = [threading.Thread(target=self.submit, args=(each,), daemon=True) for each in range(VISITORS)]

    def submit(self, each):
        visitor, turn = None, 0
        while not self.over:
            turn += 1
            visitor = visitor if visitor and visitor.port == self.port else Visitor(self.port, timeout=20)
            subject = f"Killed {each} {turn}"
            try:
                number, status = visitor.submit(subject)
            except OSError:
                number, status = None, "none"
                time.sleep(0.05)
            with self.lock:
                self.statuses[status] = self.statuses.get(status, 0) + 1
                if number:
                    self.submitted[number] = subject


def main():
    told = kit.arguments(trials=2, sabotage="the database is wiped", engine="sqlite")
    verdict = kit.Verdict("R1 web", told.engine, sabotage=told.sabotage)
    with kit.folder() as data, place_of(told.engine, data) as more:
        kit.prepared(data)
        crowd = Crowd()
        for trial in range(told.trials):
            with Desk(data, **more) as desk:
                crowd.port = desk.port
                if trial == 0:
                    for thread in crowd.threads:
                        thread.start()
                try_once(verdict, desk, crowd, all_of_it=trial == told.trials - 1)
        crowd.over = True
        for thread in crowd.threads:
            thread.join()
        if told.sabotage:
            for path in data.glob("itdesk.sqlite3*"):
                path.unlink()
            kit.prepared(data)
        kit.begin(data, **more)
        examine(verdict, crowd)
    kit.conclude(verdict)


def try_once(verdict, desk, crowd, *, all_of_it):
    heard(crowd, 5)
    children = desk.processes()[1:]
    desk.kill(None if all_of_it else random.sample(children, max(1, len(children) // 2)))
    verdict.trials += 1
    verdict.add("processes killed", len(children) if all_of_it else max(1, len(children) // 2))
    if not all_of_it:
        verdict.most("answers again after (s)", round(until(desk.answers, seconds=60), 1))
        heard(crowd, 5)


def heard(crowd, many):
    goal = len(crowd.submitted) + many
    until(lambda: len(crowd.submitted) >= goal, seconds=60, otherwise=lambda: str(crowd.statuses))


def examine(verdict, crowd):
    from itdesk.tests.proofs.judging import judge

    found = judge(crowd.submitted)
    verdict.acknowledged, verdict.lost = len(crowd.submitted), found.lost
    verdict.figures["answers"] = {str(status): many for status, many in crowd.statuses.items()}
    verdict.require(found.lost == 0, "numbers that visitors were told are lost")
    verdict.require(found.partial == 0 and not found.broken, f"{found.partial} partial, broken: {found.broken[:2]}")
    verdict.require(500 not in crowd.statuses, "there was a 500")
    verdict.require(len(crowd.submitted) >= 5 * verdict.trials, f"only {len(crowd.submitted)} acknowledged")


if __name__ == "__main__":
    main()
