"""The public page: anybody can ask for help; robots can't easily; nothing typed is lost and nothing is doubled."""

import re

import pytest
import time_machine
from django.core import signing

from activity.models import Event
from tickets.forms import new_key
from tickets.models import Ticket

ASKED = {"name": "Jo Park", "email": "jo@alpha.example", "category": "software", "subject": "No mail"}


def opened(client):
    """The hidden fields of the page as a browser would post them."""
    html = client.get("/submit/").content.decode()
    return {"key": re.search(r'name="key" value="([^"]+)"', html)[1], "website": ""}


@pytest.fixture
def patient():
    """A person, who takes longer than a robot: the clock stands still until they let some seconds pass."""
    with time_machine.travel("2026-11-22T09:00:00Z", tick=False) as clock:
        yield lambda seconds=10: clock.shift(seconds)


def test_six_plain_fields_are_enough(client, db):
    response = client.post("/submit/", ASKED | {"asset_tag": "AS9", "description": "Since noon"})
    ticket = Ticket.objects.get()
    assert response.status_code == 302 and response["Location"] == "/submit/done/"
    assert (ticket.subject, ticket.requester.email, ticket.category.slug) == ("No mail", "jo@alpha.example", "software")
    assert (ticket.status, ticket.assignee, ticket.tag_as_typed, ticket.source) == ("new", None, "AS9", "portal")
    assert (ticket.type, ticket.urgency) == ("incident", "can-work")


def test_the_next_page_says_the_number_to_the_browser_that_asked(client, db, django_user_model):
    client.post("/submit/", ASKED)
    assert f"Ticket #{Ticket.objects.get().pk}".encode() in client.get("/submit/done/").content
    client.cookies.clear()
    assert client.get("/submit/done/")["Location"] == "/submit/"
    client.cookies["submitted"] = "1:forged"
    assert client.get("/submit/done/")["Location"] == "/submit/"


@pytest.mark.parametrize("missing", ["name", "email", "category", "subject"])
def test_what_is_missing_is_said_and_the_rest_is_kept(client, db, missing):
    response = client.post("/submit/", ASKED | {missing: "", "description": "Half an hour of typing", "phone": "12"})
    assert response.status_code == 422 and b"Half an hour of typing" in response.content and not Ticket.objects.exists()
    assert b"One field needs another look" in response.content


@pytest.mark.parametrize(
    "email", ["jo", "jo@", "@x.org", "jo@alpha.example, sam@alpha.example", "jo@alpha.example\nBcc: x@y.z", "<jo@a.b>"]
)
def test_an_address_that_is_none_is_refused(client, db, email):
    assert client.post("/submit/", ASKED | {"email": email}).status_code == 422


def test_a_subject_that_only_looks_filled_in_is_empty(client, db):
    assert client.post("/submit/", ASKED | {"subject": "\u200b\u200d \u2060"}).status_code == 422


def test_double_click_back_and_repost_make_one_ticket(client, db, patient):
    answers = ASKED | opened(client)
    patient()
    assert [client.post("/submit/", answers).status_code for _ in range(3)] == [302, 302, 302]
    assert Ticket.objects.count() == 1 and Event.objects.filter(kind_name="ticket.submitted").count() == 1
    client.post("/submit/", answers | {"subject": "Something else"})
    assert Ticket.objects.count() == 2


def test_a_post_faster_than_a_person_is_asked_to_press_send_again(client, db, patient):
    answers = ASKED | opened(client) | {"description": "quick"}
    patient(1)
    response = client.post("/submit/", answers)
    assert response.status_code == 422 and b"press Send again" in response.content and b"quick" in response.content
    again = re.search(r'name="key" value="([^"]+)"', response.content.decode())[1]
    patient(2)
    assert client.post("/submit/", answers | {"key": again}).status_code == 302


@pytest.mark.parametrize("key", ["x", "a:b:c", "é", "of another form", "a" * 5000])
def test_a_foreign_key_is_replaced_by_a_fresh_one(client, db, key):
    key = signing.TimestampSigner(salt="other").sign("k") if key == "of another form" else key
    response = client.post("/submit/", ASKED | {"key": key})
    assert response.status_code == 422 and b"press Send again" in response.content.replace(b"Press", b"press")
    assert re.search(r'name="key" value="([^"]+)"', response.content.decode())[1] != key


def test_a_key_from_the_future_is_refused(client, db, patient):
    key = new_key()
    patient(-3600)
    response = client.post("/submit/", ASKED | {"key": key})
    assert response.status_code == 422 and b"open for very long" in response.content  # not merely "very quick"
    again = re.search(r'name="key" value="([^"]+)"', response.content.decode())[1]
    patient()
    assert again != key and client.post("/submit/", ASKED | {"key": again}).status_code == 302


def test_a_filled_trap_is_shown_and_loses_nothing(client, db):
    response = client.post("/submit/", ASKED | {"website": "http://spam.example"})
    assert response.status_code == 422 and b"trap for robots" in response.content and not Ticket.objects.exists()


def test_the_limit_answers_429_with_everything_typed(client, db, settings):
    settings.SUBMIT_LIMITS = "3/h,600/h"
    codes = [client.post("/submit/", ASKED | {"subject": f"No {n}"}).status_code for n in range(3)]
    refused = client.post("/submit/", ASKED | {"subject": "Once more", "description": "Half an hour"})
    assert codes == [302, 302, 302] and refused.status_code == 429 and int(refused["Retry-After"]) > 0
    assert b"Half an hour" in refused.content and b"Once more" in refused.content


def test_a_double_click_at_the_limit_is_the_same_ticket(client, db, settings, patient):
    settings.SUBMIT_LIMITS = "1/h,600/h"
    asked = ASKED | {"key": new_key()}
    patient()
    assert [client.post("/submit/", asked).status_code for _click in range(2)] == [302, 302]
    assert Ticket.objects.count() == 1 and client.post("/submit/", ASKED).status_code == 429


def test_the_limit_counts_networks_whatever_a_header_says(client, db, settings):
    settings.SUBMIT_LIMITS = "20/h,2/h"
    sent = [
        client.post(
            "/submit/", ASKED | {"email": f"a{n}@x.example"}, headers={"X-Forwarded-For": f"10.0.0.{n}"}
        ).status_code
        for n in range(3)
    ]
    assert sent == [302, 302, 429]


def test_limits_can_be_off(client, db, settings):
    settings.SUBMIT_LIMITS = "off"
    assert {client.post("/submit/", ASKED | {"subject": str(n)}).status_code for n in range(25)} == {302}


def test_the_public_page_never_says_whether_a_tag_exists(client, laptop):
    known = client.post("/submit/", ASKED | {"asset_tag": "AS1042", "subject": ""}).content
    unknown = client.post("/submit/", ASKED | {"asset_tag": "AS1043", "subject": ""}).content

    def strip(html):
        return (
            re.sub(rb'value="[^"]{30,}"|"X-CSRFToken": "[^"]+"', b"", html)
            .replace(b"AS1042", b"TAG")
            .replace(b"AS1043", b"TAG")
        )

    assert strip(known) == strip(unknown) and b"Lenovo" not in known


def test_reading_the_page_makes_no_session(client, db):
    client.get("/submit/")
    assert "sessionid" not in client.cookies


def test_a_qr_link_fills_in_the_tag(client, db):
    assert b'value="AS7"' in client.get("/submit/?asset_tag=AS7").content


def test_an_agent_may_submit_too(priya_client):
    assert priya_client.get("/submit/").status_code == 200


def test_a_submission_costs_few_queries(client, db, django_assert_max_num_queries, settings):
    client.post("/submit/", ASKED)
    with django_assert_max_num_queries(22):
        client.post("/submit/", ASKED | {"subject": "Again"})


def test_a_tag_of_letters_that_fold_to_many_is_kept_as_typed(client, db):
    client.post("/submit/", ASKED | {"asset_tag": "\ufdfa" * 100})
    assert Ticket.objects.get().tag_as_typed == "\ufdfa" * 100
