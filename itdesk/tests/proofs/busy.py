"""R5: eight processes that write as fast as they can, then eight at a steady pace beside a reader and a long export.

Nobody may be told "database is locked". How long somebody waits is judged only with --judge-seconds 1, on a quiet machine.
"""

import time
from functools import partial

from itdesk.tests.proofs import kit, watching

WRITERS, PACE = 8, 0.2  # seconds between two tickets of one writer
EXPORT = 2.0  # seconds that a reader holds its transaction open


def main():
    told = kit.arguments(trials=1, sabotage="Django's own SQLite settings", saturated=10.0, paced=30.0, judge_seconds=0)
    verdict = kit.Verdict("R5", "sqlite", trials=told.trials, sabotage=told.sabotage)
    with kit.folder() as data:
        kit.prepared(data)
        kit.begin(data, PROOF_SABOTAGE=told.sabotage)
        saturated = run(verdict, told.saturated, pace=0.0)
        paced = run(verdict, told.paced, pace=PACE, beside=[read_for_ever, export_for_ever])
    tell(verdict, "saturated", saturated, told.saturated)
    tell(verdict, "paced", paced, told.paced)
    verdict.require(verdict.acknowledged >= 4 * WRITERS, f"only {verdict.acknowledged} acknowledged")
    verdict.figures["judged by seconds"] = "yes" if told.judge_seconds else "no: the machine was busy with other things"
    if told.judge_seconds:
        verdict.require(max(saturated, default=99) <= 10, "somebody waited more than 10 s when all wrote at once")
        verdict.require(watching.percentile(paced, 99) <= 0.1, "at a steady pace, one in a hundred waits over 0.1 s")
    kit.conclude(verdict)


def run(verdict, seconds, *, pace, beside=()):
    """For so many seconds; how long each acknowledged ticket took."""
    from itdesk.tests.proofs import judging, writing

    work = [partial(writing.submit_for_ever, pace=pace)] * WRITERS + list(beside)
    writers = writing.Writers(len(work), lambda writer, send: work[writer](writer, send))
    writers.listen(seconds)
    writers.stop()
    found = judging.judge(writers.acknowledged)
    writing.close_connections()
    verdict.acknowledged += len(writers.acknowledged)
    verdict.lost += found.lost
    verdict.add("locked out", sum("locked" in told for _began, told in writers.refused))
    verdict.require(not writers.refused, f"{writers.refused[0][1] if writers.refused else ''}")
    verdict.require(not found.lost and not found.partial and not found.broken, "something is lost or broken")
    return [seconds for _began, seconds in writers.waits]


def read_for_ever(writer, send):
    """Somebody who keeps opening the list and the log."""
    from django.core.management import call_command

    from tickets.models import Ticket

    while True:
        list(Ticket.objects.with_names().order_by("-updated_at")[:50])
        call_command("verify_log", verbosity=0, stdout=open("/dev/null", "w"))  # noqa: SIM115


def export_for_ever(writer, send):
    """A read that is held open, so that nothing of the write-ahead log can be taken over meanwhile."""
    from django.db import connection

    while True:
        connection.ensure_connection()
        connection.connection.execute("BEGIN")
        connection.connection.execute("SELECT count(*) FROM tickets_ticket").fetchall()
        time.sleep(EXPORT)
        connection.connection.execute("SELECT count(*) FROM activity_event").fetchall()
        connection.connection.execute("COMMIT")


def tell(verdict, name, seconds, lasted):
    verdict.figures |= {
        f"{name}: tickets a second": round(len(seconds) / lasted, 1),
        f"{name}: p99 (ms)": round(1000 * watching.percentile(seconds, 99)),
        f"{name}: slowest (ms)": round(1000 * max(seconds, default=0)),
    }


if __name__ == "__main__":
    main()
