"""A refusal says what to do, and gives back what was typed to the page that it came from."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import Http404
from django.test import Client, RequestFactory

from itdesk import errors

pytestmark = pytest.mark.any_engine

OURS = {"Origin": "http://testserver"}
HTMX = {"HX-Request": "true"}
SUBMITTED = {"name": "Jo", "email": "jo@example.org", "subject": "Ünïcode & <b>", "description": "two\nlines"}


@pytest.fixture
def strict(db):
    return Client(enforce_csrf_checks=True)


def test_a_form_whose_token_has_aged_comes_back_filled_in(strict):
    response = strict.post("/submit/", SUBMITTED, headers=OURS)
    page = response.content.decode()
    assert response.status_code == 403
    assert 'name="subject" value="Ünïcode &amp; &lt;b&gt;"' in page
    assert "two<br>lines" in page
    assert "csrfmiddlewaretoken" in page


def test_sending_it_again_with_the_fresh_token_passes(strict):
    page = strict.post("/submit/", SUBMITTED, headers=OURS).content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    again = strict.post("/submit/", SUBMITTED | {"csrfmiddlewaretoken": token}, headers=OURS)
    assert again.status_code in {200, 302, 422}  # the form's own answer


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Referer": "http://["},
        {"Sec-Fetch-Site": "cross-site", **OURS},
        {"Sec-Fetch-Site": "same-site", **OURS},
    ],
)
def test_another_sites_form_is_refused_without_an_echo(strict, headers):
    response = strict.post("/submit/", SUBMITTED, headers=headers)
    assert response.status_code == 403
    assert "jo@example.org" not in response.content.decode()


def test_the_browsers_own_word_for_same_origin_is_enough(strict):
    response = strict.post("/submit/", SUBMITTED, headers={"Sec-Fetch-Site": "same-origin"})
    assert "jo@example.org" in response.content.decode()


def test_passwords_codes_and_files_are_not_echoed(strict):
    typed = {"username": "jo", "password": "hunter2", "password1": "hunter3", "hr_code": "secret4"}
    upload = {"attachment": SimpleUploadedFile("screen.png", b"x")}
    page = strict.post("/login/", typed | upload, headers=OURS).content.decode()
    assert 'value="jo"' in page
    assert not any(secret in page for secret in ("hunter2", "hunter3", "secret4"))
    assert "Passwords and codes are not kept" in page
    assert "screen.png" in page


def test_what_a_form_carries_for_itself_goes_along_unseen(strict):
    page = strict.post("/submit/", SUBMITTED | {"seen": "4711"}, headers=OURS).content.decode()
    assert 'name="seen" value="4711"' in page
    assert page.count("4711") == 1


def test_htmx_gets_a_fresh_token_and_swaps_nothing(strict):
    response = strict.post("/submit/", SUBMITTED, headers=OURS | HTMX)
    assert response.status_code == 403
    assert response["HX-Reswap"] == "none"
    token = json.loads(response["HX-Trigger"])["desk:csrf"]["token"]
    again = strict.post("/submit/", SUBMITTED, headers=OURS | HTMX | {"X-CSRFToken": token})
    assert again.status_code != 403


def test_nothing_is_here_in_the_house_style(client, db):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "Nothing is here" in response.content.decode()


def test_a_strange_host_is_bad_input(client, db):
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_htmx_is_told_beside_the_toasts_so_that_a_form_stays_as_it_is():
    request = RequestFactory().post("/tickets/1/edit/", headers=HTMX | {"HX-Target": "modal"})
    response = errors.not_found(request, Http404())
    assert (response.status_code, response["HX-Retarget"], response["HX-Reswap"]) == (404, "#toasts", "beforeend")
    assert "<html" not in response.content.decode()


def fail_with(exception, request):
    try:
        raise exception
    except type(exception):
        return errors.server_error(request)


def test_a_fault_of_ours_gives_back_what_was_typed_without_asking_the_database():
    request = RequestFactory().post("/submit/", SUBMITTED | {"password": "hunter2"}, headers=OURS)
    response = fail_with(ValueError("boom"), request)  # without the db fixture a query would raise
    page = response.content.decode()
    assert response.status_code == 500
    assert "Something went wrong" in page
    assert 'value="jo@example.org"' in page
    assert "hunter2" not in page and "boom" not in page


def test_a_database_that_does_not_answer_is_unavailable_not_broken():
    response = fail_with(OperationalError("database is locked"), RequestFactory().get("/tickets/"))
    assert response.status_code == 503
    assert "cannot reach its database" in response.content.decode()


def test_a_fault_shows_even_when_the_templates_are_what_is_broken(settings):
    settings.TEMPLATES = []
    response = fail_with(ValueError(), RequestFactory().get("/"))
    assert response.status_code == 500
    assert b"Something went wrong" in response.content
