"""R9: a backup that is made while people write holds all that was acknowledged before it began, and restores elsewhere."""

import hashlib
import http.cookiejar
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from contextlib import closing, contextmanager, nullcontext
from html.parser import HTMLParser

import pytest
from django.conf import settings

from itdesk.tests import cluster
from itdesk.tests.proofs import kit
from itdesk.tests.test_desk_command import Desk, free_port

pytestmark = pytest.mark.process
WRITERS, WARM = 2, 15  # processes; so many tickets each before the backup begins
PASSWORD = "Remembered-since-2026!"
MOVES = [("sqlite", "postgresql"), ("postgresql", "sqlite")]
ALL_MOVES = [*MOVES, ("sqlite", "sqlite"), ("postgresql", "postgresql")]


class Place:
    """A data folder with the database that goes with it."""

    def __init__(self, folder, url=""):
        self.folder, self.url = folder, url
        folder.mkdir(exist_ok=True)

    @property
    def environment(self):
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ITDESK_", "DJANGO_"))}
        return kept | {
            "ITDESK_DATA_DIR": str(self.folder), "DATABASE_URL": self.url, "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": str(settings.BASE_DIR), "DJANGO_SUPERUSER_PASSWORD": PASSWORD, "ITDESK_SUBMIT_LIMITS": "off",
        }  # fmt: skip

    def run(self, *command, code=0):
        manage = [sys.executable, settings.BASE_DIR / "manage.py", *command]
        done = subprocess.run(manage, env=self.environment, capture_output=True, text=True, timeout=300)
        assert done.returncode == code, done.stderr
        return done.stdout

    def prepare(self):
        if self.url:
            self.run("migrate", "--verbosity=0")
        else:
            kit.prepared(self.folder)
        self.run("createsuperuser", "--noinput", "--username=root", "--email=root@alpha.example")

    def serve(self):
        kit.published(self.folder)
        desk = Desk(self.folder, free_port())
        desk.environment = lambda: self.environment | {"ITDESK_PORT": str(desk.port)}
        return desk.start()


class Writer:
    """One process that writes; `said` grows by what is acknowledged."""

    def __init__(self, place, name):
        self.said = []
        command = [sys.executable, "-m", "itdesk.tests.writing", name]
        self.process = subprocess.Popen(command, env=place.environment, stdout=subprocess.PIPE, text=True)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self.process.stdout:
            self.said.append(line.strip().split(maxsplit=2))

    def has_warmed_up(self):
        assert self.process.poll() is None
        return len(self.said) >= WARM


@contextmanager
def writing(place):
    writers = [Writer(place, f"writer{number}") for number in range(WRITERS)]
    try:
        deadline = time.monotonic() + 120
        while not all(writer.has_warmed_up() for writer in writers):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield writers
    finally:
        for writer in writers:
            writer.process.kill()
            writer.process.wait()


class Browser:
    """Somebody who logs in with the password from before."""

    def __init__(self, port):
        self.site = f"http://127.0.0.1:{port}"
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path):
        return self.opener.open(self.site + path, timeout=60).read().decode()

    def post(self, path, **fields):
        """Sends the page's last form as it is, but for these fields."""
        form = Form()
        form.feed(self.get(path))
        data = urllib.parse.urlencode(form.fields | fields).encode()
        return self.opener.open(urllib.request.Request(self.site + path, data, {"Referer": self.site}), timeout=60)


class Form(HTMLParser):
    """What a browser would send of the last form with fields for somebody to fill in."""

    fields, select, area = {}, "", ""

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form" and given.get("method", "").lower() == "post":
            self.fields = {}
        elif tag == "input" and given.get("name"):
            self.fields[given["name"]] = given.get("value") or ""
        elif tag == "select":
            self.select = given.get("name", "")
        elif tag == "option" and "selected" in given:
            self.fields[self.select] = given["value"]
        elif tag == "textarea":
            self.area = given.get("name", "")

    def handle_data(self, data):
        if self.area:
            self.fields[self.area] = self.fields.get(self.area, "") + data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = ""


@contextmanager
def places(tmp_path, moves):
    """(from, to) by their engines; each PostgreSQL is a cluster of its own."""
    with cluster.running() if "postgresql" in moves else nullcontext("") as url:
        made = [Place(tmp_path / f"{n}", url if vendor == "postgresql" else "") for n, vendor in enumerate(moves)]
        if moves == ("postgresql", "postgresql"):
            with cluster.running() as second:
                made[1].url = second
                yield made
        else:
            yield made


def trial(tmp_path, moves):
    """One backup under writers, and what a person finds in the desk that is made of it."""
    with places(tmp_path, moves) as (here, there):
        here.prepare()
        with writing(here) as writers:
            acknowledged = [tuple(line) for writer in writers for line in writer.said]
            here.run("backup", str(tmp_path / "desk.tar"))
            during = sum(len(writer.said) for writer in writers) - len(acknowledged)
        shutil.rmtree(here.folder)
        said = there.run("restore", str(tmp_path / "desk.tar"))
        assert said.startswith("Restored and sound")
        there.run("verify_log")
        find_all(there, acknowledged)
        assert during > 0  # or nobody wrote meanwhile, and nothing was proved
        return len(acknowledged), during


def find_all(place, acknowledged):
    """Every ticket that was acknowledged, with its version and the file it names, by way of the pages and the folder."""
    new = {int(number): subject for what, number, subject in acknowledged if what == "new"}
    edited = {int(number): int(version) for what, number, version in acknowledged if what == "edited"}
    there = dict(rows_of(place))
    assert {number: there.get(number, ("", 0))[0] for number in new} == new
    assert all(there[number][1] >= version for number, version in edited.items())
    for subject in new.values():
        _name, _turn, digest, kept_as = subject.split()
        assert hashlib.sha256((place.folder / "attachments" / kept_as).read_bytes()).hexdigest() == digest
    work_with(place, max(new), new[max(new)])


def rows_of(place):
    script = (
        "from tickets.models import Ticket; import json;"
        "print(json.dumps(list(Ticket.objects.values_list('pk', 'subject', 'version'))))"
    )
    lines = place.run("shell", "--verbosity=0", "-c", script).strip().splitlines()
    return ((number, (subject, version)) for number, subject, version in json.loads(lines[-1]))


def work_with(place, number, subject):
    desk = place.serve()
    try:
        desk.wait_for("Ctrl+C stops it.")
        root = Browser(desk.port)
        root.post("/login/", username="root", password=PASSWORD)
        found = root.get("/tickets/?" + urllib.parse.urlencode({"q": subject.split()[2], "status": "any"}))
        assert f"/tickets/{number}/" in found
        root.post(f"/tickets/{number}/edit/", subject="Worked on after the restore")
        assert "Worked on after the restore" in root.get(f"/tickets/{number}/")
    finally:
        assert desk.stop() == 0


@pytest.mark.parametrize("moves", MOVES, ids="-".join)
def test_all_that_was_acknowledged_before_the_backup_is_in_the_desk_made_of_it(tmp_path, moves):
    trial(tmp_path, moves)


@pytest.mark.long
@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("moves", ALL_MOVES, ids="-".join)
def test_again_and_again(tmp_path, moves, number):
    trial(tmp_path, moves)


def test_a_copy_of_the_live_file_lacks_what_was_written_last(tmp_path):
    """The sabotage: why nobody should back up like this, and proof that the trial could fail."""
    place = Place(tmp_path / "live")
    place.prepare()
    with writing(place) as writers:
        assert any(copy_lacks_some(place, writers, tmp_path / f"{n}.sqlite3") for n in range(20))


def copy_lacks_some(place, writers, path):
    """Now and then it lacks none: when SQLite has just brought all that it had beside the file into it."""
    acknowledged = {int(line[1]) for writer in writers for line in writer.said if line[0] == "new"}
    shutil.copy(place.folder / "itdesk.sqlite3", path)
    with closing(sqlite3.connect(path)) as copy:
        there = {number for (number,) in copy.execute("SELECT id FROM tickets_ticket")}
    return bool(acknowledged - there)
