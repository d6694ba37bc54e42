"""What of a request reaches Django."""

from types import SimpleNamespace

import pytest

from itdesk import gateway


def asked(*headers, **changed):
    scope = {
        "method": "GET", "path": "/", "query_string": "", "http_version": "1.1", "scheme": "http",
        "server": "127.0.0.1:8000", "client": "[2001:db8::7]:4711", "headers": dict_of(headers),
    }  # fmt: skip
    return gateway.environ_of(SimpleNamespace(**scope | changed))


def dict_of(headers):
    return SimpleNamespace(items=lambda: list(headers))


def test_a_header_with_an_underscore_never_passes_for_the_proxys():
    environ = asked(
        ("x_forwarded_for", "10.0.0.1"), ("x-forwarded-for", "203.0.113.9"), ("x_forwarded_for", "10.0.0.2")
    )
    assert environ["HTTP_X_FORWARDED_FOR"] == "203.0.113.9"


def test_repeated_headers_are_one_list():
    environ = asked(("x-forwarded-for", "1"), ("x-forwarded-for", "2"), ("cookie", "a=1"), ("cookie", "b=2"))
    assert (environ["HTTP_X_FORWARDED_FOR"], environ["HTTP_COOKIE"]) == ("1,2", "a=1; b=2")


def test_the_same_address_twice_in_a_list_stays_twice():
    assert asked(("x-forwarded-for", "1"), ("x-forwarded-for", "1"))["HTTP_X_FORWARDED_FOR"] == "1,1"


@pytest.mark.parametrize("name", ["host", "content-length", "content-type"])
def test_two_answers_to_one_question_are_refused(name):
    with pytest.raises(gateway.Refused):
        asked((name, "1"), (name, "2"))


def test_addresses_come_without_brackets_and_ports_and_paths_as_bytes():
    environ = asked(path="/é/")
    assert (environ["REMOTE_ADDR"], environ["SERVER_PORT"]) == ("2001:db8::7", "8000")
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/é/"
