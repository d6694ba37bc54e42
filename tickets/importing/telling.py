"""What the command says about a file and what became of it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tickets.importing.plan import CHOICES, MOMENTS
from tickets.importing.report import BLANK
from tickets.importing.words import guessed, option_for_column

DEFAULTS = {
    "status": gettext_lazy("new, or closed where there is a time of closing"),
    "priority": gettext_lazy("P3 Medium"),
    "type": gettext_lazy("Incident"),
    "category": gettext_lazy("Other"),
}
LEAST_BETWEEN = 200  # rows


def about(job, is_guessed):
    """The file, its columns, and what is not imported."""
    file, plan = job.file, job.plan
    rows = job.survey.rows
    counted = ngettext("{rows:,} row below the header", "{rows:,} rows below the header", rows).format(rows=rows)
    yield _("File       {name}, {counted}").format(name=file.path.name, counted=counted)
    yield _("Encoding   {name} ({how})").format(name=file.encoding.name, how=file.encoding.how)
    yield _("Delimiter  {name}").format(name=file.delimiter_name)
    yield _("Source     {name}").format(name=plan.source)
    if any(name in plan.columns for name in MOMENTS):
        zone = _("; times without an offset are {zone}").format(zone=plan.timezone or "UTC")
        yield _("Dates      {how}").format(how=job.survey.dates.words(plan.dates)) + zone
    yield ""
    if is_guessed:
        yield _("No --map is given, so the columns are guessed. With what is right of these, --apply can follow:")
        yield from options(plan)
    else:
        yield _("Columns:")
        for name, headers in plan.columns.items():
            yield f"  {name:<16} {', '.join(headers)}"
    yield from _left_out(job)
    for name in CHOICES:
        if name not in plan.columns:
            yield _("No column for {field}: every ticket is {default}.").format(field=name, default=DEFAULTS[name])


def options(plan):
    """The columns of a plan as options to copy."""
    for name, headers in plan.columns.items():
        for header in headers:
            yield "  " + option_for_column(name, header)


def outcome(job, report):
    """The sum and what there is to look at."""
    yield ""
    yield report.sum_words
    if report.people:
        yield ngettext("{n:,} person is new.", "{n:,} people are new.", report.people).format(n=report.people)
    yield from report.lines()


def undone(what):
    """What taking a batch back did."""
    binned = ngettext("{number:,} ticket is in the bin.", "{number:,} tickets are in the bin.", what.binned)
    yield binned.format(number=what.binned)
    yield _("Importing the file again brings them back, as it reads then.")
    if what.already:
        yield _("{number:,} were there already.").format(number=what.already)
    if what.worked_on:
        numbers = ", ".join(f"#{number}" for number in what.worked_on[:100])
        more = ", …" if len(what.worked_on) > 100 else ""
        yield _("{number:,} stay, because somebody has worked on them since: {numbers}").format(
            number=len(what.worked_on), numbers=numbers + more
        )
    yield _("The people whom the import added stay.")


class Progress:
    """A bar on a terminal; with verbose, a line for each row instead."""

    def __init__(self, out, total, verbose):
        self.out, self.total, self.verbose = out, total, verbose
        self.is_live = out.isatty() and not verbose
        self.done = 0

    def __call__(self, verdict):
        self.done += 1
        if self.verbose and verdict.what != BLANK:
            said = "; ".join(filter(None, [verdict.reason, *verdict.doubts]))
            self.out.write(
                f"{verdict.line:>8}  {verdict.label:<18} {verdict.title[:60]}{'  — ' + said if said else ''}"
            )
        elif self.is_live and self.done % LEAST_BETWEEN == 0:
            filled = 40 * self.done // max(self.total, 1)
            self.out.write(f"\r[{'#' * filled:<40}] {self.done:,} / {self.total:,}", ending="")
            self.out.flush()

    def end(self):
        if self.is_live and self.done >= LEAST_BETWEEN:
            self.out.write("\r" + " " * 70 + "\r", ending="")


def _left_out(job):
    mapped = {position for positions in job.places.values() for position in positions}
    left = [header for position, header in enumerate(job.file.headers) if position not in mapped]
    if not left:
        return
    yield ""
    yield _("Not imported (--map details=… keeps a column in the description, --map FIELD=… makes use of it):")
    offers = {
        header: name for name, headers in guessed(left).items() if name not in job.plan.columns for header in headers
    }
    for header in left:
        samples = job.survey.samples[job.file.headers.index(header)]
        shown = f"  {', '.join(samples)}"[:70] if samples else _("  (empty)")
        hint = _(" – perhaps {field}?").format(field=offers[header]) if header in offers else ""
        yield f"  {header:<28}{shown}{hint}"
