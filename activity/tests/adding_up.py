"""The ambient check: every recorded row equals the replay of its events."""

from itertools import groupby

from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from activity import history
from activity.models import Event, Recorded

SAMPLE = 100  # rows of each model, for tests that load in bulk


def recorded_models():
    return [model for model in apps.get_models() if issubclass(model, Recorded)]


def check(only_a_sample=False):
    """Fails for a row that something wrote behind the door, and for a broken chain."""
    for model in recorded_models():
        rows = model._base_manager.order_by("pk")
        if only_a_sample:
            rows = rows[:: max(1, rows.count() // SAMPLE)]
        if rows := list(rows):
            _check(model, rows)


def _check(model, rows):
    about = _events_by_subject(model, rows)
    for row in rows:
        events = about.get(row.pk, [])
        assert history.replayed(row, events) == history.current(row), f"{row!r} was written behind the door"
        assert row.version == len(events), f"{row!r} counts {row.version} events, the log has {len(events)}"
        assert history.first_broken_of(events) is None, f"the log of {row!r} is broken"


def _events_by_subject(model, rows):
    """Every event about these rows, oldest first, asked for at once: this runs after each of thousands of tests."""
    events = Event.objects.filter(
        subject_type=ContentType.objects.get_for_model(model), subject_id__in=[row.pk for row in rows]
    ).order_by("subject_id", "version")
    return {subject: list(those) for subject, those in groupby(events, key=lambda event: event.subject_id)}
