"""A browser reduced to what costs the server something: one kept-alive connection, and a check of every answer."""

import re
import socket
import threading
import time
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlencode

TIMEOUT = 30  # seconds


class WrongAnswer(Exception):
    """The page answered something else than it should: an error page must not pass for a fast one."""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Pass:
    """What one pass measured. seconds: of each request; lasted: of the whole pass."""

    seconds: list[float] = field(default_factory=list)
    lasted: float = 0.0
    size: int = 0

    @property
    def p50(self):
        return median(self.seconds) * 1000

    @property
    def p95(self):
        return sorted(self.seconds)[int(len(self.seconds) * 0.95)] * 1000

    @property
    def rate(self):
        return len(self.seconds) / self.lasted


class Visitor:
    """Somebody on this machine's own port: never another address."""

    def __init__(self, port):
        self.port, self.cookies, self.socket = port, {}, None

    def copy(self):
        other = Visitor(self.port)
        other.cookies = dict(self.cookies)
        return other

    def get(self, path, **headers):
        return self._ask(f"GET {path} HTTP/1.1\r\n", headers, b"")

    def post(self, path, fields, **headers):
        body = urlencode(fields).encode()
        headers |= {
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": len(body),
            "X-CSRFToken": self.cookies.get("csrftoken", ""),
        }
        return self._ask(f"POST {path} HTTP/1.1\r\n", headers, body)

    def log_in(self, username, password):
        self.get("/login/")
        answer = self.post("/login/", {"username": username, "password": password})
        if answer.status != 302:
            raise WrongAnswer(f"{username} can't log in: {answer.status}")

    def _ask(self, line, headers, body):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        headers = {"Host": f"127.0.0.1:{self.port}", "Accept-Encoding": "br, gzip", "Cookie": cookies} | given
        head = line + "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value) + "\r\n"
        try:
            return self._exchange(head.encode() + body)
        except OSError:
            self.socket = None  # the server closes a connection now and then; once more is a browser's right, too
            return self._exchange(head.encode() + body)

    def _exchange(self, request):
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), TIMEOUT)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(request)
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _empty, body = received.partition(b"\r\n\r\n")
        status, *lines = head.decode("latin-1").split("\r\n")
        for _name, value in (entry.split(": ", 1) for entry in lines if entry.lower().startswith("set-cookie: ")):
            self.cookies |= dict([value.partition(";")[0].strip().split("=", 1)])
        headers = {name.lower(): value for name, value in (entry.split(": ", 1) for entry in lines)}
        while len(body) < int(headers.get("content-length", 0)):
            body += self._more()
        return Answer(int(status.split()[1]), headers, body)

    def _more(self):
        piece = self.socket.recv(65536)
        if not piece:
            raise ConnectionResetError("the server closed the connection")
        return piece


def check(answer, status=200):
    if answer.status != status:
        raise WrongAnswer(f"{answer.status} instead of {status}")
    return answer


def one_after_another(ask, times):
    """ask() so many times; a Pass."""
    measured, begun = Pass(), time.perf_counter()
    for _n in range(times):
        started = time.perf_counter()
        measured.size = len(ask().body)
        measured.seconds.append(time.perf_counter() - started)
    measured.lasted = time.perf_counter() - begun
    return measured


def side_by_side(askers, seconds):
    """Each asker asks again and again from a thread of its own for so many seconds; a Pass."""
    measured, failures = Pass(), []
    begun = time.perf_counter()

    def ask_on(ask):
        while not failures and (not measured.seconds or time.perf_counter() - begun < seconds):
            started = time.perf_counter()
            try:
                ask()
            except Exception as failure:
                failures.append(failure)
            measured.seconds.append(time.perf_counter() - started)

    threads = [threading.Thread(target=ask_on, args=[ask]) for ask in askers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    measured.lasted = time.perf_counter() - begun
    return measured


def form_fields(page):
    """{name: value} of the hidden fields of a page."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
