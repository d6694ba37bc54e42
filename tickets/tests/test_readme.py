"""What the README says about bringing tickets from another desk is what happens."""

import re
import shlex
from io import StringIO

import pytest
from django.conf import settings as desk
from django.core.management import CommandError, call_command

from tickets.models import Ticket

pytestmark = pytest.mark.any_engine

FILE = """Ref,Title,Body,From,Mail,State,Prio,Opened
T-1,Printer jams,Since Monday,Jo Park,jo@alpha.example,On hold,High,03/02/2024 10:00
T-2,New laptop,For a new colleague,Zoe Wu,zoe@alpha.example,Open,Low,04/02/2024 11:30
T-3,Wi-Fi is slow,In room 4,Jo Park,jo@alpha.example,Limbo,Low,04/02/2024 12:30
"""


def part():
    text = (desk.BASE_DIR / "README.md").read_text("utf-8")
    return text.partition("### Bring tickets from another desk")[2].partition("###")[0]


def run(arguments, *more):
    out = StringIO()
    call_command("import_tickets", *arguments, *more, stdout=out)
    return out.getvalue()


@pytest.fixture
def commands(db, settings, tmp_path, monkeypatch):
    """The arguments of each command of that part, beside the file that they are about."""
    settings.DATA_DIR = tmp_path / "data"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old-desk.csv").write_text(FILE, "utf-8")
    blocks = [
        shlex.split(block.replace("\\\n", " "), comments=True) for block in re.findall(r"```sh\n(.*?)```", part(), re.S)
    ]
    assert [block[1:3] for block in blocks] == [["manage.py", "import_tickets"]] * 2
    return [block[3:] for block in blocks]


def test_the_first_command_asks_what_is_unclear_and_writes_nothing(commands):
    with pytest.raises(CommandError, match="dates could be two"):
        run(commands[0])
    assert not Ticket.objects.exists()


def test_the_second_looks_imports_is_taken_back_and_comes_again(commands, tmp_path):
    assert "2 new" in run(commands[1]) and not Ticket.objects.exists()
    said = run(commands[1], "--apply")
    first = Ticket.objects.get(external_id="T-1")
    assert (first.status, first.pending_reason, first.created_at.isoformat()) == (
        "pending", "supplier", "2024-02-03T09:00:00+00:00"
    )  # fmt: skip
    assert "2 here already" in run(commands[1], "--apply")
    run(["--undo", said.split("--undo ")[1].strip()])
    assert not Ticket.objects.present().exists()
    assert "2 back from the bin" in run(commands[1], "--apply")


def test_a_corrected_reject_is_imported_likewise(commands, tmp_path):
    run(commands[1], "--apply")
    [refused] = (tmp_path / "data" / "imports").glob("*rejects*.csv")
    (tmp_path / "old-desk.csv").write_text(refused.read_text("utf-8-sig").replace(",Limbo,", ",Open,"), "utf-8")
    assert "1 new" in run(commands[1], "--apply") and Ticket.objects.filter(external_id="T-3").exists()


def test_its_profiles_are_there():
    names = re.findall(r"([\w/-]+)\.toml", part())
    assert len(names) == 2
    for name in names:
        assert (desk.BASE_DIR / "tickets/profiles" / f"{name.rpartition('/')[2]}.toml").exists()
