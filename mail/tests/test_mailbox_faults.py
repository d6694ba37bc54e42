"""The way to a mailbox goes bad in six ways, before a look and in the middle of one: bounded, noted, and nothing is lost."""

import time

import pytest

from itdesk.tests.proofs.proxy import FAULTS, Proxy
from mail import keeping
from mail.fetching import imap_server, pop3
from mail.models import Mailbox
from mail.tests.test_imap import mail

pytestmark = pytest.mark.process
TIMEOUT = 0.5  # seconds
BOUND = 8 * TIMEOUT + 2.5  # whoever is slow to close takes 2 seconds for it
MAILS = 6


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    for module in (imap_server, pop3):
        monkeypatch.setattr(module, "TIMEOUT", TIMEOUT)


@pytest.fixture(scope="module")
def ways(dovecot):
    """A way to each of its ports."""
    return {kind: Proxy(("127.0.0.1", dovecot.ports[kind])) for kind in ("imap", "pop3")}


@pytest.mark.parametrize("kind", ["imap", "pop3"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_look_over_a_bad_way_is_bounded_and_the_next_one_takes_everything(
    jo_box, dovecot, look, ways, monkeypatch, kind, fault
):
    box, way, keep = jo_box(kind, after="delete"), ways[kind], keeping.keep
    Mailbox.objects.update(port=way.port)
    dovecot.put(box.username, *map(mail, range(MAILS)))

    def keep_and_break(*arguments, **more):
        if Mailbox.objects.get().seen == MAILS // 2:
            way.begin(fault)
        return keep(*arguments, **more)

    spent = []
    try:
        for before in (False, True):
            with monkeypatch.context() as patch:
                way.begin(fault) if before else patch.setattr(keeping, "keep", keep_and_break)
                began = time.monotonic()
                look(box)
                spent.append(time.monotonic() - began)
                is_bad = fault not in ("latency", "reset") or (fault == "reset" and not before)  # a reset passes
                assert box.leased_until is None and bool(box.failed_at) is is_bad
    finally:
        way.end()
    assert max(spent) < BOUND
    look(box)
    assert box.failed_at is None and box.arrivals.count() == MAILS and dovecot.flags(box.username) == {}


@pytest.mark.parametrize(("kind", "words"), [("imap", b"FETCH 2 (UID BODY.PEEK[]"), ("pop3", b"RETR 2\r\n")])
def test_a_mail_over_which_every_connection_breaks_holds_up_none_behind_it(jo_box, dovecot, look, ways, kind, words):
    box, way = jo_box(kind, after="delete"), ways[kind]
    Mailbox.objects.update(port=way.port)
    dovecot.put(box.username, *map(mail, range(3)))
    way.cuts_at = words
    try:
        for _each in range(4):
            look(box)
    finally:
        way.cuts_at = b""
    assert box.failed_at is None
    assert sorted(box.arrivals.values_list("reason", flat=True)) == ["", "", "not-given"]
    assert len(dovecot.flags(box.username)) == 1  # its copy stays where it is
