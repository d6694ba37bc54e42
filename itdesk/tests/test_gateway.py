"""What of a request reaches Django."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from types import SimpleNamespace

import pytest
from django.conf import settings

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


@pytest.mark.process
def test_a_get_whose_client_has_gone_is_dropped_before_its_turn_and_a_post_is_not(tmp_path):
    """Against granian itself: one slow request holds the thread, three wait, two of their clients leave."""
    with _granian(tmp_path) as port:
        slow = _send(port, "GET /slow")
        while not (tmp_path / "began").exists():
            time.sleep(0.05)
        waiting = {name: _send(port, name) for name in ("GET /left", "POST /left", "GET /stayed")}
        time.sleep(0.5)
        waiting["GET /left"].close()
        waiting["POST /left"].close()
        time.sleep(0.5)
        (tmp_path / "go").touch()
        for client in (slow, waiting["GET /stayed"]):
            assert client.recv(100).startswith(b"HTTP/1.1 200")
    assert (tmp_path / "answered").read_text().split("\n") == ["GET /slow", "POST /left", "GET /stayed", ""]


SERVER = """
import sys, time
from pathlib import Path
from granian import Granian
from granian.constants import Interfaces

def application(environ, start_response):
    if environ["PATH_INFO"] == "/slow":
        Path("began").touch()
        while not Path("go").exists():
            time.sleep(0.05)
    with open("answered", "a") as answered:
        print(environ["REQUEST_METHOD"], environ["PATH_INFO"], file=answered)
    start_response("200 OK", [])
    return [b"done"]

def load(target):
    from itdesk.gateway import Gateway
    return Gateway(application)

if __name__ == "__main__":
    Granian("server", port=int(sys.argv[1]), interface=Interfaces.RSGI, websockets=False).serve(target_loader=load)
"""


@contextmanager
def _granian(folder):
    (folder / "server.py").write_text(SERVER)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"PYTHONPATH": str(settings.BASE_DIR)}
    server = subprocess.Popen([sys.executable, "server.py", str(port)], cwd=folder, env=environment)
    try:
        for _try in range(2000):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait()


def _send(port, request):
    client = socket.create_connection(("127.0.0.1", port), timeout=20)
    client.sendall(f"{request} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n".encode())
    return client
