"""The pipe: `manage.py receive_mail` answers a mail server by its exit code."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError

from mail import keeping
from mail.models import Arrival, Mailbox

pytestmark = pytest.mark.usefixtures("place")
MAIL = b"Message-ID: <1@there>\nFrom: jo@alpha.example\nSubject: Printer\n\nIt jams.\n"


@pytest.fixture
def give(monkeypatch):
    """give(mail, *arguments): the exit code."""

    def run(raw, *arguments):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
        try:
            call_command("receive_mail", *arguments)
        except CommandError as failure:
            return failure.returncode
        except SystemExit as end:
            return end.code
        return 0

    return run


def test_a_mail_is_kept_and_the_same_again_is_no_error(helpdesk, give):
    assert give(MAIL) == give(MAIL) == 0
    assert keeping.raw_of(Arrival.objects.get()) == MAIL
    helpdesk.refresh_from_db()
    assert (helpdesk.seen, helpdesk.duplicates) == (2, 1)


def test_a_file_is_taken_likewise_and_handled_at_once_if_asked_for(helpdesk, give, tmp_path):
    (tmp_path / "mail.eml").write_bytes(MAIL)
    assert give(b"", "--file", str(tmp_path / "mail.eml"), "--now") == 0
    assert Arrival.objects.get().outcome != "waiting"
    assert give(b"", "--file", str(tmp_path / "none.eml")) == os.EX_USAGE


def test_the_mailbox_is_named_where_there_are_several(helpdesk, give):
    other = Mailbox.objects.create(name="Other", address="other@alpha.example", kind="pipe")
    assert give(MAIL) == os.EX_USAGE and not Arrival.objects.exists()
    assert give(MAIL, "--mailbox", "Other") == 0 and Arrival.objects.get().mailbox == other


@pytest.mark.parametrize("arguments", [["--mailbox", "None such"], ["--mailbox"], ["--wrong"]])
def test_asked_wrongly_it_says_so(helpdesk, give, arguments):
    assert give(MAIL, *arguments) == os.EX_USAGE


def test_there_has_to_be_an_active_pipe(helpdesk, give):
    Mailbox.objects.update(is_active=False)
    assert give(MAIL) == os.EX_USAGE


@pytest.mark.parametrize("raw", [b"", b"\n \n", b"x" * (keeping.LARGEST + 1)], ids=["nothing", "blank", "too large"])
def test_what_is_no_mail_is_refused(helpdesk, give, raw):
    assert give(raw) == os.EX_DATAERR and not Arrival.objects.exists()


@pytest.mark.parametrize("failure", [OperationalError("no such host"), OSError(28, "No space left"), RuntimeError("?")])
def test_whatever_goes_wrong_the_mail_server_tries_again_later(helpdesk, give, monkeypatch, failure):
    def fail(*arguments):
        raise failure

    monkeypatch.setattr(keeping, "keep", fail)
    assert give(MAIL) == os.EX_TEMPFAIL == 75


@pytest.mark.process
def test_a_mail_server_that_runs_it_hears_of_a_database_that_is_not_there(tmp_path):
    """The whole process, as Postfix starts it."""
    command = [sys.executable, Path(settings.BASE_DIR) / "manage.py", "receive_mail"]
    without = os.environ | {"ITDESK_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "itdesk.settings"}
    ended = subprocess.run(command, input=MAIL, env=without, capture_output=True, check=False)
    assert ended.returncode == os.EX_TEMPFAIL and b"try again later" in ended.stderr  # there are no tables yet
    ended = subprocess.run([*command, "--wrong"], input=MAIL, env=without, capture_output=True, check=False)
    assert ended.returncode == os.EX_USAGE
