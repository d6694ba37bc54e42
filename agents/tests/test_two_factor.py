"""The second factor: set up, asked for at every log-in, guessed in vain, lost, turned off."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from activity.models import Event
from agents import actions, two_factor
from agents.models import Agent
from agents.tests.codes import code_of
from agents.tests.parallel import at_once

pytestmark = pytest.mark.any_engine
PASSWORD = "Cast-of-2026!"
SET_UP = "/account/two-factor/set-up/"


@pytest.fixture(autouse=True)
def the_middle_of_a_half_minute():
    """No code and no throttle's window ends while a test runs."""
    with time_machine.travel(timezone.now().replace(minute=7, second=15)):
        yield


@pytest.fixture
def secret(priya):
    """Priya's, who has it on since a while."""
    secret = two_factor.new_secret()
    actions.turn_on_two_factor(priya, secret=secret, step=0)
    return secret


@pytest.fixture
def codes(priya, secret):
    return actions.renew_recovery_codes(priya)


def give_password(client, name="priya", **more):
    return client.post("/login/", {"username": name, "password": PASSWORD}, **more)


def give_code(client, code, **more):
    return client.post("/login/code/", {"code": code}, **more)


def is_in(client):
    return client.get("/tickets/").status_code == 200


def told(priya):
    return [str(event) for event in Event.objects.about(priya)]


def shown_secret(client):
    page = client.get(SET_UP).content.decode()
    return re.search(r'id="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")


def shown_codes(response):
    return re.search(r'id="codes">([\d\s]+)</pre>', response.content.decode())[1].split()


def test_it_is_set_up_by_a_code_and_the_password(priya_client, priya):
    secret = shown_secret(priya_client)
    response = priya_client.post(SET_UP, {"code": code_of(secret), "password": PASSWORD})
    assert response.status_code == 200
    assert len(set(shown_codes(response))) == 10
    assert two_factor.is_on(priya)
    assert told(priya) == ["Priya Shah turned two-factor log-in on"]


def test_the_secret_stays_the_same_while_it_is_being_set_up(priya_client):
    assert shown_secret(priya_client) == shown_secret(priya_client)


def test_the_picture_is_the_pages_own(priya_client):
    assert 'src="data:image/svg+xml;base64,' in priya_client.get(SET_UP).content.decode()


@pytest.mark.parametrize(
    ("code", "password", "error"),
    [
        ("000000", PASSWORD, "That is not the code of this minute."),
        ("", PASSWORD, "This field is required."),
        ("right", "wrong", "That is not your password."),
        ("right", "", "This field is required."),
        ("\0" * 6, PASSWORD, "This field is required."),
        ("٣٣٣٣٣٣", PASSWORD, "That is not the code of this minute."),
    ],
)
def test_a_flaw_sets_nothing_up(priya_client, priya, code, password, error):
    secret = shown_secret(priya_client)
    code = code_of(secret) if code == "right" else code
    response = priya_client.post(SET_UP, {"code": code, "password": password})
    assert response.status_code == 422
    assert error in response.content.decode()
    assert not two_factor.is_on(priya)
    assert shown_secret(priya_client) == secret


def test_codes_are_shown_once(priya_client, priya):
    secret = shown_secret(priya_client)
    codes = shown_codes(priya_client.post(SET_UP, {"code": code_of(secret), "password": PASSWORD}))
    for address in ("/account/two-factor/", "/account/two-factor/codes/", SET_UP):
        page = priya_client.get(address, follow=True).content.decode()
        assert not any(code in page for code in codes)
        assert secret not in page.replace(" ", "")


def test_log_in_asks_for_password_and_code(client, priya, secret):
    assert give_password(client).url == "/login/code/"
    assert not is_in(client)
    assert give_code(client, code_of(secret)).url == "/tickets/"
    assert is_in(client)


def test_next_survives_the_second_step(client, secret):
    client.post("/login/?next=/agents/", {"username": "priya", "password": PASSWORD, "next": "/agents/"})
    assert give_code(client, code_of(secret)).url == "/agents/"


def test_the_code_alone_is_nothing(client, secret):
    assert client.get("/login/code/").url == "/login/"
    assert give_code(client, code_of(secret)).url == "/login/"
    assert not is_in(client)


@pytest.mark.parametrize("code", ["000000", "abc", "٣٣٣٣٣٣", "x" * 5000, "", "\0", "-1"])
def test_a_wrong_code_is_refused(client, secret, code):
    give_password(client)
    assert give_code(client, code).status_code == 422
    assert not is_in(client)


def test_spaces_and_dashes_do_not_matter(client, codes, secret):
    give_password(client)
    code = code_of(secret)
    assert give_code(client, f" {code[:3]} {code[3:]} ").status_code == 302


@pytest.mark.parametrize(("seconds", "works"), [(-30, True), (30, True), (-90, False), (90, False)])
def test_a_clock_may_be_half_a_minute_off(client, secret, seconds, works):
    give_password(client)
    assert (give_code(client, code_of(secret, seconds=seconds)).status_code == 302) is works


def test_a_code_works_once_even_where_it_was_used_to_set_it_up(priya_client, priya):
    secret = shown_secret(priya_client)
    code = code_of(secret)
    priya_client.post(SET_UP, {"code": code, "password": PASSWORD})
    client = Client()
    give_password(client)
    assert give_code(client, code).status_code == 422


def test_an_older_code_does_not_work_after_a_newer_one(client, secret):
    for seconds, status in ((0, 302), (-30, 422)):
        other = Client()
        give_password(other)
        assert give_code(other, code_of(secret, seconds=seconds)).status_code == status


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_of_several_who_use_one_code_at_once_one_gets_in(priya, secret, codes, kind):
    code = code_of(secret) if kind == "app" else codes[0]
    results = at_once(lambda _number: two_factor.accept(Agent.objects.get(pk=priya.pk), code), 6)
    assert len([result for result in results if result]) == 1, results


def test_a_recovery_code_works_once_and_says_what_is_left(client, priya, codes):
    give_password(client)
    response = give_code(client, codes[3])
    assert response.status_code == 302
    assert "9 recovery codes are left." in client.get("/tickets/").content.decode()
    assert told(priya)[-1] == "Priya Shah logged in by a recovery code"
    client.post("/logout/")
    give_password(client)
    assert give_code(client, codes[3]).status_code == 422
    assert give_code(client, codes[4]).status_code == 302


def test_new_recovery_codes_take_the_password_and_void_the_old_ones(client, priya, secret, codes):
    client.force_login(priya)
    assert client.post("/account/two-factor/codes/", {"password": "wrong"}).status_code == 422
    new = shown_codes(client.post("/account/two-factor/codes/", {"password": PASSWORD}))
    client.post("/logout/")
    give_password(client)
    assert give_code(client, codes[0]).status_code == 422
    assert give_code(client, new[0]).status_code == 302


def test_the_eleventh_code_is_refused_even_if_it_is_right(client, secret):
    give_password(client)
    statuses = [give_code(client, "000000").status_code for _ in range(10)]
    refused = give_code(client, code_of(secret))
    assert (statuses, refused.status_code) == ([422] * 10, 429)
    assert "Too many tries" in refused.content.decode()
    assert 0 < int(refused["Retry-After"]) <= 900
    assert not is_in(client)


def test_giving_the_password_again_does_not_begin_the_count_again(client, secret):
    for _ in range(10):
        give_password(client)
        give_code(client, "000000")
    give_password(client)
    assert give_code(client, code_of(secret)).status_code == 429


def test_guessing_from_many_networks_ends_too_but_not_for_a_network_that_is_known(secret):
    home = {"REMOTE_ADDR": "203.0.113.7"}
    known = Client(**home)
    give_password(known)
    give_code(known, code_of(secret, seconds=-30))
    statuses = []
    for number in range(21):
        client = Client(REMOTE_ADDR=f"198.51.100.{number}")
        give_password(client)
        statuses.append(give_code(client, "000000").status_code)
    assert statuses == [422] * 19 + [429] * 2  # the first try from home was one of the twenty
    again = Client(**home)
    give_password(again)
    assert give_code(again, code_of(secret)).status_code == 302


def test_a_right_code_lets_the_count_begin_again(client, secret, codes):
    for number in range(2):
        give_password(client)
        for _ in range(9):
            give_code(client, "000000")
        assert give_code(client, codes[number]).status_code == 302
        client.post("/logout/")


def test_whoever_is_deactivated_between_the_steps_stays_out(client, priya, secret):
    give_password(client)
    Agent.objects.update(is_active=False)
    assert give_code(client, code_of(secret)).status_code == 422
    assert not is_in(client)


def test_the_second_step_ends_after_a_quarter_of_an_hour(client, secret):
    give_password(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert give_code(client, code_of(secret)).url == "/login/"


def test_somebody_else_can_log_in_instead(client, sam, secret):
    give_password(client)
    assert client.get("/login/").url == "/login/code/"
    client.post("/logout/")
    assert client.get("/login/").status_code == 200
    assert give_password(client, "sam").url == "/tickets/"


def test_nobody_reaches_the_back_office_without_the_code(client, root):
    secret = two_factor.new_secret()
    actions.turn_on_two_factor(root, secret=secret, step=0)
    door = client.get("/admin/", follow=True)
    address = door.request["PATH_INFO"] + "?" + door.request["QUERY_STRING"]
    assert client.post(address, {"username": "root", "password": PASSWORD}).url == "/login/code/"
    assert client.get("/admin/").status_code == 302
    client.post("/admin/login/", {"username": "root", "password": PASSWORD})
    assert client.get("/admin/").status_code == 302
    assert give_code(client, code_of(secret)).url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_reset_password_does_not_get_round_the_code(client, priya, secret):
    from agents import reset

    form = client.get(reset.link_for(priya).removeprefix("http://127.0.0.1:8000")).url
    client.post(form, {"password1": "another horse 9", "password2": "another horse 9"})
    assert client.post("/login/", {"username": "priya", "password": "another horse 9"}).url == "/login/code/"
    assert not is_in(client)


def test_turning_it_off_takes_the_password_and_is_an_event(client, priya, secret):
    client.force_login(priya)
    assert client.post("/account/two-factor/turn-off/", {"password": "wrong"}).status_code == 422
    assert two_factor.is_on(priya)
    page = client.post("/account/two-factor/turn-off/", {"password": PASSWORD}, follow=True)
    assert "Two-factor log-in is off." in page.content.decode()
    assert not Authenticator.objects.exists()
    assert told(priya)[-1] == "Priya Shah turned two-factor log-in off"
    client.post("/logout/")
    assert give_password(client).url == "/tickets/"


@pytest.mark.parametrize("address", [SET_UP, "/account/two-factor/codes/", "/account/two-factor/turn-off/"])
def test_guessing_the_password_there_is_throttled(client, priya, secret, address):
    if address == SET_UP:
        actions.turn_off_two_factor(priya, by=priya)
    client.force_login(priya)
    statuses = [client.post(address, {"password": "wrong", "code": "1"}).status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]


def test_what_is_on_is_not_set_up_again_and_what_is_off_not_turned_off(client, priya, secret):
    client.force_login(priya)
    assert client.get(SET_UP).url == "/account/two-factor/"
    actions.turn_off_two_factor(priya, by=priya)
    assert client.get("/account/two-factor/turn-off/").url == "/account/two-factor/"
    assert client.get("/account/two-factor/codes/").url == "/account/two-factor/"


def test_it_cannot_be_turned_on_twice(priya, secret):
    with pytest.raises(actions.AlreadyOn):
        actions.turn_on_two_factor(priya, secret=two_factor.new_secret(), step=0)


def test_a_superuser_helps_whoever_has_lost_app_and_codes(root_client, priya, secret):
    data = {"action": "turn_off_two_factor", "_selected_action": priya.pk}
    page = root_client.post("/admin/agents/agent/", data, follow=True)
    assert "Turned off for: Priya Shah." in page.content.decode()
    assert not two_factor.is_on(priya)
    assert told(priya)[-1] == "Robin Root turned two-factor log-in off"


def test_the_back_office_does_not_show_what_it_is_made_of(root_client):
    assert root_client.get("/admin/mfa/authenticator/").status_code == 404


def test_the_log_holds_no_secret(priya_client, priya):
    secret = shown_secret(priya_client)
    codes = shown_codes(priya_client.post(SET_UP, {"code": code_of(secret), "password": PASSWORD}))
    written = repr(list(Event.objects.values_list("changes", "details", "actor_name")))
    assert not any(word in written for word in (secret, PASSWORD, *codes))
