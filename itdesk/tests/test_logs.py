"""The log: one line an event whatever a stranger sends, with the request's id and without anybody's secrets."""

import io
import json
import logging

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from agents import actions
from itdesk import logs

pytestmark = pytest.mark.any_engine

FORGED = '\r\n{"event": "forged"}\x1b[31m\u2028\x85'
FORGED_IN_A_PATH = "%0D%0A%7B%22event%22:%22forged%22%7D%1B%5B31m%E2%80%A8%C2%85"


@pytest.fixture
def log(monkeypatch):
    """Everything logged during the test, by any logger at any level: as lines, and as one text."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logs.JSONLines())
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield Log(written)
    root.removeHandler(handler)
    root.setLevel(level)


class Log:
    def __init__(self, written):
        self.written = written

    @property
    def text(self):
        return self.written.getvalue()

    @property
    def lines(self):
        return [json.loads(line) for line in self.text.splitlines()]

    def requests(self):
        return [line for line in self.lines if line["logger"] == "itdesk.requests"]


def test_a_request_is_one_line(log, client, db):
    response = client.get("/submit/?q=private")
    [line] = log.requests()
    assert line.pop("at").endswith("Z")
    assert 0 < line.pop("ms") < 60_000
    assert line == {
        "level": "info",
        "logger": "itdesk.requests",
        "event": "request",
        "request": response["X-Request-ID"],
        "method": "GET",
        "path": "/submit/",
        "status": 200,
        "bytes": len(response.content),
    }


def test_the_line_names_the_agent_by_key(log, priya_client, priya):
    priya_client.get("/tickets/")
    assert log.requests()[0]["user"] == priya.pk


def test_the_line_asks_the_database_nothing(log, client, django_assert_num_queries, db):
    client.get("/healthz/")
    with django_assert_num_queries(0):
        client.get("/healthz/")


@pytest.mark.parametrize(
    "address", ["/submit/", "/nothing/", "/tickets/", "/static/css/desk.css", "/static/none.css", "/healthz/"]
)
def test_every_answer_has_an_id_of_its_own(client, db, address):
    first, second = (client.get(address, headers={"X-Request-ID": "mine"})["X-Request-ID"] for _ in "ab")
    assert len(first) == len(second) == 12
    assert first != second and "mine" not in first + second


def test_outside_a_request_there_is_no_id(client, db):
    client.get("/submit/")
    assert logs.request_id() == ""


@pytest.mark.parametrize(
    "send",
    [
        lambda client: client.get("/" + FORGED_IN_A_PATH),
        lambda client: client.get("/submit/", headers={"User-Agent": FORGED, "Referer": FORGED}),
        lambda client: client.get("/submit/", headers={"Host": "evil" + FORGED}),
        lambda client: client.post("/login/", {"username": FORGED, "password": FORGED}),
        lambda client: Client(enforce_csrf_checks=True).post("/" + FORGED_IN_A_PATH, headers={"Origin": FORGED}),
        lambda client: client.get("/submit/", headers={"Cookie": "sessionid=" + FORGED.encode().decode("latin-1")}),
    ],
    ids=["path", "user agent", "host", "username", "origin", "cookie"],
)
def test_whatever_a_stranger_sends_is_one_line_a_request(log, client, db, send):
    send(client)
    assert len(log.requests()) == 1
    assert all(line["event"] != "forged" for line in log.lines)  # and each line is JSON
    assert log.text.isascii()
    assert not set(map(chr, range(32))) - {"\n"} & set(log.text)


def test_no_password_code_cookie_or_query_is_written(log, priya_client, priya):
    session = priya_client.cookies["sessionid"].value
    actions.change_hr_code("Open-Sesame-1", by=priya)
    priya_client.post("/agents/hr-code/", {"code": "Open-Sesame-2"})
    priya_client.get("/agents/hr-code/")
    priya_client.get("/tickets/?q=private-words")
    stranger = Client(enforce_csrf_checks=True)
    for client in (Client(), stranger):
        client.post("/login/", {"username": "priya", "password": "wrong-Secret-3"})
        client.post("/login/", {"username": "priya", "password": "Cast-of-2026!"})
        client.post(
            "/register/",
            {"first_name": "A", "password1": "Secret-4", "password2": "Secret-4", "hr_code": "Open-Sesame-2"},
        )
    assert len(log.requests()) == 9
    secrets = ["Sesame", "Secret", "Cast-of-2026", "private-words", session]
    assert [secret for secret in secrets if secret.lower() in log.text.lower()] == []


def test_a_token_in_an_address_is_not_written(log, client, db):
    client.get("/track/bG9uZy1hbmQtcmFuZG9tLXRva2Vu/")
    client.get("/track/bG9uZy1hbmQtcmFuZG9tLXRva2Vu")
    assert [line["path"] for line in log.requests()] == ["/track/…/", "/track/…"]
    assert "bG9uZy1" not in log.text


def test_a_fault_is_one_line_with_its_traceback_and_the_requests_id(log, client, db, monkeypatch):
    monkeypatch.setattr("itdesk.health.examine", lambda: 1 / 0)
    response = Client(raise_request_exception=False).get("/readyz/")
    [fault] = [line for line in log.lines if line["level"] == "error"]
    assert fault["event"] == "Internal Server Error: /readyz/"
    assert fault["trace"].endswith("ZeroDivisionError: division by zero")
    assert fault["request"] == response["X-Request-ID"] == log.requests()[0]["request"]


def test_a_refusal_has_no_traceback(log, client, db):
    client.get("/", headers={"Host": "evil.example"})
    assert log.requests()[0]["status"] == 400
    assert "Traceback" not in log.text


def line_of(formatter, message, *values, **more):
    record = logging.LogRecord("desk", logging.WARNING, __file__, 1, message, values, None)
    record.__dict__.update(more)
    return formatter.format(record)


def test_a_terminal_is_sent_nothing_that_it_would_obey():
    line = line_of(logs.ShortLines(), "Refused %s", FORGED)
    assert line.endswith(r'warning: Refused \r\n{"event": "forged"}\x1b[31m\u2028\x85')


def test_a_terminal_shows_a_traceback_line_by_line():
    try:
        raise ValueError("a\x1b[2Jb")
    except ValueError as fault:
        line = line_of(logs.ShortLines(), "Broken", exc_info=(type(fault), fault, fault.__traceback__))
    assert line.splitlines()[1] == "Traceback (most recent call last):"
    assert line.splitlines()[-1] == r"ValueError: a\x1b[2Jb"


def test_a_faulty_call_of_the_logger_loses_no_line():
    assert json.loads(line_of(logs.JSONLines(), "%d of %d", "x"))["event"] == "%d of %d"


def test_a_megabyte_is_cut():
    assert len(line_of(logs.JSONLines(), "x" * 1_000_000)) < 3_000


def test_a_body_that_streams_has_no_length():
    from django.http import StreamingHttpResponse

    request = RequestFactory().get("/")
    facts = logs._facts(request, StreamingHttpResponse(iter([b"x"])), 0.1)
    assert facts["bytes"] is None
    assert logs._facts(request, HttpResponse(b"xy"), 0.1)["bytes"] == 2


def test_where_nobody_watches_every_request_is_logged_and_at_a_terminal_only_what_is_wrong(monkeypatch):
    monkeypatch.setattr("sys.stderr", io.StringIO())
    assert logs.configuration()["root"]["level"] == "INFO"
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert logs.configuration()["root"]["level"] == "WARNING"
