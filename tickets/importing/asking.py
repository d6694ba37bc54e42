"""What the page asks about a file, as a form would: the plan read from its answers, and the fields to show again."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from itdesk.text import clean_line, fold
from tickets.importing.plan import ANYTHING_ELSE, CHOICES, FIELDS, LONGEST_SOURCE, MANY, Plan, targets_of
from tickets.importing.words import suggested

MOST_WORDS = 50  # unknown words that are asked about for each field; the rest by "*"
SINGLE = ("encoding", "delimiter", "dates", "timezone", "source")
LABELS = {
    "subject": gettext_lazy("Subject"), "description": gettext_lazy("Description"),
    "requester_name": gettext_lazy("Requester's name"), "requester_email": gettext_lazy("Requester's e-mail"),
    "status": gettext_lazy("Status"), "priority": gettext_lazy("Priority"), "category": gettext_lazy("Category"),
    "type": gettext_lazy("Type"), "asset_tag": gettext_lazy("Asset tag"), "assignee": gettext_lazy("Assignee"),
    "created": gettext_lazy("Created"), "updated": gettext_lazy("Last changed"), "closed": gettext_lazy("Closed"),
    "resolution": gettext_lazy("Resolution (goes below the description)"),
    "external_id": gettext_lazy("Number there (known by it, gets a new one here)"),
    "number": gettext_lazy("Number to keep here"),
}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """A select: options are (value, words, whether it is chosen)."""

    name: str
    label: str
    options: list[tuple[str, str, bool]]
    sample: str = ""
    said: str = ""
    number: int = 0


def plan_of(answers, headers):
    """The Plan in a posted form (a QueryDict). What makes no sense in it is said when the plan is checked."""
    plan = Plan(renumber="renumber" in answers)
    for name in SINGLE:
        setattr(plan, name, clean_line(answers.get(name, "")[:200]))
    plan.source = plan.source[:LONGEST_SOURCE]
    for name in FIELDS:
        chosen = [headers[int(at)] for at in answers.getlist(f"map-{name}") if _is_place(at, headers)]
        if chosen:
            plan.columns[name] = chosen if name == MANY else chosen[:1]
    for name in CHOICES:
        words = zip(answers.getlist(f"said-{name}"), answers.getlist(f"ours-{name}"), strict=False)
        meant = {fold(said): ours for said, ours in words if ours}
        if meant:
            plan.values[name] = meant
    return plan


def column_choices(plan, file, survey):
    """A select for each field that takes one column."""
    for name in FIELDS:
        if name == MANY:
            continue
        chosen = {fold(header) for header in plan.columns.get(name, ())}
        options = [(str(at), header, fold(header) in chosen) for at, header in enumerate(file.headers)]
        samples = [", ".join(survey.samples[at]) for at, header in enumerate(file.headers) if fold(header) in chosen]
        none = ("", _("no column"), not chosen)
        yield Choice(f"map-{name}", str(LABELS[name]), [none, *options], sample="".join(samples[:1]))


def detail_choices(plan, file, survey):
    """(position, header, its samples, whether it is kept as a detail) of each column that no other field has."""
    used = {fold(header) for name, headers in plan.columns.items() if name != MANY for header in headers}
    kept = {fold(header) for header in plan.columns.get(MANY, ())}
    return [
        (at, header, ", ".join(survey.samples[at]), fold(header) in kept)
        for at, header in enumerate(file.headers)
        if fold(header) not in used
    ]


def word_choices(plan, report, answers):
    """A select for each word that is unknown, or was mapped on this page; then one for all others of its field."""
    for name in CHOICES:
        unknown = report.unknown.get(name, {}) if report else {}
        said = [word for word in (answers.getlist(f"said-{name}") if answers else ()) if word != ANYTHING_ELSE]
        words = list(dict.fromkeys([*said, *(word for word, _n in sorted(unknown.items(), key=lambda pair: -pair[1]))]))
        if not words:
            continue
        for word in [*words[:MOST_WORDS], ANYTHING_ELSE]:
            yield _word_choice(plan, name, word, unknown.get(word, 0), is_new=not answers or word not in said)


def _word_choice(plan, name, word, number, *, is_new):
    meant = plan.values.get(name, {}).get(fold(word))
    hint = suggested(name, word) if is_new and meant is None and word != ANYTHING_ELSE else ""
    options = [(value, str(words), value == meant) for value, words in targets_of(name)]
    if hint and name != "category":
        options = [(v, _("{words}?").format(words=w) if v == hint else w, chosen) for v, w, chosen in options]
    label = _("any other") if word == ANYTHING_ELSE else f"“{word}”"
    options = [("", _("refuse these rows"), meant is None), *options]
    return Choice(name, f"{LABELS[name]}: {label}", options, said=word, number=number)


def _is_place(text, headers):
    return text.isascii() and text.isdigit() and len(text) < 6 and int(text) < len(headers)
