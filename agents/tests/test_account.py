"""An agent's own account: name, address, time zone, theme."""

import re
from datetime import timedelta

import pytest

from activity.models import Event
from agents import zones
from agents.models import Agent

pytestmark = pytest.mark.any_engine

PASSWORD = "Cast-of-2026!"
PROFILE = {"first_name": "Priya", "last_name": "Shah", "email": "priya@alpha.example", "password": ""}


@pytest.fixture
def save(priya_client):
    def save(**changed):
        return priya_client.post("/account/", PROFILE | changed)

    return save


def test_the_page_says_who_one_is(priya_client):
    page = priya_client.get("/account/").content.decode()
    assert "<strong>priya</strong>" in page
    assert 'value="priya@alpha.example"' in page


def test_a_new_name_needs_no_password_and_is_an_event(save, priya):
    assert save(first_name=" Priyanka ").url == "/account/"
    priya.refresh_from_db()
    assert priya.name == "Priyanka Shah"
    assert str(Event.objects.about(priya).get()) == "Priyanka Shah changed their name or address"


def test_saving_what_is_so_already_is_no_event(save, priya):
    save(email="Priya@Alpha.example")
    assert not Event.objects.about(priya).exists()


@pytest.mark.parametrize(
    ("password", "told"), [("", "Type your password to change the e-mail."), ("wrong", "That is not your password.")]
)
def test_a_new_address_needs_the_password(save, priya, password, told):
    response = save(email="p.shah@alpha.example", password=password)
    assert response.status_code == 422
    assert told in response.content.decode()
    assert 'value="p.shah@alpha.example"' in response.content.decode()
    priya.refresh_from_db()
    assert priya.email == "priya@alpha.example"


def test_a_new_address_is_kept_in_lower_case_and_logs_in(save, client, priya):
    assert save(email="P.Shah@Alpha.example", password=PASSWORD).status_code == 302
    client.post("/logout/")
    assert client.post("/login/", {"username": "p.shah@alpha.example", "password": PASSWORD}).url == "/tickets/"


def test_an_address_that_another_agent_has_is_refused(save, sam):
    response = save(email="SAM@alpha.example", password=PASSWORD)
    assert response.status_code == 422
    assert "already uses this address" in response.content.decode()


def test_guessing_the_password_by_the_profile_is_throttled(save, priya):
    statuses = [save(email="p@alpha.example", password="wrong").status_code for _ in range(10)]
    refused = save(email="p@alpha.example", password=PASSWORD)
    assert statuses == [422] * 10
    assert refused.status_code == 429
    assert 'value="p@alpha.example"' in refused.content.decode()
    assert PASSWORD not in refused.content.decode()


@pytest.mark.parametrize("flaw", [{"first_name": ""}, {"email": "nowhere"}, {"last_name": "x" * 151}, {"email": ""}])
def test_a_flawed_profile_comes_back_with_what_was_typed(save, flaw):
    response = save(**{"last_name": "Newly-Typed"} | flaw)
    assert response.status_code == 422
    assert "Newly-Typed" in response.content.decode() or "last_name" in flaw


def test_the_script_tells_the_zone_once(priya_client, priya):
    for zone in ("Asia/Kolkata", "Europe/Berlin"):
        assert priya_client.post("/account/zone/", {"detected": zone}).status_code == 204
    priya.refresh_from_db()
    assert priya.time_zone == "Asia/Kolkata"
    assert not Event.objects.about(priya).exists()


def test_a_chosen_zone_wins_over_what_the_browser_says(priya_client, priya):
    assert priya_client.post("/account/zone/", {"zone": "Europe/Berlin"}).url == "/account/"
    priya_client.post("/account/zone/", {"detected": "Asia/Kolkata"})
    priya.refresh_from_db()
    assert priya.time_zone == "Europe/Berlin"


@pytest.mark.parametrize("name", ["zone", "detected"])
@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "\0", "x" * 300, "europe/berlin", "localtime"])
def test_what_is_no_zone_is_refused(priya_client, priya, name, zone):
    assert priya_client.post("/account/zone/", {name: zone}).status_code == 422
    priya.refresh_from_db()
    assert priya.time_zone == ""


def test_no_zone_means_ask_the_browser_again(priya_client, priya):
    priya_client.post("/account/zone/", {"zone": "Europe/Berlin"})
    priya_client.post("/account/zone/", {"zone": ""})
    assert 'data-zone=""' in priya_client.get("/account/").content.decode()
    assert priya_client.post("/account/zone/", {"detected": ""}).status_code == 422


def test_a_zone_under_an_old_name_stays_chosen(priya_client):
    priya_client.post("/account/zone/", {"detected": "US/Eastern"})
    assert '<option value="US/Eastern" selected>' in priya_client.get("/account/").content.decode()


def test_every_zone_that_is_offered_is_one():
    offered = [name for _region, places in zones.by_region() for name, _place in places]
    assert len(offered) > 300
    assert all(zones.is_zone(name) and zones.is_listed(name) for name in offered)


def test_the_server_writes_times_in_the_agents_zone_and_in_nobody_elses(client, priya, sam, ticket):
    Agent.objects.filter(pk=priya.pk).update(time_zone="Asia/Kolkata")
    in_kolkata = ticket.created_at + timedelta(hours=5, minutes=30)
    for agent, told in ((priya, f"{in_kolkata:%Y, %H:%M} IST"), (sam, f"{ticket.created_at:%Y, %H:%M} UTC")):
        client.force_login(agent)
        page = client.get(f"/tickets/{ticket.pk}/").content.decode()
        assert told in page
        assert f'datetime="{ticket.created_at:%Y-%m-%dT%H:%M:%S}Z"' in page


def test_a_zone_that_this_machine_does_not_know_is_as_none(client, priya):
    Agent.objects.filter(pk=priya.pk).update(time_zone="Mars/Olympus")
    client.force_login(priya)
    assert client.get("/tickets/").status_code == 200


def theme_of(client, address="/tickets/"):
    return re.search(r'data-theme="(\w+)" data-bs-theme="(\w+)"', client.get(address).content.decode()).groups()


def test_a_theme_is_kept_on_the_account_and_painted_by_the_server(priya_client):
    assert theme_of(priya_client) == ("system", "light")
    assert priya_client.post("/account/theme/", {"theme": "dark"}, headers={"HX-Request": "true"}).status_code == 204
    assert theme_of(priya_client) == ("dark", "dark")
    assert theme_of(priya_client, "/submit/") == ("dark", "dark")
    priya_client.post("/logout/")
    assert theme_of(priya_client, "/login/") == ("system", "light")


def test_without_scripts_choosing_a_theme_leads_back_to_the_account(priya_client):
    assert priya_client.post("/account/theme/", {"theme": "light"}).url == "/account/"


@pytest.mark.parametrize("theme", ["", "pink", "\0", "x" * 5000])
def test_what_is_no_theme_is_a_bad_request(priya_client, theme):
    assert priya_client.post("/account/theme/", {"theme": theme}).status_code == 400


@pytest.mark.parametrize("address", ["/account/zone/", "/account/theme/"])
def test_zone_and_theme_are_only_posted(priya_client, address):
    assert priya_client.get(address).status_code == 405


def test_the_page_costs_the_same_whoever_asks(priya_client, django_assert_num_queries):
    with django_assert_num_queries(1):  # session with agent
        priya_client.get("/account/")
