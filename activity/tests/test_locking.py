"""A row that is held is as it stands, and held by a transaction."""

import pytest
from django.db import transaction

from activity.locking import lock
from tickets.models import Category


def test_outside_of_a_transaction_nothing_is_held(transactional_db):
    category = Category.objects.create(name="Rooms")
    for _turn in range(2):  # also when its SQL is made already
        with pytest.raises(transaction.TransactionManagementError):
            lock(category)
        with transaction.atomic():
            lock(category)


def test_it_is_as_its_row_stands_now(db):
    category = Category.objects.create(name="Rooms")
    Category.objects.filter(pk=category.pk).update(name="Halls")
    with transaction.atomic():
        lock(category)
    assert category.name == "Halls"
    Category.objects.filter(pk=category.pk).delete()
    with transaction.atomic(), pytest.raises(Category.DoesNotExist):
        lock(category)
