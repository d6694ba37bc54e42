"""What the events say: how a thing stood at a version, and whether row and log still agree."""

import hashlib
import json
from datetime import UTC, date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.encoding import force_str

from activity.models import Event
from itdesk.prepared import prepared
from itdesk.text import clean_line, clean_text


def normal(field, value):
    """A value in the one form in which it is compared and stored (style: text, moments to the second)."""
    if isinstance(value, str):
        return clean_text(value) if isinstance(field, models.TextField) else clean_line(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(microsecond=0)
    return value


def key(field, value):
    """A value as JSON compares it: the key of a related object, text in normal form, moments as 2026-11-22T12:00:00Z."""
    value = normal(field, getattr(value, "pk", value) if field.is_relation else value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, (str, int, float, bool, type(None))) else force_str(value)


def written(field, value):
    """A value as an event stores it: as `key`, and for a relation also its name that day."""
    if field.is_relation and value is not None:
        return [value.pk, force_str(value)]
    return key(field, value)


def current(subject):
    """The tracked values as keys, as the object holds them now."""
    fields = (subject._meta.get_field(name) for name in subject.TRACKED)
    return {field.name: key(field, getattr(subject, field.attname)) for field in fields}


def as_of(subject, version):
    """The tracked values as keys at an earlier version, by walking the events back from the object's own."""
    values = current(subject)
    newer = Event.objects.about(subject).filter(version__gt=version, version__lte=subject.version)
    for event in newer.order_by("-version"):
        values.update({name: _key_of(subject, name, change["was"]) for name, change in event.changes.items()})
    return values


def replayed(subject, events=None):
    """The tracked values that the events add up to; equal to `current`, or something bypassed the door."""
    fields = (subject._meta.get_field(name) for name in subject.TRACKED)
    values = {field.name: key(field, field.get_default()) for field in fields}
    for event in Event.objects.about(subject) if events is None else events:
        values.update({name: _key_of(subject, name, change["now"]) for name, change in event.changes.items()})
    return values


def value_of(subject, name, stored):
    """The Python value behind a stored one. Raises DoesNotExist when a related object is gone."""
    field = subject._meta.get_field(name)
    if stored is None or not field.is_relation:
        return field.to_python(stored)
    return field.related_model._base_manager.get(pk=stored[0])


def digest_of(subject, version):
    """The digest of the event that made this version of the thing. Raises Event.DoesNotExist."""
    kind = ContentType.objects.get_for_model(subject)
    found = _digests.first(kind=kind.pk, number=subject.pk, version=version)
    if found is None:
        raise Event.DoesNotExist(f"{subject} has no event {version}")
    return found


@prepared(kind=models.IntegerField(), number=models.BigIntegerField(), version=models.IntegerField())
def _digests(kind, number, version):
    events = Event.objects.filter(subject_type=kind, subject_id=number, version=version)
    return events.values_list("digest", flat=True)


def content_digest(event):
    """SHA-256 over the salted content: what may name a person, and can be erased with its salt."""
    text = json.dumps(_content(event), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(bytes(event.salt) + text.encode()).digest()


def is_erased(event):
    """Whether a person was forgotten in it: no salt, no name of who, no changes, no details.

    What has lost its salt and kept a word is not erased but forged.
    """
    return event.salt is None and not any(_content(event))


def digest(event, previous):
    """SHA-256 that chains an event to the digest of the one before it about the same thing (b"" for the first)."""
    facts = [
        event.kind_name,
        event.subject_type_id,
        event.subject_id,
        event.version,
        event.actor_id,
        event.at.astimezone(UTC).isoformat(),
        event.recorded_at.astimezone(UTC).isoformat(),
        event.batch and str(event.batch),
    ]
    return hashlib.sha256(bytes(previous) + bytes(event.content_digest) + json.dumps(facts).encode()).digest()


def first_broken(subject):
    """The first event about the subject whose digest does not add up, or None when the chain holds."""
    return first_broken_of(Event.objects.about(subject))


def first_broken_of(events):
    """The same of one thing's events, oldest first and all of them."""
    previous = b""
    for version, event in enumerate(events, start=1):
        if event.version != version or not _is_sound(event) or digest(event, previous) != bytes(event.digest):
            return event
        previous = bytes(event.digest)
    return None


def _content(event):
    return [event.actor_name, event.changes, event.details]


def _is_sound(event):
    if event.salt is None:
        return is_erased(event)
    return content_digest(event) == bytes(event.content_digest)


def _key_of(subject, name, stored):
    is_relation = subject._meta.get_field(name).is_relation
    return stored[0] if is_relation and stored is not None else stored
