"""The back office: superusers only, by the same door, and agents are never deleted."""

import pytest

from activity.models import Event
from agents.models import Agent, Attempts

pytestmark = pytest.mark.any_engine

AGENTS = "/admin/agents/agent/"
NEW = {"username": "Zoe.Adler", "first_name": " Zoë ", "last_name": "Adler", "email": "Zoe@Alpha.example"}
PASSWORD = {"usable_password": "true", "password1": "correct horse 9", "password2": "correct horse 9"}


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", AGENTS])
def test_a_stranger_logs_in_at_the_desks_own_door(client, db, address):
    response = client.get(address, follow=True)
    assert response.request["PATH_INFO"] == "/login/"
    assert response.redirect_chain[-1][0].startswith("/login/?next=/admin/")
    assert len(response.redirect_chain) <= 2


def test_the_back_office_checks_no_password_itself(client, root):
    response = client.post("/admin/login/", {"username": "root", "password": "Cast-of-2026!"})
    assert response.status_code == 302
    assert response.url.startswith("/login/")
    assert client.get("/admin/").status_code == 302
    assert not Attempts.objects.exists()


def test_a_superuser_comes_back_to_where_they_wanted(client, root):
    door = client.get(AGENTS, follow=True)
    address = door.request["PATH_INFO"] + "?" + door.request["QUERY_STRING"]
    response = client.post(address, {"username": "root", "password": "Cast-of-2026!"}, follow=True)
    assert (response.status_code, response.request["PATH_INFO"]) == (200, AGENTS)


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/login/", "/admin/login/?next=/admin/", AGENTS, "/admin/logout/"]
)
def test_an_agent_who_is_no_superuser_is_refused_without_a_detour(priya_client, address):
    assert priya_client.get(address).status_code == 403


def test_staff_alone_is_not_enough(client, priya):
    priya.is_staff = True
    priya.save()
    client.force_login(priya)
    assert client.get("/admin/").status_code == 403


def test_logging_out_of_the_back_office_leads_to_the_log_in_page(root_client):
    assert root_client.get("/admin/logout/").status_code == 405
    assert root_client.post("/admin/logout/").url == "/login/"
    assert root_client.get("/admin/").status_code == 302


def test_a_superuser_adds_an_agent_which_is_an_event(root_client):
    response = root_client.post(f"{AGENTS}add/", NEW | PASSWORD)
    assert response.status_code == 302, response.context["adminform"].form.errors
    agent = Agent.objects.get(username="zoe.adler")
    assert (agent.name, agent.email) == ("Zoë Adler", "zoe@alpha.example")
    assert str(Event.objects.about(agent).get()) == "Robin Root added this agent"


@pytest.mark.parametrize("name", ["me", "None"])
def test_words_that_the_ticket_filter_knows_are_refused_as_usernames(root_client, name):
    response = root_client.post(f"{AGENTS}add/", NEW | PASSWORD | {"username": name})
    assert response.status_code == 200 and "username" in response.context["adminform"].form.errors
    assert not Agent.objects.filter(username__iexact=name).exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": "PRIYA@alpha.example"}, "__all__"),
        ({"username": "PRIYA"}, "username"),
        ({"email": ""}, "email"),
        ({"username": "zo\0ë"}, "username"),
        ({"password1": "short", "password2": "short"}, "password2"),
        ({"password1": "x" * 300, "password2": "x" * 300}, "password2"),
    ],
)
def test_a_flaw_is_a_form_error(root_client, priya, changed, field):
    response = root_client.post(f"{AGENTS}add/", NEW | PASSWORD | changed)
    assert response.status_code == 200
    assert field in response.context["adminform"].form.errors


def edited(agent, **changed):
    names = ("username", "first_name", "last_name", "email", "is_active")
    return {name: getattr(agent, name) for name in names} | changed


def test_deactivating_an_agent_is_an_event_and_ends_their_session(root_client, priya):
    response = root_client.post(f"{AGENTS}{priya.pk}/change/", edited(priya, is_active=""))
    assert response.status_code == 302
    priya.refresh_from_db()
    assert not priya.is_active
    assert str(Event.objects.about(priya).get()) == "Robin Root changed this agent's account"


def test_nobody_shuts_themselves_out(root_client, root):
    root_client.post(f"{AGENTS}{root.pk}/change/", edited(root, is_active="", is_superuser=""))
    root.refresh_from_db()
    assert root.is_active
    assert root.is_superuser


def test_setting_a_password_is_an_event(root_client, priya):
    assert root_client.post(f"{AGENTS}{priya.pk}/password/", PASSWORD).status_code == 302
    priya.refresh_from_db()
    assert priya.check_password(PASSWORD["password1"])
    assert Event.objects.about(priya).count() == 1


def test_agents_are_never_deleted(root_client, priya):
    assert root_client.post(f"{AGENTS}{priya.pk}/delete/", {"post": "yes"}).status_code == 403
    root_client.post(AGENTS, {"action": "delete_selected", "_selected_action": priya.pk, "post": "yes"})
    assert Agent.objects.filter(pk=priya.pk).exists()


@pytest.mark.parametrize("place", ["agents/hrcode", "auth/group", "account/emailaddress", "sessions/session"])
def test_what_has_no_business_in_the_back_office_is_not_there(root_client, place):
    assert root_client.get(f"/admin/{place}/").status_code == 404
