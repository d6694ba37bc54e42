"""Brings tickets over from a CSV file: manage.py import_tickets FILE [--apply], and takes them back: --undo BATCH."""

import uuid
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from tickets import importing
from tickets.importing import plan as plans
from tickets.importing import rejects, telling
from tickets.importing.plan import LONGEST_SOURCE, Plan
from tickets.importing.survey import UnclearDates
from tickets.importing.words import guessed
from tickets.seed.report import NotPossible

REPEATED = [
    ("--map", "FIELD=HEADER", "which column is which; HEADER#2 is the second of a name; again for a next best one"),
    ("--value", "FIELD:WORD=OURS", 'what a word means, such as status:"On hold"=pending; the word * is any other'),
]
ONCE = [
    ("--source", "NAME", "where the tickets come from; with their number there it makes them known"),
    ("--dates", "day-first|month-first", "how 01/02/2024 is read"),
    ("--timezone", "NAME", "of times without an offset, such as Europe/Berlin (UTC)"),
    ("--encoding", "NAME", "found from the whole file unless told"),
    ("--delimiter", "NAME", "comma, semicolon, tab, pipe; found unless told"),
]  # fmt: skip


class Command(BaseCommand):
    help = (
        "Imports tickets from a text file with columns (CSV, TSV). Without --apply it only looks, and says what would "
        "become of each row; -v 2 lists every row. Fields: " + ", ".join(plans.FIELDS) + "."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, nargs="?", help="the file; it is only read")
        parser.add_argument("--apply", action="store_true", help="import; without it nothing is written")
        parser.add_argument("--all-or-nothing", action="store_true", help="with --apply: nothing, if a row is refused")
        parser.add_argument("--profile", type=Path, metavar="FILE.toml", help="a file that says all of what follows")
        for name, metavar, said in REPEATED:
            parser.add_argument(name, action="append", default=[], metavar=metavar, help=said)
        for name, metavar, said in ONCE:
            parser.add_argument(name, default="", metavar=metavar, help=said)
        parser.add_argument("--renumber", action="store_true", help="give a new number where a ticket's is taken")
        parser.add_argument(
            "--rejects", type=Path, metavar="FILE", help="where refused rows go (the data folder's imports/)"
        )
        parser.add_argument("--undo", metavar="BATCH", help="take the import with that batch back")

    def handle(self, *, file, undo, **options):
        try:
            if undo:
                return self.take_back(undo)
            if file is None:
                raise CommandError(_("Say which file to import."))
            return self.carry(file, **options)
        except UnclearDates as question:
            raise CommandError(f"{question}\n  --dates day-first\n  --dates month-first") from question
        except NotPossible as refusal:
            raise CommandError(str(refusal)) from refusal
        except DatabaseError as error:
            why = next(iter(str(error).splitlines()), "")  # its first line: PostgreSQL's others hold the row's values
            raise CommandError(_("Nothing was imported: {why}").format(why=why or type(error).__name__)) from error

    def carry(self, path, *, apply, all_or_nothing, rejects: Path | None, **options):
        plan = plan_from(options, path)
        file = importing.opened(path, encoding=plan.encoding, delimiter=plan.delimiter)
        is_guessed = not plan.columns
        if is_guessed:
            plan.columns = guessed(file.headers)
            if apply:
                raise NotPossible("\n".join([_("Say which column is which. A guess:"), *telling.options(plan)]))
        job = importing.prepared(file, plan)
        self.write(telling.about(job, is_guessed))
        refused = rejects or rejects_path(path)
        if refused.exists() and refused.samefile(path):
            raise NotPossible(_("--rejects would overwrite the file to import."))
        self.go(job, apply, all_or_nothing, refused, verbose=options["verbosity"] > 1)

    def go(self, job, apply, all_or_nothing, refused, *, verbose):
        bar = telling.Progress(self.stdout, job.survey.rows, verbose)
        batch, done = None, _("A dry run: nothing was written. With --apply it is.")
        with rejects.written_to(refused, job.file.headers) as writer:
            try:
                if apply:
                    bring = importing.bring_all_over if all_or_nothing else importing.bring_over
                    report, batch = bring(job, by=None, rejects=writer, tell=bar)
                    done = _("Imported in {seconds:.1f} seconds.").format(seconds=report.seconds)
                else:
                    report = importing.look_over(job, rejects=writer, tell=bar)
            except importing.NotAll as refusal:
                report, done = (
                    refusal.report,
                    _("Nothing was imported, because rows are refused and --all-or-nothing is given."),
                )
            number = writer.number
        bar.end()
        self.write(telling.outcome(job, report))
        if number:
            self.write(
                ["", _("{number:,} rows are in {path}, each with the reason.").format(number=number, path=refused)]
            )
        self.write(["", done])
        if batch:
            self.write([_("To take it back: manage.py import_tickets --undo {batch}").format(batch=batch)])

    def take_back(self, text):
        try:
            batch = uuid.UUID(text)
        except ValueError:
            raise NotPossible(_("“{text}” is no batch, as the import told it.").format(text=text[:60])) from None
        if not importing.tickets_of(batch).exists():
            raise NotPossible(_("No import has the batch {batch}.").format(batch=batch))
        self.write(telling.undone(importing.take_back(batch, by=None)))

    def write(self, lines):
        self.stdout.write("\n".join(lines))


def plan_from(options, path):
    """The Plan of a profile with the other options laid over it. Raises NotPossible."""
    plan = plans.profile(options["profile"]) if options["profile"] else Plan()
    for name in ("source", "dates", "timezone", "encoding", "delimiter"):
        setattr(plan, name, options[name] or getattr(plan, name))
    plan.renumber = plan.renumber or options["renumber"]
    told = Plan()
    for text in options["map"]:
        plans.add_column(told, text)
    plan.columns |= told.columns
    for text in options["value"]:
        plans.add_value(plan, text)
    plan.source = plan.source.strip() or plans.clean_line(path.stem)[:LONGEST_SOURCE] or "import"
    plan.check()
    return plan


def rejects_path(path):
    """A new file in the data folder."""
    moment = timezone.now().strftime("%Y%m%d-%H%M%S")
    return settings.DATA_DIR / "imports" / f"{path.stem[:60]}-rejects-{moment}-{uuid.uuid4().hex[:4]}.csv"
