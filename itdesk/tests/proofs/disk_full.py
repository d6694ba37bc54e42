"""R12: the disk is full under `manage.py desk`: by a file system of its own where we may mount one, else by a limit.

Reading works, what is sent comes back as 503 with the text, nothing acknowledged is lost, and as soon as there is room
again all is as before, without a restart. Engine: SQLite, whose files are where the room is missing.
"""

import os
import subprocess
from contextlib import contextmanager

from itdesk.tests.proofs import kit
from itdesk.tests.proofs.desk import Desk, Visitor, number_on, until

ROOM = 64  # MB
SENT = 20  # tickets, when it is full and when it no longer is


def main():
    told = kit.arguments(trials=1, sabotage="one number acknowledged too many", by="file system")
    verdict = kit.Verdict("R12", "sqlite", sabotage=told.sabotage)
    if told.by == "limit" or not may_mount():
        run_by_limit(verdict)
    else:
        for _each in range(told.trials):
            run_by_file_system(verdict)
    kit.conclude(verdict)


def run_by_file_system(verdict):
    with kit.folder() as data, mounted(data):
        kit.prepared(data)
        limits = {"ITDESK_TRUSTED_NETWORKS": "", "ITDESK_SUBMIT_LIMITS": "off"}  # a try to log in is to be counted
        with Desk(data, TMPDIR=data, **limits) as desk:
            visitor = Visitor(desk.port)
            submitted = dict(send(visitor, "Before", SENT)[0])
            with filled(data):
                more, refused = send(visitor, "Full", 4 * SENT, stop_at=SENT)
                submitted |= more
                look_round(verdict, visitor, refused)
            after, still_refused = send(visitor, "After", SENT)
            verdict.require(not still_refused, f"refused when there was room again: {still_refused}")
            submitted |= after
            until(lambda: visitor.get("/readyz/").status in (200, 503), seconds=10)
        judge_in_a_process(verdict, data, submitted)


def send(visitor, what, many, *, stop_at=0):
    """({number: subject} of what was taken, the statuses of what was refused); ends early when so many were refused."""
    taken, refused = {}, []
    for turn in range(many):
        subject = f"{what} {turn} {'x' * 100}"
        number, status = visitor.submit(subject)
        if number:
            taken[number] = subject
        else:
            refused.append(status)
        if stop_at and len(refused) >= stop_at:
            break
    return taken, refused


def look_round(verdict, visitor, refused):
    """While it is full."""
    verdict.add("refused when full", len(refused))
    verdict.require(refused, "it was never full")
    verdict.require(set(refused) <= {503}, f"not 503 but {set(refused)}")
    for path in ("/submit/", "/login/", "/healthz/"):
        status = visitor.get(path).status
        verdict.require(status == 200, f"{path} is {status} when full")
    verdict.require(visitor.get("/readyz/").status == 503, "it says that it is ready when full")
    typed = {
        "name": "Jo",
        "email": "jo@alpha.example",
        "category": "hardware",
        "subject": "Kept?",
        "description": "y" * 9000,
    }
    answer = visitor.post("/submit/", typed)
    verdict.require(answer.status == 503 and "y" * 9000 in answer.text, "what was typed is not kept")
    log_in = visitor.post("/login/", {"username": "priya", "password": "Cast-of-2026!"})
    verdict.require(log_in.status == 503, f"log-in is {log_in.status} when full")


def judge_in_a_process(verdict, data, submitted):
    """In a child, so that several places can be judged one after another."""
    pid = os.fork()
    if pid == 0:
        kit.begin(data)
        from itdesk.tests.proofs.judging import judge

        if verdict.sabotage:
            submitted |= {10**6: "was acknowledged, and never written"}
        found = judge(submitted)
        kit.pass_on(data / "found.json", vars(found))
        os._exit(0)
    os.waitpid(pid, 0)
    found = kit.passed_on(data / "found.json")
    verdict.trials += 1
    verdict.acknowledged += len(submitted)
    verdict.lost += found["lost"]
    verdict.require(len(submitted) >= 2 * SENT, f"only {len(submitted)} acknowledged")
    verdict.require(found["lost"] == 0, "acknowledged tickets are lost")
    verdict.require(found["partial"] == 0 and not found["broken"], f"partial or broken: {found['broken'][:2]}")


def run_by_limit(verdict):
    """Without root: SQLite is told that its file may not grow. In this process, as it is a limit of one connection."""
    with kit.folder() as data:
        kit.prepared(data)
        kit.begin(data, ITDESK_SUBMIT_LIMITS="off")
        from django.db import connection
        from django.test import Client

        from itdesk.tests.proofs.judging import judge

        visitor = Pretending(Client(raise_request_exception=False, headers={"Host": "127.0.0.1"}))
        submitted = dict(send(visitor, "Before", SENT)[0])
        with connection.cursor() as cursor:
            pages = cursor.execute("PRAGMA page_count").fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages + 10}")
        more, refused = send(visitor, "Full", 20 * SENT, stop_at=SENT)
        verdict.add("refused when full", len(refused))
        verdict.require(refused and set(refused) == {503}, f"not 503 but {set(refused)}")
        verdict.require(visitor.get("/submit/").status_code == 200, "reading fails when full")
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {2**30}")
        after, still_refused = send(visitor, "After", SENT)
        verdict.require(not still_refused, f"refused when there was room again: {still_refused}")
        submitted |= more | after
        if verdict.sabotage:
            submitted |= {10**6: "was acknowledged, and never written"}
        found = judge(submitted)
        verdict.trials, verdict.acknowledged, verdict.lost = 1, len(submitted), found.lost
        verdict.require(found.lost == 0, "acknowledged tickets are lost")
        verdict.require(found.partial == 0 and not found.broken, f"partial or broken: {found.broken[:2]}")


class Pretending:
    """A visitor to this very process."""

    def __init__(self, client):
        self.client = client

    def get(self, path):
        return self.client.get(path)

    def submit(self, subject):
        typed = {"name": "Jo Park", "email": "jo@alpha.example", "category": "hardware", "subject": subject}
        answer = self.client.post("/submit/", typed | {"description": "z" * 2000})
        if answer.status_code != 302:
            return None, answer.status_code
        return number_on(self.client.get("/submit/done/").content.decode()), 200


def may_mount():
    """Root may, unless it is root only within a container."""
    if os.geteuid() != 0:
        return False
    with kit.folder() as place:
        try:
            with mounted(place):
                return True
        except subprocess.CalledProcessError:
            return False


@contextmanager
def mounted(folder):
    """A file system of ROOM megabytes there."""
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={ROOM}m,mode=755", "tmpfs", folder], check=True, capture_output=True
    )
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def filled(folder):
    """Nothing more fits in, to the last byte."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (2**20, 4096):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue
    try:
        yield
    finally:
        ballast.unlink()


if __name__ == "__main__":
    main()
