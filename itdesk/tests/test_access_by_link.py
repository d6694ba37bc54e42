"""Who holds a private link (trust: R7, C1): on every route what a stranger is, but on the one page of the one ticket."""

import csv

import pytest
from django.test import Client
from django.utils import timezone

from itdesk.tests.test_access import TABLE, answer, checksums, routes, sample_of, world  # noqa: F401
from tickets import actions
from tickets.models import Link, Ticket
from tickets.tests.tracking import holder_of

pytestmark = pytest.mark.any_engine


@pytest.fixture
def holders(world, jo, hardware):  # noqa: F811
    """{who: (browser, own page)}: token A, token B of another ticket, and one that has expired."""
    other = actions.submit_ticket(name="Kim", email="kim@alpha.example", subject="Kim's", category=hardware)
    expired = holder_of(world["ticket"], jo)
    Link.objects.update(expires_at=timezone.now())
    return {"a": holder_of(world["ticket"], jo), "b": holder_of(other, other.requester), "expired": expired}


def test_a_holder_is_a_stranger_on_every_route(world, holders):  # noqa: F811
    table = {row["route"]: row for row in csv.DictReader(TABLE.open())}
    for who, (browser, _page) in holders.items():
        for name, pattern in sorted(set(routes())):
            for method in ("GET", "POST"):
                kind = "application/x-www-form-urlencoded"
                got = answer(browser, method, sample_of(pattern, world), content_type=kind)
                assert got == table[name][f"anonymous {method}"], (who, method, name)


def test_each_page_opens_to_its_own_holder_alone(holders):
    pages = {who: page for who, (_browser, page) in holders.items()}
    before = checksums()
    for who, (browser, _page) in holders.items():
        for whose, page in pages.items():
            expected = 200 if who == whose != "expired" else 404
            got = browser.get(page).status_code
            assert got == expected, (who, whose)
            if expected == 404:
                acts = ("reply", "works", "broken", "rate", "link", "stop", "start", "follow")
                assert {browser.post(page, {"act": act, "text": "x", "score": 5}).status_code for act in acts} == {404}
    for agent in (Client(),):
        assert agent.get(pages["a"]).status_code == 404
    assert checksums() == before


def test_each_file_opens_to_its_own_tickets_holder_alone(world, holders):  # noqa: F811
    """Every file's key below every page, as every holder: the sample's photo is of the ticket of a and expired."""
    files = [world["file"].pk, world["ticket"].pk, 0, 404404]
    for who, (browser, _page) in holders.items():
        for whose, (_browser, page) in holders.items():
            for key in files:
                expected = 200 if who == whose == "a" and key == world["file"].pk else 404
                assert browser.get(f"{page}files/{key}/").status_code == expected, (who, whose, key)


def test_no_parameter_of_the_page_leads_to_another_ticket(holders):
    """Every number of another thing in every field, in the query and in the path."""
    (browser, page), (_other, others_page) = holders["a"], holders["b"]
    other = Ticket.objects.get(subject="Kim's")
    version, link = other.version, Link.objects.latest("pk")
    foreign = {
        "ticket": other.pk,
        "number": other.pk,
        "person": other.requester_id,
        "link": link.pk,
        "public_id": link.public_id,
    }
    for act in ("reply", "works", "broken", "rate", "link", "stop", "start", "follow"):
        browser.post(f"{page}?ticket={other.pk}", {"act": act, "text": act, "after": "0", "score": "3", **foreign})
    other.refresh_from_db()
    assert other.version == version and not other.messages.exists()
    html = browser.get(f"{page}?ticket={other.pk}&number={other.pk}").content.decode()
    assert "Kim" not in html
    assert browser.get(others_page).status_code == 404


def test_the_page_holds_every_header_of_the_house(holders):
    browser, page = holders["a"]
    for each in (browser.get(page), browser.get("/track/nothing/"), browser.post(page, {"act": "none"})):
        assert "default-src 'none'" in each["Content-Security-Policy"] and each["Cache-Control"] == "no-store"
        assert each["X-Robots-Tag"] == "noindex" and each["X-Frame-Options"] == "DENY"
