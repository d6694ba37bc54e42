"""A mail server that takes everything and sends nothing on, and can be made to behave badly."""

import asyncio
import random
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import compat32

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

REFUSALS = {"4xx": "451 4.3.0 Try again later", "5xx": "550 5.1.1 No such mailbox", "closing": "421 4.3.2 Going down"}
FAULTS = [*REFUSALS, "4xx after data", "5xx after data", "accept then drop", "hang", "accept then hang"]
HANGS = 3600  # seconds


@dataclass(frozen=True)
class Mail:
    """One copy that came: to whom by the envelope, from whom, and its bytes."""

    to: tuple[str, ...]
    sender: str
    raw: bytes

    @property
    def parsed(self):
        return message_from_bytes(self.raw, policy=compat32)

    @property
    def id(self):
        return self.parsed["Message-ID"]


class Handler:
    """fault: what happens to each mail from now on, one of FAULTS, "" for nothing, or a function that gives one.

    told: (address, fault) of each mail that met one.
    """

    def __init__(self):
        self.fault, self.mails, self.told = "", [], []

    async def handle_RCPT(self, server, session, envelope, address, options):
        session.fault = self.fault() if callable(self.fault) else self.fault
        if session.fault:
            self.told.append((address, session.fault))
        if session.fault in REFUSALS:
            return REFUSALS[session.fault]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        fault = session.fault
        if fault.endswith("after data"):
            return REFUSALS[fault.partition(" ")[0]]
        if fault != "hang":
            self.keep(Mail(tuple(envelope.rcpt_tos), envelope.mail_from, envelope.original_content))
        if fault == "accept then drop":
            server.transport.abort()
        if fault.endswith("hang"):
            await asyncio.sleep(HANGS)
        return "250 OK"

    def keep(self, mail):
        self.mails.append(mail)


@contextmanager
def listening(handler=None, port=0):
    """(handler, port) of a server in a thread of its own, on this machine alone."""
    handler = handler or Handler()
    controller = Controller(handler, hostname="127.0.0.1", port=port or _free_port())
    controller.factory = lambda: SMTP(handler, hostname="sink.example")
    controller.start()
    try:
        yield handler, controller.port
    finally:
        controller.stop(no_assert=True)


def one_in(many, *faults):
    """For Handler.fault: of so many mails one meets one of these faults, by chance."""
    return lambda: random.choice(faults) if random.random() < 1 / many else ""


def _free_port():
    import socket

    with socket.create_server(("127.0.0.1", 0)) as there:
        return there.getsockname()[1]
