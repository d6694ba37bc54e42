"""R1: eight processes submit tickets until all are killed by kill -9, on SQLite; and again on what is left.

Nothing acknowledged may be lost, and every ticket is there with its event and its delivery, or not at all. A trial
counts when every process was told of two tickets.
"""

import random
from functools import partial

from itdesk.tests.proofs import kit

WRITERS, LEAST = 8, 2


def main():
    told = kit.arguments(trials=8, sabotage="no transactions")
    verdict = kit.Verdict("R1", "sqlite", sabotage=told.sabotage)
    with kit.folder() as data:
        kit.prepared(data)
        kit.begin(data)
        for _each in range(told.trials):
            try_once(verdict)
    least = WRITERS * LEAST * told.trials
    verdict.require(verdict.acknowledged >= least, f"only {verdict.acknowledged} acknowledged: the trials say nothing")
    kit.conclude(verdict)


def try_once(verdict):
    from itdesk.tests.proofs import judging, writing

    writers = writing.Writers(WRITERS, partial(work, sabotage=verdict.sabotage))
    for _each in range(60):
        writers.listen(random.uniform(0.3, 1.0))
        if len(writers.by_writer) == WRITERS and min(writers.by_writer.values()) >= LEAST:
            break
    writers.kill()
    found = judging.judge(writers.acknowledged)
    writing.close_connections()
    verdict.trials += 1
    verdict.acknowledged += len(writers.acknowledged)
    verdict.lost += found.lost
    verdict.add("processes killed", WRITERS)
    verdict.figures["partial tickets"] = found.partial  # those of earlier trials are still there
    verdict.require(not writers.refused or verdict.sabotage, f"refused: {writers.refused[:2]}")
    verdict.require(found.lost == 0, "acknowledged tickets are lost")
    verdict.require(found.partial == 0, "there are partial tickets")
    verdict.require(not found.broken, f"broken: {found.broken[:2]}")


def work(writer, send, *, sabotage):
    from itdesk.tests.proofs import writing

    if sabotage:
        writing.without_transactions()
    writing.submit_for_ever(writer, send)


if __name__ == "__main__":
    main()
