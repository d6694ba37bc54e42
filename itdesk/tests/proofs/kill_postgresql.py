"""R3: PostgreSQL is killed with kill -9 under load and started again, for each way to keep connections.

Nothing acknowledged may be lost; requests that begin once it answers again succeed, the first of them, where that is
judged (--judge-seconds 1), within 2 seconds.
"""

import random
import time

from itdesk.tests.proofs import kit, server

WRITERS, LEAST = 6, 2
MODES = ["pool", "persistent", "one each"]
GRACE = 2.0  # seconds: the pool tries once in one, and after a vain wait the desk answers 503 at once for another


def main():
    told = kit.arguments(trials=4, sabotage="synchronous_commit=off", connections="", judge_seconds=0)
    verdict = kit.Verdict("R3", "postgresql", sabotage=told.sabotage)
    if not told.connections:
        return run_each_mode(told, verdict)
    verdict.figures["connections"] = told.connections
    with kit.folder() as data, server.started(data / "cluster") as ours:
        more = {"PROOF_SABOTAGE": told.sabotage, "PROOF_CONNECTIONS": told.connections, "DATABASE_URL": ours.url}
        kit.begin(data, **more)
        for _each in range(told.trials):
            try_once(verdict, ours, patience=2 if told.judge_seconds else 30)
    verdict.require(verdict.acknowledged >= WRITERS * LEAST * told.trials, f"only {verdict.acknowledged} acknowledged")
    kit.conclude(verdict)


def run_each_mode(told, verdict):
    """Each in a process of its own, since settings are read once; their verdicts added up."""
    share = -(-told.trials // len(MODES))
    for mode in MODES[: told.trials]:
        more = ["--judge-seconds", told.judge_seconds, *(["--sabotage"] if told.sabotage else [])]
        found = kit.run("kill_postgresql", "--trials", share, "--connections", mode, *more)
        verdict.trials += found.trials
        verdict.acknowledged += found.acknowledged
        verdict.lost += found.lost
        verdict.failures += [f"{mode}: {failure}" for failure in found.failures]
        verdict.most("first success after (s)", found.figures["first success after (s)"])
        verdict.add("refused while it was away", found.figures["refused while it was away"])
        verdict.add("refused when it was back", found.figures["refused when it was back"])
    kit.conclude(verdict)


def try_once(verdict, ours, *, patience):
    from itdesk.tests.proofs import judging, writing

    writing.close_connections()
    ours.assert_ours()
    writers = writing.Writers(WRITERS, writing.submit_for_ever)
    for _each in range(60):
        writers.listen(random.uniform(0.5, 1.5))
        if len(writers.by_writer) == WRITERS and min(writers.by_writer.values()) >= LEAST:
            break
    ours.kill()
    ours.start()
    back = time.time()
    succeeded = [began for began, _seconds in writers.waits if began > back]
    ends_at = back + patience
    while not succeeded and time.time() < ends_at:
        writers.listen(2.5)
        succeeded = [began for began, _seconds in writers.waits if began > back]
    writers.stop()
    found = judging.judge(writers.acknowledged)
    writing.close_connections()
    late = [
        (began, told) for began, told in writers.refused if began > back + (GRACE if patience <= GRACE else patience)
    ]
    first = min((began + seconds for began, seconds in writers.waits if began + seconds > back), default=back + 99)
    verdict.trials += 1
    verdict.acknowledged += len(writers.acknowledged)
    verdict.lost += found.lost
    verdict.most("first success after (s)", round(first - back, 2))
    verdict.add("refused while it was away", len(writers.refused) - len(late))
    verdict.add("refused when it was back", len(late))
    verdict.require(not late, f"refused when it was back: {late[:2]}")
    verdict.require(first - back <= patience, f"the first success took more than {patience} s")
    verdict.require(not any("FAULT" in told for _began, told in writers.refused), "a process broke")
    verdict.require(found.lost == 0, "acknowledged tickets are lost")
    verdict.require(found.partial == 0, "there are partial tickets")
    verdict.require(not found.broken, f"broken: {found.broken[:2]}")


if __name__ == "__main__":
    main()
