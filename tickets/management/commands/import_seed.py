"""Brings the seed's database over: manage.py import_seed FILE."""

from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from agents.actions import EmailTaken
from tickets import seed
from tickets.seed.report import NotPossible
from tickets.seed.tickets import refuse_taken, renumber_taken


class Command(BaseCommand):
    help = "Imports the SQLite database of the help desk that this one grew from. A second run adds only what is new."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the seed's SQLite file; it is only read")
        parser.add_argument("--dry-run", action="store_true", help="look and report, write nothing")
        parser.add_argument("--renumber", action="store_true", help="give a new number where a ticket's is taken")
        parser.add_argument("--rejects", type=Path, metavar="FILE", help="write a line for each refused row to FILE")

    def handle(self, *, file, dry_run, renumber, rejects, **options):
        carry = seed.look_over if dry_run else seed.bring_over
        with _writable(rejects, unlike=file) as refused:
            report = _carried(carry, file, renumber_taken if renumber else refuse_taken)
            if refused:
                refused.writelines(f"{line}\n" for line in report.rejects())
        done = _("A dry run: nothing was written.") if dry_run else _("Imported {file}.").format(file=file)
        self.stdout.write("\n".join([done, "", *report.lines()]))


def _carried(carry, file, when_taken):
    try:
        return carry(file, when_taken=when_taken)
    except NotPossible as refusal:
        raise CommandError(str(refusal)) from refusal
    except (DatabaseError, EmailTaken) as error:
        why = next(iter(str(error).splitlines()), "")  # its first line: PostgreSQL's others hold the row's values
        raise CommandError(_("Nothing was imported: {why}").format(why=why or type(error).__name__)) from error


def _writable(path, unlike):
    if path is None:
        return nullcontext()
    if path.exists() and unlike.exists() and path.samefile(unlike):
        raise CommandError(_("--rejects would overwrite the file to import."))
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise CommandError(_("{path} can't be written: {why}.").format(path=path, why=error.strerror)) from error
