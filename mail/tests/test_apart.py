"""A mail is read in a process of its own, and whatever that does, the desk goes on."""

from datetime import UTC, datetime

import pytest

from mail.reading import apart, passing
from mail.reading.apart import read_apart
from mail.reading.reader import read
from mail.reading.shape import Bounce, File, Read
from mail.tests.mails import MAILS


def test_what_a_child_reads_is_what_is_read_here(tmp_path):
    raw, _expected = MAILS["an inline image"]
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    here, there = read(raw, tmp_path / "here"), read_apart(raw, tmp_path / "there")
    assert (tmp_path / "there" / "1").read_bytes() == b"PNG"
    for file in [*here.files, *there.files]:
        file.place = ""
    assert there == here


def test_a_mail_survives_its_way_between_processes():
    bounce = Bounce("5.1.1", "failed", "jo@alpha.example", "<1@x>")
    file = File("a.pdf", "application/pdf", 3, "/there/1")
    found = Read(date=datetime(2026, 11, 9, tzinfo=UTC), bounce=bounce, files=[file], marks={"precedence": "bulk"})
    assert passing.from_json(passing.to_json(found)) == found


@pytest.mark.parametrize(
    ("does", "says"),
    [
        ("import os; os.kill(os.getpid(), 9)", "Reading it failed (-9)."),
        ("raise ValueError('poison')", "Reading it failed (1). ValueError: poison"),
        ("print('no json')", "What was read of it makes no sense."),
        ("import time; time.sleep(60)", "Reading it took longer than 1 seconds."),
    ],
)
def test_a_child_that_goes_wrong_leaves_a_mail_that_cannot_be_read(tmp_path, monkeypatch, does, says):
    child = tmp_path / "child.py"
    child.write_text(does)
    monkeypatch.setattr(apart, "CHILD", child)
    monkeypatch.setattr(apart, "SECONDS", 1)
    found = read_apart(b"Subject: poison\n\n", tmp_path)
    assert (found.kind, found.problems) == ("unreadable", [says])


def test_a_child_knows_nothing_of_the_desks_environment(tmp_path, monkeypatch):
    child = tmp_path / "child.py"
    child.write_text("import os; raise ValueError(sorted(name for name in os.environ if not name.startswith('LC_')))")
    monkeypatch.setenv("ITDESK_SECRET_KEY", "a secret")
    monkeypatch.setattr(apart, "CHILD", child)
    assert read_apart(b"", tmp_path).problems == ["Reading it failed (1). ValueError: []"]


@pytest.mark.parametrize("does", ["while True: pass", "held = bytearray(600 * 1024 * 1024)"])
def test_a_child_may_use_so_much_time_and_memory_and_no_more(tmp_path, monkeypatch, does):
    """The real child, with what it is given to do put in place of reading."""
    text = apart.CHILD.read_text().replace("CPU_SECONDS = 5", "CPU_SECONDS = 1")
    child = tmp_path / "child.py"
    child.write_text(text.replace("    _limit()\n", f"    _limit()\n    {does}\n", 1))
    monkeypatch.setattr(apart, "CHILD", child)
    assert read_apart(b"", tmp_path).kind == "unreadable"
