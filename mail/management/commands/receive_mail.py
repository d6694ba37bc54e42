"""For a mail server's pipe: takes one mail, and says by its exit code (sysexits.h) what became of it."""

import os
import sys
from contextlib import suppress

from django.core.management import BaseCommand, CommandError

from mail import handling, keeping
from mail.models import Mailbox


class Command(BaseCommand):
    help = (
        "Keeps one mail that comes on standard input: code 0 once it is safe, 75 (try again later) when the database or the "
        "disk does not take it, 64 when asked wrongly, 65 for what is no mail or more than 25 MB. The worker handles it."
    )
    requires_system_checks = []  # they would load every page

    def create_parser(self, *args, **kwargs):
        parser = super().create_parser(*args, **kwargs)
        parser.error = lambda message: parser.exit(os.EX_USAGE, f"{message}\n")
        return parser

    def add_arguments(self, parser):
        parser.add_argument("--mailbox", help="its name in the back office; needed only where there are several pipes")
        parser.add_argument("--file", help="read this file instead of standard input")
        parser.add_argument("--now", action="store_true", help="handle it at once, instead of the worker")

    def handle(self, *, mailbox, file, now, **options):
        try:
            arrival = keeping.keep(_pipe(mailbox), _read(file))
        except CommandError:
            raise
        except Exception as failure:  # a mail server that hears another code sends the mail back
            raise CommandError(f"Not kept, try again later: {failure}", returncode=os.EX_TEMPFAIL) from failure
        if now and arrival:
            with suppress(Exception):  # it is kept, and the worker tries again
                handling.handle(arrival.pk)


def _pipe(name):
    pipes = Mailbox.objects.filter(is_active=True, kind=Mailbox.Kind.PIPE)
    if found := list(pipes.filter(name=name) if name else pipes[:2]):
        if len(found) == 1:
            return found[0]
        raise CommandError("There are several pipes: say which by --mailbox.", returncode=os.EX_USAGE)
    called = f" called “{name}”" if name else ""
    raise CommandError(f"The back office has no active mailbox of kind Pipe{called}.", returncode=os.EX_USAGE)


def _read(file):
    try:
        raw = _up_to_one_too_many(file)
    except OSError as failure:
        raise CommandError(f"{file} cannot be read: {failure.strerror}.", returncode=os.EX_USAGE) from None
    if not raw.strip():
        raise CommandError("There is no mail on standard input.", returncode=os.EX_DATAERR)
    if len(raw) > keeping.LARGEST:
        raise CommandError("The mail is larger than 25 MB.", returncode=os.EX_DATAERR)
    return raw


def _up_to_one_too_many(file):
    if not file:
        return sys.stdin.buffer.read(keeping.LARGEST + 1)
    with open(file, "rb") as opened:
        return opened.read(keeping.LARGEST + 1)
