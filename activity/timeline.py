"""Events as a person reads them: the sentence, what changed from what to what, and whether it can be taken back."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from html import escape

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activity import kinds
from activity.models import Event

LONG = 80  # characters; a longer text is only said to have changed


@dataclass(frozen=True, slots=True)
class Change:
    """One field's change in words: was is "" where there was nothing; both are None for a text too long to show."""

    label: str
    was: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One event in words."""

    sentence: str
    at: datetime
    changes: list[Change] = field(default_factory=list)
    undo_url: str = ""
    actor: str = ""
    details: dict = field(default_factory=dict)  # what the event points to

    @property
    def said(self):
        """The sentence and what changed, as HTML."""
        return SafeString(
            escape(self.sentence) + _changes_mark(self.changes) if self.changes else escape(self.sentence)
        )


def entries(events, *, subject_model=None):
    """One Entry for each event, in the order given. subject_model: where all are about one kind of thing."""
    return [_entry(event, subject_model or event.subject_type.model_class()) for event in events]


def who_changed(events, names):
    """Who last changed each of the fields, among these events (oldest first): {field: actor's name}."""
    return {name: event.actor_name for event in events for name in event.changes if name in names}


def who_last(kind, model, keys):
    """Who last did that to each of the model's things with these keys: {key: actor's name}, in one query at most."""
    if not keys:
        return {}
    about = ContentType.objects.get_for_model(model)
    found = Event.objects.filter(subject_type=about, subject_id__in=keys, kind_name=kind.name)
    return dict(found.order_by("version").values_list("subject_id", "actor_name"))


def label_of(model, name):
    """The field's name as a person reads it: "Assignee"."""
    return _label(model, name, get_language())


def in_words(model, name, stored):
    """A stored value as a person reads it; "" when there is none."""
    the_field = model._meta.get_field(name)
    if stored in (None, ""):
        return ""
    if the_field.is_relation:
        return stored[1]
    if the_field.choices:
        return str(_choices(the_field).get(stored, stored))
    if isinstance(the_field, models.DateField) and not isinstance(the_field, models.DateTimeField):
        return date_format(parse_date(stored), "j M Y")
    return str(stored)


def sentence_of(kind_name, actor_name):
    """What happened, in the reader's language; as Event.sentence."""
    return _sentence(kind_name, get_language()).format(actor=actor_name)


def changes_of(event, model):
    """The Changes to say about an event (anything with its version and changes); the first one's are the thing itself."""
    names = [] if event.version == 1 else event.changes
    return [change for name in names if (change := _change(event, model, name))]


def _entry(event, model):
    undo_url = f"/activity/{event.pk}/undo/" if event.kind.undoable and event.changes else ""
    sentence = sentence_of(event.kind_name, event.actor_name)
    return Entry(sentence, event.at, changes_of(event, model), undo_url, event.actor_name, event.details)


def _change(event, model, name):
    if name in getattr(model, "QUIET", ()):
        return None
    change = event.changes[name]
    try:
        was, now = in_words(model, name, change["was"]), in_words(model, name, change["now"])
    except FieldDoesNotExist:  # a field of long ago
        return Change(name, str(change["was"]), str(change["now"]))
    too_long = max(len(was), len(now)) > LONG or "\n" in was + now
    return Change(label_of(model, name), None if too_long else was, None if too_long else now or _("nothing"))


def _changes_mark(changes):
    """ ": Status <span>New</span> → <b>Closed</b>, …" for some Changes."""
    return ": " + ", ".join([f"{escape(change.label)} {_values_mark(change)}" for change in changes])


def _values_mark(change):
    if change.now is None:
        return escape(_("rewritten"))
    was = f'<span dir="auto">{escape(change.was)}</span> ' if change.was else ""
    return f'{was}→ <b dir="auto">{escape(change.now)}</b>'


# A page of events asks for the same few of these again and again; the language is what the answers depend on.


@lru_cache(maxsize=256)
def _sentence(kind_name, language):
    return str(kinds.named(kind_name).sentence)


@lru_cache(maxsize=256)
def _label(model, name, language):
    label = str(model._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


@lru_cache(maxsize=64)
def _choices(the_field):
    """{value: its label}; a superuser's word for one is looked up when the label is made a text."""
    return dict(the_field.flatchoices)
