"""Taking a backup: one moment of everything, a whole file or none, and one clear line when it cannot be."""

import io
import os
import resource
import stat
import subprocess
import sys
import tarfile

import pytest
from django.apps import apps
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.db import connection, transaction

from agents.models import Agent
from itdesk.backup import archive, schema, values
from itdesk.backup.errors import Refused
from itdesk.backup.reading import snapshot
from itdesk.backup.saying import progress_on
from itdesk.backup.taking import take_backup
from itdesk.tests.desks import contents, empty_desk, migrated_desk, released_desk
from people.models import Person

VENDORS = ["sqlite", "postgresql"]
SECRETS = [b"JBSWY3DPEHPK3PXP", "Straße-42".encode()]


@pytest.fixture(autouse=True)
def place(files_migrated_once, settings, tmp_path):
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    return tmp_path


@pytest.fixture(params=VENDORS)
def desk(request, db, place):
    with released_desk(request.param, place) as connection:
        yield connection


def held_by(path):
    reader = archive.Reader(path)
    members = {
        name: member.rows() if name.startswith("tables/") else member.text() for name, member in reader.members()
    }
    reader.close()
    return members


def test_a_backup_is_for_us_alone_and_leaves_nothing_else_behind(desk, place):
    before = {path.name for path in place.iterdir()}
    path, _manifest = take_backup(place / "desk.tar")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {each.name for each in place.iterdir()} - before <= {"desk.tar"} | shared_memory(before)


def shared_memory(names):
    """What SQLite keeps beside a database while it is open."""
    return {f"{name}-{kind}" for name in names for kind in ("wal", "shm")}


def test_in_a_folder_it_is_named_after_the_time(desk, place):
    path, manifest = take_backup(place)
    assert path.parent == place and path.name.startswith(f"itdesk-{manifest.taken_at:%Y-%m-%dT%H}")


def test_a_file_that_is_there_is_not_written_over(desk, place):
    (place / "desk.tar").write_bytes(b"the only good one")
    with pytest.raises(Refused, match="is there already"):
        take_backup(place / "desk.tar")
    assert (place / "desk.tar").read_bytes() == b"the only good one"


def test_it_holds_one_moment_whatever_is_written_meanwhile(desk, place):
    with snapshot() as moment:
        people = next(table for table in schema.tables_at(moment.migrations()) if table.name == "people_person")
        count = moment.count(people)
        with transaction.atomic():
            Person(name="Late").save_base(raw=True)
        assert moment.count(people) == count == sum(len(rows) for rows in moment.rows(people))
    assert Person.objects.count() == count + 1


def test_accounts_come_along_with_their_second_factor_and_neither_sessions_nor_the_key(desk, place):
    held = held_by(take_backup(place / "desk.tar")[0])
    everything = b"".join(held.values())
    for secret in SECRETS:
        assert secret in everything
    assert b"argon2" in everything or b"md5$" in everything
    assert not [name for name in held if "session" in name or "attempts" in name or "confirmation" in name]
    assert project.SECRET_KEY.encode() not in everything


def test_hidden_files_and_links_among_the_attachments_stay_away(desk, place):
    (place / "media" / "ab").mkdir(parents=True)
    (place / "media" / "ab" / "cd").write_bytes(b"here")
    (place / "media" / "ab" / "link").symlink_to("/etc/passwd")
    (place / "media" / ".restoring").mkdir()
    (place / "media" / ".restoring" / "half").write_bytes(b"x")
    held = held_by(take_backup(place / "desk.tar")[0])
    assert [name for name in held if name.startswith("media/")] == ["media/ab/cd"]


def test_a_name_that_no_archive_can_carry_is_said_and_nothing_is_left(desk, place):
    (place / "media").mkdir()
    (place / "media" / "two\nlines").write_bytes(b"x")
    with pytest.raises(Refused, match="no name that an archive can carry"):
        take_backup(place / "desk.tar")
    assert not list(place.glob("*.tar*")) and not list(place.glob(".*"))


@pytest.mark.parametrize("vendor", VENDORS)
def test_before_the_first_start_there_is_nothing_to_back_up(db, vendor, place):
    with empty_desk(vendor, place), pytest.raises(Refused, match="nothing to back up"):
        take_backup(place / "desk.tar")
    assert not list(place.glob("*.tar"))


def test_the_command_says_where_it_is_and_proves_it_when_asked(desk, place, capsys):
    call_command("migrate", verbosity=0)
    call_command("backup", place / "desk.tar", check=True)
    said = capsys.readouterr().out.splitlines()
    rows = sum(len(rows) for _highest, rows in contents().values())
    assert said[0].startswith(f"{place}/desk.tar: {rows:,} rows, ")
    assert said[1].startswith(f"Restored and sound: {rows:,} rows in {len(contents())} tables and 0 files")


@pytest.mark.parametrize(
    ("command", "file", "code", "line"),
    [
        ("backup", "no/such/folder/desk.tar", 2, "cannot be written: No such file or directory"),
        ("restore", "missing.tar", 2, "missing.tar cannot be read: No such file or directory."),
        ("restore", "text.txt", 1, "This backup is no good. It is no backup of this desk."),
    ],
)
def test_whatever_goes_wrong_is_one_line_and_a_code(db, place, command, file, code, line):
    (place / "text.txt").write_text("a shopping list")
    with migrated_desk("sqlite", place), pytest.raises(CommandError) as failure:
        call_command(command, place / file)
    assert failure.value.returncode == code
    assert line in str(failure.value) and "\n" not in str(failure.value)


def test_every_column_of_every_table_is_of_a_kind_that_backups_know(db):
    tables = schema.tables_at(schema.applied_to(connection))
    models = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}
    assert {table.name for table in tables} == models
    assert {kind for table in tables for kind in table.kinds} <= set(values.KINDS.values())


def test_what_stays_out_is_pointed_to_by_nothing_that_comes_along(db):
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label_lower not in project.BACKUP_LEAVES_OUT:
            pointed = {field.related_model._meta.label_lower for field in model._meta.fields if field.related_model}
            assert not pointed & project.BACKUP_LEAVES_OUT


def test_what_the_settings_name_exists():
    for label in project.BACKUP_LEAVES_OUT | project.BACKUP_EXPECTS:
        assert apps.get_model(label)


@pytest.mark.process
def test_a_disk_with_too_little_room_is_one_line_and_leaves_nothing(db, place):
    with released_desk("sqlite", place) as desk:
        assert contents()  # opens it, which makes it WAL
        desk.close()
        os.rename(desk.settings_dict["NAME"], place / "itdesk.sqlite3")
    environment = os.environ | {"ITDESK_DATA_DIR": str(place), "DATABASE_URL": "", "ITDESK_SECRET_KEY": "k" * 60}
    environment["DJANGO_SETTINGS_MODULE"] = "itdesk.settings"
    done = subprocess.run(
        [sys.executable, project.BASE_DIR / "manage.py", "backup", place / "desk.tar"],
        env=environment,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)),  # more than SQLite's -shm
    )
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1 and "cannot be written: File too large" in done.stderr
    assert {path.name for path in place.iterdir()} <= {"itdesk.sqlite3"} | shared_memory({"itdesk.sqlite3"})


def test_a_bar_is_drawn_at_a_terminal_and_nowhere_else():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    for stream, drawn in ((Terminal(), True), (io.StringIO(), False)):
        progress = progress_on(OutputWrapper(stream))
        for done in (0, 500, 501, 1000):
            progress("Saving", done, 1000)
        assert bool(stream.getvalue()) == drawn
        assert stream.getvalue().count("\r") in (0, 3) and stream.getvalue().endswith("1,000 / 1,000\n") == drawn


def test_contents_see_a_difference(desk):
    before = contents()
    Agent.objects.filter(username="root").update(first_name="Another")
    assert contents() != before


def test_tar_lists_it(desk, place):
    with tarfile.open(take_backup(place / "desk.tar")[0]) as tar:
        assert tar.getnames()[0] == "manifest.json" and tar.getnames()[-1] == "SHA256SUMS"
