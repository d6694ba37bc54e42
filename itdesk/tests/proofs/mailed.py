"""A mail server in a process of its own that misbehaves by chance, and writes down what it took before it says so."""

import asyncio
import json
import os
import random
import signal
import socket
import time
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.smtp import SMTP

from itdesk.tests.proofs.sink import FAULTS, Handler, one_in

OPEN, CLOSED = (1.0, 3.0), 0.2  # seconds: between times at which nobody listens, and of one of them


@dataclass(frozen=True)
class Copy:
    id: str
    to: str


@dataclass
class Kept:
    """What the server has seen. faults: (address, fault); closed: how often nobody listened."""

    copies: list = field(default_factory=list)
    faults: list = field(default_factory=list)
    closed: int = 0


class Server:
    """The server as the experiment knows it."""

    def __init__(self, path, port, pid):
        self.path, self.port, self.pid = path, port, pid

    def behave(self):
        """From now on every mail is taken, and somebody listens."""
        os.kill(self.pid, signal.SIGUSR1)

    def kept(self):
        kept = Kept()
        for line in map(json.loads, self.path.read_text().splitlines()):
            match line:
                case ["copy", key, to]:
                    kept.copies.append(Copy(key, to))
                case ["fault", address, fault]:
                    kept.faults.append((address, fault))
                case ["closed"]:
                    kept.closed += 1
        return kept


class Recording(Handler):
    """Writes a line for all that happens, which the kernel has before the client hears of it."""

    def __init__(self, path):
        super().__init__()
        self.file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def say(self, *line):
        os.write(self.file, json.dumps(line).encode() + b"\n")

    def keep(self, mail):
        self.say("copy", mail.id, mail.to[0])

    async def handle_RCPT(self, *asked):
        answer = await super().handle_RCPT(*asked)
        while self.told:
            self.say("fault", *self.told.pop())
        return answer


@contextmanager
def listening(folder, misfortune):
    """The Server; one of so many mails meets a fault. Call it before there are threads or connections: it forks."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    path = folder / "mails.jsonl"
    pid = os.fork()
    if pid == 0:
        try:
            asyncio.run(_serve(path, port, misfortune))
        finally:
            os._exit(0)
    try:
        _wait_until_it_answers(port)
        yield Server(path, port, pid)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


async def _serve(path, port, misfortune):
    handler, loop = Recording(path), asyncio.get_running_loop()
    handler.fault = one_in(misfortune, *FAULTS)
    good = asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, good.set)
    while True:
        server = await loop.create_server(lambda: SMTP(handler, hostname="sink.example"), "127.0.0.1", port)
        if good.is_set():
            handler.fault = ""
            await asyncio.sleep(3600)
        await asyncio.wait([asyncio.ensure_future(good.wait())], timeout=random.uniform(*OPEN))
        server.close()
        handler.say("closed")
        await asyncio.sleep(CLOSED)


def _wait_until_it_answers(port):
    for _each in range(200):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the mail server does not answer")
