"""Who works on a row, and for how long: claimed by a conditional UPDATE, by the database's clock.

A process that is killed needs nobody to tidy up after it: its lease ends.
"""

from datetime import timedelta

from django.db.models import DateTimeField, ExpressionWrapper, Q
from django.db.models.functions import Now

LEASE = timedelta(minutes=2)


class Lost(Exception):
    """Somebody else has the row now, or wants it left alone."""


def is_free():
    """The condition that nobody works on it."""
    return Q(leased_until=None) | Q(leased_until__lt=Now())


def claim(rows, **also):
    """The end of the lease that we have on the one row of this queryset; None when there is none, or somebody has it.

    rows: asks nothing about leases. also: fields to set in the same statement.
    """
    if not rows.filter(is_free()).update(leased_until=_ends(), **also):
        return None
    return rows.values_list("leased_until", flat=True).get()


def renew(rows, leased_until, **also):
    """The end of the lease, begun anew. Raises Lost."""
    if not rows.filter(leased_until=leased_until).update(leased_until=_ends(), **also):
        raise Lost
    return rows.values_list("leased_until", flat=True).get()


def give_back(rows, leased_until, **also):
    """Whether it was still ours; only then are the fields of `also` set."""
    return bool(rows.filter(leased_until=leased_until).update(leased_until=None, **also))


def _ends():
    return ExpressionWrapper(Now() + LEASE, output_field=DateTimeField())
