"""All the mails there are, from their bytes to what became of them: each is one of four things, and none is left over."""

import os
from collections import Counter
from pathlib import Path

import pytest

from mail import handling, keeping, routing
from mail.models import Arrival
from mail.reading.reader import read
from mail.tests.mails import MAILS
from mail.tests.mutating import spoilt

SPOILT = 60


def given():
    """Mails that are not ours, where a folder of them is named."""
    folder = os.environ.get("MAIL_CORPUS")
    return [path.read_bytes() for path in sorted(Path(folder).rglob("*")) if path.is_file()] if folder else []


@pytest.mark.django_db
def test_every_mail_becomes_a_ticket_a_reply_a_duplicate_or_is_set_aside(helpdesk, place, monkeypatch, capsys):
    monkeypatch.setattr(routing, "MOST_IN_AN_HOUR", 10_000)  # they are all Jo's
    monkeypatch.setattr(handling, "read_apart", read)  # a process for each would take longer than all the rest
    mails = [raw for raw, _expected in MAILS.values()] + list(spoilt(SPOILT, 6)) + given()
    for raw in mails:
        keeping.keep(helpdesk, raw)
    for key in Arrival.objects.order_by("pk").values_list("pk", flat=True):
        assert handling.handle(key), Arrival.objects.get(pk=key).last_error
    helpdesk.refresh_from_db()
    ends = Counter(Arrival.objects.values_list("outcome", flat=True)) + Counter(duplicate=helpdesk.duplicates)
    with capsys.disabled():
        if given():
            print(ends, Counter(Arrival.objects.filter(outcome="quarantine").values_list("reason", flat=True)))
    assert helpdesk.seen == len(mails) == ends.total() and "waiting" not in ends
    assert not Arrival.objects.filter(reason="poison").exists()
