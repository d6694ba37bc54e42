"""What the long proofs found, for docs/proofs/: one page for each row, and an index of them.

    python -m itdesk.tests.proofs.report soak-sqlite.json soak-postgresql.json

writes the page of one row from what its runs have said.
"""

import datetime
import importlib
import json
import os
import platform
import sqlite3
import subprocess
import sys
from pathlib import Path

from itdesk.tests import cluster
from itdesk.tests.proofs import kit

ALSO = {"quotes.md": "Quotes and signatures folded away"}  # its table is by mail.tests.scoring
FOLDER = kit.ROOT / "docs" / "proofs"
TITLES = {
    "R1": ("kill_sqlite", "kill -9, SQLite"),
    "R1 web": ("kill_desk", "kill -9, through the web"),
    "R2": ("power_cut", "Power cut, SQLite"),
    "R2b": ("power_cut_files", "Power cut, attachments"),
    "R3": ("kill_postgresql", "kill -9, PostgreSQL"),
    "R5": ("busy", "Everybody writes at once, SQLite"),
    "R6": ("outbox", "The outbox under kill -9 and a mail server that misbehaves"),
    "R11": ("mails", "Mail of every kind"),
    "R12": ("disk_full", "The disk is full"),
    "R13": ("faults", "The way to PostgreSQL goes bad"),
    "B1": ("fetching", "A mailbox whose fetcher is killed at each step"),
    "crowd": ("crowd", "50 requesters and 10 agents at once"),
    "soak": ("soak", "Minutes of mixed load"),
}


def write(verdicts):
    """The page of the row that these are of, sabotages included, and the index anew."""
    row = verdicts[0].row
    FOLDER.mkdir(parents=True, exist_ok=True)
    _path(row).write_text(_page(row, verdicts))
    (FOLDER / "README.md").write_text(_index())


def _page(row, verdicts):
    module, title = TITLES[row]
    said = importlib.import_module(f"itdesk.tests.proofs.{module}").__doc__.partition(":")[2].strip()
    said = said[0].upper() + said[1:]
    parts = [
        f"# {row}: {title}",
        said.replace("\n    python", "\n```sh\npython") + ("\n```" if "\n    python" in said else ""),
    ]
    parts += [_table(verdicts), *map(_figures, verdicts), _machine(), _by_hand(module)]
    return "\n\n".join(parts) + "\n"


def _table(verdicts):
    lines = ["| run | engine | trials | acknowledged | lost | outcome |", "| --- | --- | ---: | ---: | ---: | --- |"]
    for each in verdicts:
        run = f"sabotage: {each.sabotage}" if each.sabotage else "as shipped"
        outcome = "held" if not each.failures else "missed: " + "; ".join(map(_plain, each.failures[:2]))
        lines.append(f"| {run} | {each.engine} | {each.trials} | {each.acknowledged:,} | {each.lost:,} | {outcome} |")
    return "\n".join(lines)


def _figures(verdict):
    run = f"with {verdict.sabotage}" if verdict.sabotage else "as shipped"
    lines = [f"Figures, {verdict.engine}, {run}:", ""]
    return "\n".join(lines + [f"- {name}: {_plain(value)}" for name, value in verdict.figures.items()])


def _plain(value):
    """On one line of a table, without what is particular to this machine."""
    return str(value).replace("|", "/").replace(str(kit.ROOT), "…")[:300]


def _machine():
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=kit.ROOT, capture_output=True, text=True)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    facts = {
        "run on": datetime.date.today().isoformat(),
        "written at": commit.stdout.strip() or "unknown",
        "machine": f"{os.cpu_count()} cores ({platform.machine()}), shared; load average at the end {load}",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "PostgreSQL": _postgresql(),
    }
    return "\n".join(f"- {name}: {fact}" for name, fact in facts.items())


def _postgresql():
    try:
        program = cluster.find_programs() / "postgres"
    except cluster.NoPostgreSQL:
        return "none"
    return subprocess.run([program, "--version"], capture_output=True, text=True).stdout.split()[2]


def _by_hand(module):
    return f"```sh\n.venv/bin/python -m itdesk.tests.proofs.{module} --help\n```"


def _index():
    lines = [
        "# Proofs",
        "What the desk promises about what it was told, tried by experiment. `bin/test --long` runs all of it and writes",
        "these pages; `bin/test` runs a trial or two of each, with its sabotage. A sabotage takes away what the promise",
        "rests on, and has to be found out. Zero failures in n trials bound the rate of failure at about 3/n.",
        "",
    ]
    lines += [
        f"- [{row}: {title}]({_path(row).name})" for row, (_module, title) in TITLES.items() if _path(row).exists()
    ]
    lines += [f"- [{title}]({name})" for name, title in ALSO.items()]
    return "\n".join([lines[0], "", *lines[1:]]) + "\n"


def _path(row) -> Path:
    return FOLDER / f"{row.replace(' ', '-')}.md"


if __name__ == "__main__":
    write([kit.Verdict(**json.loads(Path(name).read_text())) for name in sys.argv[1:]])
