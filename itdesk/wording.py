"""The words that a superuser may change: what statuses, priorities and types are called. What is stored never changes.

    status_word = wording.kind("ticket-status", _("ticket status"))
    NEW = "new", status_word("new", _("New"))

Such a label is resolved when it is shown: a superuser's word, else ours in the reader's language. The superusers' words are
kept in memory, and only what answers requests reads them (itdesk.middleware.Words): migrations and commands see ours.
"""

import math
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.apps import apps
from django.db import Error
from django.utils.functional import lazy

OLD_AFTER = 2.0  # seconds
_kinds: dict[str, Any] = {}  # {kind: what it is called}
_ours: dict[tuple[str, str], Any] = {}  # {(kind, value): our word, a lazy translation}, in the order of a list
_theirs: dict[tuple[str, str], str] = {}
_read_at = -math.inf
_reading = threading.Lock()


def kind(name: str, words: Any) -> Callable[[str, Any], Any]:
    """Declare a kind of words; a function that gives the label of one value, from (value, our word)."""
    _kinds[name] = words

    def label(value: str, ours: Any) -> Any:
        _ours[name, value] = ours
        return _label(name, value)

    return label


def declared() -> list[tuple[str, str]]:
    """(kind, value) of every word that can be changed."""
    return list(_ours)


def name_of(kind: str) -> str:
    """What a kind is called: "ticket status"; one that nobody declares any more by its stored name."""
    return str(_kinds.get(kind, kind))


def ours(kind: str, value: str) -> str:
    """Our word for a value, in the reader's language."""
    return str(_ours.get((kind, value), value))


def shown(kind: str, value: str) -> str:
    """The word that people read."""
    return _theirs.get((kind, value)) or ours(kind, value)


def is_ours(kind: str, value: str) -> bool:
    return not _theirs.get((kind, value))


def refresh() -> None:
    """Read the superusers' words, in one query. Where the database does not answer, those known stay in force."""
    with _reading:
        _read()


def refresh_if_old() -> None:
    """The same where it is OLD_AFTER seconds ago or more; while another thread reads, the words known will do."""
    if time.monotonic() - _read_at >= OLD_AFTER and _reading.acquire(blocking=False):
        try:
            _read()
        finally:
            _reading.release()


def _read() -> None:
    global _theirs, _read_at
    _read_at = time.monotonic()  # before the answer: what is saved meanwhile is not taken for known
    with suppress(Error):  # the page has the same trouble, and its own answer to it
        rows = apps.get_model("itdesk", "Wording")._default_manager.exclude(words="").order_by()
        _theirs = {(kind, value): words for kind, value, words in rows.values_list("kind", "value", "words")}


_label = lazy(shown, str)
