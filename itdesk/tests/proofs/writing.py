"""Processes that do what the public form does, over and over, and say so only when it has returned.

They are forks of the experiment's own process, which has loaded the desk once and holds no connection.
"""

import os
import selectors
import signal
import time
from contextlib import suppress

from django.core import signals
from django.db import connection, connections

from tickets import actions
from tickets.models import Category


class Writers:
    """That many processes. acknowledged: {number: subject}; by_writer: how many each was told of."""

    def __init__(self, many, work):
        assert all(each.connection is None for each in connections.all()), "a connection would be shared by the forks"
        self.pipes, self.pids, self.by_writer = {}, [], {}
        self.acknowledged, self.refused, self.waits = {}, [], []
        for writer in range(many):
            receive, send = os.pipe()
            pid = os.fork()
            if pid == 0:
                os.close(receive)
                _end_badly(work, writer, send)
            os.close(send)
            self.pids.append(pid)
            self.pipes[receive] = b""
        self.selector = selectors.DefaultSelector()
        for pipe in self.pipes:
            self.selector.register(pipe, selectors.EVENT_READ)

    def listen(self, seconds):
        """Hears them for so long, or until nobody is left."""
        ends_at = time.monotonic() + seconds
        while self.selector.get_map() and (left := ends_at - time.monotonic()) > 0:
            for key, _events in self.selector.select(left):
                self._hear(key.fd)

    def kill(self):
        """kill -9 of all, and what they had still said before it."""
        for pid in self.pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.finish()

    def stop(self):
        for pid in self.pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        self.finish()

    def finish(self, seconds=60):
        """Hears them to their end, which is a kill -9 after so many seconds."""
        self.listen(seconds)
        if self.selector.get_map():
            for pid in self.pids:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.listen(10)
            self.refused.append((time.time(), "FAULT did not end by itself"))
        for pid in self.pids:
            os.waitpid(pid, 0)

    def _hear(self, pipe):
        heard = os.read(pipe, 65536)
        if not heard:
            self.selector.unregister(pipe)
            os.close(pipe)
            return
        *lines, self.pipes[pipe] = (self.pipes[pipe] + heard).split(b"\n")
        for line in lines:
            kind, began, seconds, rest = line.decode().split(" ", 3)
            if kind == "ok":
                number, subject = rest.split(" ", 1)
                self.acknowledged[int(number)] = subject
                self.by_writer[pipe] = self.by_writer.get(pipe, 0) + 1
                self.waits.append((float(began), float(seconds)))
            else:
                self.refused.append((float(began), rest))


def submit_for_ever(writer, send, *, pace=0.0):
    """Until SIGTERM. pace: seconds from one to the next, 0 for as fast as it goes."""
    running = [True]
    signal.signal(signal.SIGTERM, lambda *_signal: running.clear())
    turn, due = 0, time.time()
    while running:
        turn += 1
        submit(writer, send, turn)
        if pace:
            due += pace
            time.sleep(max(0, due - time.time()))


def submit_until_the_end(writer, send, attached=None):
    """For a thread of a process whose end is not its own doing."""
    turn = 0
    while True:
        turn += 1
        submit(writer, send, turn, attached)


def submit(writer, send, turn, attached=None, email=""):
    """One ticket as the web takes it: a connection is asked for and given back with each request."""
    began, subject = time.time(), f"Proof {os.getpid()} {writer} {turn}"
    signals.request_started.send(sender=None)
    try:
        category = Category.objects.get(slug="hardware")
        ticket = actions.submit_ticket(
            name=f"Jo {writer}",
            email=email or f"jo{writer}@alpha.example",
            subject=subject,
            category=category,
            key=subject,
            attached=attached(subject) if attached else (),
        )
        tell(send, "ok", began, f"{ticket.pk} {subject}")
    except Exception as failure:  # what it was is for the experiment to judge
        tell(send, "no", began, " ".join(f"{type(failure).__name__} {failure}".split())[:200])
        time.sleep(0.02)
    finally:
        signals.request_finished.send(sender=None)


def tell(send, kind, began, rest):
    """One line, which a pipe takes whole or not at all."""
    os.write(send, f"{kind} {began:.6f} {time.time() - began:.6f} {rest}\n".encode())


def without_transactions():
    """A sabotage, for this process: every statement commits by itself."""
    from django.db.transaction import Atomic

    Atomic.__enter__ = lambda self: None
    Atomic.__exit__ = lambda self, *failure: None


def close_connections():
    """Before a fork, and before the database is taken away."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()


def _end_badly(work, writer, send):
    """In the fork: works, and never returns into what the parent was doing."""
    try:
        work(writer, send)
    except BaseException as failure:
        with suppress(OSError):
            tell(send, "no", time.time(), f"FAULT {failure!r}"[:200].replace("\n", " "))
    finally:
        os._exit(0)
