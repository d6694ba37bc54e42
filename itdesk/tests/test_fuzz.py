"""No 5xx, ever: every form, every query parameter and every path, with whatever bytes somebody may send."""

import ipaddress
from urllib.parse import quote_from_bytes, urlencode

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itdesk.tests.test_access import routes, sample_of

MANY = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
FORM = "application/x-www-form-urlencoded"

NASTY = [
    b"",
    b"\0",
    b"a\0b",
    b"\xed\xa0\x80",
    b"\xff\xfe",
    b"\xe2\x80\xae",
    b"\xe2\x80\x8b",
    b"\r\nBcc: x@y.z",
    b"%",
    b"_",
    b"\\",
    b"'",
    b'"',
    b"<script>",
    b"{{7*7}}",
    b"-1",
    b"0",
    b"abc",
    b"1e999",
    b"NaN",
    b"9" * 30,
    b"9" * 5000,
    b"2147483648",
    b"9223372036854775808",
    b"2026-02-30",
    b"0000-00-00",
    b"99999-01-01",
    b"0001-01-01",
    b"9999-12-31T23:59:59-14:00~1",
    b"nope",
    b"x" * 300,
    b"x" * 70000,
    b"a@b",
    b"a@b.c" * 100,
    b"\xc4\xb0@x.org",
    b"me",
    b"none",
    b"any",
    b"new",
    b"bin",
    b"..",
    b"/",
    b"true",
    b"[]",
    b"null",
    "ÀÉ".encode(),
    "é".encode("latin-1"),
    "\u1e9e\ufb03".encode(),
    "＝cmd".encode(),
    b"=1+1",
    b" ",
    b"\t",
    b"word " * 200,
]
VALUES = st.one_of(st.sampled_from(NASTY), st.text(max_size=40).map(str.encode), st.binary(max_size=40))
PARAMETERS = [
    "q",
    "status",
    "assignee",
    "category",
    "priority",
    "type",
    "asset",
    "requester",
    "holder",
    "warranty",
    "seen",
    "sort",
    "after",
    "before",
    "next",
    "asset_tag",
    "from",
    "page",
    "o",
    "p",
    "e",
]
ASKED = {
    "name": "Jo",
    "email": "jo@alpha.example",
    "subject": "x",
    "category": "hardware",
    "description": "d",
    "asset_tag": "AS1042",
}
TICKET = ASKED | {
    "status": "pending",
    "pending_reason": "parts",
    "pending_until": "2026-12-01",
    "priority": "p2",
    "type": "incident",
    "assignee": "priya",
}
ASSET = {
    "tag": "AS7",
    "category": "laptop",
    "status": "in-stock",
    "manufacturer": "M",
    "model": "M",
    "serial_number": "S",
    "holder": "jo@alpha.example",
    "location": "L",
    "in_service_on": "2026-01-01",
    "warranty_start": "2026-01-01",
    "warranty_end": "2027-01-01",
    "notes": "n",
}
PERSON = {"name": "Jo", "email": "jo2@alpha.example", "phone": "1", "location": "L", "email_as_given": ""}
FORMS = {
    "/submit/": ASKED | {"type": "incident", "urgency": "can-work", "phone": "1", "website": "", "key": ""},
    "/login/": {"username": "priya", "password": "x", "next": "/"},
    "/register/": {
        "first_name": "A",
        "last_name": "B",
        "email": "a@b.example",
        "password1": "Quite-a-long-one-7",
        "password2": "Quite-a-long-one-7",
        "hr_code": "code",
    },
    "/tickets/new/": TICKET,
    "/tickets/{ticket}/edit/": TICKET | {"seen": "1"},
    "/assets/new/": ASSET,
    "/assets/AS1042/edit/": ASSET | {"seen": "1"},
    "/assets/AS1042/status/?seen=1": {"status": "lost"},
    "/assets/view/": {"show": "table", "query": "?q=a"},
    "/people/new/": PERSON,
    "/people/{person}/edit/": PERSON | {"seen": "1"},
    "/agents/hr-code/": {"code": "Beta-2027"},
}


@pytest.fixture
def world(ticket, laptop, jo, priya, root, settings):
    """A desk without limits, an agent's browser, a superuser's and a stranger's."""
    settings.SUBMIT_LIMITS = "off"
    settings.TRUSTED_NETWORKS = [ipaddress.ip_network("127.0.0.0/8")]
    from activity.models import Event
    from agents.models import HRCode

    HRCode.objects.create(code="code")
    browsers = {"agent": Client(), "superuser": Client(), "stranger": Client()}
    browsers["agent"].force_login(priya)
    browsers["superuser"].force_login(root)
    return {"ticket": ticket, "asset": laptop, "person": jo, "event": Event.objects.first(), "browsers": browsers}


def send(client, method, path, **more):
    """Send it, undo what it did, and let any exception show; the status is below 500."""
    before = transaction.savepoint()
    status = client.generic(method, path, **more).status_code
    transaction.savepoint_rollback(before)
    assert status < 500, f"{method} {path}: {status}"


@pytest.mark.parametrize("who", ["agent", "superuser", "stranger"])
def test_no_query_parameter_is_a_server_error(world, who):
    patterns = [
        (name, pattern)
        for name, pattern in sorted(set(routes()))
        if who == "superuser" or not pattern.startswith("admin/")
    ]
    paths = [sample_of(pattern, world) for name, pattern in patterns if not name.endswith("logout")]

    @MANY
    @given(
        st.sampled_from(paths),
        st.lists(st.tuples(st.sampled_from(PARAMETERS), VALUES), min_size=1, max_size=4),
        st.booleans(),
    )
    def fuzz(path, parameters, htmx):
        query = "&".join(f"{name}={quote_from_bytes(value)}" for name, value in parameters)
        headers = {"HX-Request": "true"} if htmx else {}
        send(world["browsers"][who], "GET", f"{path}?{query}", headers=headers)

    fuzz()


PICKERS = ["/options/people/", "/options/assets/", "/options/makers/", "/options/models/", "/options/next-tag/"]
LISTS = ["/tickets/", "/assets/", "/people/", "/activity/", "/tickets/bin/", *PICKERS]


@pytest.mark.parametrize("path", LISTS)
def test_no_filter_of_a_list_is_a_server_error(world, path):
    for number, value in enumerate(NASTY):
        alone, nasty = PARAMETERS[number % 15], quote_from_bytes(value)
        send(world["browsers"]["agent"], "GET", f"{path}?{alone}={nasty}")
        send(world["browsers"]["agent"], "GET", path + "?" + "&".join(f"{name}={nasty}" for name in PARAMETERS[:15]))


@pytest.mark.parametrize("form", FORMS)
def test_no_form_is_a_server_error(world, form):
    path = form.format(ticket=world["ticket"].pk, person=world["person"].pk)
    client = world["browsers"]["stranger" if form in ("/submit/", "/login/", "/register/") else "agent"]
    names = st.sampled_from([*FORMS[form], "csrfmiddlewaretoken", "nonsense"])

    @MANY
    @given(st.dictionaries(names, VALUES, min_size=1, max_size=3), st.booleans())
    def fuzz(changed, htmx):
        fields = {name: value.encode() for name, value in FORMS[form].items()} | changed
        headers = {"HX-Request": "true"} if htmx else {}
        send(client, "POST", path, data=urlencode(fields), content_type=FORM, headers=headers)

    fuzz()


@pytest.mark.parametrize("form", FORMS)
def test_no_nasty_value_in_any_field_is_a_server_error(world, form):
    path = form.format(ticket=world["ticket"].pk, person=world["person"].pk)
    client = world["browsers"]["stranger" if form in ("/submit/", "/login/", "/register/") else "agent"]
    for number, name in enumerate(FORMS[form]):
        for value in NASTY[number % 4 :: 4]:
            send(client, "POST", path, data=urlencode(FORMS[form] | {name: value}), content_type=FORM)


def test_no_body_is_a_server_error(world):
    @MANY
    @given(
        st.sampled_from([path.format(ticket=1, person=1) for path in FORMS]),
        st.binary(max_size=300),
        st.sampled_from(
            [FORM, "multipart/form-data; boundary=x", "multipart/form-data", "application/json", "text/plain", "\xff/x"]
        ),
    )
    def fuzz(path, body, kind):
        for browser in world["browsers"].values():
            send(browser, "POST", path, data=body, content_type=kind)

    fuzz()


def test_no_path_is_a_server_error(world):
    pieces = st.one_of(
        VALUES.map(quote_from_bytes),
        st.sampled_from(["tickets", "assets", "people", "1", "edit", "..", "%2e%2e", "%2F"]),
    )

    @MANY
    @given(st.lists(pieces, min_size=1, max_size=4))
    def fuzz(parts):
        path = "/" + "/".join(parts) + "/"
        for browser in world["browsers"].values():
            send(browser, "GET", path[:4000])

    fuzz()


def test_no_cookie_or_header_is_a_server_error(world):
    headers = [
        "Cookie",
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "HX-Request",
        "HX-Target",
        "HX-Current-URL",
        "Referer",
        "Origin",
        "Host",
        "Accept-Language",
        "User-Agent",
        "Authorization",
        "Range",
        "If-Modified-Since",
    ]
    texts = st.one_of(
        VALUES.map(lambda value: value.decode("latin-1")),
        st.sampled_from(["sessionid=\\000", "submitted=x:y:z", "csrftoken=é", "http://[", "http://a:b", "[", "[::1"]),
    )

    @MANY
    @given(
        st.sampled_from(["/tickets/", "/submit/", "/submit/done/", "/login/", "/readyz/"]),
        st.sampled_from(headers),
        texts,
        st.sampled_from(["GET", "POST"]),
    )
    def fuzz(path, header, text, method):
        send(Client(enforce_csrf_checks=True), method, path, headers={header: text})

    fuzz()
