"""What an import of the seed has to say: counts, doubts, refusals. Never a password, a hash or the HR code."""

from collections import Counter

from django.utils.translation import gettext as _

EXAMPLES = 5
REFUSALS_SHOWN = 100


class NotPossible(Exception):
    """Nothing can be imported; str() says why, in the reader's language."""


class Refused(Exception):
    """A row that does not come over; str() says why, in the reader's language."""


class Report:
    """Collected while rows are read; `lines` is what a person reads."""

    def __init__(self):
        self.counts = {}  # table: Counter of read, new, here, refused
        self.notes = []
        self.warnings = {}  # (table, text): [count, first examples]
        self.refusals = []  # (table, id, reason)
        self.without_password = []  # usernames
        self.seconds = 0.0

    def count(self, table, what, number=1):
        self.counts.setdefault(table, Counter())[what] += number

    def note(self, text):
        """Something about the file as a whole."""
        self.notes.append(text)

    def warn(self, row, text, example=""):
        """Something about a row that came over all the same. Equal texts are counted together."""
        entry = self.warnings.setdefault((row.table, text), [0, []])
        entry[0] += 1
        if len(entry[1]) < EXAMPLES:
            entry[1].append(f"{row.id} ({example})" if example else row.id)

    def refuse(self, row, reason):
        self.count(row.table, "refused")
        self.refusals.append((row.table, row.id, str(reason)))

    def lines(self):
        """The whole report as lines of plain text."""
        sections = (self._counted(), self._noted(), self._warned(), self._refused(), self._locked_out())
        for section in filter(None, map(list, sections)):
            yield from section
            yield ""
        yield _("Took {seconds:.1f} seconds.").format(seconds=self.seconds)

    def rejects(self):
        """One line for each refused row: table, id and reason, with tabs between them."""
        return ["\t".join(refusal) for refusal in self.refusals]

    def _counted(self):
        titles = ["", _("in the file"), _("new"), _("here already"), _("refused")]
        yield _as_table_row(titles)
        for table, counts in self.counts.items():
            read = counts["read"] if counts["read"] else "-"
            yield _as_table_row([table, read, counts["new"], counts["here"], counts["refused"]])

    def _noted(self):
        yield from self.notes

    def _warned(self):
        if self.warnings:
            yield _("To look at (how often: what; the first rows):")
        for (table, text), (number, examples) in sorted(self.warnings.items(), key=lambda entry: entry[0][0]):
            more = ", …" if number > len(examples) else ""
            yield f"  {table}: {number} × {text}: {', '.join(examples)}{more}"

    def _refused(self):
        if self.refusals:
            yield _("Refused (table, id, reason):")
        for refusal in self.refusals[:REFUSALS_SHOWN]:
            yield "  " + "  ".join(refusal)
        if len(self.refusals) > REFUSALS_SHOWN:
            more = _("  … and {number} more; --rejects FILE lists them all")
            yield more.format(number=len(self.refusals) - REFUSALS_SHOWN)

    def _locked_out(self):
        if self.without_password:
            yield _("Agents whose password could not be brought along; a superuser sets them a new one:")
            yield "  " + ", ".join(self.without_password)


def _as_table_row(cells):
    first, *others = map(str, cells)
    return f"{first:<16}" + "".join(f"{cell:>14}" for cell in others)
