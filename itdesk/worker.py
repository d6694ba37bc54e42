"""The worker's loop: does what settings.PERIODIC names, each after its time, until SIGTERM, SIGINT or SIGHUP.

What settings.PERIODIC_APART names has a thread of its own each: it talks to other servers, and may wait for them.
It holds nothing that a kill -9 could strand: each function works in small transactions, and whatever it had not done is
due again. Several workers may run at once, on several machines.
"""

import logging
import os
import random
import signal
import socket
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone
from django.utils.module_loading import import_string

from itdesk import stopping
from itdesk.availability import is_unavailable

BEAT = 30.0  # seconds
SETTLING = 5.0  # seconds in which the first of everything is spread
JITTER = 0.1  # of a time: so that several workers do not come all at once
FORGOTTEN_AFTER = timedelta(days=1)
FINISHES_WITHIN = (
    14.0  # seconds that a mail under way has once the worker is to stop; the supervisor's patience is longer
)
log = logging.getLogger("itdesk.worker")


class Task:
    """One function, and when it is due. What it raises is logged, and ends nothing."""

    def __init__(self, name: str, seconds: float, *, first_in: float) -> None:
        self.name, self.seconds = name, seconds
        self.due_at = time.monotonic() + first_in
        self.function: Callable[[], Any] = import_string(name)

    def run(self) -> None:
        began = time.perf_counter()
        try:
            done = self.function()
        except Exception as failure:
            if is_unavailable(failure):
                log.warning("%s has to wait: %s", self.name, failure)
            else:
                log.exception("%s failed", self.name)
        else:
            if done:
                log.info("%s: %s in %.0f ms", self.name, done, (time.perf_counter() - began) * 1000)
        finally:
            self.due_at = time.monotonic() + self.seconds * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311


def run() -> None:
    """Until a signal comes; what is under way is finished first."""
    stopping.forget()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda _number, _frame: stopping.ask())
    tasks = [
        Task(name, seconds, first_in=random.uniform(0, SETTLING))  # noqa: S311
        for name, seconds in settings.PERIODIC.items()
    ]
    tasks.append(Task("itdesk.worker.beat", BEAT, first_in=0))
    log.info("the worker begins: %s", ", ".join([*settings.PERIODIC, *settings.PERIODIC_APART]))
    apart = [_start_apart(name, seconds) for name, seconds in settings.PERIODIC_APART.items()]
    _keep_doing(tasks)
    _wait_for(apart)
    log.info("the worker ends")


def run_once() -> None:
    """Everything once, whenever it was done last."""
    stopping.forget()
    for name, seconds in [*settings.PERIODIC.items(), *settings.PERIODIC_APART.items()]:
        Task(name, seconds, first_in=0).run()


def _start_apart(name: str, seconds: float) -> threading.Thread:
    """A daemon: one that never comes back, whatever its time-outs say, does not keep the process alive."""
    task = Task(name, seconds, first_in=random.uniform(0, min(seconds, SETTLING)))  # noqa: S311
    thread = threading.Thread(target=_keep_doing, args=([task],), name=name, daemon=True)
    thread.start()
    return thread


def _keep_doing(tasks: list[Task]) -> None:
    """Each when it is due, until the process is asked to stop."""
    while True:
        task = min(tasks, key=lambda each: each.due_at)
        if stopping.wait(max(0.0, task.due_at - time.monotonic())):
            break
        task.run()
        close_old_connections()  # one that broke is made anew the next time
    connections.close_all()


def _wait_for(threads: list[threading.Thread]) -> None:
    last_moment = time.monotonic() + FINISHES_WITHIN
    for thread in threads:
        thread.join(max(0.0, last_moment - time.monotonic()))
        if thread.is_alive():
            log.warning("%s is not finished: it is left", thread.name)


def beat() -> None:
    """Say that this worker is alive, and forget those that have not been heard of for a day."""
    heartbeats = apps.get_model("itdesk", "Heartbeat")._base_manager
    now = timezone.now()
    heartbeats.update_or_create(worker=f"{socket.gethostname()[:180]}:{os.getpid()}", defaults={"beaten_at": now})
    heartbeats.filter(beaten_at__lt=now - FORGOTTEN_AFTER).delete()


def seconds_ago() -> int | None:
    """How many seconds ago any worker was last heard of; None if never. Raises django.db.Error."""
    heartbeats = apps.get_model("itdesk", "Heartbeat")._base_manager
    last = heartbeats.order_by("-beaten_at").values_list("beaten_at", flat=True).first()
    return None if last is None else int((timezone.now() - last).total_seconds())
