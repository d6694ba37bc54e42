"""What an agent is called at log-in (seed row S3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.actions import import_agent
from agents.models import Agent
from agents.usernames import _wanted, available_username


@pytest.mark.parametrize(
    ("first", "last", "username"),
    [
        ("John", "Smith", "john.smith"),
        ("Zoë", "Adler", "zoe.adler"),
        ("Siobhán", "O'Neill", "siobhan.oneill"),
        ("Siobhán", "O’Neill", "siobhan.oneill"),
        ("Mary Ann", "van der Berg", "maryann.vanderberg"),
        ("Jean-Luc", "Picard", "jean-luc.picard"),
        ("-Jean", "Picard-", "jean.picard"),
        ("J. R.", "Ewing", "jr.ewing"),
        ("Łukasz", "Żółć", "lukasz.zolc"),
        ("Straße", "ß", "strasse.ss"),
        ("أمل", "الخطيب", "ml.lkhtyb"),
        ("小明", "王", "xiaoming.wang"),
        ("Аня", "Иванова", "anya.ivanova"),
        ("Bruno", "", "bruno"),
        ("", "Mars", "mars"),
    ],
)
def test_a_name_becomes_first_dot_last(db, first, last, username):
    assert available_username(first, last, "somebody@alpha.example") == username


@pytest.mark.parametrize(
    ("email", "username"),
    [("J.Smith+desk@alpha.example", "j.smithdesk"), ("..@alpha.example", "agent"), ("", "agent"), ("bruno", "bruno")],
)
def test_a_name_without_letters_falls_back_to_the_address_then_to_agent(db, email, username):
    assert available_username("’", "...", email) == username


def test_a_taken_name_gets_a_number_whatever_its_case(db):
    for taken in ("John.Smith", "john.smith2", "john.smithers"):
        Agent.objects.create(username=taken, email=f"{taken}@alpha.example")
    assert available_username("John", "Smith", "") == "john.smith3"


def test_words_that_the_ticket_filter_knows_are_nobodys_name(db):
    assert available_username("None", "", "") == "none2"
    assert available_username("Me", "", "") == "me2"


def test_a_very_long_name_leaves_room_for_its_number(db):
    first = available_username("x" * 150, "y" * 150, "")
    Agent.objects.create(username=first, email="x@alpha.example")
    assert len(available_username("x" * 150, "y" * 150, "")) <= 150


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_whatever_the_name_the_username_is_sound(first, last, email):
    username = _wanted(first, last, email)
    Agent._meta.get_field("username").clean(username, None)
    assert username == username.lower()


@pytest.mark.parametrize("name", ["me", "None"])
def test_whoever_brings_along_a_word_of_the_ticket_filter_is_named_anew(db, name):
    agent = import_agent(first_name="Ann", last_name="Lee", email="ann@x.example", password=None, username=name)
    assert agent.username == "ann.lee"
