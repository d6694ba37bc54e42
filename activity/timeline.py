"""Events as a person reads them: the sentence, what changed from what to what, and whether it can be taken back."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from activity.models import Event

LONG = 80  # characters; a longer text is only said to have changed


@dataclass(frozen=True)
class Change:
    """One field's change in words: was is "" where there was nothing; both are None for a text too long to show."""

    label: str
    was: str | None
    now: str | None


@dataclass(frozen=True)
class Entry:
    """One event in words."""

    event: Event
    actor: str
    sentence: str
    at: datetime
    changes: list[Change] = field(default_factory=list)
    undo_url: str = ""


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
    label = str(model._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def in_words(model, name, stored):
    """A stored value as a person reads it; "" when there is none."""
    the_field = model._meta.get_field(name)
    if stored in (None, ""):
        return ""
    if the_field.is_relation:
        return stored[1]
    if the_field.choices:
        return str(dict(the_field.flatchoices).get(stored, stored))
    if isinstance(the_field, models.DateField) and not isinstance(the_field, models.DateTimeField):
        return date_format(parse_date(stored), "j M Y")
    return str(stored)


def _entry(event, model):
    is_first = event.version == 1
    changes = [] if is_first else [change for name in event.changes if (change := _change(event, model, name))]
    undo_url = f"/activity/{event.pk}/undo/" if event.kind.undoable and event.changes else ""
    return Entry(event, event.actor_name, event.sentence, event.at, changes, undo_url)


def _change(event, model, name):
    if name in getattr(model, "QUIET", ()):
        return None
    try:
        was, now = (in_words(model, name, event.changes[name][side]) for side in ("was", "now"))
    except FieldDoesNotExist:  # a field of long ago
        return Change(name, str(event.changes[name]["was"]), str(event.changes[name]["now"]))
    too_long = max(len(was), len(now)) > LONG or "\n" in was + now
    return Change(label_of(model, name), None if too_long else was, None if too_long else now or _("nothing"))
