"""R2: the power goes while tickets are submitted, on SQLite: whatever was not fsynced is gone, or some of it.

power.c takes the writes back; half of the trials keep each lost write at random, as a disk may. One process with four
threads, since the writes of one process are what the shim knows. A trial counts when a ticket was acknowledged.
"""

import os
import random
import shutil
import subprocess
import sys
import threading
from contextlib import suppress
from functools import partial

from itdesk.tests.proofs import kit

THREADS = 4
FEWEST_STEPS, MOST_STEPS = 600, 2500


class NoCompiler(Exception):
    """There is no C compiler on this machine."""


def main():
    told = kit.arguments(trials=15, sabotage="synchronous=NORMAL")
    verdict = kit.Verdict("R2", "sqlite", sabotage=told.sabotage)
    with kit.folder() as data:
        if "LD_PRELOAD" not in os.environ:
            return restart_under(compiled(data), "power_cut")
        kit.prepared(data)
        kit.begin(data, PROOF_SABOTAGE=told.sabotage, POWER_FOLDER=data)
        for trial in range(told.trials):
            try_once(verdict, data, kept=50 * (trial % 2))
    verdict.require(verdict.acknowledged >= 2 * told.trials, f"only {verdict.acknowledged} acknowledged")
    kit.conclude(verdict)


def compiled(folder):
    """The shim, as a file. Raises NoCompiler."""
    compiler = shutil.which("cc")
    if not compiler:
        raise NoCompiler("gcc is not installed: bin/test --install brings it")
    source, shim = kit.ROOT / "itdesk/tests/proofs/power.c", folder / "power.so"
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-pthread", "-o", shim, source], check=True)
    return shim


def restart_under(shim, name):
    """That very experiment again, with the shim between it and the disk."""
    again = [sys.executable, "-m", f"itdesk.tests.proofs.{name}", *sys.argv[1:]]
    sys.exit(subprocess.run(again, env=os.environ | {"LD_PRELOAD": str(shim)}).returncode)


def try_once(verdict, data, *, kept, attached=None):
    """One power cut; what was acknowledged before it. attached: of a subject, the files that go with the ticket."""
    from itdesk.tests.proofs import judging, writing

    steps = random.randint(FEWEST_STEPS, MOST_STEPS)
    writers = writing.Writers(1, partial(work, steps=steps, kept=kept, attached=attached))
    writers.finish()
    with suppress(FileNotFoundError):
        (data / "itdesk.sqlite3-shm").unlink()  # was memory
    found = judging.judge(writers.acknowledged)
    writing.close_connections()
    verdict.trials += 1
    verdict.acknowledged += len(writers.acknowledged)
    verdict.lost += found.lost
    verdict.add("trials that lost something", bool(found.lost))
    faults = [told for _began, told in writers.refused if "FAULT" in told]  # others read while it was taken back
    verdict.require(not faults, f"{faults[:2]}")
    verdict.require(writers.acknowledged, "a trial without an acknowledged ticket")
    verdict.require(found.lost == 0, "acknowledged tickets are lost")
    verdict.require(found.partial == 0, "there are partial tickets")
    verdict.require(not found.broken, f"broken: {found.broken[:2]}")
    return writers.acknowledged


def work(writer, send, *, steps, kept, attached=None):
    from itdesk.tests.proofs import writing

    os.environ |= {"POWER_STEPS": str(steps), "POWER_KEPT": str(kept)}
    threads = [threading.Thread(target=writing.submit_until_the_end, args=(n, send, attached)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
