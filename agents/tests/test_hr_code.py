"""The HR code (seed row S11): any agent may see and change it; it stands on its own page and nowhere else."""

import logging

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from agents import actions
from agents.models import HRCode
from agents.tests.parallel import at_once

CODE = "Sesame-4711"
PAGE = "/agents/hr-code/"


@pytest.fixture
def code(amal):
    actions.change_hr_code(CODE, by=amal)


def events():
    return Event.objects.filter(kind_name="hr_code.changed").order_by("version")


def test_the_card_hides_the_code_and_says_who_changed_it(priya_client, code):
    page = priya_client.get("/agents/").content.decode()
    assert "••••••••••" in page
    assert "Changed by Amal Haddad" in page
    assert CODE not in page


def test_its_own_page_shows_it_and_is_kept_nowhere(priya_client, code):
    response = priya_client.get(PAGE)
    assert f'value="{CODE}"' in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_it_opens_in_a_modal(priya_client, code):
    response = priya_client.get(PAGE, headers={"HX-Request": "true"})
    assert f'value="{CODE}"' in response.content.decode()
    assert "<html" not in response.content.decode()
    assert "HX-Request" in response["Vary"]


def test_a_stranger_is_sent_to_log_in(client, code):
    assert client.get(PAGE).url == "/login/?next=/agents/hr-code/"
    assert client.post(PAGE, {"code": "Mine"}).status_code == 401
    assert HRCode.objects.get().code == CODE


def test_changing_it_is_announced_and_logged_without_the_code(priya_client, priya, code):
    page = priya_client.post(PAGE, {"code": " New-Code "}, follow=True).content.decode()
    assert "The HR code is changed." in page
    assert "Changed by Priya Shah" in page
    assert "New-Code" not in page
    event = events().last()
    assert (str(event), event.actor, event.changes, event.details) == ("Priya Shah changed the HR code", priya, {}, {})
    assert HRCode.objects.get().code == "New-Code"


def test_changing_it_in_the_modal_closes_that_and_renews_the_card(priya_client, code):
    response = priya_client.post(PAGE, {"code": "New-Code"}, headers={"HX-Request": "true"})
    assert '"hr-code-changed"' in response["HX-Trigger"]
    assert "New-Code" not in response.content.decode()


def test_the_same_code_again_is_no_event(priya_client, code):
    page = priya_client.post(PAGE, {"code": CODE}, follow=True).content.decode()
    assert "The HR code is as it was." in page
    assert events().count() == 1


@pytest.mark.parametrize("nonsense", ["", "  ", "\0\u200b", "x" * 101])
def test_a_code_that_makes_no_sense_is_refused(priya_client, code, nonsense):
    for headers in ({}, {"HX-Request": "true"}):
        assert priya_client.post(PAGE, {"code": nonsense}, headers=headers).status_code == 422
    assert HRCode.objects.get().code == CODE


@pytest.mark.parametrize("nonsense", ["", "x" * 101])
def test_the_action_refuses_it_too(amal, nonsense):
    with pytest.raises(ValidationError) as refusal:
        actions.change_hr_code(nonsense, by=amal)
    assert list(refusal.value.message_dict) == ["code"]


def test_the_first_code_is_set_from_the_card(priya_client, priya):
    assert "registration is closed" in priya_client.get("/agents/").content.decode()
    priya_client.post(PAGE, {"code": CODE})
    assert HRCode.objects.get().changed_by == priya


def test_the_desk_itself_may_set_it(db):
    event = actions.change_hr_code(CODE, by=None)
    assert (HRCode.objects.get().changed_by, event.actor) == (None, None)


def test_two_first_codes_at_once_leave_one(transactional_db):
    at_once(lambda number: actions.change_hr_code(f"Code {number}", by=None), 6)
    assert HRCode.objects.count() == 1
    assert [event.version for event in events()] == [1, 2, 3, 4, 5, 6]


def test_no_other_page_and_no_log_line_holds_it(root_client, code, caplog):
    caplog.set_level(logging.DEBUG)
    root_client.post(PAGE, {"code": ""})
    for address in ("/agents/", "/tickets/", "/admin/", "/admin/agents/agent/"):
        assert CODE not in root_client.get(address, follow=True).content.decode()
    root_client.post("/logout/")
    root_client.post("/register/", {"hr_code": CODE.lower() + "x"})
    assert CODE not in root_client.get("/register/").content.decode()
    assert CODE not in "".join(record.getMessage() for record in caplog.records if "sql" not in record.__dict__)


def test_no_address_holds_it(priya_client, code):
    assert priya_client.post(PAGE, {"code": "New-Code"}).url == "/agents/"
    assert CODE not in priya_client.get(f"{PAGE}?code=x").request["PATH_INFO"]
