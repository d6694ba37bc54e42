"""`manage.py desk` as an experiment needs it: started, watched, killed; and a browser of sorts."""

import http.client
import http.cookies
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from html.parser import HTMLParser
from urllib.parse import urlencode

from itdesk.tests.proofs import kit

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Desk:
    """One desk on a free port. said: everything it has printed so far."""

    def __init__(self, data, **more):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.said = []
        more = {"ITDESK_PORT": self.port, "ITDESK_TRUSTED_NETWORKS": "127.0.0.0/8"} | more
        self.process = subprocess.Popen(
            [sys.executable, kit.ROOT / "manage.py", "desk"], env=kit.environment(data, **more),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self):
        try:
            until(self.answers, seconds=300, otherwise=lambda: "\n".join(self.said[-20:]))
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *failure):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=40)

    def answers(self):
        if self.process.poll() is not None:
            raise RuntimeError("\n".join(self.said[-20:]))
        try:
            return Visitor(self.port, timeout=5).get("/healthz/").status == 200
        except OSError:
            return False

    def processes(self):
        """The keys of all its processes, the supervisor first."""
        return [self.process.pid, *_descendants(self.process.pid)]

    def kill(self, pids=None):
        """kill -9 of these, otherwise of all: nobody gets a chance to tidy up."""
        for pid in self.processes() if pids is None else pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue

    def _listen(self):
        for line in self.process.stdout:
            if '"event": "request"' not in line:
                self.said.append(line.rstrip())


class Closed(ConnectionError):
    """A connection that was kept for the next request, and that the server had closed."""


class Visitor:
    """One browser: a connection that is kept, cookies, no redirects followed."""

    def __init__(self, port, *, timeout=30):
        self.port, self.timeout = port, timeout
        self.connection, self.cookies = None, {}

    def get(self, path):
        return self.send("GET", path)

    def post(self, path, fields):
        origin = {"Origin": f"http://127.0.0.1:{self.port}"}
        return self.send("POST", path, urlencode(fields | {"csrfmiddlewaretoken": self.token()}), FORM | origin)

    def token(self):
        """Any page with a form has one; it holds as long as its cookie."""
        if "csrftoken" not in self.cookies:
            self.get("/submit/")
        return self.cookies.get("csrftoken", "")

    def send(self, method, path, body=None, headers=()):
        """The answer, with its text. Raises OSError when the connection fails; the next request makes a new one.

        As in a browser, a connection that was kept and turns out to be closed by now is no failure: it is sent again.
        """
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies} | dict(headers)
        try:
            answer = self._ask(method, path, body, headers)
        except Closed:
            answer = self._ask(method, path, body, headers)
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in http.cookies.SimpleCookie(line).items()}
        return answer

    def _ask(self, *request):
        was_kept = self.connection is not None
        if not was_kept:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            self.connection.request(*request)
            answer = self.connection.getresponse()
            answer.text = answer.read().decode()
        except (OSError, http.client.HTTPException) as failure:
            self.connection.close()
            self.connection = None
            closed = was_kept and isinstance(failure, BrokenPipeError | http.client.RemoteDisconnected)
            raise (Closed if closed else ConnectionError)(str(failure)) from failure
        return answer

    def submit(self, subject):
        """The number that /submit/done/ names, or None with the status of the refusal: (number, status)."""
        typed = {"name": "Jo Park", "email": "jo@alpha.example", "category": "hardware", "subject": subject}
        answer = self.post("/submit/", typed | {"description": f"{subject}, again and again"})
        if answer.status != 302:
            return None, answer.status
        done = self.get("/submit/done/")
        number = number_on(done.text) if done.status == 200 else None
        return number, done.status


def number_on(page):
    """The number that the page after submitting names; None when it names none."""
    found = re.search(r"#(\d+)", page)
    return int(found[1]) if found else None


class Fields(HTMLParser):
    """What a browser would send of a page's form with that id: {name: value}."""

    def __init__(self, page, form):
        super().__init__()
        self.wanted, self.inside, self.found, self.open = form, False, {}, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        has = dict(attributes)
        if tag == "form":
            self.inside = has.get("id") == self.wanted
        name = has.get("name")
        if not self.inside:
            return
        if tag == "input" and name and (has.get("type") not in ("checkbox", "radio") or "checked" in has):
            self.found[name] = has.get("value", "")
        elif tag in ("select", "textarea"):
            self.open, self.found[name] = name, ""
        elif tag == "option" and "selected" in has:
            self.found[self.open] = has.get("value", "")

    def handle_data(self, text):
        if self.inside and self.lasttag == "textarea" and self.open:
            self.found[self.open] += text

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        if tag in ("select", "textarea"):
            self.open = None


def until(happens, *, seconds, otherwise=lambda: "nothing"):
    """Waits for it, and returns after how many seconds it was so. Raises TimeoutError with what there is instead."""
    began = time.monotonic()
    while not happens():
        if time.monotonic() - began > seconds:
            raise TimeoutError(f"not within {seconds} s: {otherwise()}")
        time.sleep(0.05)
    return time.monotonic() - began


def _descendants(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as listed:
            children = [int(child) for child in listed.read().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [each for child in children for each in (child, *_descendants(child))]
