"""The worker: does what is due, is not ended by a failure, and stops when it is asked to; killed, it strands nothing."""

import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.utils.module_loading import import_string

from agents.models import Session
from itdesk import health, stopping, worker
from itdesk.management.commands.work import NICER
from itdesk.models import Heartbeat
from itdesk.tests.proofs import kit
from tickets import my_tickets
from tickets.models import Inquiry

RAN = []


def count():
    RAN.append("count")
    return 3


def count_apart():
    RAN.append("apart")


def fail():
    RAN.append("fail")
    raise ZeroDivisionError("on purpose")


@pytest.fixture
def logged(caplog):
    caplog.set_level("INFO", "itdesk.worker")
    RAN.clear()
    return caplog


def test_everything_is_a_function_that_is_there(settings):
    every = settings.PERIODIC | settings.PERIODIC_APART
    assert (
        all(callable(import_string(name)) for name in every) and not settings.PERIODIC.keys() & settings.PERIODIC_APART
    )
    assert all(1 <= seconds <= 24 * 60 * 60 for seconds in every.values())


def test_once_does_all_of_it_once_and_a_failure_ends_nothing(db, settings, logged):
    settings.PERIODIC = {f"{__name__}.fail": 60, f"{__name__}.count": 60}
    settings.PERIODIC_APART = {f"{__name__}.count_apart": 60}
    call_command("work", "--once")
    assert RAN == ["fail", "count", "apart"]
    assert f"{__name__}.fail failed" in logged.text and f"{__name__}.count: 3 in" in logged.text


def fail_apart():
    RAN.append("apart")
    raise ZeroDivisionError("on purpose")


def be_slow():
    """As a server that takes its time over one mail."""
    time.sleep(0.7)
    RAN.append("slow")


def run_for(seconds, monkeypatch):
    """The worker's loop in this process, asked to stop after so long; how long it took to."""
    monkeypatch.setattr(worker, "SETTLING", 0.01)
    monkeypatch.setattr(stopping, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(signal, "signal", lambda *_ignored: None)  # those of this process are pytest's
    threading.Timer(seconds, stopping.ask).start()
    began = time.monotonic()
    worker.run()
    stopping.forget()
    return time.monotonic() - began - seconds


@pytest.mark.any_engine
@pytest.mark.django_db(transaction=True)
def test_what_waits_for_others_holds_nothing_up_and_goes_on_after_a_failure(settings, logged, monkeypatch):
    settings.PERIODIC = {f"{__name__}.count": 0.1}
    settings.PERIODIC_APART = {f"{__name__}.fail_apart": 0.1, f"{__name__}.be_slow": 60}
    assert run_for(0.6, monkeypatch) < 2
    assert RAN.count("count") > 2 and RAN.count("apart") > 2, RAN
    assert RAN.count("slow") == 1, "what was under way is finished"
    assert f"{__name__}.fail_apart failed" in logged.text and logged.messages[-1] == "the worker ends"


@pytest.mark.any_engine
@pytest.mark.django_db(transaction=True)
def test_what_never_comes_back_is_left(settings, logged, monkeypatch):
    monkeypatch.setattr(worker, "FINISHES_WITHIN", 0.2)
    settings.PERIODIC, settings.PERIODIC_APART = {}, {f"{__name__}.be_slow": 60}
    assert run_for(0.1, monkeypatch) < 0.6 and "is not finished" in logged.text
    time.sleep(0.6)  # its thread ends within this test


def test_it_does_the_desks_own_work(ticket):
    my_tickets.ask("jo@alpha.example")
    Session.objects.create(session_key="s" * 32, session_data="", expire_date="2020-01-01T00:00Z")
    call_command("work", "--once")
    assert not Inquiry.objects.exists() and not Session.objects.exists()


def test_a_worker_is_heard_of_in_the_details_of_readiness(db):
    assert health.examine()["worker_seconds_ago"] is None
    worker.beat()
    worker.beat()
    assert health.examine()["worker_seconds_ago"] == 0 and Heartbeat.objects.count() == 1
    Heartbeat.objects.create(worker="long gone", beaten_at="2020-01-01T00:00Z")
    worker.beat()
    assert Heartbeat.objects.count() == 1


@pytest.fixture
def place(tmp_path):
    """A migrated desk of its own: the environment of its processes."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("ITDESK_", "DJANGO_", "DATABASE_"))
    }
    environment = kept | {"ITDESK_DATA_DIR": str(tmp_path)}
    manage = [sys.executable, str(django_settings.BASE_DIR / "manage.py")]
    kit.prepared(tmp_path)
    return [*manage, "work"], environment


def last_beat(environment):
    import sqlite3

    with sqlite3.connect(f"{environment['ITDESK_DATA_DIR']}/itdesk.sqlite3") as database:
        return [row[0] for row in database.execute("SELECT beaten_at FROM itdesk_heartbeat ORDER BY beaten_at")]


def wait_for(true, seconds=60):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.process
def test_it_runs_until_it_is_asked_to_stop_and_says_so_in_lines(place):
    command, environment = place
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        wait_for(lambda: last_beat(environment))
        our_own, lowest = os.getpriority(os.PRIO_PROCESS, 0), 19
        assert os.getpriority(os.PRIO_PROCESS, process.pid) == min(our_own + NICER, lowest)
        process.send_signal(signal.SIGTERM)
        _out, said = process.communicate(timeout=30)
    finally:
        process.kill()
    lines = [json.loads(line)["event"] for line in said.splitlines()]
    assert process.returncode == 0 and lines[0].startswith("the worker begins") and lines[-1] == "the worker ends"


@pytest.mark.process
def test_killed_it_strands_nothing_and_the_next_one_goes_on(place):
    command, environment = place
    for number in (1, 2):
        process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        try:
            wait_for(lambda number=number: len(last_beat(environment)) == number)
        finally:
            process.kill()
            process.wait()
    subprocess.run([*command, "--once"], env=environment, check=True, timeout=120)
