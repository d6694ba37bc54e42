"""What holds for every request."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from itdesk.middleware import desk_headers, refuse_unmeasured_bodies

pytestmark = pytest.mark.any_engine

CSP = "Content-Security-Policy"


def answer(request):
    return HttpResponse("<p>fine")


def test_no_page_is_kept_by_the_browser():
    response = desk_headers(answer)(RequestFactory().get("/"))
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_a_file_keeps_the_time_that_it_may_be_kept():
    def stylesheet(request):
        return HttpResponse("", content_type="text/css", headers={"Cache-Control": "max-age=60"})

    assert desk_headers(stylesheet)(RequestFactory().get("/"))["Cache-Control"] == "max-age=60"


def test_a_page_is_not_kept_even_if_its_view_says_so():
    def careless(request):
        return HttpResponse("", headers={"Cache-Control": "max-age=60"})

    assert desk_headers(careless)(RequestFactory().get("/"))["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Transfer-Encoding": "chunked"}, 411),
        ({"Content-Encoding": "gzip"}, 415),
        ({"Content-Encoding": "identity"}, 200),
        ({}, 200),
    ],
)
def test_only_a_plain_body_of_known_length_is_read(headers, status):
    request = RequestFactory().post("/submit/", {"subject": "x"}, headers=headers)
    assert refuse_unmeasured_bodies(answer)(request).status_code == status


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("/healthz/", {}, 200),
        ("/submit/", {}, 200),
        ("/tickets/", {}, 302),
        ("/tickets/", {"HX-Request": "true"}, 401),
        ("/no-such-page/", {}, 404),
        ("/healthz/", {"Host": "evil.example"}, 400),
        ("/submit/", {"Transfer-Encoding": "chunked"}, 411),
        ("/static/css/desk.css", {}, 200),
        ("/static/css/none.css", {}, 404),
    ],
)
def test_every_answer_carries_the_policy(client, db, address, headers, status):
    response = client.get(address, headers=headers)
    assert response.status_code == status
    assert "default-src 'none'" in response[CSP]
    assert "unsafe" not in response[CSP]


@pytest.mark.parametrize("path", ["/submit/", "/login/", "/healthz/"])
def test_options_allows_only_what_is_answered(client, db, path):
    assert "PUT" not in client.options(path).headers.get("Allow", "")


def test_an_anonymous_visitor_is_led_to_the_log_in_page_and_back(client, db):
    response = client.get("/tickets/?status=any")
    assert response["Location"] == "/login/?next=/tickets/%3Fstatus%3Dany"


def test_an_ended_session_swaps_nothing_away(client, db):
    response = client.get("/tickets/", headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert response["HX-Reswap"] == "none"
    assert "desk:signed-out" in response["HX-Trigger"]
    assert 'href="/login/"' in response.content.decode()


def test_a_form_posted_after_the_session_ended_comes_back_filled_in(client, db):
    typed = {"subject": 'The "printer" <jams>', "description": "Since\nMonday", "password1": "hunter2"}
    response = client.post("/tickets/new/", typed, headers={"Origin": "http://testserver"})
    page = response.content.decode()
    assert response.status_code == 401
    assert 'action="/tickets/new/"' in page
    assert 'name="subject" value="The &quot;printer&quot; &lt;jams&gt;"' in page
    assert 'value="Since\nMonday"' in page
    assert "hunter2" not in page
    assert "csrfmiddlewaretoken" in page


def test_an_agent_who_was_deactivated_is_anonymous_at_once(client, db):
    from django.contrib.auth import get_user_model

    agent = get_user_model().objects.create_user("agent", "agent@example.org", "x")
    client.force_login(agent)
    get_user_model().objects.filter(pk=agent.pk).update(is_active=False)
    assert client.get("/tickets/").status_code == 302
