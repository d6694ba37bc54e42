"""What the tests of mail stand on."""

import pytest

from mail.models import Mailbox


@pytest.fixture
def helpdesk(db):
    return Mailbox.objects.create(name="Help desk", address="help@alpha.example", kind=Mailbox.Kind.PIPE)


@pytest.fixture
def place(settings, tmp_path):
    """An empty folder that files are kept in."""
    settings.MEDIA_ROOT = tmp_path / "attachments"
    return settings.MEDIA_ROOT
