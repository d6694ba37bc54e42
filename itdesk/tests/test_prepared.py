"""A prepared query finds what the queryset that it is made of finds, however often and with whatever values it is asked."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.db.models import CharField, DateTimeField, F, IntegerField
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.models import Agent, Session
from itdesk.prepared import prepared

NAMES = ["ann", "Bo", "Ćelo", "o'neil", 'say "hi"', "100%", "%s"]


def made_by_name(since, name):
    return Agent.objects.filter(date_joined__gte=since, first_name=name).order_by("pk")


by_name = prepared(since=DateTimeField(), name=CharField())(made_by_name)


@prepared(numbers=[IntegerField()])
def among(numbers):
    return Agent.objects.filter(pk__in=numbers).order_by("pk")


@prepared(key=CharField())
def sitting(key):
    return Session.objects.select_related("agent").filter(session_key=key)


@prepared(least=IntegerField())
def shouted(least):
    return Agent.objects.filter(pk__gt=least).annotate(again=F("username")).values_list("pk", "again")


@prepared(pk=IntegerField())
def with_sessions(pk):
    return Agent.objects.filter(pk=pk).prefetch_related("sessions")


@pytest.fixture
def crew(db):
    now = timezone.now()
    return [
        Agent.objects.create(
            username=f"agent{n}", first_name=NAMES[n % len(NAMES)], date_joined=now - timedelta(hours=n)
        )
        for n in range(20)
    ]


def everything(rows):
    return [{name: value for name, value in vars(row).items() if name != "_state"} for row in rows]


def test_it_finds_what_the_queryset_finds(crew):
    for name in [*NAMES, "nobody", "", "\\"]:
        for hours in (0, 5, 100):
            values = {"since": timezone.now() - timedelta(hours=hours, minutes=1), "name": name}
            assert everything(by_name(**values)) == everything(made_by_name(**values))


def test_a_list_of_any_length_finds_its_own(crew):
    numbers = [agent.pk for agent in crew]

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.sampled_from([*numbers, 10**9]), max_size=len(numbers)))
    def check(some):
        assert everything(among(numbers=some)) == everything(Agent.objects.filter(pk__in=some).order_by("pk"))

    check()


def test_lists_of_all_lengths_share_few_queries(crew, django_assert_num_queries):
    with django_assert_num_queries(20) as asked:
        for n in range(1, 21):
            among(numbers=range(n))
    texts = {query["sql"].partition(" IN ")[2].count(",") for query in asked.captured_queries}
    assert len(texts) == 6, "1, 2, 4, 8, 16, 32"


def test_an_empty_list_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert among(numbers=[]) == []


def test_what_is_joined_comes_along(priya_client, priya, django_assert_num_queries):
    key = priya_client.session.session_key
    with django_assert_num_queries(1):
        row = sitting.first(key=key)
        assert row.agent == priya
    assert sitting.first(key="another") is None


def test_plain_values_come_as_tuples(crew):
    least = crew[10].pk
    assert sorted(shouted(least=least)) == [(agent.pk, agent.username) for agent in crew[11:]]


def test_objects_of_one_answer_stay_as_they_were_when_the_next_is_asked(crew):
    first = by_name(since=timezone.now() - timedelta(days=9), name="ann")
    before = everything(first)
    by_name(since=timezone.now(), name="Bo")
    assert everything(first) == before
    first[0].delete()
    assert first[0].pk is None, "an object like any other"


def test_a_value_of_the_wrong_kind_is_refused_as_django_refuses_it(db):
    with pytest.raises(ValueError, match="expected a number"):
        among(numbers=["printer"])
    with pytest.raises(KeyError):
        by_name(name="ann")


def test_what_prefetches_is_refused(db):
    with pytest.raises(ValueError, match="beside them"):
        with_sessions(pk=1)


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_by_its_own_connection():
    Agent.objects.create(username="ann", first_name="ann")
    seen = []

    def ask():
        for _turn in range(2):
            seen.extend(agent.username for agent in by_name(since=timezone.now() - timedelta(1), name="ann"))
            connections.close_all()  # as between requests: the next question opens it again

    threads = [threading.Thread(target=ask) for _n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == ["ann"] * 6
