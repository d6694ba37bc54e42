"""A new password by a link from a mail: for whoever has the address, and nobody learns who does."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity.models import Delivery, Event
from agents import reset
from agents.models import Agent, ResetWish
from agents.tests.parallel import at_once

pytestmark = pytest.mark.any_engine

NEW = {"password1": "another horse 9", "password2": "another horse 9"}


def ask(client, email="priya@alpha.example", **more):
    response = client.post("/password/reset/", {"email": email}, **more)
    reset.answer()
    return response


def owed():
    return list(
        Delivery.objects.filter(event__kind_name="agent.reset-asked").values_list("address", "audience", "state")
    )


def open_link(client, link):
    """The address of the form that the link leads to; None when it leads nowhere."""
    response = client.get(link.removeprefix("http://127.0.0.1:8000"))
    return response.url if response.status_code == 302 else None


@pytest.fixture
def link(priya):
    return reset.link_for(priya)


def test_the_wish_is_noted_and_the_worker_owes_the_agent_a_mail(client, priya):
    client.post("/password/reset/", {"email": " Priya@Alpha.example "})
    assert ResetWish.objects.get().address == "priya@alpha.example" and owed() == []
    assert (reset.answer(), reset.answer()) == (1, 0)
    assert owed() == [("priya@alpha.example", "themselves", "owed")] and not ResetWish.objects.exists()
    assert str(Event.objects.about(priya).get()) == "ALPHA IT Desk was asked for a link to choose a new password"


def test_the_link_lets_them_choose(client, priya, link):
    form = open_link(client, link)
    assert client.get(form).status_code == 200
    assert client.post(form, NEW).url == "/login/"
    assert client.post("/login/", {"username": "priya", "password": "another horse 9"}).url == "/tickets/"


@pytest.mark.parametrize("state", ["unknown", "deactivated"])
def test_nobody_is_mailed_who_may_not_log_in(client, priya, state):
    Agent.objects.update(**{"email": "p@alpha.example"} if state == "unknown" else {"is_active": False})
    ask(client)
    assert owed() == [] and not Event.objects.exists()


def test_known_and_unknown_get_the_same_bytes_for_the_same_queries(priya):
    answers = []
    for email in ("priya@alpha.example", "nobody@alpha.example"):
        client = Client()
        with CaptureQueriesContext(connection) as asked:
            response = client.post("/password/reset/", {"email": email})
        page = client.get(response.url)
        body = re.sub(r'value="\w{64}"|"X-CSRFToken": "\w{64}"', "", page.content.decode())
        shape = [re.sub(r"'[^']*'|\b\d+\b|\b[0-9a-f]{64}\b", "?", query["sql"]) for query in asked]
        headers = {name: value for name, value in response.headers.items() if name != "X-Request-ID"}
        answers.append((response.status_code, headers, response.content, body, shape))
    assert answers[0] == answers[1]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_answer_each_wish_once(priya):
    for number in range(20):
        reset.ask("priya@alpha.example" if number == 7 else f"nobody{number}@alpha.example")
    assert sum(at_once(lambda _number: reset.answer(5), 8)) == 20
    assert len(owed()) == 1


@pytest.mark.django_db(transaction=True)  # the throttle commits by itself
@pytest.mark.parametrize("email", ["priya@alpha.example", "nobody@alpha.example"])
def test_the_fourth_wish_for_one_address_is_refused(client, priya, email):
    statuses = [ask(client, email, REMOTE_ADDR=f"198.51.100.{number}").status_code for number in range(4)]
    assert statuses == [302, 302, 302, 429]
    assert len(owed()) == (3 if email.startswith("priya") else 0)


@pytest.mark.django_db(transaction=True)
def test_the_twenty_first_wish_from_one_network_is_refused(client):
    statuses = [ask(client, f"agent{number}@alpha.example").status_code for number in range(21)]
    assert statuses == [302] * 20 + [429]


def test_a_refused_wish_keeps_the_address(client, db):
    for _ in range(4):
        response = client.post("/password/reset/", {"email": "nobody@alpha.example"})
    assert response.status_code == 429
    assert 'value="nobody@alpha.example"' in response.content.decode()
    assert int(response["Retry-After"]) <= 900


@pytest.mark.parametrize("email", ["", "nowhere", "\0", "x" * 300, "a@b\r\nBcc: x@y.z"])
def test_what_is_no_address_is_refused(client, db, email):
    assert client.post("/password/reset/", {"email": email}).status_code == 422


def test_the_link_leads_to_our_own_site_whatever_host_was_asked(priya, settings):
    settings.SITE_URL = "https://desk.example.org"
    assert reset.link_for(priya).startswith("https://desk.example.org/password/reset/")


def test_opening_the_link_often_uses_nothing_up(client, priya, link):
    """Mail scanners do."""
    assert all(open_link(Client(), link) for _ in range(3))
    assert open_link(client, link)


def test_the_link_works_once(client, priya, link):
    client.post(open_link(client, link), NEW)
    assert open_link(client, link) is None
    assert open_link(Client(), link) is None


def test_the_form_itself_works_once(client, priya, link):
    form = open_link(client, link)
    client.post(form, NEW)
    assert client.post(form, {"password1": "third horse 77", "password2": "third horse 77"}).status_code == 404


@pytest.mark.parametrize(("minutes", "works"), [(59, True), (61, False), (-30, False)])
def test_the_link_works_for_one_hour_and_not_before_its_time(client, priya, link, minutes, works):
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        assert bool(open_link(client, link)) is works


@pytest.mark.parametrize(
    "changed", [{"is_active": False}, {"email": "p.shah@alpha.example"}, {"last_login": timezone.now()}]
)
def test_what_has_changed_since_voids_the_link(client, priya, link, changed):
    Agent.objects.filter(pk=priya.pk).update(**changed)
    assert open_link(client, link) is None


@pytest.mark.parametrize(
    "damaged", ["/password/reset/1/1/", "/password/reset/MQ/set-password/", "/password/reset/é/ü/"]
)
def test_a_damaged_link_is_a_404_that_says_what_to_do(client, priya, damaged):
    response = client.get(damaged)
    assert response.status_code == 404
    assert "This link no longer works" in response.content.decode()
    assert client.post(damaged, NEW).status_code == 404


def test_another_agents_link_is_not_opened_by_ones_own_token(client, priya, sam, link):
    others = reset.link_for(sam)
    swapped = "/".join(others.split("/")[:-2]) + "/" + link.split("/")[-2] + "/"
    assert open_link(client, swapped) is None


def test_a_new_password_ends_every_session_and_is_an_event(client, priya):
    elsewhere = Client()
    elsewhere.force_login(priya)
    client.post(open_link(client, reset.link_for(priya)), NEW)
    assert elsewhere.get("/tickets/").status_code == 302
    assert not priya.sessions.exists()
    assert str(Event.objects.about(priya).get()) == "Priya Shah chose a new password by a link from a mail"


@pytest.mark.parametrize("who", ["priya", "sam"])
def test_whoever_is_logged_in_here_is_logged_out_by_a_reset(client, priya, sam, who):
    client.force_login({"priya": priya, "sam": sam}[who])
    response = client.post(open_link(client, reset.link_for(priya)), NEW, follow=True)
    assert response.status_code == 200
    assert "Log in with the new one." in response.content.decode()
    assert client.get("/tickets/").status_code == 302


def test_a_flawed_new_password_is_refused_and_the_link_still_works(client, priya, link):
    form = open_link(client, link)
    assert client.post(form, {"password1": "short", "password2": "short"}).status_code == 422
    assert client.post(form, NEW).status_code == 302


def test_an_imported_agent_without_a_password_gets_in_by_mail(client, priya):
    priya.set_unusable_password()
    priya.save()
    assert client.post(open_link(client, reset.link_for(priya)), NEW).url == "/login/"
