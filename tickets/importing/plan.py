"""What somebody decided about a file: which column is which, what its words mean, how its dates are read."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext as _

from agents.models import Agent
from itdesk.text import clean_line, fold
from tickets.importing.dates import ORDERS
from tickets.models import Category, PendingReason, Priority, Status, Type
from tickets.seed.report import NotPossible

FIELDS = (
    "subject", "description", "requester_name", "requester_email", "status", "priority", "category", "type", "asset_tag",
    "assignee", "created", "updated", "closed", "resolution", "external_id", "number", "details",
)  # fmt: skip
MANY = "details"  # every column of it is kept; of another field's columns the first that says something
MOMENTS = ("created", "updated", "closed")
CHOICES = ("status", "priority", "category", "type")  # an unknown word stops the row
TRANSLATED = (*CHOICES, "assignee")
ANYTHING_ELSE = "*"
LONGEST_SOURCE = 60
_SINGLE = {"source": str, "dates": str, "timezone": str, "encoding": str, "delimiter": str}


@dataclass
class Plan:
    """columns: {field: [headers]}; values: {field: {the file's word, folded: ours}}, with "*" for any other word."""

    columns: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    source: str = ""
    dates: str = ""
    timezone: str = ""
    encoding: str = ""
    delimiter: str = ""
    renumber: bool = False

    @property
    def zone(self):
        return ZoneInfo(self.timezone or "UTC")

    def check(self):
        """Raises NotPossible for what can't be done, whatever the file."""
        for name in self.columns:
            if name not in FIELDS:
                raise NotPossible(
                    _("There is no field “{name}”; there are {names}.").format(name=name, names=", ".join(FIELDS))
                )
        for name, words in self.values.items():
            if name not in TRANSLATED:
                raise NotPossible(
                    _("Words are translated for {names}, not for “{name}”.").format(
                        names=", ".join(TRANSLATED), name=name
                    )
                )
            _check_targets(name, words.values())
        if self.dates and self.dates not in ORDERS:
            raise NotPossible(_("Dates are day-first or month-first."))
        if self.timezone and self.timezone not in available_timezones():
            raise NotPossible(_("There is no time zone “{name}”, such as Europe/Berlin.").format(name=self.timezone))
        if len(self.source) > LONGEST_SOURCE:
            raise NotPossible(_("A source has at most {number} characters.").format(number=LONGEST_SOURCE))

    def places(self, headers):
        """{field: [positions of its columns]}. Raises NotPossible for a header that the file has not got."""
        by_name = {fold(name): position for position, name in reversed(list(enumerate(headers)))}
        missing = [name for names in self.columns.values() for name in names if fold(name) not in by_name]
        if missing:
            words = _("The file has no column {missing}. It has: {headers}.")
            raise NotPossible(words.format(missing=_quoted(missing), headers=_quoted(headers)))
        if not {"subject", "description"} & {name for name, of in self.columns.items() if of}:
            raise NotPossible(_("Say at least which column is the subject, or the description."))
        return {name: [by_name[fold(header)] for header in of] for name, of in self.columns.items() if of}

    def means(self, name, said):
        """(what a word of the file means here, whether only "*" says so); (None, False) for an unknown one."""
        words = self.values.get(name, {})
        if (meant := words.get(fold(said))) is not None:
            return meant, False
        return words.get(ANYTHING_ELSE), ANYTHING_ELSE in words


def add_column(plan, text):
    """Take a `FIELD=HEADER`. Raises NotPossible."""
    name, equals, header = text.partition("=")
    if not equals or not clean_line(header):
        raise NotPossible(_("“{text}” is not FIELD=HEADER.").format(text=text))
    plan.columns.setdefault(name.strip(), []).append(clean_line(header))


def add_value(plan, text):
    """Take a `FIELD:WORD=OURS`; the word may contain "=" and quotation marks around it fall off. Raises NotPossible."""
    name, colon, rest = text.partition(":")
    said, equals, ours = rest.rpartition("=")
    if not colon or not equals:
        raise NotPossible(_('“{text}” is not FIELD:WORD=OURS, such as status:"On hold"=pending.').format(text=text))
    plan.values.setdefault(name.strip(), {})[fold(unquoted(said))] = ours.strip()


def profile(path):
    """The Plan in a TOML file. Raises NotPossible."""
    try:
        return plan_in(tomllib.loads(Path(path).read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise NotPossible(_("{path} can't be read: {why}.").format(path=path, why=error)) from error


def plan_in(content):
    """The Plan in the content of a profile. Raises NotPossible for anything that a profile can't say."""
    plan = Plan()
    for name, value in content.items():
        if name in _SINGLE and isinstance(value, str):
            setattr(plan, name, value)
        elif name == "renumber" and isinstance(value, bool):
            plan.renumber = value
        elif name == "map" and isinstance(value, dict):
            plan.columns = {key: [clean_line(str(one)) for one in _listed(of)] for key, of in value.items()}
        elif name == "values" and isinstance(value, dict) and all(isinstance(words, dict) for words in value.values()):
            plan.values = {key: {fold(word): str(ours) for word, ours in words.items()} for key, words in value.items()}
        else:
            raise NotPossible(_("A profile can't say “{name}” that way.").format(name=name))
    plan.check()
    return plan


def unquoted(text):
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def targets_of(name):
    """What a word of the file can mean: [(value, its label)]."""
    if name == "status":
        waiting = [(f"pending/{reason}", f"{Status.PENDING.label}: {label}") for reason, label in PendingReason.choices]
        return [*Status.choices, *waiting]
    if name == "category":
        return list(Category.objects.values_list("slug", "name"))
    if name == "assignee":
        return [("", _("Unassigned")), *((agent.username, agent.name) for agent in Agent.objects.by_name())]
    return {"priority": Priority.choices, "type": Type.choices}[name]


def _check_targets(name, targets):
    known = {value for value, _label in targets_of(name)}
    for target in targets:
        if target not in known:
            words = _("“{target}” is no {name} here; there are {known}.")
            raise NotPossible(words.format(target=target, name=name, known=", ".join(sorted(known - {""}))))


def _listed(of):
    return of if isinstance(of, list) else [of]


def _quoted(names):
    return ", ".join(f"“{name}”" for name in names)
