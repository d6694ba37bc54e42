"""What is restored from a backup that is not what it says, or while somebody is in the way: nothing."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import psycopg
import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command

from itdesk.backup import archive, restoring, values
from itdesk.backup.errors import Damaged, Refused
from itdesk.backup.reading import _open_postgresql
from itdesk.tests.desks import RELEASED, contents, migrated_desk, nothing

VENDORS = ["sqlite", "postgresql"]
TICKETS = "tables/tickets_ticket.000001.jsonl.gz"
RELEASE = RELEASED / "2026-11-22.tar"


@pytest.fixture(autouse=True)
def place(files_migrated_once, settings, tmp_path):
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    return tmp_path


@pytest.fixture(params=VENDORS)
def desk(request, db, place):
    """Today's tables, empty; as empty at the end."""
    with migrated_desk(request.param, place) as connection:
        before = contents()
        yield connection
        assert contents() == before
        assert not [path for path in place.rglob("*") if path.name in ("restoring", "checking", ".restoring")]


def forged(path, **changes):
    """The released archive with some members changed and a good seal: changes by what they are called below."""
    reader = archive.Reader(RELEASE)
    with path.open("wb") as file:
        writer = archive.Writer(file)
        for name, member in reader.members():
            if name == archive.SUMS:
                continue
            lines = member.rows() if name.startswith("tables/") else member.text()
            for change in changes.values():
                lines = change(name, lines)
            writer.add_rows(name, lines) if name.startswith("tables/") else writer.add(name, lines)
        writer.close()
    reader.close()
    return path


def with_tickets(change):
    """The rows of tickets, changed."""
    return lambda name, lines: values.lines_of(change(values.rows_of(lines))) if name == TICKETS else lines


def with_manifest(change):
    def changed(name, text):
        if name != archive.MANIFEST:
            return text
        said = json.loads(text)
        change(said)
        return json.dumps(said).encode()

    return changed


def point_nowhere(rows):
    """The first ticket's category, the last column but one."""
    return [[*rows[0][:-2], 999_999, rows[0][-1]], *rows[1:]]


FORGERIES = {
    "a row is missing": (with_tickets(lambda rows: rows[1:]), "tickets_ticket has 12 rows instead of 13"),
    "a row is there twice": (with_tickets(lambda rows: [rows[0], *rows]), "do not fit together|instead of 13"),
    "a row is short": (with_tickets(lambda rows: [rows[0][:-1], *rows[1:]]), "another number of columns"),
    "a row is no row": (lambda name, lines: b"1\n" if name == TICKETS else lines, "cannot be understood"),
    "a line is cut": (lambda name, lines: lines[:-3] if name == TICKETS else lines, "cannot be understood"),
    "a value is none": (with_tickets(lambda rows: [[None] * len(rows[0]), *rows[1:]]), "do not fit together"),
    "a reference leads nowhere": (with_tickets(point_nowhere), "References lead nowhere|do not fit together"),
    "the columns differ": (
        with_manifest(lambda said: said["tables"][0]["columns"].reverse()),
        "Its tables are not those",
    ),
    "the state is none": (with_manifest(lambda said: said["migrations"].pop(3)), "migrations|tables"),
    "a forged event": (
        lambda name, lines: (
            lines.replace(b"Printer", b"Plotter").replace("プリ".encode(), "フリ".encode())
            if name.startswith("tables/activity_event.")
            else lines
        ),
        "does not add up",
    ),
}


# What the reading of an archive finds out is found out on any database
FOUND_OUT = [
    (vendor, what)
    for vendor in VENDORS
    for what, (_change, said) in FORGERIES.items()
    if vendor == "sqlite" or "fit together" in said or "add up" in said
]


@pytest.mark.parametrize(("desk", "what"), FOUND_OUT, indirect=["desk"])
def test_a_forgery_under_a_good_seal_is_found_out(desk, place, what):
    change, said = FORGERIES[what]
    path = forged(place / "forged.tar", change=change)
    with pytest.raises(Damaged, match=said):
        restoring.restore(path, progress=nothing)


@pytest.mark.any_engine
def test_the_forger_can_leave_everything_as_it_was(db, place):
    assert restoring.check(forged(place / "same.tar"), progress=nothing).complaints == []


def test_an_archive_of_a_newer_version_says_what_to_do(desk, place):
    newer = with_manifest(lambda said: said["migrations"].append(["tickets", "9999_tomorrow"]))
    with pytest.raises(
        Refused, match=r"The archive comes from a newer version .*tickets.9999_tomorrow.*update this one"
    ):
        restoring.restore(forged(place / "newer.tar", change=newer), progress=nothing)


def test_a_damaged_file_is_one_line_and_code_1(desk, place):
    damaged = bytearray(RELEASE.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (place / "damaged.tar").write_bytes(damaged)
    for options in ({}, {"check": True}):
        with pytest.raises(
            CommandError, match=r"This backup is no good\. It is damaged: its seal is broken\."
        ) as failure:
            call_command("restore", place / "damaged.tar", **options)
        assert failure.value.returncode == 1


def test_nothing_is_restored_under_somebody_who_is_using_the_database(desk, place):
    with somebody_at(desk), pytest.raises(Refused, match="The desk is running"):
        restoring.restore(RELEASE, progress=nothing)


def somebody_at(desk):
    """A connection in the middle of reading."""
    if desk.vendor == "sqlite":
        other = sqlite3.connect(desk.settings_dict["NAME"])
        other.execute("PRAGMA journal_mode = WAL").fetchone()
        other.execute("SELECT count(*) FROM tickets_ticket").fetchone()
        return closing(other)
    other: psycopg.Connection = _open_postgresql(desk)
    other.autocommit = False
    other.execute("SELECT count(*) FROM tickets_ticket")
    return closing(other)


def test_two_restores_at_once_are_one_and_a_refusal(db, place):
    from itdesk.backup import aside

    with aside.folder("checking"), pytest.raises(Refused, match="Another restore is under way"):
        restoring.check(RELEASE, progress=nothing)


def test_what_a_killed_check_left_is_cleared_away(db, place):
    (place / "checking").mkdir()
    (place / "checking" / "itdesk.sqlite3").write_bytes(b"half")
    restoring.check(RELEASE, progress=nothing)
    assert not (place / "checking").exists()


def _hear_interrupts():
    """What a shell starts in the background ignores SIGINT, and so would all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.process
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_check_that_is_stopped_leaves_nothing(place, number):
    environment = os.environ | {"ITDESK_DATA_DIR": str(place), "DJANGO_SETTINGS_MODULE": "itdesk.settings"}
    command = [sys.executable, project.BASE_DIR / "manage.py", "restore", "--check", RELEASE]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, preexec_fn=_hear_interrupts)
    while not (place / "checking" / "itdesk.sqlite3").exists():
        assert process.poll() is None
        time.sleep(0.005)
    process.send_signal(number)
    _out, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (2, "CommandError: Stopped; nothing is left behind.\n")
    assert not (place / "checking").exists() and not (place / "last_verified_backup.json").exists()
