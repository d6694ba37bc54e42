"""What a query finds among assets and people: each word in the asset's own text or its holder's, however it is looked for."""

import pytest
from django.db import connection
from django.http import QueryDict

from assets import search
from assets.models import Asset
from assets.tests.making import make
from itdesk import paging
from itdesk.searching import finding
from itdesk.searching.index import Damaged
from people import actions as people
from people import search as people_search
from people.models import Person

QUERIES = [
    "lenovo", "ines", "ines lenovo", "lenovo ines", "kay t14", "a", "t0", "x1 jo", "zz", "lenovo zz", "e", "o t14 ines",
    "ines@alpha jo", "555 dell", "novo", "0001 t1", "lpha ell",
]  # fmt: skip


def is_found(word, texts):
    """Three characters anywhere; fewer where a word begins, also after punctuation."""
    tokens = " ".join(texts).lower().split()
    if len(word) > 2:
        return any(word in token for token in tokens)
    begun = " ".join(tokens + [part for token in tokens for part in token.replace("@", ".").split(".")])
    return any(token.startswith(word) for token in begun.split())


def oracle(assets, query):
    texts = {
        asset.pk: [asset.tag, asset.serial_number, asset.manufacturer, asset.model]
        + ([asset.holder.name, asset.holder.email, asset.holder.phone] if asset.holder else [])
        for asset in assets
    }
    return {key for key, own in texts.items() if all(is_found(word, own) for word in query.split())}


@pytest.fixture
def stock(db, priya):
    ines = people.create_person(name="Ines Kaya", email="ines@alpha.example", phone="555 01", by=priya)
    jo = people.create_person(name="Jo Park", email="jo@alpha.example", by=priya)
    made = make(40, prefix="T", manufacturer="Lenovo", model="T14", holder=ines)
    made += make(30, prefix="U", manufacturer="Lenovo", model="X1 Ines edition", serial_number="T0")
    return made + make(30, prefix="V", manufacturer="Dell", model="Dock", holder=jo) + make(3, prefix="W", holder=ines)


REGIMES = [
    (2000, 8, 1000, 1),
    (60, 8, 1000, 1),
    (60, 1000, 1000, 1),
    (1, 1, 1000, 1),
    (1, 999, 9, 999),
    (1, 999, 9, 75),
]


@pytest.fixture(params=REGIMES, ids=str)
def regime(request, monkeypatch):
    """Small numbers, so that a handful of assets is found in the way that a hundred thousand would be."""
    walked, often, counted, walked_on = request.param
    monkeypatch.setattr(finding, "WALKED", walked)
    monkeypatch.setattr(finding, "OFTEN", often)
    monkeypatch.setattr(paging, "COUNTED", counted)
    monkeypatch.setattr(finding, "WALKED_ON", walked_on)


@pytest.mark.parametrize("order", ["tag_key", "-make_key"])
def test_a_query_finds_what_it_says_on_every_page(stock, regime, order):
    rows = Asset.objects.present().with_names()
    for text in QUERIES:
        expected, seen, query = oracle(stock, text), [], QueryDict()
        assert set(rows.matching(text).values_list("pk", flat=True)) == expected, text
        while query is not None:
            found = search.SEARCH.find(rows, text, order=order, query=query)
            page = paging.page_of(found.rows, order=order, query=query, size=48)
            seen += [asset.pk for asset in page.rows]
            assert min(found.count, paging.COUNTED + 1) == min(len(expected), paging.COUNTED + 1), text
            query = QueryDict(page.older_url.removeprefix("?")) if page.older_url else None
        assert set(seen) == expected and len(seen) == len(expected), text


def test_those_with_a_word_that_begins_so_come_first(stock, regime, priya):
    for name in ("Adinesh Abel", "Bo Wines", "Zoe Inesta"):
        people.create_person(name=name, email="", by=priya)
    names = [
        person.name for person in people_search.SEARCH.best(Person.objects.all(), "ines", order="name_key", most=3)
    ]
    assert names == ["Ines Kaya", "Zoe Inesta", "Adinesh Abel"]
    tags = [asset.tag for asset in search.SEARCH.best(Asset.objects.present(), "001", order="tag_key", most=8)]
    assert tags[:2] == ["T0001", "T0010"] and len(tags) == 8


def test_what_the_holder_is_called_now_finds_what_they_hold(stock, regime, priya):
    people.edit_person(Person.objects.get(email="ines@alpha.example"), by=priya, name="Ines Marlowe")
    found = search.SEARCH.find(Asset.objects.present(), "marlowe", order="tag_key", query=QueryDict())
    assert min(found.count, paging.COUNTED + 1) == min(43, paging.COUNTED + 1)


@pytest.mark.parametrize("index", [search.INDEX, people_search.INDEX], ids=lambda index: index.table)
def test_the_indexes_follow_every_change_and_come_back_with_migrate(stock, priya, index):
    index.examine()
    people.edit_person(stock[0].holder, by=priya, phone="")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"DROP {'TABLE' if connection.vendor == 'sqlite' else 'INDEX'} {index.name}")
    with pytest.raises(Damaged):
        index.examine()
    index.install()
    index.examine()
