"""The one door. Every change to a recorded thing enters here, with the Event that says so.

    record.created(ticket, events.SUBMITTED, by=jo)
    record.changed(ticket, events.ASSIGNED, by=amal, seen=4, assignee=priya)
    record.happened(ticket, events.REPLIED, by=priya, message=message.pk)

Each is one transaction: lock the row, work out what differs, validate what changes, write row and event, and let each
reader in settings.ACTIVITY_READERS note what it owes.

A reader is called with the event and its subject, after both are written. It inserts rows of its own (who is to be told),
or keeps rows of its own that follow from the subject alone and can be made anew at any time (a search index). Such a
keeper has a method `many(events, subjects)`, too, which is told of what is written in bulk: both are lists, of equal length
and in the same order. A reader without it does not hear of things created in bulk, which are history and news to nobody.
"""

import secrets
from functools import cache

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, prefetch_related_objects
from django.utils.module_loading import import_string

from activity import history
from activity.acts import at, batch, current_batch, now
from activity.locking import lock
from activity.models import Event

__all__ = ["Conflict", "at", "batch", "changed", "changed_many", "created", "created_many", "happened", "noted", "now"]
NAME_LENGTH = Event._meta.get_field("actor_name").max_length


class Conflict(Exception):
    """Somebody changed the same fields first. Nothing was written.

    subject: the thing as it stands now; fields: the clashing names; mine: every field the actor meant to change, with
    its value; base: the tracked values as keys at the version that the actor saw; seen: that version.
    """

    def __init__(self, subject, *, fields, mine, base, seen):
        super().__init__(f"{subject} changed under you: {', '.join(sorted(fields))}")
        self.subject, self.fields, self.mine, self.base, self.seen = subject, fields, mine, base, seen


@transaction.atomic
def created(subject, kind, /, *, by, **details):
    """Insert the subject with its first event, which is returned.

    by: an agent, a person, a name, or None for the desk itself. Raises ValidationError ({field: messages}) for a value
    that a field refuses, and the database's IntegrityError.
    """
    plain = [field for field in _tracked(subject) if not field.is_relation]
    for field in plain:
        setattr(subject, field.name, history.normal(field, getattr(subject, field.name)))
    _validate(subject, {field.name: getattr(subject, field.name) for field in plain})
    subject.version, subject.created_at = 1, now()
    subject.updated_at = subject.created_at
    subject.derive()
    subject._write(force_insert=True)
    return _tell(subject, kind, by, _first_changes(subject), details)


@transaction.atomic
def changed(subject, kind, /, *, by, seen=None, relies_on=(), details=None, **values):
    """Set values on the subject; the event, or None when they are already so.

    kind: a Kind, or kind(subject, values) that names one from the locked row and what is about to change.
    seen: the version the actor was looking at. What others changed since is kept; where they changed a field that the
    actor is changing too, and to something else, Conflict is raised and nothing is written.
    relies_on: fields that the change makes no sense without: it is a conflict, too, when others have changed one of them.
    What follows from the change (`what_follows` of the locked row) is written with it.
    Raises ValidationError ({field: messages}) for a value that a field refuses.
    """
    _refuse_untracked(subject, values)
    lock(subject)
    if seen is not None and seen < subject.version:
        values = _merge(subject, seen, values, relies_on)
    values = _differing(subject, values)
    if values:
        values = _differing(subject, values | subject.what_follows(values, now()))
    if not values:
        return None
    return _write_change(subject, kind(subject, values) if callable(kind) else kind, by, values, details)


@transaction.atomic
def happened(subject, kind, /, *, by, **details):
    """Record something that changes no field: a reply, a viewing, a reminder. Returns the event."""
    lock(subject)
    _advance(subject, [])
    return _tell(subject, kind, by, {}, details)


@transaction.atomic
def noted(subject, kind, /, *, by, **details):
    """Record something about a thing that is not Recorded (an agent, the HR code): it keeps no version of its own."""
    type(subject)._base_manager.select_for_update().get(pk=subject.pk)
    last = Event.objects.about(subject).last()
    return _tell(subject, kind, by, {}, details, version=last.version + 1 if last else 1)


@transaction.atomic
def created_many(things, kind, *, by):
    """Insert many new things of one model with their first events, in two statements; returns the events.

    For imports, demo and load: each thing's created_at says when it happened, `by` may be a function of the thing, the
    callers have validated the values, and only the readers that have a `many` are told.
    """
    things = list(things)
    for thing in things:
        thing.version = 1
        thing.derive()
    if not things:
        return []
    type(things[0])._base_manager.bulk_create(things, batch_size=1000)
    actor = by if callable(by) else lambda thing: by
    events = [
        _event(thing, kind, actor(thing), _first_changes(thing), {}, version=1, previous=b"", moment=thing.created_at)
        for thing in things
    ]
    Event.objects.bulk_create(events, batch_size=1000)
    for read in _readers():
        if hasattr(read, "many"):
            read.many(events, things)
    return events


@transaction.atomic
def changed_many(changes, kind, /, *, by, details=None):
    """As `changed` of each of many things of one model, in as many statements however many there are; the events.

    changes: [(thing, {name: value})]. Nobody's version is asked for: the rows are locked, and what they hold now counts.
    """
    if not changes:
        return []
    model, moment, wanted = type(changes[0][0]), now(), {thing.pk: values for thing, values in changes}
    locked = list(model._base_manager.select_for_update().filter(pk__in=wanted).order_by("pk"))
    given, events, written = dict.fromkeys(name for values in wanted.values() for name in values), {}, set()
    _refuse_untracked(changes[0][0], given)
    prefetch_related_objects(locked, *[name for name in given if model._meta.get_field(name).is_relation])
    told = Event.objects.filter(subject_type=ContentType.objects.get_for_model(model), subject_id__in=list(wanted))
    previous = dict(told.order_by("version").values_list("subject_id", "digest"))  # the last one wins
    for thing in locked:
        values, derived = _differing(thing, wanted[thing.pk]), {name: getattr(thing, name) for name in model.DERIVED}
        if values := values and _differing(thing, values | thing.what_follows(values, moment)):
            said, thing.version, thing.updated_at = _set(thing, values), thing.version + 1, moment
            link = {"version": thing.version, "previous": previous[thing.pk], "moment": moment}
            events[thing] = _event(thing, kind, by, said, details or {}, **link)
            written |= values.keys() | {name for name, was in derived.items() if getattr(thing, name) != was}
    _write_many(model, list(events), written | {"updated_at"})
    Event.objects.bulk_create(events.values(), batch_size=1000)
    for read in _readers():
        if hasattr(read, "many"):
            read.many(list(events.values()), list(events))
            continue
        for thing, event in events.items():
            read(event, thing)
    return list(events.values())


def _merge(subject, seen, values, relies_on):
    """What is left to write of the actor's values when others have written since: only what the actor changed."""
    base, current = history.as_of(subject, seen), history.current(subject)
    keys = {name: history.key(subject._meta.get_field(name), value) for name, value in values.items()}
    mine = {name: value for name, value in values.items() if keys[name] != base[name]}
    clashing = {name for name in mine if current[name] not in (base[name], keys[name])}
    clashing |= {name for name in relies_on if mine and current[name] != base[name]}
    if clashing:
        mine = {name: base[name] for name in clashing} | mine
        raise Conflict(subject, fields=clashing, mine=mine, base=base, seen=seen)
    return mine


def _differing(subject, values):
    """The values, in normal form, that are not already so."""
    now, differing = history.current(subject), {}
    for name, value in values.items():
        field = subject._meta.get_field(name)
        if history.key(field, value) != now[name]:
            differing[name] = history.normal(field, value)
    return differing


def _write_change(subject, kind, by, values, details):
    changes = _set(subject, values)
    _advance(subject, values)
    return _tell(subject, kind, by, changes, details or {})


def _set(subject, values):
    _validate(subject, values)
    changes = {}
    for name, value in values.items():
        field = subject._meta.get_field(name)
        changes[name] = {"was": history.written(field, getattr(subject, name)), "now": history.written(field, value)}
        setattr(subject, name, value)
    subject.derive()
    return changes


def _advance(subject, names):
    subject.version += 1
    subject.updated_at = now()
    subject._write(update_fields=[*names, *subject.DERIVED, "version", "updated_at"])


def _write_many(model, things, names):
    """One UPDATE where all get the same; else some hundred rows at a time, each whole (a constraint may bind its fields)."""
    columns = {
        name: {getattr(thing, model._meta.get_field(name).attname) for thing in things} for name in sorted(names)
    }
    if all(len(values) == 1 for values in columns.values()):
        alike = {name: values.pop() for name, values in columns.items()}
        rows = model._base_manager.filter(pk__in=[thing.pk for thing in things])
        rows.update(**alike, version=F("version") + 1)
    else:
        model._base_manager.bulk_update(things, [*columns, "version"])


def _first_changes(subject):
    changes = {}
    for field, default in _defaults(type(subject)):
        now = history.written(field, getattr(subject, field.name))
        if now != default:
            changes[field.name] = {"was": default, "now": now}
    return changes


@cache
def _defaults(model):
    """(field, its default as a key) of each tracked field; a relation's is None."""
    fields = (model._meta.get_field(name) for name in model.TRACKED)
    return [(field, history.key(field, field.get_default())) for field in fields]


def _tell(subject, kind, by, changes, details, version=None):
    version = version or subject.version
    previous = b"" if version == 1 else history.digest_of(subject, version - 1)
    event = _event(subject, kind, by, changes, details, version=version, previous=previous, moment=now())
    event.save(force_insert=True)
    for read in _readers():
        read(event, subject)
    return event


def _event(subject, kind, by, changes, details, *, version, previous, moment):
    event = Event(
        kind_name=kind.name,
        subject_type=ContentType.objects.get_for_model(subject),
        subject_id=subject.pk,
        version=version,
        actor=by if isinstance(by, get_user_model()) else None,
        actor_name=str(by if by is not None else settings.ORGANISATION + " IT Desk")[:NAME_LENGTH],
        changes=changes,
        details=details,
        at=moment,
        batch=current_batch(),
        salt=secrets.token_bytes(16),
    )
    event.content_digest = history.content_digest(event)
    event.digest = history.digest(event, previous)
    return event


def _validate(subject, values):
    """Ask each changed field; relations and uniqueness are the database's business."""
    refused = {}
    for name, value in values.items():
        field = subject._meta.get_field(name)
        if field.is_relation or (value in field.empty_values and field.blank):
            continue
        try:
            field.clean(value, subject)
        except ValidationError as error:
            refused[name] = error.messages
    if refused:
        raise ValidationError(refused)


def _tracked(subject):
    return [subject._meta.get_field(name) for name in subject.TRACKED]


def _refuse_untracked(subject, values):
    if strange := values.keys() - set(subject.TRACKED):
        raise TypeError(f"{type(subject).__name__} does not track {', '.join(sorted(strange))}")


@cache
def _readers():
    return [import_string(path) for path in settings.ACTIVITY_READERS]
