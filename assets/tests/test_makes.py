"""The makes and models that are offered: the commonest first, read off an index however many assets there are."""

import pytest
from django.db import connection
from django.utils import timezone

from assets.makes import makers_beginning_with, models_with
from assets.tests.making import make


@pytest.fixture
def stock(db):
    make(3, prefix="A", manufacturer="Lenovo", model="ThinkPad T14")
    make(5, prefix="B", manufacturer="Lenovo", model="ThinkPad X1")
    make(4, prefix="C", manufacturer="Lexmark", model="T14")
    make(1, prefix="D", manufacturer="Dell", model="")
    make(1, prefix="E", manufacturer="", model="ThinkPad case")
    make(9, prefix="F", manufacturer="Leica", model="ThinkPad", binned_at=timezone.now())


def test_makers_are_those_that_begin_so_the_commonest_first(stock):
    assert makers_beginning_with("LE") == ["Lenovo", "Lexmark"]
    assert makers_beginning_with("dell") == ["Dell"] and makers_beginning_with("novo") == []
    assert makers_beginning_with("100%_") == []


def test_models_have_every_word_in_maker_or_model(stock):
    assert models_with("thinkpad") == [("ThinkPad X1", "Lenovo"), ("ThinkPad T14", "Lenovo"), ("ThinkPad case", "")]
    assert models_with("t14 le") == [("T14", "Lexmark"), ("ThinkPad T14", "Lenovo")]
    assert models_with("dell") == [] and models_with("%") == []


def test_no_asset_is_read_but_one_of_each_make(stock):
    plans = []

    def explain(execute, sql, params, many, context):
        cursor = connection.create_cursor()  # one that no wrapper sees
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # of a handful of rows it would read them all
        cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + sql, params)
        plans.extend(str(row[-1]) for row in cursor.fetchall())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        models_with("thinkpad")
        makers_beginning_with("le")
    # By which index it reads a handful of rows, PostgreSQL decides by what it last counted
    assert connection.vendor == "postgresql" or "asset_by_make" in "\n".join(plans)
    assert [line for line in plans if "SCAN assets_asset" in line or "Seq Scan on assets_asset" in line] == []
