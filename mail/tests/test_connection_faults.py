"""R13 for SMTP: the way to the mail server goes bad in six ways, and is good again. Nobody waits for ever, nothing is lost."""

import threading
import time

import pytest

from activity.models import Delivery, Outlet
from itdesk.tests.proofs.proxy import FAULTS, LATENCY, SLOW, Proxy
from itdesk.tests.proofs.sink import listening
from mail import sending, tokens
from mail.tests.serving import make_due, use

PATIENCE = 0.5  # seconds; 10 in the settings
STEPS = 8  # at most, of one mail's conversation: each may take as long


@pytest.fixture
def way(settings, db):
    with listening() as (handler, port):
        proxy = Proxy(("127.0.0.1", port))
        use(settings, proxy.port, timeout=PATIENCE)
        yield proxy, handler
        proxy.end()


@pytest.mark.any_engine
@pytest.mark.parametrize("moment", ["before", "in the middle of a mail"])
@pytest.mark.parametrize("fault", FAULTS)
def test_it_takes_a_bounded_time_and_is_well_again_by_itself(way, ticket, fault, moment):
    proxy, server = way
    if moment == "before":
        proxy.begin(fault)
    else:
        server.fault = lambda: proxy.begin(fault) or ""
    began = time.monotonic()
    number = sending.send_due()
    assert time.monotonic() - began < STEPS * (PATIENCE + LATENCY) + SLOW
    harmless = fault == "latency" or (fault, moment) == ("reset", "before")  # nobody was there to be cut off
    delivery = Delivery.objects.get()
    assert (delivery.state, number) == (("sent", 1) if harmless else ("owed", 0))
    assert delivery.leased_until is None and delivery.attempts <= 1
    assert Outlet.objects.exclude(failing_since=None).exists() != harmless
    server.fault = ""
    proxy.end()
    make_due()
    sending.send_due()
    assert Delivery.objects.get().state == "sent" and not Outlet.objects.exclude(failing_since=None).exists()
    assert {mail.id for mail in server.mails} == {tokens.message_id(delivery)} and len(server.mails) <= 2


@pytest.mark.any_engine
@pytest.mark.django_db(transaction=True)
def test_without_a_time_limit_it_would_wait(ticket, settings):
    """The sabotage of this row: without the limit nobody comes back by themselves."""
    with listening() as (_handler, port):
        proxy = Proxy(("127.0.0.1", port))
        use(settings, proxy.port, timeout=None)
        proxy.begin("black hole")
        thread = threading.Thread(target=sending.send_due, daemon=True)
        thread.start()
        thread.join(4 * PATIENCE)
        assert thread.is_alive()
        proxy.begin("reset")
        thread.join(10)
        assert not thread.is_alive() and Delivery.objects.get().state == "owed"


def test_the_settings_have_a_limit(settings):
    assert settings.EMAIL_TIMEOUT == 10
