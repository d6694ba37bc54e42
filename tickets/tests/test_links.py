"""Private links (trust: A14, C5, C6): who gets one, what it opens, and that every wrong one is the same nothing."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from itdesk.tests.test_access import checksums
from people.actions import edit_person
from tickets import actions, links, requesting
from tickets.models import Link, Ticket
from tickets.tests.tracking import holder_of, newest_link, path_of

pytestmark = pytest.mark.any_engine

ASKED = {"name": "Jo Park", "email": "jo@alpha.example", "category": "software", "subject": "No mail"}


@pytest.fixture
def token(ticket, jo):
    return links.make_link(ticket, jo)


def test_a_token_has_256_bits_and_only_its_digest_is_kept(ticket, jo):
    tokens = {links.make_link(ticket, jo) for _ in range(50)}
    assert len(tokens) == 50 and all(len(token) == 43 for token in tokens)
    kept = str(list(Link.objects.values()))
    assert not any(token in kept for token in tokens)
    assert not {link.public_id for link in Link.objects.all()} & tokens


def test_the_browser_that_submitted_is_shown_its_link_and_nobody_else_is(client, db):
    client.post("/submit/", ASKED)
    address = re.search(r'value="(http[^"]+/track/[^"]+)"', client.get("/submit/done/").content.decode())[1]
    path = "/track/" + address.partition("/track/")[2]
    page = client.get(path, follow=True)
    assert page.status_code == 200 and b"No mail" in page.content and b"Received" in page.content
    assert Client().get("/submit/done/")["Location"] == "/submit/"
    other = Client()
    other.cookies["submitted"] = client.cookies["submitted"].value + "x"
    assert other.get("/submit/done/")["Location"] == "/submit/"


def test_who_was_replaced_as_requester_gets_no_link_by_sending_the_form_again(client, priya):
    with time_machine.travel("2026-11-22T09:00:00Z", tick=False) as clock:
        key = re.search(r'name="key" value="([^"]+)"', client.get("/submit/").content.decode())[1]
        clock.shift(10)
        client.post("/submit/", ASKED | {"key": key})
        ticket = Ticket.objects.get()
        actions.edit_ticket(ticket, by=priya, requester_name="Kim", requester_email="kim@alpha.example")
        client.post("/submit/", ASKED | {"key": key})
        assert Ticket.objects.count() == 1
        assert "/track/" not in client.get("/submit/done/").content.decode()


def test_the_token_is_traded_for_a_cookie_of_its_own_page(client, token):
    answer = client.get(path_of(token))
    cookie, public_id = answer.cookies["track"], newest_link().public_id
    assert answer["Location"] == f"/track/t/{public_id}/" and token not in answer["Location"]
    assert cookie["path"] == f"/track/t/{public_id}/" and cookie["httponly"] and cookie["samesite"] == "Lax"
    assert answer["Referrer-Policy"] == "no-referrer" and answer["Cache-Control"] == "no-store"
    page = client.get(answer["Location"])
    assert page.status_code == 200 and page["Cache-Control"] == "no-store" and token not in page.content.decode()


def test_the_cookie_is_secure_where_the_site_is(token):
    assert Client().get(path_of(token), secure=True).cookies["track"]["secure"]


def test_opening_a_link_changes_nothing_however_often(token):
    before = checksums()
    for method in ("get", "head", "options"):
        for _ in range(3):
            browser = Client()
            getattr(browser, method)(path_of(token), follow=True)
            getattr(browser, method)(f"/track/t/{newest_link().public_id}/")
    assert Client().post(path_of(token)).status_code == 405
    assert checksums() == before


def wrong_tokens(token, foreign):
    return [
        "", "/", " ", "null", "0", "true", "[]", "t", " " * 60, token[:-1], token + "A", token.swapcase(), f" {token}",
        f"{token}\n", f"{token}//", "\uff21" * 43, token[:-1] + "\uff21", "A" * 43, "A" * 5000, foreign, "é" * 43, "../submit",
    ]  # fmt: skip


def test_every_wrong_token_is_the_same_nothing_for_the_same_work(ticket, jo, priya, hardware, token):
    other = actions.submit_ticket(name="Kim", email="kim@alpha.example", subject="Kim's", category=hardware)
    expired, revoked, binned = (links.make_link(ticket, jo) for _ in range(3))
    foreign = links.make_link(ticket, other.requester)  # somebody who is not on the ticket
    binned = links.make_link(other, other.requester)
    actions.bin_ticket(other, by=priya)
    rows = Link.objects.order_by("pk")
    rows.filter(token_digest=links._digest(expired)).update(expires_at=timezone.now())
    rows.filter(token_digest=links._digest(revoked)).update(revoked_at=timezone.now())
    answers = set()
    for wrong in [*wrong_tokens(token, foreign), expired, revoked, binned]:
        with CaptureQueriesContext(connection) as asked:
            answer = Client().get(quote(f"/track/{wrong}" if wrong in ("", "/") else path_of(wrong)))
        headers = {name: text for name, text in answer.headers.items() if name != "X-Request-ID"}
        answers.add((answer.status_code, answer.content, str(headers), str(answer.cookies), len(asked)))
    assert len(answers) == 1 and next(iter(answers))[0] == 404


def test_the_page_opens_to_its_own_cookie_alone(ticket, jo, priya, hardware):
    other = actions.submit_ticket(name="Kim", email="kim@alpha.example", subject="Kim's", category=hardware)
    browser, page = holder_of(ticket, jo)
    kims, kims_page = holder_of(other, other.requester)
    nothing = Client().get(page)
    assert nothing.status_code == 404
    swapped = Client()
    swapped.cookies["track"] = browser.cookies["track"].value
    assert swapped.get(page).status_code == 200  # the client sends it everywhere, as no browser would
    assert swapped.get(kims_page).content == nothing.content
    assert swapped.post(kims_page, {"act": "works"}).content == nothing.content
    for forged in ("", "x", kims_page.split("/")[3], kims.cookies["track"].value.replace(":", "")):
        swapped.cookies["track"] = forged
        assert swapped.get(kims_page).content == nothing.content


def test_a_link_ends_when_revoked_expired_binned_or_no_longer_the_persons_ticket(ticket, jo, priya):
    for end in ("revoke", "expire", "bin", "hand on"):
        browser, page = holder_of(ticket, jo)
        assert browser.get(page).status_code == 200
        if end == "revoke":
            assert links.revoke_links(ticket, jo, by=priya) == 1 and links.revoke_links(ticket, jo, by=priya) == 0
        elif end == "expire":
            Link.objects.update(expires_at=timezone.now())
        elif end == "bin":
            actions.bin_ticket(ticket, by=priya)
        else:
            actions.edit_ticket(ticket, by=priya, requester_name="Kim", requester_email="kim@alpha.example")
        assert browser.get(page).status_code == browser.post(page, {"act": "works"}).status_code == 404, end
        actions.restore_ticket(ticket, by=priya)
    ticket.refresh_from_db()
    assert ticket.status == "new"


def test_whoever_wrote_while_their_link_ended_gets_their_words_back_and_learns_nothing_else(ticket, jo, priya):
    said = {"act": "reply", "text": "Half an hour\r\n<i>of typing</i>\x00", "words": ""}
    answers = {Client().post("/track/t/nobody-has-this/", said).content}
    for end in ("revoke", "expire", "bin"):
        browser, page = holder_of(ticket, jo)
        if end == "revoke":
            links.revoke_links(ticket, jo, by=priya)
        elif end == "expire":
            Link.objects.update(expires_at=timezone.now())
        else:
            actions.bin_ticket(ticket, by=priya)
        answer = browser.post(page, said)
        answers.add(answer.content)
        assert answer.status_code == 404 and browser.post(page, {"act": "reply"}).content == browser.get(page).content
    assert len(answers) == 1 and b"Half an hour<br>&lt;i&gt;of typing&lt;/i&gt;</p>" in answers.pop()
    rated = browser.post(page, {"act": "rate", "score": "5", "words": "Well done"})
    assert b"was not sent" in rated.content and b"Well done" in rated.content and not ticket.messages.exists()


def test_an_answer_makes_a_link_live_on_and_a_visit_does_not(ticket, jo):
    soon = timezone.now() + timedelta(days=3)
    browser, page = holder_of(ticket, jo)
    Link.objects.update(expires_at=soon)
    browser.get(page)
    assert newest_link().expires_at == soon
    browser.post(page, {"act": "reply", "text": "Still there?"})
    assert newest_link().expires_at > soon + timedelta(days=80)


def test_old_links_are_swept_and_those_that_lately_worked_are_not(ticket, jo, token):
    long_over = links.make_link(ticket, jo)
    Link.objects.filter(token_digest=links._digest(long_over)).update(expires_at=timezone.now() - timedelta(days=91))
    assert (links.sweep(), links.sweep()) == (1, 0)
    assert links.find(token)


def test_a_participant_comes_to_the_same_ticket_by_a_link_of_their_own(ticket, jo, priya):
    from people.actions import find_or_create_person

    kim = find_or_create_person(name="Kim Lee", email="kim@alpha.example", by=priya)
    assert links.find(links.make_link(ticket, kim)) is None
    requesting.add_participant(ticket, kim, by=priya)
    browser, page = holder_of(ticket, kim)
    assert b"Printer jams" in browser.get(page).content
    requesting.remove_participant(ticket, kim, by=priya)
    assert browser.get(page).status_code == 404
    requesting.add_participant(ticket, kim, by=priya)
    assert browser.get(page).status_code == 404, "an old link does not come back to life"


def test_a_link_ends_when_the_address_it_was_sent_to_is_no_longer_the_persons(ticket, jo, priya):
    browser, page = holder_of(ticket, jo)
    edit_person(jo, by=priya, phone="110")
    assert browser.get(page).status_code == 200
    edit_person(jo, by=priya, email="jo.park@beta.example")
    assert browser.get(page).status_code == 404
    assert holder_of(ticket, jo)[0], "by a link to the new address"
