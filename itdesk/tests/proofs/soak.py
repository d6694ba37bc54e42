"""Soak: minutes of mixed load at five times the expected peak; nothing may grow, and afterwards everything is there.

The peak: 50 agents, each of whom opens a page every 10 seconds, and 200 tickets submitted in an hour. One page in ten
is an edit that is saved.

    python -m itdesk.tests.proofs.soak --minutes 20 --engine postgresql
"""

import random
import re
import threading
import time

from itdesk.tests.proofs import kit, watching
from itdesk.tests.proofs.desk import Desk, Fields, Visitor
from itdesk.tests.proofs.server import place_of

TIMES = 5
PAGES = 50 / 10 * TIMES  # a second
SUBMISSIONS = 200 / 3600 * TIMES  # a second
WORDS = ["printer", "vpn", "laptop", "password", "drucker", "screen", "outlook", "imprimante"]
AGENT = {"username": "bruno.mars", "password": "Live"}
CLIENTS = 8
FURNISH = f"""
from agents.models import Agent
from tickets import actions
from tickets.models import Category
Agent.objects.create_user({AGENT["username"]!r}, "bruno@alpha.example", {AGENT["password"]!r}, first_name="Bruno")
for turn in range(20):
    actions.submit_ticket(name="Jo", email="jo@alpha.example", subject=f"Printer {{turn}}", category=Category.objects.first())
"""  # instead of the demo's two thousand tickets, with --demo 0


class Load:
    """Clients that keep to the pace: who is late opens the next page at once. Latencies in seconds, as they come."""

    def __init__(self, port, *, until):
        self.port, self.until = port, until
        self.latencies, self.statuses, self.submitted, self.failures = [], {}, {}, []
        self.lock = threading.Lock()

    def run(self):
        agent = Visitor(self.port)
        if agent.post("/login/", AGENT).status != 302:
            raise RuntimeError("the demo's agent cannot log in")
        self.numbers = [int(n) for n in re.findall(r'href="/tickets/(\d+)/"', agent.get("/tickets/").text)]
        threads = [threading.Thread(target=self.work, args=(agent.cookies,)) for _each in range(CLIENTS)]
        threads.append(threading.Thread(target=self.submit))
        for thread in threads:
            thread.start()
        return threads

    def work(self, cookies):
        visitor = Visitor(self.port)
        visitor.cookies = dict(cookies)
        chance = random.Random()
        for _at in self.paced(PAGES / CLIENTS, chance):
            kind = chance.choices([self.list, self.search, self.ticket, self.assets, self.edit], [35, 20, 25, 10, 10])
            kind[0](visitor, chance)

    def submit(self):
        visitor, chance = Visitor(self.port), random.Random()
        for at in self.paced(SUBMISSIONS, chance, begin_at_once=True):
            subject = f"Soak {at:.3f} {chance.random()}"
            try:
                number, status = self.timed("submit", lambda: visitor.submit(subject))  # noqa: B023
            except OSError as failure:
                self.failures.append(str(failure))
                continue
            if number:
                self.submitted[number] = subject
            else:
                self.count("submit", status)

    def paced(self, rate, chance, *, begin_at_once=False):
        at = time.time() + (0 if begin_at_once else chance.random() / rate)
        while max(at, time.time()) < self.until:
            time.sleep(max(0, at - time.time()))
            yield at
            at += chance.expovariate(rate)

    def list(self, visitor, chance):
        self.get("list", visitor, "/tickets/")

    def search(self, visitor, chance):
        self.get("search", visitor, f"/tickets/?q={chance.choice(WORDS)}")

    def ticket(self, visitor, chance):
        self.get("ticket", visitor, f"/tickets/{chance.choice(self.numbers)}/")

    def assets(self, visitor, chance):
        self.get("assets", visitor, "/assets/")

    def edit(self, visitor, chance):
        address = f"/tickets/{chance.choice(self.numbers)}/edit/"
        form = self.get("form", visitor, address)
        if form is None or form.status != 200:
            return
        fields = Fields(form.text, "modal-form").found | {"priority": chance.choice(["p1", "p2", "p3", "p4"])}
        try:
            saved = self.timed("save", lambda: visitor.post(address, fields))
        except OSError as failure:
            self.failures.append(str(failure))
            return
        self.count("save", saved.status)

    def get(self, name, visitor, path):
        try:
            answer = self.timed(name, lambda: visitor.get(path))
        except OSError as failure:
            self.failures.append(str(failure))
            return None
        self.count(name, answer.status)
        return answer

    def timed(self, name, ask):
        began = time.perf_counter()
        answer = ask()
        with self.lock:
            self.latencies.append((name, time.perf_counter() - began))
        return answer

    def count(self, name, status):
        with self.lock:
            self.statuses[f"{name} {status}"] = self.statuses.get(f"{name} {status}", 0) + 1


def main():
    told = kit.arguments(trials=1, sabotage="a leak", minutes=20.0, engine="sqlite", demo=1)
    verdict = kit.Verdict("soak", told.engine, trials=1, sabotage=told.sabotage)
    with kit.folder() as data, place_of(told.engine, data) as more:
        kit.prepared(data)
        own = more | {"PROOF_SABOTAGE": told.sabotage}
        if told.demo:
            own["ITDESK_DEMO"] = 1
        else:
            kit.run_manage(data, "shell", "-c", FURNISH, **more)
        with Desk(data, **own) as desk:
            load = Load(desk.port, until=time.time() + told.minutes * 60)
            threads = load.run()
            samples = watching.watch(desk, data, while_=lambda: any(t.is_alive() for t in threads), every=told.minutes)
        kit.begin(data, **more)
        examine(verdict, load, samples, told.minutes * 60)
    kit.conclude(verdict)


def examine(verdict, load, samples, seconds):
    from itdesk.tests.proofs.judging import judge

    found = judge(load.submitted, after=min(load.submitted, default=1) - 1)
    verdict.acknowledged, verdict.lost = len(load.submitted), found.lost
    watching.report(verdict, samples)
    verdict.figures |= {"minutes": round(seconds / 60, 1), "requests": len(load.latencies)}
    meant = PAGES + SUBMISSIONS
    verdict.figures |= {
        "requests a second": f"{len(load.latencies) / seconds:.1f}, where {meant:.1f} were meant at least"
    }
    for name, percent in (("median", 50), ("p95", 95), ("p99", 99), ("slowest", 100)):
        verdict.figures[f"{name} (ms)"] = round(1000 * watching.percentile([s for _n, s in load.latencies], percent))
    verdict.figures["answers"] = dict(sorted(load.statuses.items()))
    faults = {name: many for name, many in load.statuses.items() if name.split()[1] not in ("200", "302", "409")}
    verdict.require(not faults and not load.failures, f"refused: {faults} {load.failures[:3]}")
    verdict.require(found.lost == 0 and found.partial == 0, f"{found.lost} lost, {found.partial} partial")
    verdict.require(not found.broken, f"broken: {found.broken[:3]}")
    least = seconds * meant / 2 if seconds >= watching.WARM else 1  # a busy machine may be slower, but not for ever
    verdict.require(
        len(load.latencies) >= least, f"only {len(load.latencies)} requests, where {least:.0f} are asked for"
    )
    verdict.require(load.submitted, "nothing was submitted")


if __name__ == "__main__":
    main()
