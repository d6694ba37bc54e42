"""No 5xx, ever: every form, every query parameter and every path, with whatever bytes somebody may send."""

import ipaddress
from urllib.parse import quote_from_bytes, urlencode, urlsplit
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents import actions, reset, two_factor
from itdesk.models import Wording
from itdesk.tests import canary
from itdesk.tests.every_form import FORMS, PASSWORD, who_posts
from itdesk.tests.test_access import routes, sample_of
from mail.models import MailText
from mail.tests import coming
from tickets import actions as actions_on_tickets
from tickets.importing import uploads
from tickets.tests.tracking import holder_of

TRIES = 40 if connection.vendor == "sqlite" else 12  # our own reading of input is the same on every database
MANY = settings(max_examples=TRIES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
FORM = "application/x-www-form-urlencoded"
TABLE = (
    b"Id,Subject,Body,Status,Created,Mood\nT-1,Printer jams,Since Monday,Open,2024-03-01,good\nT-2,Mouse,,Limbo,,bad\n"
)
LEAD_OUT = ("/account/sessions/?all=yes", "{reset_link}")  # who posted it logs in again

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
    "since",
    "only",
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


@pytest.fixture
def world(ticket, laptop, jo, priya, sam, root, settings, tmp_path):
    """A desk without limits, and browsers: an agent's, a superuser's, a stranger's, one half in by its password alone."""
    settings.SUBMIT_LIMITS, settings.DATA_DIR = "off", tmp_path
    settings.TRUSTED_NETWORKS = [ipaddress.ip_network("127.0.0.0/8")]
    from activity.models import Delivery, Event
    from agents.models import HRCode

    HRCode.objects.create(code="code")
    actions.turn_on_two_factor(sam, secret=two_factor.new_secret(), step=0)
    browsers = {who: Client() for who in ("agent", "superuser", "stranger", "with_an_app", "half_in")}
    for who, agent in {"agent": priya, "superuser": root, "with_an_app": sam}.items():
        browsers[who].force_login(agent)
    browsers["half_in"].post("/login/", {"username": "sam", "password": PASSWORD})
    browsers["agent"].get("/account/two-factor/set-up/")  # makes the secret that the form is about
    named = {"ticket": ticket.pk, "person": jo.pk, "word": Wording.objects.first().pk}
    named |= {"text": MailText.objects.get(key="resolved").pk, "delivery": Delivery.objects.first().pk}
    named["message"] = actions_on_tickets.note_on_ticket(ticket, by=priya, text=canary.word()).pk
    named["reset_link"] = browsers["stranger"].get(urlsplit(reset.link_for(priya)).path).url
    actions_on_tickets.resolve_ticket(ticket, by=priya)
    browsers["holder"], named["tracked"] = holder_of(ticket, jo)
    files = {name: uploads.keep(SimpleUploadedFile("old desk.csv", TABLE), by=root) for name in ("upload", "imported")}
    files["imported"].batch = str(uuid4())
    arrival = coming.taken()
    named["arrival"] = arrival.pk
    things = {"ticket": ticket, "asset": laptop, "person": jo, "event": Event.objects.first(), "arrival": arrival}
    things["delivery"] = Delivery.objects.first()
    return things | {"browsers": browsers, "named": named, "files": files}


def path_of(form, world):
    """The form's address; a file to import is there as if nobody had done anything with it."""
    files = {name: upload for name, upload in world["files"].items() if f"{{{name}}}" in form}
    for upload in files.values():
        upload.save()
        upload.let_go()
    return form.format(**world["named"], **{name: upload.key for name, upload in files.items()})


def send(client, method, path, **more):
    """Send it, undo what it did, and let any exception show; the status, which is below 500."""
    before, cookies = transaction.savepoint(), dict(client.cookies)
    status = client.generic(method, path, **more).status_code
    transaction.savepoint_rollback(before)
    client.cookies.update(cookies)  # whoever was logged out is not for long
    assert status < 500, f"{method} {path}: {status}"
    return status


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
LISTS = ["/tickets/", "/assets/", "/people/", "/activity/", "/tickets/bin/", "/mail/in/", *PICKERS]


@pytest.mark.parametrize("path", LISTS)
def test_no_filter_of_a_list_is_a_server_error(world, path):
    for number, value in enumerate(NASTY):
        alone, nasty = PARAMETERS[number % 15], quote_from_bytes(value)
        send(world["browsers"]["agent"], "GET", f"{path}?{alone}={nasty}")
        send(world["browsers"]["agent"], "GET", path + "?" + "&".join(f"{name}={nasty}" for name in PARAMETERS[:15]))


@pytest.mark.any_engine
@pytest.mark.parametrize("form", FORMS)
def test_no_form_is_a_server_error(world, form):
    client = world["browsers"][who_posts(form)]
    names = st.sampled_from([*FORMS[form], "csrfmiddlewaretoken", "nonsense"])

    @MANY
    @given(st.dictionaries(names, VALUES, min_size=1, max_size=3), st.booleans())
    def fuzz(changed, htmx):
        fields = {name: value.encode() for name, value in FORMS[form].items()} | changed
        headers = {"HX-Request": "true"} if htmx else {}
        send(client, "POST", path_of(form, world), data=urlencode(fields), content_type=FORM, headers=headers)

    fuzz()


@pytest.mark.parametrize("form", FORMS)
def test_no_nasty_value_in_any_field_is_a_server_error(world, form):
    client, step = world["browsers"][who_posts(form)], 16 if "import" in form else 8  # those read the file each time
    first = 0 if connection.vendor == "sqlite" else step // 2  # each database has its half of the values
    for number, name in enumerate(FORMS[form], first):
        for value in NASTY[number % step :: step]:
            send(client, "POST", path_of(form, world), data=urlencode(FORMS[form] | {name: value}), content_type=FORM)


@pytest.mark.any_engine
@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_posted_by_somebody_who_may_and_to_a_page_that_is_there(world, form):
    client, data = world["browsers"][who_posts(form)], urlencode(FORMS[form])
    assert send(client, "POST", path_of(form, world), data=data, content_type=FORM) in (200, 204, 302, 409, 422)
    place = client.post(path_of(form, world), FORMS[form]).headers.get("Location", "")
    assert (place == "/login/") == (form in LEAD_OUT)


@pytest.mark.any_engine
def test_no_file_to_import_is_a_server_error(world):
    client = world["browsers"]["superuser"]

    @MANY
    @given(st.one_of(VALUES, st.lists(VALUES, max_size=6).map(b",".join)), st.sampled_from(["", TABLE.decode()]))
    def fuzz(content, table):
        kept = uploads.keep(SimpleUploadedFile("x", content + table.encode() + content), by="root")
        send(client, "GET", f"/tickets/import/{kept.key}/")

    fuzz()


@pytest.mark.any_engine
def test_no_body_is_a_server_error(world):
    @MANY
    @given(
        st.sampled_from([path_of(form, world) for form in FORMS]),
        st.binary(max_size=300),
        st.sampled_from(
            [FORM, "multipart/form-data; boundary=x", "multipart/form-data", "application/json", "text/plain", "\xff/x"]
        ),
    )
    def fuzz(path, body, kind):
        for browser in world["browsers"].values():
            send(browser, "POST", path, data=body, content_type=kind)

    fuzz()


@pytest.mark.any_engine
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


@pytest.mark.any_engine
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
