"""Links of a mail that ask for something: opening them does nothing, the page has the button that does."""

import re

import pytest
from django.test import Client

from itdesk.tests.test_access import checksums
from tickets import actions, links
from tickets.models import Rating, Silence
from tickets.tests.tracking import hidden

pytestmark = pytest.mark.any_engine


@pytest.fixture
def solved(ticket, priya):
    actions.resolve_ticket(ticket, by=priya)
    return ticket


def land(ticket, asked):
    """(browser, its page, what it says) of a link of a mail."""
    browser = Client()
    answer = browser.get(f"/track/{links.make_link(ticket, ticket.requester)}/?{asked}")
    page = answer["Location"]
    return browser, page.partition("?")[0], browser.get(page).content.decode()


@pytest.mark.parametrize(
    ("asked", "button", "status"),
    [
        ("do=works", "Yes, it works", "closed"),
        ("do=broken", "Yes, still broken", "open"),
        ("do=stop", "Yes, stop messages", "resolved"),
    ],
)
def test_the_button_on_top_does_what_the_link_asks_for(solved, asked, button, status):
    browser, page, said = land(solved, asked)
    assert said.index(button) < said.index('class="timeline"')
    solved.refresh_from_db()
    assert solved.status == "resolved" and not Silence.objects.exists()
    answer = browser.post(page, {"act": asked.removeprefix("do="), **hidden(said)})
    solved.refresh_from_db()
    assert answer.status_code == 302 and solved.status == status
    assert Silence.objects.exists() == (asked == "do=stop")


def test_words_go_along_with_still_broken(solved, jo):
    browser, page, said = land(solved, "do=broken")
    browser.post(page, {"act": "broken", "text": "The same smell", **hidden(said)})
    assert solved.messages.get().source == "The same smell"


def test_a_link_to_rate_has_the_score_chosen_and_rates_nothing(solved):
    browser, page, said = land(solved, "do=rate&score=4")
    assert said.count('id="rate"') == 1 and said.index('id="rate"') < said.index('class="timeline"')
    assert re.search(r'<input[^>]* value="4"[^>]* checked', said)
    assert not Rating.objects.exists()
    browser.post(page, {"act": "rate", "score": "4", "words": ""})
    assert Rating.objects.get().score == 4


@pytest.mark.parametrize(
    "asked", ["do=delete", "do=rate&score=6", "do=works&do=x", "next=//evil.example", "do=%00", "do=works%0d%0aX: y"]
)
def test_nothing_else_is_handed_on(solved, asked):
    answer = Client().get(f"/track/{links.make_link(solved, solved.requester)}/?{asked}")
    assert answer.status_code in (302, 400)
    assert answer.status_code == 400 or answer["Location"].partition("?")[2] in ("", "do=rate")


def test_what_is_done_already_is_not_asked_for_again(solved, jo):
    actions.reopen_ticket(solved, by=jo)
    assert 'id="ask"' not in land(solved, "do=broken")[2]
    actions.close_ticket(solved, by=jo)
    assert 'id="ask"' not in land(solved, "do=works")[2]


def test_reading_such_a_page_again_and_again_changes_nothing(solved):
    browser, page, _said = land(solved, "do=works")
    before = checksums()
    for asked in ("do=works", "do=broken", "do=stop", "do=rate&score=1"):
        for method in (browser.get, browser.head, browser.options):
            assert method(f"{page}?{asked}").status_code == 200
    assert checksums() == before
