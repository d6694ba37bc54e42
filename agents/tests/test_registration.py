"""Registering as an agent (seed row S3): only with the HR code, and two of one name both succeed."""

import pytest
from django.test import Client

from activity.models import Event
from agents import actions
from agents.models import Agent
from agents.tests.parallel import at_once

pytestmark = pytest.mark.any_engine

CODE = "Alpha 2025"
ZOE = {
    "first_name": "Zoë",
    "last_name": "Adler",
    "email": "Zoe.Adler@Alpha.example",
    "password1": "correct horse 9",
    "password2": "correct horse 9",
    "hr_code": "alpha 2025",
}


@pytest.fixture
def code(db):
    actions.change_hr_code(CODE, by=None)


@pytest.fixture
def register(client):
    return lambda **changed: client.post("/register/", ZOE | changed)


def errors(response):
    return {name: list(messages) for name, messages in response.context["form"].errors.items()}


def test_the_hr_code_makes_an_agent_who_is_logged_in_at_once(register, client, code):
    response = register()
    assert (response.status_code, response.url) == (302, "/tickets/")
    assert "Welcome, Zoë Adler. Your username is zoe.adler." in client.get("/agents/").content.decode()
    agent = Agent.objects.get(username="zoe.adler")
    assert (agent.email, agent.name, agent.is_superuser) == ("zoe.adler@alpha.example", "Zoë Adler", False)


def test_registering_is_one_event_of_the_agent(register, code):
    register()
    agent = Agent.objects.get(username="zoe.adler")
    event = Event.objects.about(agent).get()
    assert (event.actor, str(event)) == (agent, "Zoë Adler registered as an agent")
    assert (event.changes, event.details) == ({}, {})


def test_the_new_agent_can_log_in_by_the_name_they_were_told(register, client, code):
    register()
    client.post("/logout/")
    assert client.post("/login/", {"username": "zoe.adler", "password": ZOE["password1"]}).status_code == 302


@pytest.mark.parametrize("typed", ["alpha 2025", "ALPHA  2025", " ＡLPHA\u00a02025 "])
def test_case_does_not_matter(register, code, typed):
    assert register(hr_code=typed).status_code == 302


@pytest.mark.parametrize("typed", ["", "Alpha2025", "Alpha 202", "\0", "x" * 5000])
def test_without_the_right_code_nobody_is_made(register, code, typed):
    response = register(hr_code=typed)
    assert response.status_code == 422
    assert list(errors(response)) == ["hr_code"]
    assert not Agent.objects.exists()


def test_what_was_typed_is_kept_except_the_passwords(register, code):
    page = register(hr_code="wrong").content.decode()
    assert 'value="Zoë"' in page
    assert 'value="Zoe.Adler@Alpha.example"' in page
    assert 'value="wrong"' in page
    assert ZOE["password1"] not in page


def test_without_a_code_registration_is_closed(register, client, db):
    assert "Registration is closed" in client.get("/register/").content.decode()
    assert 'name="hr_code"' not in client.get("/register/").content.decode()
    response = register()
    assert response.status_code == 422
    assert "Registration is closed" in response.content.decode()
    assert not Agent.objects.exists()


def test_a_wrong_code_and_no_code_are_the_same_error(register, db):
    closed = errors(register())
    actions.change_hr_code("Something else", by=None)
    assert errors(register()) == closed
    assert list(closed) == ["hr_code"]


def test_an_empty_code_never_admits(register, db):
    assert register(hr_code="").status_code == 422
    assert not Agent.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"first_name": ""}, "first_name"),
        ({"first_name": "\u200b\u202e"}, "first_name"),
        ({"last_name": "x" * 151}, "last_name"),
        ({"email": "zoe"}, "email"),
        ({"email": "zoe@alpha.example\nBcc: a@b.example"}, "email"),
        ({"email": "x" * 250 + "@alpha.example"}, "email"),
        ({"password1": "short", "password2": "short"}, "password1"),
        ({"password1": "password1234", "password2": "password1234"}, "password1"),
        ({"password1": "zoe.adler@alpha", "password2": "zoe.adler@alpha"}, "password1"),
        ({"password1": "x" * 257, "password2": "x" * 257}, "password1"),
        ({"password1": "1" * 20, "password2": "1" * 20}, "password1"),
        ({"password2": "correct horse 8"}, "password2"),
        ({"password2": ""}, "password2"),
    ],
)
def test_each_flaw_is_named_at_its_field(register, code, changed, field):
    response = register(**changed)
    assert response.status_code == 422
    assert field in errors(response)
    assert not Agent.objects.exists()


def test_names_are_stored_in_their_normal_form(register, code):
    register(first_name="  Zo\u0065\u0308\0 ", last_name="Ad\u202eler")
    assert Agent.objects.get().name == "Zoë Adler"


def test_an_address_that_an_agent_has_is_refused(register, code, priya):
    assert "already uses this address" in errors(register(email=" PRIYA@alpha.example "))["email"][0]


def test_who_works_here_is_not_told_without_the_code(register, code, priya):
    assert list(errors(register(email=priya.email, hr_code="wrong"))) == ["hr_code"]


def test_the_twenty_first_try_is_refused_and_keeps_what_was_typed(register, code):
    for _ in range(20):
        assert register(hr_code="wrong").status_code == 422
    response = register()
    page = response.content.decode()
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 3600
    assert 'value="Zoë"' in page
    assert 'value="alpha 2025"' in page
    assert ZOE["password1"] not in page
    assert not Agent.objects.exists()


def test_a_refused_try_does_not_say_whether_the_code_was_right(register, code):
    for _ in range(20):
        register(hr_code="wrong")
    right, wrong = register(), register(hr_code="ALPHA 2024")
    assert errors(right) == errors(wrong) == {}


def test_next_never_leads_elsewhere(client, code):
    assert client.post("/register/?next=//evil.example/", ZOE).url == "/tickets/"


def test_two_of_one_name_both_succeed(register, client, code):
    register()
    client.post("/logout/")
    register(email="zoe2@alpha.example")
    assert set(Agent.objects.values_list("username", flat=True)) == {"zoe.adler", "zoe.adler2"}


def test_eight_of_one_name_at_once_all_succeed(transactional_db):
    actions.change_hr_code(CODE, by=None)
    each = [ZOE | {"email": f"zoe{number}@alpha.example"} for number in range(8)]
    answers = at_once(lambda number: Client().post("/register/", each[number]), 8)
    assert [answer.status_code for answer in answers] == [302] * 8
    expected = {"zoe.adler", *(f"zoe.adler{number}" for number in range(2, 9))}
    assert set(Agent.objects.values_list("username", flat=True)) == expected
    assert Event.objects.filter(kind_name="agent.registered").count() == 8


def test_of_many_with_one_address_at_once_one_succeeds_and_the_others_are_told(transactional_db):
    actions.change_hr_code(CODE, by=None)
    answers = at_once(lambda number: Client().post("/register/", ZOE | {"first_name": f"Zoe{number}"}), 6)
    assert sorted(answer.status_code for answer in answers) == [302] + [422] * 5
    refused = [errors(answer) for answer in answers if answer.status_code == 422]
    assert all(list(each) == ["email"] for each in refused)
    assert Agent.objects.count() == 1


def test_an_imported_agent_keeps_a_free_username_and_gets_another_for_a_taken_one(priya):
    fields = {"first_name": "Bruno", "last_name": "Mars", "password": None}
    kept = actions.import_agent(email="b@x.example", username="bruno", **fields)
    moved = actions.import_agent(email="c@x.example", username="PRIYA", **fields)
    assert (kept.username, moved.username) == ("bruno", "bruno.mars")
    assert not kept.has_usable_password()
    assert str(Event.objects.about(kept).get()) == "Bruno Mars was imported as an agent"


def test_an_agent_imported_twice_is_refused(db):
    fields = {"first_name": "Bruno", "last_name": "Mars", "email": "B@x.example", "password": None}
    actions.import_agent(**fields)
    with pytest.raises(actions.EmailTaken):
        actions.import_agent(**fields)
