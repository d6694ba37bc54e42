"""The worker's loop: does what settings.PERIODIC names, each after its time, until SIGTERM, SIGINT or SIGHUP.

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
from django.db import close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string

from itdesk.availability import is_unavailable

BEAT = 30.0  # seconds
SETTLING = 5.0  # seconds in which the first of everything is spread
JITTER = 0.1  # of a time: so that several workers do not come all at once
FORGOTTEN_AFTER = timedelta(days=1)
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
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda _number, _frame: stopping.set())
    tasks = [
        Task(name, seconds, first_in=random.uniform(0, SETTLING))  # noqa: S311
        for name, seconds in settings.PERIODIC.items()
    ]
    tasks.append(Task("itdesk.worker.beat", BEAT, first_in=0))
    log.info("the worker begins: %s", ", ".join(settings.PERIODIC))
    while not stopping.is_set():
        task = min(tasks, key=lambda each: each.due_at)
        if not stopping.wait(max(0.0, task.due_at - time.monotonic())):
            task.run()
            close_old_connections()  # one that broke is made anew the next time
    log.info("the worker ends")


def run_once() -> None:
    """Everything once, whenever it was done last."""
    for name, seconds in settings.PERIODIC.items():
        Task(name, seconds, first_in=0).run()


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
