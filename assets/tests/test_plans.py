"""How the database reads each list of many assets: off an index, never the whole table, never sorting it."""

import re
from contextlib import contextmanager

import pytest
from django.db import connection
from django.utils import timezone

from assets.models import Asset, Category
from assets.tests.making import make

LISTS = [
    "", "?sort=-tag", "?sort=model", "?sort=-model", "?sort=serial", "?sort=-serial", "?sort=status", "?sort=-status",
    "?sort=warranty", "?sort=-warranty", "?status=in-use", "?status=in-stock", "?status=in-repair", "?status=out-of-service",
    "?warranty=soon&sort=warranty", "?warranty=soon&warranty=over&sort=-warranty", "?category=laptop&sort=model",
]  # fmt: skip


@contextmanager
def plans(of):
    """Collects how each query that mentions the text is carried out."""
    found = []

    def explain(execute, sql, params, many, context):
        if "assets_asset" in sql and of in sql and sql.startswith("SELECT"):
            prefix = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
            cursor = connection.create_cursor()  # one that no wrapper sees
            cursor.execute(prefix + sql, params)
            found.append("\n".join(str(row) for row in cursor.fetchall()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        yield found


def reads_too_much(plan):
    """Sorting is not too much where all that is listed was found by its cells, a thousand at most."""
    if "SEARCH U0 USING INTEGER PRIMARY KEY" in plan or "assets_asset_pkey" in plan:
        return "SCAN assets_asset" in plan or "Seq Scan on assets_asset" in plan
    if connection.vendor == "sqlite":
        return "TEMP B-TREE" in plan or ("SCAN assets_asset" in plan and "INDEX asset_" not in plan)
    by_tag = "Presorted Key: assets_asset.tag_key" in plan  # one of each, so that nothing is left to sort
    return "Seq Scan on assets_asset" in plan or ("Sort" in plan and not by_tag)


@pytest.fixture
def many(db, jo):
    laptop, phone = (Category.objects.get(slug=slug) for slug in ("laptop", "cellphone"))
    today = timezone.localdate()
    for number in range(40):
        fields = dict(
            manufacturer=f"Maker {number % 7}",
            model=f"Model {number % 13}",
            serial_number=str(number),
            category=phone if number % 3 else laptop,
            holder=jo if number % 5 < 3 else None,
            status="in-repair" if number == 7 else "out-of-service" if number == 8 else "in-stock",
            warranty_end=today.replace(year=today.year + number % 4) if number % 2 else None,
        )
        make(500, prefix=f"P{number:02}-", **fields)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.bulk_loaded
def test_every_order_and_every_view_is_read_off_an_index(priya_client, many):
    bad = {}
    for show in ("cards", "table"):
        priya_client.post("/assets/view/", {"show": show})
        for query in LISTS:
            following = priya_client.get(f"/assets/{query}").context["page"].older_url
            for url in (query, following):
                with plans(of="ORDER BY") as found:
                    priya_client.get(f"/assets/{url}")
                bad |= dict.fromkeys([url] * any(map(reads_too_much, found)), found)
    assert bad == {}
    assert Asset.objects.count() == 20_000


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL may choose the smaller index of the tags")
@pytest.mark.bulk_loaded
def test_a_walk_looks_at_no_asset_that_its_filters_skip(priya_client, many):
    """Each index that a list is walked along holds what lists are filtered by."""
    with connection.cursor() as cursor:
        indexes = connection.introspection.get_constraints(cursor, "assets_asset")
    with plans(of="ORDER BY") as found:
        for query in LISTS:
            priya_client.get(f"/assets/{query}")
    walked = {name for name in indexes for plan in found if re.search(rf"\b{name}\b", plan)} - {"assets_asset_pkey"}
    assert len(walked) > 5
    lacking = {name: {"category_id", "shown_rank", "warranty_key"} - set(indexes[name]["columns"]) for name in walked}
    assert {name: columns for name, columns in lacking.items() if columns and name != "asset_cell"} == {}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL may think a sort cheaper")
@pytest.mark.bulk_loaded
def test_a_common_word_that_the_list_does_not_begin_with_is_met_along_the_list(priya_client, many):
    """Of 5,000 that have it none is sorted: the first thousand assets have another."""
    with plans(of="MATCH") as found:
        page = priya_client.get("/assets/?q=p2").context["page"]
    assert [page.rows[0].tag, page.rows[47].tag, page.count_words] == ["P20-0000", "P20-0047", "1,000+ assets"]
    assert [plan for plan in found if "TEMP B-TREE" in plan] == []
    assert [plan for plan in found if "INDEX asset_by_tag" in plan]
