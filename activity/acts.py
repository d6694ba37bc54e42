"""When what is being recorded happens, and which act it is part of: what record.at, record.batch and record.now say."""

from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

from django.utils import timezone

_moment = ContextVar("moment", default=None)
_batch = ContextVar("batch", default=None)


@contextmanager
def at(moment):
    """What is recorded inside happened at that moment (aware datetime), though it is written down now."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)


def now():
    """The moment at which what is being recorded happens: that of `at`, else the clock's. Aware."""
    return _moment.get() or timezone.now()


@contextmanager
def batch():
    """What is recorded inside is one act, to be undone as one. Yields its id (UUID); an outer batch wins."""
    token = _batch.set(_batch.get() or uuid4())
    try:
        yield _batch.get()
    finally:
        _batch.reset(token)


def current_batch():
    """The id (UUID) of the act that is under way as one, or None."""
    return _batch.get()
