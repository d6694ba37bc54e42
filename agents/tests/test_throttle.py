"""The limits on strangers: try N+1 is really refused, however many processes count."""

import ipaddress

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from agents import throttle
from agents.models import Attempts
from agents.tests.parallel import at_once
from agents.throttle import TooMany
from itdesk.limits import limits_of

NOON = "2026-11-22T12:00:00Z"


@pytest.fixture
def visit(rf):
    def visit(address="203.0.113.7"):
        return rf.post("/submit/", REMOTE_ADDR=address)

    return visit


def try_often(times, key="door:jo", limit=3, seconds=60):
    for _ in range(times):
        throttle.take(key, limit=limit, seconds=seconds)


def test_the_try_after_the_last_allowed_is_refused(db):
    try_often(3)
    with pytest.raises(TooMany):
        try_often(1)


def test_refused_tries_are_refused_until_the_window_ends(db):
    with time_machine.travel(NOON, tick=False) as clock:
        try_often(3)
        clock.shift(50)
        with pytest.raises(TooMany) as refusal:
            try_often(1)
        assert refusal.value.retry_after == 10
        clock.shift(10)
        try_often(1)


def test_a_refusal_says_when_to_come_back_in_minutes():
    assert str(TooMany(10)) == "Too many tries. Please try again in 1 minute."
    assert str(TooMany(61)) == "Too many tries. Please try again in 2 minutes."


def test_keys_are_counted_apart(db):
    try_often(3)
    try_often(3, key="door:sam")


def test_forgetting_a_key_lets_it_begin_again(db):
    try_often(3)
    throttle.forget("door:jo")
    try_often(3)


def test_parallel_tries_never_slip_through(transactional_db):
    answers = at_once(lambda number: throttle.take("door:jo", limit=5, seconds=3600), 16)
    assert [type(answer) for answer in answers].count(TooMany) == 11
    assert answers.count(None) == 5


def test_a_rolled_back_act_cannot_take_its_try_back(transactional_db):
    with pytest.raises(RuntimeError), transaction.atomic():
        try_often(1)


def test_no_key_keeps_what_was_typed(db):
    try_often(1, key="login:my-password@" + "x" * 100_000)
    kept = Attempts.objects.get().key
    assert kept.startswith("login:")
    assert "password" not in kept
    assert len(kept) <= 100


def test_counters_that_are_over_are_swept_a_few_at_a_time(db):
    with time_machine.travel(NOON, tick=False) as clock:
        for number in range(25):
            try_often(1, key=f"door:{number}")
        clock.shift(120)
        try_often(1)
        assert Attempts.objects.count() == 25 - throttle.SWEPT_AT_ONCE + 1
        assert throttle.sweep(most=100) == 15


def test_counters_that_still_count_are_not_swept(db):
    try_often(3)
    throttle.sweep()
    with pytest.raises(TooMany):
        try_often(1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20/h",
        "20/h,600/h,1/d",
        "20,600",
        "0/h,600/h",
        "20/w,600/h",
        "-1/h,2/h",
        "on",
        "Off",
        "9999999999/h,1/h",
        "٣/h,1/h",
    ],
)
def test_limits_that_make_no_sense_are_named(text):
    with pytest.raises(ImproperlyConfigured, match="ITDESK_SUBMIT_LIMITS"):
        limits_of(text)


def test_limits_are_read_per_address_and_per_network():
    assert limits_of("20/h, 5/m") == ({"limit": 20, "seconds": 3600}, {"limit": 5, "seconds": 60})
    assert limits_of("off") is None


def test_one_address_may_submit_only_so_often_from_wherever(db, settings, visit):
    settings.SUBMIT_LIMITS = "2/h,100/h"
    throttle.take_submit(visit("203.0.113.7"), "jo@alpha.example")
    throttle.take_submit(visit("203.0.113.8"), " JO@alpha.example ")
    with pytest.raises(TooMany):
        throttle.take_submit(visit("203.0.113.9"), "jo@alpha.example")


def test_one_network_may_submit_only_so_often_for_whomever(db, settings, visit):
    settings.SUBMIT_LIMITS = "100/h,2/h"
    throttle.take_submit(visit("2001:db8::1"), "jo@alpha.example")
    throttle.take_submit(visit("2001:db8::2"), "sam@alpha.example")
    with pytest.raises(TooMany):
        throttle.take_submit(visit("2001:db8::3"), "amal@alpha.example")
    throttle.take_submit(visit("2001:db8:0:1::1"), "amal@alpha.example")


def test_submit_limits_can_be_off(db, settings, visit):
    settings.SUBMIT_LIMITS = "off"
    throttle.take_submit(visit(), "jo@alpha.example")
    assert not Attempts.objects.exists()


def test_trusted_networks_are_never_counted(db, settings, visit):
    settings.TRUSTED_NETWORKS = [ipaddress.ip_network("203.0.113.0/24")]
    throttle.take_submit(visit(), "jo@alpha.example")
    throttle.take_login(visit(), "priya")
    throttle.logged_in(visit(), "priya", "priya")
    throttle.take_registration(visit())
    assert not Attempts.objects.exists()


def test_guessing_from_many_networks_is_stopped(db, visit):
    with pytest.raises(TooMany), time_machine.travel(NOON, tick=False):
        for number in range(51):
            throttle.take_login(visit(f"198.51.100.{number}"), "priya")


def test_guessing_from_everywhere_never_shuts_out_a_network_that_has_logged_in(db, visit):
    with time_machine.travel(NOON, tick=False):
        throttle.logged_in(visit("203.0.113.7"), "priya", "priya")
        for number in range(50):
            throttle.take_login(visit(f"198.51.100.{number}"), "priya")
        throttle.take_login(visit("203.0.113.7"), "Priya")
        with pytest.raises(TooMany):
            throttle.take_login(visit("192.0.2.1"), "priya")


def test_a_network_is_known_for_thirty_days_after_the_last_log_in(db, visit):
    with time_machine.travel(NOON, tick=False) as clock:
        throttle.logged_in(visit(), "priya", "priya")
        clock.shift(29 * 86400)
        throttle.logged_in(visit(), "priya", "priya")
        clock.shift(29 * 86400)
        assert Attempts.objects.filter(key__startswith="known:").count() == 1
        for number in range(50):
            throttle.take_login(visit(f"198.51.100.{number}"), "priya")
        throttle.take_login(visit(), "priya")


def test_one_network_may_try_so_often_whatever_the_names(db, visit):
    with pytest.raises(TooMany), time_machine.travel(NOON, tick=False):
        for number in range(101):
            throttle.take_login(visit(), f"name{number}")


def test_registrations_are_counted_per_network_and_in_all(db, visit):
    with time_machine.travel(NOON, tick=False):
        for number in range(200):
            throttle.take_registration(visit(f"198.51.100.{number // 20}"))
        with pytest.raises(TooMany):
            throttle.take_registration(visit("192.0.2.1"))
        with pytest.raises(TooMany):
            throttle.take_registration(visit("198.51.100.0"))
