"""What an import has to say: a verdict for each row, and counts that add up."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tickets.importing.words import option_for_value, suggested

NEW, BACK, SAME, REFUSED, BLANK = WHAT = ("new", "back", "same", "refused", "blank")
EXAMPLES = 5
FIRST = 50  # verdicts that are kept
MOST_WORDS = 500  # different unknown words of a field that are kept apart


@dataclass(frozen=True)
class Verdict:
    """One row's fate. reason: why it is refused; doubts: what is not as the file says, though it comes."""

    line: int
    what: str
    title: str = ""
    reason: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def label(self):
        return labels()[self.what]

    @property
    def doubts_words(self):
        return "; ".join(self.doubts)


class Report:
    """rejects: a rejects.Writer or None; tell: called with each Verdict."""

    def __init__(self, *, rejects=None, tell=None):
        self.rejects, self.tell = rejects, tell
        self.counts = Counter()
        self.people = 0
        self.first = []
        self.doubts = {}  # text: [count, [first lines]]
        self.refusals = {}  # text: [count, [first lines]]
        self.unknown = {}  # field: Counter of words
        self.seconds = 0.0

    @property
    def read(self):
        return sum(self.counts[what] for what in WHAT)

    def count(self, table, what, number):
        """People ask for this (tickets.seed.people)."""
        self.people += number

    def add(self, row, verdict, *, group="", cut=False):
        """Take a row's verdict. group: its reason without what is the row's own; cut: whether text had to go."""
        self.counts[verdict.what] += 1
        if len(self.first) < FIRST and verdict.what != BLANK:
            self.first.append(verdict)
        if verdict.reason:
            _remember(self.refusals, group or verdict.reason, verdict.line)
        for doubt in verdict.doubts:
            _remember(self.doubts, doubt, verdict.line)
        if self.rejects and (verdict.reason or cut):
            self.rejects.write(row, "refused" if verdict.reason else "cut", verdict.reason or "; ".join(verdict.doubts))
        if self.tell:
            self.tell(verdict)

    def note_unknown(self, name, said):
        words = self.unknown.setdefault(name, Counter())
        said = said[:80]
        words[said if said in words or len(words) < MOST_WORDS else "…"] += 1

    @property
    def sum_words(self):
        """The sum, such as "8 rows = 5 new + 0 back + 1 same + 1 refused + 1 blank"."""
        parts = " + ".join(f"{self.counts[what]:,} {labels()[what]}" for what in WHAT)
        return ngettext("{read:,} row = {parts}", "{read:,} rows = {parts}", self.read).format(
            read=self.read, parts=parts
        )

    @property
    def coming(self):
        return self.counts[NEW] + self.counts[BACK]

    @property
    def groups(self):
        """(title, [(text, how often, the first lines in words)]) of refusals and doubts, where there are any."""
        both = [(_("Refused"), _grouped(self.refusals)), (_("To look at"), _grouped(self.doubts))]
        return [(title, group) for title, group in both if group]

    def unknown_words(self):
        """(field, word, how often, an option that maps it) of each unknown word, the most frequent first."""
        for name, words in self.unknown.items():
            for said, number in words.most_common():
                yield name, said, number, option_for_value(name, said, suggested(name, said))

    def lines(self):
        """What a person reads below the sum."""
        sections = [
            [_("Unknown words. Their rows are refused until each is mapped (or * for all others of a field):"),
             *(f"  {number:>7,} × {option}" for _name, _said, number, option in self.unknown_words())],
            [_("To look at (how often: what; the first lines):"), *_in_lines(self.doubts)],
            [_("Refused (how often: why; the first lines):"), *_in_lines(self.refusals)],
        ]  # fmt: skip
        for title, *entries in sections:
            if entries:
                yield from ["", title, *entries]


def labels():
    return {
        NEW: _("new"),
        BACK: _("back from the bin"),
        SAME: _("here already"),
        REFUSED: _("refused"),
        BLANK: _("blank"),
    }


def _remember(table, text, line):
    entry = table.setdefault(text, [0, []])
    entry[0] += 1
    if len(entry[1]) < EXAMPLES:
        entry[1].append(line)


def _grouped(table):
    """(text, how often, the first lines in words), the most frequent first."""
    entries = sorted(table.items(), key=lambda entry: -entry[1][0])
    return [(text, n, ", ".join(map(str, lines)) + (", …" if n > len(lines) else "")) for text, (n, lines) in entries]


def _in_lines(table):
    return [f"  {number:>7,} × {text}: {lines}" for text, number, lines in _grouped(table)]
