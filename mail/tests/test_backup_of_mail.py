"""A backup carries the raw mails and the mailboxes; a password is worth nothing without the secret key."""

import shutil

import pytest

from itdesk.backup import restoring
from itdesk.backup.taking import take_backup
from itdesk.tests.desks import empty_desk, migrated_desk, nothing
from mail import keeping, secrets
from mail.models import Arrival, Mailbox

MAIL = b"Message-ID: <1@there>\n\nIt jams."


@pytest.fixture(autouse=True)
def place(files_migrated_once, settings, tmp_path):
    """A data folder of its own."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    return tmp_path


@pytest.mark.any_engine
def test_raw_mails_come_along_and_one_that_is_missing_or_was_changed_is_found_out(db, place, settings):
    with migrated_desk("sqlite", place):
        box = Mailbox.objects.create(name="Pipe", address="p@alpha.example", sealed_password=secrets.seal("s3cret"))
        kept = keeping.keep(box, MAIL)
        good, _manifest = take_backup(place / "good.tar")
        (place / "media" / kept.kept_as).write_bytes(MAIL + b"!")
        Mailbox.objects.update(seen=7)
        bad, _manifest = take_backup(place / "bad.tar")
        found = restoring.check(bad, progress=nothing).complaints
        assert f"The file {kept.kept_as} is missing or not what it was." in found and len(found) == 2
    shutil.rmtree(place / "media")
    with empty_desk("sqlite", place):
        assert restoring.restore(good, progress=nothing).complaints == []
        assert keeping.raw_of(Arrival.objects.get()) == MAIL
        assert secrets.secret_of(Mailbox.objects.get()) == "s3cret"
        settings.SECRET_KEY = "another " * 8
        with pytest.raises(secrets.NoSecret):
            secrets.secret_of(Mailbox.objects.get())
