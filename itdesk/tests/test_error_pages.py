"""Every way to fail, as a page and under htmx: the house style, the same headers, and nothing typed is lost."""

import re
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

from assets import actions as asset_actions
from itdesk.middleware import LARGEST_BODY
from itdesk.tests.looking import STILL, faults

OURS = {"Origin": "http://testserver"}
HTMX = OURS | {"HX-Request": "true", "HX-Target": "modal"}
TYPED = {"subject": "Ünïcode & <b>", "description": "two\nlines", "password": "hunter2"}
WORDS = {
    400: "That request makes no sense",
    403: "This is not open to you",
    404: "Nothing is here",
    409: "The office is closed.",
    429: "Too many tries. Please try again in 5 minutes.",
    500: "This is our fault",
    503: "cannot reach its database",
}
FORM = "application/x-www-form-urlencoded"
pytestmark = [pytest.mark.urls("itdesk.tests.failing"), pytest.mark.django_db, pytest.mark.any_engine]


@pytest.fixture(autouse=True)
def the_form_that_fails(settings):
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [*engine["DIRS"], settings.BASE_DIR / "itdesk/tests/templates"]}]


@pytest.fixture
def visitor(db):
    return Client(raise_request_exception=False)


def assert_sound(response, status):
    assert response.status_code == status
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store"
    assert len(response["X-Request-ID"]) == 12


@pytest.mark.parametrize("status", WORDS)
def test_a_page_that_fails_says_so_in_the_house_style(visitor, status):
    response = visitor.get(f"/fail/{status}/")
    page = response.content.decode()
    assert_sound(response, status)
    assert WORDS[status] in page and "desk.css" in page and 'href="/"' in page
    assert "secret of ours" not in page and "Traceback" not in page


@pytest.mark.parametrize("status", WORDS)
def test_a_form_that_fails_comes_back_to_be_sent_again(visitor, status):
    response = visitor.post(f"/fail/{status}/?next=1", TYPED, headers=OURS)
    page = response.content.decode()
    assert_sound(response, status)
    assert f'action="/fail/{status}/?next=1"' in page
    assert 'name="subject" value="Ünïcode &amp; &lt;b&gt;"' in page and "two<br>lines" in page
    assert "hunter2" not in page and "Passwords and codes are not kept" in page


@pytest.mark.parametrize("status", WORDS)
def test_a_form_of_another_site_is_not_echoed(visitor, status):
    response = visitor.post(f"/fail/{status}/", TYPED, headers={"Origin": "https://evil.example"})
    assert response.status_code == status
    assert "lines" not in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("status", WORDS)
def test_under_htmx_it_is_said_without_replacing_the_form(visitor, status, method):
    response = getattr(visitor, method)(f"/fail/{status}/", TYPED, headers=HTMX)
    said = response.content.decode()
    assert_sound(response, status)
    assert WORDS[status] in said and "<html" not in said
    opens_a_window = method == "get" and status < 500
    assert ("HX-Retarget" in response) != opens_a_window
    assert response.get("HX-Retarget", "#toasts") == "#toasts"


@pytest.mark.parametrize("headers", [OURS, HTMX])
def test_a_fault_names_the_request_so_that_it_can_be_found_in_the_log(visitor, headers):
    response = visitor.post("/fail/500/", TYPED, headers=headers)
    assert response["X-Request-ID"] in response.content.decode()


@pytest.mark.parametrize(("status", "seconds"), [(429, "300"), (503, "30")])
def test_it_says_when_to_try_again(visitor, status, seconds):
    assert visitor.get(f"/fail/{status}/")["Retry-After"] == seconds
    assert visitor.post(f"/fail/{status}/", headers=HTMX)["Retry-After"] == seconds


def test_a_failure_that_came_from_the_database_is_unavailable_not_broken(visitor):
    assert visitor.get("/fail/500/?deep=1").status_code == 503


TOO_LARGE = {
    "2.5\xa0MB": {"description": "x" * 2_700_000},
    "at most 1000 fields": {f"f{n}": "" for n in range(1_001)},
}


@pytest.mark.parametrize("headers", [OURS, HTMX])
@pytest.mark.parametrize("told", TOO_LARGE)
def test_too_much_is_413_and_the_limit(visitor, told, headers):
    for sent in ({"data": TOO_LARGE[told]}, {"data": urlencode(TOO_LARGE[told]), "content_type": FORM}):
        response = visitor.post("/fail/413/", **sent, headers=headers)
        assert_sound(response, 413)
        assert "That is too large" in response.content.decode()
        assert told in response.content.decode()


def test_too_many_files_are_413_and_the_limit(visitor):
    files = {f"f{n}": SimpleUploadedFile("a.txt", b"x") for n in range(101)}
    response = visitor.post("/fail/413/", files, headers=OURS)
    assert_sound(response, 413)
    assert "At most 100 files" in response.content.decode()


def test_just_within_the_limits_is_read(visitor):
    response = visitor.post("/fail/413/", {f"f{n}": "" for n in range(1_000)}, headers=OURS)
    assert response.content == b"read 1000 fields"


@pytest.mark.parametrize("headers", [OURS, HTMX])
@pytest.mark.parametrize("length", [LARGEST_BODY + 1, 10**30])
def test_a_body_beyond_all_measure_is_refused_unread(visitor, length, headers):
    response = visitor.post("/submit/", b"", content_type=FORM, headers=headers, CONTENT_LENGTH=str(length))
    assert_sound(response, 413)
    assert "30.0\xa0MB" in response.content.decode()


def test_a_body_that_is_no_form_is_bad_input(visitor):
    response = visitor.post("/fail/413/", b"nonsense", content_type="multipart/form-data", headers=OURS)
    assert_sound(response, 400)


@pytest.mark.parametrize("headers", [OURS, HTMX])
def test_a_locked_database_keeps_the_ticket_in_the_form(visitor, headers):
    typed = {
        "name": "Jo",
        "email": "jo@alpha.example",
        "category": "hardware",
        "subject": "Jam",
        "description": "It jams",
    }
    with connection.execute_wrapper(locked):
        response = visitor.post("/submit/", typed, headers=headers)
    assert_sound(response, 503)
    if "HX-Request" not in headers:
        assert 'value="It jams"' in response.content.decode()


@pytest.mark.parametrize("address", ["/submit/", "/tickets/", "/nothing/", "/admin/", "/login/"])
def test_without_a_database_a_page_is_unavailable(visitor, priya, address):
    visitor.force_login(priya)
    with connection.execute_wrapper(locked):
        assert_sound(visitor.get(address), 503)


def locked(execute, sql, params, many, context):
    raise OperationalError("database is locked")


def test_a_form_about_something_binned_meanwhile_is_not_lost(priya_client, laptop, sam):
    asset_actions.bin_asset(laptop, by=sam)
    response = priya_client.post(f"/assets/{laptop.tag}/delete/", TYPED, headers=OURS)
    page = response.content.decode()
    assert response.status_code == 404
    assert "is in the bin" in page and "two<br>lines" in page


def test_each_of_them_can_be_read_by_everybody(browser, live_server, transactional_db):
    page = browser.new_context(**STILL).new_page()
    wrong = {}
    for status in [*WORDS, 413, "csrf", 401]:
        {413: send_too_much, "csrf": send_aged, 401: send_signed_out}.get(status, send_form)(page, live_server, status)
        if found := faults(page):
            wrong[status] = found
    assert wrong == {}


@pytest.mark.parametrize("status", WORDS)
def test_without_scripts_the_form_can_be_sent_again_as_it_was(browser, live_server, transactional_db, status):
    page = browser.new_context(java_script_enabled=False).new_page()
    sent = []
    page.on("request", lambda request: sent.append(request.post_data) if request.method == "POST" else None)
    send_form(page, live_server, status)
    page.get_by_role("button", name="Send again").click()
    page.get_by_text(WORDS[status]).wait_for()
    first, again = (re.sub("csrfmiddlewaretoken=[^&]*&?", "", body) for body in sent)
    assert "subject=Printer+jams" in first and first == again


def send_form(page, live_server, status):
    page.goto(f"{live_server.url}/fail/{status}/?form=1")
    page.get_by_label("Subject").fill("Printer jams")
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_text(WORDS[status]).wait_for()


def send_too_much(page, live_server, status):
    page.goto(f"{live_server.url}/fail/{status}/?form=1")
    page.get_by_label("Subject").evaluate("field => { field.value = 'x'.repeat(2700000); field.form.submit(); }")
    page.get_by_text("That is too large").wait_for()


def send_aged(page, live_server, _status):
    page.goto(f"{live_server.url}/fail/400/?form=1")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_text("Please send it again").first.wait_for()


def send_signed_out(page, live_server, _status):
    page.goto(f"{live_server.url}/fail/400/?form=1")
    page.locator("main form").evaluate("form => { form.action = '/tickets/new/'; }")
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_text("Your session has ended").first.wait_for()


@pytest.mark.parametrize("status", WORDS)
def test_with_scripts_the_form_stays_and_the_reason_stands_beside_it(browser, live_server, transactional_db, status):
    page = browser.new_context().new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if "Security Policy" in message.text else None)
    page.goto(f"{live_server.url}/fail/{status}/?form=1")
    page.get_by_label("Subject").fill("Printer jams")
    page.get_by_role("button", name="Send by htmx").click()
    page.get_by_role("alert").get_by_text(WORDS[status]).wait_for()
    assert page.get_by_label("Subject").input_value() == "Printer jams"
    assert complaints == []
