"""A backup makes the same desk again: on both databases, and from each to the other."""

import shutil

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from activity.verify import verify
from agents import two_factor
from agents.models import Session
from itdesk.backup import drill, restoring
from itdesk.backup.errors import Damaged, Refused
from itdesk.backup.taking import take_backup
from itdesk.tests.desks import DUMPS, contents, empty_desk, migrated_desk, nothing, released_desk
from itdesk.tests.failing import VISITORS
from itdesk.tests.released.filling import PASSWORD
from tickets import actions, files
from tickets.models import Category, Ticket

VENDORS = ["sqlite", "postgresql"]
TAKEN = []  # the archive of the first test that asked for it: all of them get the same
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(files_migrated_once, settings, tmp_path):
    """A data folder of its own."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    return tmp_path


@pytest.fixture(params=VENDORS)
def vendor(request):
    return request.param


@pytest.fixture
def archive(place):
    """A backup of the released desk, brought up to date."""
    path = place / "desk.tar"
    if TAKEN:
        path.write_bytes(TAKEN[0])
        return path
    with migrated_desk("sqlite", place, since=DUMPS[-1]):
        take_backup(path)
    TAKEN.append(path.read_bytes())
    return path


def restored(path):
    return restoring.restore(path, progress=nothing)


@pytest.mark.parametrize("there", VENDORS)
def test_every_row_comes_back_on_either_database_and_from_either(vendor, there, place):
    with migrated_desk(vendor, place, since=DUMPS[-1]):
        before = contents()
        path, _manifest = take_backup(place / "there.tar")
    with empty_desk(there, place):
        assert restored(path).manifest.rows == {name: len(rows) for name, (_highest, rows) in before.items()}
        assert contents() == before
        back, _manifest = take_backup(place / "back.tar")
    with empty_desk(vendor, place):
        restored(back)
        assert contents() == before
        assert verify().is_sound and verify().events > 40


def test_the_restored_desk_is_one_to_work_with(archive, vendor, place, client):
    with empty_desk(vendor, place):
        restored(archive)
        priya = get_user_model().objects.get(username="priya.shah")
        assert priya.check_password(PASSWORD)
        assert two_factor.is_on(priya) and two_factor.codes_left(priya) == 10
        client.force_login(get_user_model().objects.get(username="root"))
        page = client.get("/tickets/?q=プリンター").content.decode()
        assert "プリンターが紙を詰まらせる" in page
        number = Ticket.objects.latest("pk").pk
        actions.edit_ticket(Ticket.objects.get(pk=number), by=priya, subject="Edited")
        assert verify().is_sound


def test_numbers_of_rows_that_are_gone_are_not_used_again(archive, vendor, place):
    with empty_desk(vendor, place):
        restored(archive)
        gone = Category.objects.latest("pk").pk + 1
        assert Category.objects.create(slug="later", name="Later").pk == gone + 1


@pytest.mark.any_engine
def test_sessions_and_counters_stay_behind(archive, place):
    with empty_desk("sqlite", place):
        restored(archive)
        assert not Session.objects.exists()


def test_attachments_come_along_byte_by_byte(place, vendor):
    files = {"a/b/0": b"", "a/b/1": bytes(range(256)) * 9000, "ä ö.txt": b"x", "z" * 150: b"long"}
    for name, content in files.items():
        (place / "media" / name).parent.mkdir(parents=True, exist_ok=True)
        (place / "media" / name).write_bytes(content)
    with released_desk(vendor, place):
        path, _manifest = take_backup(place / "with files.tar")
    shutil.rmtree(place / "media")
    with empty_desk(vendor, place):
        assert restored(path).files == len(files)
    kept = {
        path.relative_to(place / "media").as_posix(): path.read_bytes()
        for path in (place / "media").rglob("*")
        if path.is_file()
    }
    assert kept == files


def test_an_attachment_that_is_missing_or_was_changed_is_found_out(place, vendor):
    contents_of = {"photo.png": b"pixels", "screen.png": b"more of them"}
    with migrated_desk(vendor, place):
        kept = [SimpleUploadedFile(name, content) for name, content in contents_of.items()]
        changed, missing = (files.keep(each, basket="", agent=None) for each in kept)
        hardware, sent = Category.objects.get(slug="hardware"), [changed, missing]
        actions.submit_ticket(name="Jo", email="jo@x.org", subject="Jam", category=hardware, attached=sent)
        good, _manifest = take_backup(place / "good.tar")
        (place / "media" / changed.kept_as).write_bytes(b"pixelz")
        (place / "media" / missing.kept_as).unlink()
        bad, _manifest = take_backup(place / "bad.tar")
        told = {f"The file {each.kept_as} is missing or not what it was." for each in sent}
        assert set(restoring.check(bad, progress=nothing).complaints) == told
    shutil.rmtree(place / "media")
    with empty_desk(vendor, place), pytest.raises(Damaged, match="not what it was"):
        restored(bad)
    with empty_desk(vendor, place):
        assert restored(good).files == 2
        found = [(place / "media" / each.kept_as).read_bytes() for each in sent]
        assert found == list(contents_of.values())


def test_a_desk_that_was_used_is_left_alone(archive, vendor, place):
    with released_desk(vendor, place):
        before = contents()
        with pytest.raises(Refused, match="not empty: account_emailaddress has rows"):
            restored(archive)
        assert contents() == before


@pytest.mark.any_engine
def test_a_desk_with_attachments_alone_is_not_empty(archive, place):
    (place / "media").mkdir()
    (place / "media" / "somebody's").write_bytes(b"x")
    with empty_desk("sqlite", place), pytest.raises(Refused, match="there are files"):
        restored(archive)
    assert (place / "media" / "somebody's").exists()


def test_a_desk_that_was_started_and_not_used_is_empty(archive, vendor, place):
    with migrated_desk(vendor, place):
        Session.objects.create(session_key="x" * 32, session_data="", expire_date="2030-01-01T00:00:00Z")
        restored(archive)
        assert Ticket.objects.count() == 13


def test_a_restore_that_fails_leaves_the_desk_empty(archive, vendor, place, settings):
    (place / "media").mkdir()
    settings.BACKUP_PROOFS = ["itdesk.tests.failing.complaints"]
    with migrated_desk(vendor, place):
        before = contents()
        with pytest.raises(restoring.Damaged, match="Nobody likes it"):
            restored(archive)
        assert contents() == before
        settings.BACKUP_PROOFS = []
        restored(archive)
    assert drill.last()


@pytest.mark.any_engine
def test_a_restore_that_is_refused_late_takes_back_its_files_and_nobody_elses(place, settings):
    (place / "media" / "ab").mkdir(parents=True)
    (place / "media" / "ab" / "ours").write_bytes(b"x")
    with released_desk("sqlite", place):
        path, _manifest = take_backup(place / "desk.tar")
    shutil.rmtree(place / "media")
    with migrated_desk("sqlite", place):
        settings.BACKUP_PROOFS = ["itdesk.tests.failing.somebody_comes"]
        with pytest.raises(Refused, match="running"):
            restored(path)
        for visitor in VISITORS:
            visitor.close()
        assert not Ticket.objects.exists()
    kept = [path.name for path in (place / "media").rglob("*")]
    assert kept == ["theirs"]


@pytest.mark.any_engine
def test_a_check_says_what_there_is_notes_the_day_and_leaves_nothing(archive, place, client, settings):
    (place / "media").mkdir()
    settings.READY_TOKEN = "t"
    names = {path.name for path in place.iterdir()}
    assert drill.last() is None
    checked = restoring.check(archive, progress=nothing)
    assert (checked.complaints, checked.manifest.rows["tickets_ticket"]) == ([], 13)
    assert {path.name for path in place.iterdir()} - names == {drill.NAME, "checking.lock"}
    said = client.get("/readyz/", headers={"Authorization": "Bearer t"}).json()["last_verified_backup"]
    assert said["taken_at"] <= said["verified_at"] and said["rows"] == checked.manifest.all_rows


@pytest.mark.any_engine
def test_a_check_that_finds_something_notes_nothing(archive, place, settings):
    settings.BACKUP_PROOFS = ["itdesk.tests.failing.complaints"]
    assert restoring.check(archive, progress=nothing).complaints == ["Nobody likes it."]
    assert drill.last() is None


def test_an_archive_of_a_newer_desk_is_refused(place, vendor):
    with released_desk(vendor, place):
        MigrationRecorder(connection).record_applied("tickets", "9999_of_tomorrow")
        with pytest.raises(Refused, match="newer version of the desk"):
            take_backup(place / "new.tar")
    assert not (place / "new.tar").exists()
