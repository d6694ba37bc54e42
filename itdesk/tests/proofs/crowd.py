"""Load: 50 requesters and 10 agents talk with each other for a minute; nothing is lost, and nothing is there twice.

Requesters submit, open their link, answer (every third time with a file), press "It works" and "Still broken". Agents open
what is on top of the list and reply, also at once, so that replies are held and sent anyway; they write notes, resolve, and
take back. Everybody presses twice now and then: the same form by two connections at once. Each ticket, message and file
that was acknowledged has to be there exactly once, with its event and what is owed, and the log has to add up.

    python -m itdesk.tests.proofs.crowd --seconds 60 --engine postgresql
"""

import threading
import time

from itdesk.tests.proofs import kit, watching
from itdesk.tests.proofs.desk import Desk
from itdesk.tests.proofs.server import place_of
from itdesk.tests.proofs.talking import PASSWORD, Ledger, answering, asking

FURNISH = """
from agents.models import Agent
for n in range({many}):
    Agent.objects.create_user(f"agent{{n}}", f"agent{{n}}@alpha.example", {password!r}, first_name=f"Agent {{n}}")
"""
FINE = ("200", "302", "409")
WANTED, WANTED_IN_A_MINUTE = ["submit 302", "answer 302", "reply 302", "note 302"], ["take back 302", "reply 409"]


def main():
    told = kit.arguments(
        trials=1, sabotage="pressed twice is not recognised", seconds=60.0, requesters=50, agents=10, engine="sqlite"
    )
    verdict = kit.Verdict("crowd", told.engine, trials=1, sabotage=told.sabotage)
    with kit.folder() as data, place_of(told.engine, data) as more:
        kit.prepared(data)
        kit.run_manage(data, "shell", "-c", FURNISH.format(many=told.agents, password=PASSWORD), **more)
        with Desk(data, **more, PROOF_SABOTAGE=told.sabotage) as desk:
            wanted = WANTED + WANTED_IN_A_MINUTE * (told.seconds >= 60)
            ledger = Ledger(desk.port, twice=1 if told.sabotage else 0.2, wanted=wanted)
            run(ledger, told)
        kit.begin(data, **more)
        examine(verdict, ledger, told)
    kit.conclude(verdict)


def run(ledger, told):
    """Everybody at work for so many seconds, once the agents have logged in."""
    agents = [answering(ledger, each) for each in range(told.agents)]
    began = time.time()
    ledger.until = began + told.seconds
    requesters = [asking(ledger, each) for each in range(told.requesters)]
    threads = [threading.Thread(target=each.work, daemon=True) for each in [*agents, *requesters]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=told.seconds + 300)
    ledger.lasted = time.time() - began
    if any(thread.is_alive() for thread in threads):
        ledger.faults.append("somebody waited for more than 300 s")


def examine(verdict, ledger, told):
    from itdesk.tests.proofs import accounting, judging

    found = judging.judge({told.number: subject for subject, told in ledger.tickets.items()})
    verdict.require(not found.partial, f"{found.partial} tickets without their event or what is owed")
    verdict.require(not found.broken, f"broken: {found.broken[:3]}")
    accounting.account(verdict, ledger)
    tell(verdict, ledger, told)
    refused = {name: many for name, many in ledger.statuses.items() if name.split()[-1] not in FINE}
    verdict.require(not refused and not ledger.faults, f"refused: {refused} {ledger.faults[:3]}")
    verdict.require(not ledger.leaks, f"requesters saw what was not for them: {sorted(ledger.leaks)[:3]}")
    for act in ledger.wanted:
        verdict.require(ledger.statuses.get(act), f"nobody got to: {act}")


def tell(verdict, ledger, told):
    seconds = [each for _name, each in ledger.latencies]
    verdict.figures |= {
        "requesters and agents": f"{told.requesters} and {told.agents}, for {told.seconds:.0f} s",
        "tickets, messages, files": f"{len(ledger.tickets)}, {len(ledger.messages)}, {len(ledger.files)}",
        "pressed twice": ledger.pressed_twice,
        "held, then sent anyway": ledger.statuses.get("reply 409", 0),
        "taken back": len(ledger.taken_back),
        "files read back by their holder": ledger.read_back,
        "requests": len(seconds),
        "requests a second": round(len(seconds) / ledger.lasted, 1),
    }
    for name, percent in (("median", 50), ("p95", 95), ("p99", 99), ("slowest", 100)):
        verdict.figures[f"{name} (ms)"] = round(1000 * watching.percentile(seconds, percent))
    verdict.figures["answers"] = dict(sorted(ledger.statuses.items()))


if __name__ == "__main__":
    main()
