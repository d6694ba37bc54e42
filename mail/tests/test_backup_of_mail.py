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
def place(settings, tmp_path):
    """A data folder of its own."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    return tmp_path


def test_raw_mails_come_along_and_one_that_is_missing_or_was_changed_is_found_out(db, place, settings):
    with migrated_desk("sqlite", place):
        box = Mailbox.objects.create(name="Pipe", address="p@alpha.example", sealed_password=secrets.seal("s3cret"))
        kept = keeping.keep(box, MAIL)
        good, _manifest = take_backup(place / "good.tar")
        (place / "media" / kept.kept_as).write_bytes(MAIL + b"!")
        bad, _manifest = take_backup(place / "bad.tar")
        Mailbox.objects.update(seen=7)
        wrong, _manifest = take_backup(place / "wrong.tar")
        assert restoring.check(good, progress=nothing).complaints == []
        said = f"The file {kept.kept_as} is missing or not what it was."
        assert restoring.check(bad, progress=nothing).complaints == [said]
        assert len(restoring.check(wrong, progress=nothing).complaints) == 2
    shutil.rmtree(place / "media")
    with empty_desk("sqlite", place):
        restoring.restore(good, progress=nothing)
        assert keeping.raw_of(Arrival.objects.get()) == MAIL
        assert secrets.secret_of(Mailbox.objects.get()) == "s3cret"
        settings.SECRET_KEY = "another " * 8
        with pytest.raises(secrets.NoSecret):
            secrets.secret_of(Mailbox.objects.get())
