"""The ambient check: every recorded row equals the replay of its events."""

from django.apps import apps

from activity import history
from activity.models import Event, Recorded

SAMPLE = 100  # rows of each model, for tests that load in bulk


def recorded_models():
    return [model for model in apps.get_models() if issubclass(model, Recorded)]


def check(only_a_sample=False):
    """Fails for a row that something wrote behind the door, and for a broken chain."""
    for model in recorded_models():
        rows = model._base_manager.order_by("pk")
        for row in rows[:: max(1, rows.count() // SAMPLE)] if only_a_sample else rows:
            events = list(Event.objects.about(row))
            assert history.replayed(row, events) == history.current(row), f"{row!r} was written behind the door"
            assert row.version == len(events), f"{row!r} counts {row.version} events, the log has {len(events)}"
            assert history.first_broken(row) is None, f"the log of {row!r} is broken"
