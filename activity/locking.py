"""A row read again and held until the transaction ends: what every act begins with, so its SQL is made once."""

from functools import cache
from typing import Any

from django.db import models, transaction

from itdesk.prepared import Prepared, prepared


def lock(subject: Any) -> None:
    """The subject (of any model) is as its row stands now, and nobody else writes the row until the transaction ends.

    What hung on it (related objects) is forgotten. Raises DoesNotExist, and TransactionManagementError outside of a
    transaction.
    """
    model: Any = type(subject)
    if not transaction.get_connection().in_atomic_block:  # Django asks this only when it makes the SQL
        raise transaction.TransactionManagementError("a row is held by a transaction, and there is none")
    row = _row_of(model).first(key=subject.pk)
    if row is None:
        raise model.DoesNotExist(f"{model.__name__} {subject.pk} is gone")
    subject._state.fields_cache.clear()
    subject._prefetched_objects_cache = {}
    for field in subject._meta.concrete_fields:
        setattr(subject, field.attname, getattr(row, field.attname))


@cache
def _row_of(model: type[models.Model]) -> Prepared:
    rows = model._base_manager
    return prepared(key=model._meta.pk)(lambda key: rows.select_for_update().filter(pk=key))
