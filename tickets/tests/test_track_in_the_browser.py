"""The requester's page on a small phone, without scripts, and by keyboard alone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tickets import actions, links
from tickets.models import Message, Rating, Ticket

pytestmark = pytest.mark.django_db(transaction=True)
PAYLOADS = [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "https:evil.example",
    "\t//evil.example",
]


@pytest.fixture(autouse=True)
def replies_are_out_at_once(monkeypatch):
    monkeypatch.setattr(Message, "UNDO_FOR", timedelta(0))


@pytest.fixture
def phone(browser, live_server, settings):
    """360 pixels, no scripts; what it asks of other hosts is noted."""
    settings.SITE_URL = live_server.url
    context = browser.new_context(
        java_script_enabled=False, base_url=live_server.url, viewport={"width": 360, "height": 700}
    )
    page = context.new_page()
    page.elsewhere = []
    page.on("request", lambda asked: page.elsewhere.append(asked.url) if live_server.url not in asked.url else None)
    yield page
    assert page.elsewhere == []
    context.close()


def said(page, words):
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def test_a_whole_life_of_a_ticket_without_scripts(phone, hardware, priya):
    phone.goto("/submit/")
    for label, text in [("Your name", "Jo Park"), ("Work e-mail", "jo@alpha.example"), ("Subject", "No sound")]:
        phone.get_by_label(label).fill(text)
    phone.get_by_label("Hardware").check()
    phone.wait_for_timeout(2500)
    phone.get_by_role("button", name="Send to IT").click()
    expect(phone.get_by_role("button", name="Copy")).to_be_hidden()
    phone.get_by_role("link", name="Open the ticket").click()
    ticket = Ticket.objects.get()
    phone.get_by_label("Your answer").fill("Only on the **left**")
    phone.get_by_role("button", name="Send", exact=True).click()
    said(phone, "Your answer is sent.")
    expect(phone.locator("strong", has_text="left")).to_be_visible()
    actions.reply_to_ticket(ticket, by=priya, text="Try now", status="resolved")
    phone.reload()
    expect(phone.get_by_text("Try now")).to_be_visible()
    phone.get_by_role("button", name="Still broken").click()
    said(phone, "open again")
    actions.resolve_ticket(ticket, by=priya)
    phone.reload()
    phone.get_by_role("button", name="It works").click()
    said(phone, "closed")
    phone.get_by_label("4, good").check()
    phone.get_by_role("button", name="Send the rating").click()
    said(phone, "rating")
    for button, words in [
        ("Mail me a new link", "mailbox"),
        ("Stop messages", "no more"),
        ("Send me messages", "again"),
    ]:
        phone.get_by_role("button", name=button).click()
        said(phone, words)
    ticket.refresh_from_db()
    assert (ticket.status, Rating.objects.get().score) == ("closed", 4)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_by_keyboard_alone_an_answer_is_written_and_sent(page, live_server, ticket, jo):
    page.goto(f"{live_server.url}/track/{links.make_link(ticket, jo)}/")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "id_text":
            break
    page.keyboard.type("By hand")
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Send":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Your answer is sent.")).to_be_visible()
    assert Message.objects.get().source == "By hand"


def test_the_token_is_in_no_address_that_a_page_or_a_referrer_has(page, live_server, ticket, jo):
    token = links.make_link(ticket, jo)
    sent = []
    page.on("request", lambda asked: sent.append((asked.url, asked.headers.get("referer", ""))))
    page.goto(f"{live_server.url}/track/{token}/")
    page.get_by_role("link", name="Submit ticket").click()
    assert token not in page.content() and len(sent) > 2
    assert [url for url, referrer in sent if token in referrer] == []
    assert [url for url, _referrer in sent if token in url] == [f"{live_server.url}/track/{token}/"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_leads_to_another_site(client, ticket, jo, payload):
    browser_path = client.get(f"/track/{links.make_link(ticket, jo)}/")["Location"]
    for path, form in {
        browser_path: {"act": "reply", "text": payload},
        "/my-tickets/": {"email": "jo@alpha.example"},
        "/submit/": {"name": "Jo", "email": "jo@alpha.example", "subject": "x", "category": "hardware"},
    }.items():
        more = dict.fromkeys(("next", "url", "to", "done", "return", "follow"), payload)
        answer = client.post(path, form | more, query_params=more)
        assert answer.status_code == 302 and answer["Location"].startswith("/") and "evil" not in answer["Location"]
        assert answer["Location"][1] not in "/\\"
