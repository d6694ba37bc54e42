"""What the tests of mail stand on."""

import os
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from itdesk.tests import dovecot as dovecot_server
from mail import fetching, proving
from mail.models import Mailbox
from mail.secrets import seal


@pytest.fixture
def helpdesk(db):
    return Mailbox.objects.create(name="Help desk", address="help@alpha.example", kind=Mailbox.Kind.PIPE)


@pytest.fixture
def place(settings, tmp_path):
    """An empty folder that files are kept in."""
    settings.MEDIA_ROOT = tmp_path / "attachments"
    return settings.MEDIA_ROOT


@pytest.fixture(scope="session")
def dovecot():
    """A mail server; skipped where there is none, but not where CI=true promises it."""
    try:
        with dovecot_server.running() as server:
            yield server
    except dovecot_server.NoDovecot as refusal:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(str(refusal))


@pytest.fixture
def jo_box(db, dovecot, place):
    """jo_box(kind="imap", …): a mailbox of a user of its own on that server."""

    def make(kind="imap", **fields):
        user = f"jo{uuid4().hex[:8]}"
        fields = {"first_takes": "all", "security": "none"} | fields
        port = dovecot.ports[kind + ("s" if fields["security"] == "tls" else "")]
        return Mailbox.objects.create(
            name=user, username=user, address=f"{user}@alpha.example", kind=kind, host="127.0.0.1", port=port,
            sealed_password=seal(dovecot_server.PASSWORD), **fields,
        )  # fmt: skip

    return make


@pytest.fixture
def look(monkeypatch):
    """look(mailbox): looks into it now, and reads it anew; how many mails were new."""

    def at(mailbox):
        Mailbox.objects.filter(pk=mailbox.pk).update(
            next_look_at=timezone.now() - timedelta(seconds=1), leased_until=None
        )
        kept = fetching.look_once(mailbox.pk)
        mailbox.refresh_from_db()
        assert not list(proving.complaints())
        return kept

    return at
