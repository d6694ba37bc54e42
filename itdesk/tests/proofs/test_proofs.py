"""A trial or two of each proof, and its sabotage, which has to be found out."""

import os
import shutil

import pytest

from itdesk.tests import cluster, dovecot
from itdesk.tests.proofs import kit, report, watching

pytestmark = pytest.mark.process

SHORT_SOAK = ["--minutes", 0.1, "--demo", 0]
SMALL_CROWD = ["--seconds", 6, "--requesters", 8, "--agents", 4]
MAILBOXES_ON_POSTGRESQL = ["--trials", 4, "--apart", 0, "--engine", "postgresql"]
SMALL_MAILBOX = ["--trials", 1, "--mails", 50, "--kills", 1, "--apart", 0]
QUICK_FAULT = ["--trials", 1, "--longest", 2, "--holds", 2, "--kinds"]

# The experiment, its arguments for a look, and those for a look at its sabotage
EVERY_TIME = [
    ("kill_sqlite", ["--trials", 1], ["--trials", 1]),
    ("kill_desk", ["--trials", 2], ["--trials", 1]),
    ("power_cut", ["--trials", 2], ["--trials", 4]),
    ("power_cut_files", ["--trials", 2], ["--trials", 2]),
    ("kill_postgresql", ["--trials", 1, "--connections", "pool"], ["--trials", 1, "--connections", "pool"]),
    ("busy", ["--saturated", 2, "--paced", 3], ["--saturated", 2, "--paced", 0.5]),
    ("outbox", ["--trials", 2], ["--trials", 1]),
    ("disk_full", [], []),
    ("disk_full", ["--by", "limit"], ["--by", "limit"]),
    ("faults", [*QUICK_FAULT, "reset"], [*QUICK_FAULT, "black hole"]),
    ("fetching", SMALL_MAILBOX, SMALL_MAILBOX),
    ("crowd", SMALL_CROWD, SMALL_CROWD),
    ("soak", SHORT_SOAK, SHORT_SOAK),
    ("mails", ["--mails", 2400, "--children", 2], ["--mails", 80]),
]

# Each run of it that is written down, as many trials as there is time for in a night, and its sabotage
AT_LENGTH = [
    ("kill_sqlite", [["--trials", 100]], ["--trials", 5]),
    ("kill_desk", [["--trials", 10], ["--trials", 10, "--engine", "postgresql"]], ["--trials", 1]),
    ("power_cut", [["--trials", 100]], ["--trials", 25]),
    ("power_cut_files", [["--trials", 50]], ["--trials", 10]),
    ("kill_postgresql", [["--trials", 40, "--judge-seconds", 1]], ["--trials", 6]),
    ("busy", [["--saturated", 60, "--paced", 240, "--judge-seconds", 1]], ["--saturated", 10, "--paced", 1]),
    ("outbox", [["--trials", 40], ["--trials", 40, "--engine", "postgresql"]], ["--trials", 5]),
    ("disk_full", [["--trials", 10]], []),
    ("faults", [["--trials", 30]], [*QUICK_FAULT, "black hole"]),
    ("fetching", [["--trials", 4], ["--trials", 16, "--apart", 0], MAILBOXES_ON_POSTGRESQL], SMALL_MAILBOX),
    ("crowd", [["--engine", "sqlite"], ["--engine", "postgresql"]], SMALL_CROWD),
    ("soak", [["--engine", "sqlite"], ["--engine", "postgresql"]], SHORT_SOAK),
    ("mails", [["--mails", 100_000]], ["--mails", 2400]),
]


def need_what_it_runs_on(name):
    """Skipped where a program is missing, but not where CI=true promises it."""
    missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
    if name in ("kill_postgresql", "faults"):
        try:
            cluster.find_programs()
        except cluster.NoPostgreSQL as refusal:
            missing(str(refusal))
    if name == "fetching":
        try:
            dovecot.find_program()
        except dovecot.NoDovecot as refusal:
            missing(str(refusal))
    if name.startswith("power_cut") and not shutil.which("cc"):
        missing("gcc is not installed: bin/test --install brings it")


@pytest.mark.parametrize(("name", "look", "_sabotage"), EVERY_TIME)
def test_it_holds(name, look, _sabotage):
    need_what_it_runs_on(name)
    verdict = kit.run(name, *look)
    assert verdict.failures == []
    assert verdict.acknowledged > 0


@pytest.mark.parametrize(("name", "_look", "sabotage"), EVERY_TIME)
def test_its_sabotage_is_found_out(name, _look, sabotage):
    need_what_it_runs_on(name)
    assert kit.run(name, *sabotage, "--sabotage").failures != []


@pytest.mark.long
@pytest.mark.parametrize(("name", "runs", "sabotage"), AT_LENGTH)
def test_it_holds_at_length_and_is_written_down(name, runs, sabotage):
    need_what_it_runs_on(name)
    verdicts = [kit.run(name, *each, seconds=3 * 3600) for each in runs]
    verdicts.append(kit.run(name, *sabotage, "--sabotage"))
    report.write(verdicts)
    assert [each.failures for each in verdicts[:-1]] == [[]] * len(runs)
    assert verdicts[-1].failures != []


def test_a_line_is_fitted_through_what_grows():
    assert watching.slope([(x, 3.0 * x + 7) for x in range(10)]) == pytest.approx(3)
    assert watching.slope([(0.0, 5.0)]) == 0


def test_a_percentile_is_one_of_the_numbers():
    assert [watching.percentile(range(1, 101), percent) for percent in (50, 99, 100)] == [50, 99, 100]
    assert watching.percentile([], 99) == 0
