"""Logging in and out (seed row S4): one clear error, no way to tell who works here, no guessing."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from agents.models import Agent, Attempts, Session
from itdesk.tests import canary

pytestmark = pytest.mark.any_engine
PASSWORD = "Cast-of-2026!"


@pytest.fixture
def log_in(client):
    def log_in(username, password=PASSWORD, address="/login/", **more):
        return client.post(address, {"username": username, "password": password}, **more)

    return log_in


def body(response):
    """The page without its token."""
    return re.sub(r'value="\w{64}"|"X-CSRFToken": "\w{64}"', "", response.content.decode())


@pytest.mark.parametrize("name", ["priya", "PRIYA", "priya@alpha.example", " Priya@Alpha.example "])
def test_an_agent_logs_in_by_username_or_address(log_in, client, priya, name):
    response = log_in(name)
    assert (response.status_code, response.url) == (302, "/tickets/")
    assert client.get("/agents/").status_code == 200


def test_a_wrong_password_is_one_clear_error_and_keeps_the_name(log_in, priya):
    response = log_in("priya", "wrong")
    assert response.status_code == 422
    assert "That name and password do not match." in body(response)
    assert 'value="priya"' in body(response)
    assert "wrong" not in body(response)


@pytest.mark.parametrize("name", ["sam", "sam@alpha.example"])
def test_nobody_can_tell_unknown_from_wrong_from_deactivated(log_in, sam, name):
    wrong = log_in(name, "wrong")
    Agent.objects.update(is_active=False)
    deactivated, right_but_deactivated = log_in(name, "wrong"), log_in(name)
    Agent.objects.update(username="tom", email="tom@alpha.example")
    unknown = log_in(name)
    assert {response.status_code for response in (wrong, deactivated, right_but_deactivated, unknown)} == {422}
    assert len({body(response) for response in (wrong, deactivated, right_but_deactivated, unknown)}) == 1


@pytest.mark.parametrize("name", ["sam", "sam@alpha.example", "nobody", "nobody@alpha.example"])
def test_every_wrong_try_costs_one_hash(log_in, sam, name, monkeypatch):
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or encode(*args))
    log_in(name, "wrong")
    assert len(hashed) == 1


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("", ""),
        ("\0", "x"),
        ("pri\0ya", "wrong"),
        ("priya", "\0"),
        ("x" * 100_000, "x"),
        ("\u202epriya", "x"),
        ("ß" * 200, "ſ"),
    ],
)
def test_odd_input_is_refused_with_the_form(log_in, priya, name, password):
    assert log_in(name, password).status_code == 422


def test_a_very_long_password_is_refused_before_it_is_hashed(log_in, priya):
    response = log_in("priya", "x" * 257)
    assert response.status_code == 422
    assert not Attempts.objects.exists()


@pytest.mark.parametrize(
    "data", [{}, {"username": "priya"}, {"password": "x"}, {"login": "priya", "password": PASSWORD}]
)
def test_missing_fields_are_named(client, priya, data):
    response = client.post("/login/", data)
    assert response.status_code == 422
    assert "This field is required." in body(response)


def test_the_eleventh_try_is_refused_even_with_the_right_password(log_in, client, priya):
    statuses = [log_in("priya", "wrong").status_code for _ in range(10)]
    refused = log_in("Priya")
    assert statuses == [422] * 10
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 900
    assert 'value="Priya"' in body(refused)
    assert PASSWORD not in body(refused)
    assert "Too many tries" in body(refused)
    assert client.get("/agents/").status_code == 302


def test_the_limit_is_the_same_for_names_that_nobody_has(log_in, db):
    assert [log_in("nobody", "wrong").status_code for _ in range(11)] == [422] * 10 + [429]


def test_username_and_address_are_one_name_to_guess_at(log_in, priya):
    tries = [log_in(name, "wrong").status_code for name in ("priya", "priya@alpha.example") for _ in range(5)]
    assert tries == [422] * 10
    assert log_in("priya").status_code == log_in("priya@alpha.example").status_code == 422


def test_what_was_tried_at_a_username_never_tells_whose_an_address_is(log_in, priya):
    for _ in range(11):
        log_in("priya", "wrong")
    hers, nobodys = log_in("priya@alpha.example", "wrong"), log_in("tom@alpha.example", "wrong")
    assert hers.status_code == nobodys.status_code == 422
    assert body(hers).replace("priya@", "tom@") == body(nobodys)


def test_a_right_password_by_one_name_lets_the_other_begin_again(log_in, client, priya):
    for _ in range(9):
        log_in("priya", "wrong")
    assert log_in("priya@alpha.example").status_code == 302
    client.post("/logout/")
    assert [log_in("priya", "wrong").status_code for _ in range(10)] == [422] * 10


def test_a_try_that_is_one_too_many_costs_one_hash_too(log_in, priya, monkeypatch):
    for name in ("priya", "priya@alpha.example"):
        for _ in range(5):
            log_in(name, "wrong")
    hashed, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or encode(*args))
    log_in("priya", "wrong")
    assert len(hashed) == 1


def test_a_refused_network_shuts_out_nobody_elsewhere(log_in, priya):
    for _ in range(12):
        log_in("priya", "wrong", REMOTE_ADDR="198.51.100.1")
    assert log_in("priya", REMOTE_ADDR="203.0.113.7").status_code == 302


def test_a_right_password_lets_the_count_begin_again(log_in, client, priya):
    for _ in range(2):
        for _ in range(9):
            log_in("priya", "wrong")
        assert log_in("priya").status_code == 302
        client.post("/logout/")


def test_a_made_up_forwarding_header_is_no_other_network(log_in, priya):
    tries = [log_in("priya", "wrong", headers={"X-Forwarded-For": f"198.51.100.{number}"}) for number in range(11)]
    assert tries[-1].status_code == 429


def test_next_leads_back(log_in, priya):
    assert log_in("priya", address="/login/?next=/tickets/%3Fq%3Dink").url == "/tickets/?q=ink"


def test_next_survives_a_wrong_password(client, priya):
    response = client.post("/login/?next=/agents/", {"username": "priya", "password": "wrong"})
    assert '<input type="hidden" name="next" value="/agents/">' in body(response)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
        "http:evil.example", "http:///evil.example", "javascript:alert(1)", "/\t/evil.example", "\x00//evil.example",
        " https://evil.example", "https:/evil.example", "//evil.example@testserver/", "https://testserver@evil.example/",
        "https://testserver.evil.example/", "http://testserver/", "http://localhost/", "//evil%E3%80%82example",
        "\u2028//evil.example", "ftp://testserver/", "//[::1]/", "http://[", "/" + "x" * 5000,
    ],
)  # fmt: skip
def test_next_never_leads_elsewhere(client, priya, elsewhere):
    data = {"username": "priya", "password": PASSWORD, "next": elsewhere}
    assert client.post("/login/", data).url == "/tickets/"


def test_next_cannot_write_headers(client, priya):
    response = client.post("/login/", {"username": "priya", "password": PASSWORD, "next": "/tickets/\r\nX-Evil: 1"})
    assert response.status_code == 302
    assert "X-Evil" not in response


@pytest.mark.parametrize("address", ["/login/", "/register/"])
def test_whoever_is_logged_in_goes_to_the_tickets(priya_client, address):
    assert priya_client.get(address).url == "/tickets/"
    assert priya_client.post(address, {"username": "sam", "password": "x"}).url == "/tickets/"


def test_the_session_gets_a_new_key_at_log_in(client, priya):
    client.get("/login/")
    session = client.session
    session["before"] = True
    session.save()
    old = session.session_key
    client.cookies["sessionid"] = old
    client.post("/login/", {"username": "priya", "password": PASSWORD})
    assert client.session.session_key != old
    assert not Session.objects.filter(pk=old).exists()


def test_logging_out_leads_to_the_log_in_page_and_says_so(priya_client):
    response = priya_client.post("/logout/", follow=True)
    assert response.redirect_chain == [("/login/", 302)]
    assert "You are logged out." in body(response)
    assert priya_client.get("/agents/").status_code == 302


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_only_a_post_logs_out(priya_client, method):
    assert getattr(priya_client, method)("/logout/").status_code == 405
    assert priya_client.get("/agents/").status_code == 200


def test_logging_out_twice_is_no_error(client, db):
    assert client.post("/logout/").url == "/login/"


def test_logging_out_takes_a_token(priya):
    client = Client(enforce_csrf_checks=True)
    client.force_login(priya)
    assert client.post("/logout/").status_code == 403


def test_a_deactivated_agent_is_out_at_the_next_request(priya_client, priya):
    assert priya_client.get("/agents/").status_code == 200
    priya.is_active = False
    priya.save()
    assert priya_client.get("/agents/").status_code == 302


def test_a_changed_password_ends_the_other_sessions(priya_client, priya):
    priya.set_password("another horse 9")
    priya.save()
    assert priya_client.get("/agents/").status_code == 302


def test_pages_for_strangers_are_not_kept(client, db):
    for address in ("/login/", "/register/"):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_json_is_not_answered_with_the_form_and_its_password(client, priya):
    for headers in ({"Accept": "application/json"}, {"X-Requested-With": "XMLHttpRequest"}):
        response = client.post("/login/", {"username": "priya", "password": "hunter2hunter2"}, headers=headers)
        assert response["Content-Type"].startswith("text/html")
        assert "hunter2" not in body(response)


def test_a_toast_that_nobody_read_goes_with_the_log_out(priya_client, ticket):
    priya_client.post(f"/tickets/{ticket.pk}/", {"kind": "note", "text": canary.word(), "after": 0})
    assert priya_client.cookies["messages"].value
    toasts = body(priya_client.post("/logout/", follow=True)).partition('id="toasts"')[2].partition("</div>\n\n")[0]
    assert toasts.count("desk-toast") == 1
    assert "You are logged out." in toasts
