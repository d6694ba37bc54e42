"""What a query finds: the same on both databases, in every regime of the search, and as said in raw Python here."""

import unicodedata

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from activity import record
from itdesk import paging
from itdesk.searching import finding
from itdesk.text import clean_line, fold
from people.models import Person
from tickets import actions, events, search
from tickets.models import Category, Ticket

NASTY = "ßẞİıﬁﬀſKÅÉéèσς'\"%_\\#*?()[]-+.,@ \u0301\u0308日本語東京カナがプー한국어สวัสดีहिन्दीقطعЩщžǆ𝒜😀\u200d\u00ad\t0123456789"
TEXTS = st.text(alphabet=st.one_of(st.sampled_from(NASTY), st.sampled_from("abcABC"), st.characters(codec="utf-8")))


def is_found(word, text):
    """Three characters anywhere in a word; fewer where a word begins."""
    for token in fold(text).split():
        for at in range(len(token)):
            before = token[at - 1] if at else " "
            within = before.isalnum() or unicodedata.category(before)[0] == "M"
            number = before.isalpha() and token[at].isdecimal()
            begins = at == 0 or (token[at].isalnum() and (not within or number or writes_without_spaces(token[at])))
            if (len(word) > 2 or begins) and token.startswith(word, at):
                return True
    return False


def writes_without_spaces(char):
    scripts = (
        "CJK",
        "HIRAGANA",
        "KATAKANA",
        "HANGUL",
        "BOPOMOFO",
        "THAI",
        "LAO",
        "MYANMAR",
        "KHMER",
        "KANGXI",
        "IDEOGRAPHIC",
    )
    return unicodedata.name(char, "").startswith(scripts)


def is_meant(ticket, word):
    person, asset = ticket.requester, ticket.asset
    texts = [ticket.subject, ticket.description, ticket.tag_as_typed, ticket.name_as_given]
    texts += [person.name, person.email, person.email_as_given] if person else []
    texts += [asset.tag] if asset else []
    number = word.removeprefix("#")
    is_number = number.isascii() and number.isdecimal() and int(number) == ticket.pk
    return is_number or any(is_found(word, text) for text in texts)


def oracle(tickets, query):
    words = fold(query).split()[:12]
    return {ticket.pk for ticket in tickets if all(is_meant(ticket, word) for word in words)}


def found(text, **query):
    query = QueryDict("&".join(f"{name}={value}" for name, value in query.items()))
    asked = search.find(Ticket.objects.all(), text, order="-updated_at", query=query)
    return {ticket.pk for ticket in paging.page_of(asked.rows, order="-updated_at", query=query).rows}, asked.count


@pytest.fixture(params=["walk", "index"])
def regime(request, monkeypatch):
    """Small numbers, so that a handful of tickets is found in the way that a million would be."""
    monkeypatch.setattr(finding, "WALKED", {"walk": 2000, "index": 1}[request.param])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4), data=st.data())
@example(texts=[("Straße", "STRASSE ẞ"), ("İstanbul ﬁn", "e\u0301cran")], data=None)
def test_a_query_finds_what_it_says(db, regime, texts, data):
    with transaction.atomic():
        hardware = Category.objects.get(slug="hardware")
        jo = Person(name="Jo O'Brien-Łuc", email="jo.b@alpha.example")
        record.created_many([jo], events.IMPORTED, by=None)
        made = [
            Ticket(subject=clean_line(one)[:255] or "x", description=clean_line(two), category=hardware, requester=jo)
            for one, two in texts
        ]
        record.created_many(made, events.IMPORTED, by=None)
        for query in queries(texts, data):
            expected = oracle(made, query) if fold(query) else {ticket.pk for ticket in made}
            keys = set(search.matching(Ticket.objects.all(), query).values_list("pk", flat=True))
            assert keys == expected, ascii(query)
            assert found(query) == (expected, len(expected)), ascii(query)
        transaction.set_rollback(True)


def queries(texts, data):
    """Pieces of what is there, and anything at all."""
    whole = clean_line(" ".join(text for pair in texts for text in pair))
    yield from (whole[:3], whole[1:3], whole[-4:], "br lu", "o'b", "jo.b@ alpha")
    if data is not None:
        for _n in range(4):
            start = data.draw(st.integers(0, max(0, len(whole) - 1)))
            yield whole[start : start + data.draw(st.integers(1, 6))]
        yield clean_line(data.draw(TEXTS))


@pytest.mark.parametrize("text", ["#{}", "{}", "00{}", "{} jams"])
def test_a_number_finds_that_ticket_too(ticket, hardware, regime, text):
    other = actions.submit_ticket(
        name="Jo Park", email="jo@alpha.example", subject=f"Room {ticket.pk} jams", category=hardware
    )
    keys, count = found(text.format(ticket.pk))
    assert ticket.pk in keys and count == len(keys)
    assert (other.pk in keys) == (text in ("{}", "{} jams"))


@pytest.fixture
def many(hardware):
    """120 tickets: "often" in all, "third" in every third, "rare" in three; in threes of one moment."""
    words = ["often" + " third" * (n % 3 == 0) + " rare" * (n % 50 == 7) for n in range(120)]
    with record.at(record.now()):
        made = [Ticket(subject=text, category=hardware) for text in words]
    for n, ticket in enumerate(made):
        ticket.updated_at = ticket.created_at = ticket.created_at.replace(year=2025, microsecond=n // 3)
    record.created_many(made, events.IMPORTED, by=None)
    return made


@pytest.mark.parametrize("within", [1, 100, 130])
@pytest.mark.parametrize("word", ["often", "third"])
def test_a_crowd_is_counted_alike_wherever_it_ends(many, monkeypatch, within, word):
    monkeypatch.setattr(finding, "COUNTED_WITHIN", within)
    monkeypatch.setattr(paging, "SIZE", 10)
    for most, number in ((1000, {"often": 120, "third": 40}[word]), (30, 31)):
        monkeypatch.setattr(paging, "COUNTED", most)
        assert found(word)[1] == number


REGIMES = [
    (2000, 10, 1000, 1),
    (60, 10, 1000, 1),
    (60, 1000, 1000, 1),
    (1, 1, 1000, 1),
    (1, 1000, 9, 999),
    (1, 1000, 9, 80),
]


@pytest.mark.parametrize("walked, often, counted, walked_on", REGIMES)
@pytest.mark.parametrize("order", ["-updated_at", "updated_at", "pk", "status_rank"])
@pytest.mark.parametrize("word", ["often", "third", "rare", "absent"])
def test_every_page_there_and_back_is_the_page_of_a_plain_walk(
    many, monkeypatch, walked, often, counted, walked_on, order, word
):
    monkeypatch.setattr(finding, "WALKED", walked)
    monkeypatch.setattr(finding, "OFTEN", often)
    monkeypatch.setattr(paging, "COUNTED", counted)
    monkeypatch.setattr(finding, "WALKED_ON", walked_on)
    rows, query, seen = Ticket.objects.present(), QueryDict(f"q={word}"), 0
    plain = search.matching(rows, word)
    for direction in ("older_url", "newer_url"):
        while query is not None:
            asked = search.find(rows, word, order=order, query=query, only_active=True)
            page = paging.page_of(asked.rows, order=order, query=query, among=asked.among)
            assert page == paging.page_of(plain, order=order, query=query)
            assert min(asked.count, counted + 1) == min(plain.count(), counted + 1)
            seen, last = seen + len(page.rows), query
            query = QueryDict(url.removeprefix("?")) if (url := getattr(page, direction)) else None
        query = last
    assert seen >= plain.count()
