"""Attaching files in Chromium: chosen, pasted and dropped, with their progress, by keyboard, and without scripts."""

import os

import pytest
from playwright.sync_api import expect

from itdesk.tests.every_page import PICTURE, context_of
from tickets import links
from tickets.models import Attachment, Message, Ticket

pytestmark = pytest.mark.django_db(transaction=True)
PNG = PICTURE
BRING = """([selector, kind, names]) => {
    const carried = new DataTransfer();
    for (const name of names) carried.items.add(new File([name], name, { type: "text/plain" }));
    const what = kind === "paste" ? { clipboardData: carried } : { dataTransfer: carried };
    const Kind = kind === "paste" ? ClipboardEvent : DragEvent;
    document.querySelector(selector).dispatchEvent(new Kind(kind, { bubbles: true, cancelable: true, ...what }));
}"""


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "attachments"


def file(name, content=PNG):
    return {"name": name, "mimeType": "image/png", "buffer": content}


@pytest.fixture
def desk(browser, live_server, priya_client, ticket):
    context = context_of(browser, live_server.url, priya_client)
    page = context.new_page()
    page.faults = []
    page.on("console", lambda said: page.faults.append(said.text) if "Content Security" in said.text else None)
    page.goto(f"/tickets/{ticket.pk}/")
    yield page
    context.close()
    assert page.faults == []


def chips(page):
    return page.locator(".basket .chip b")


def test_files_are_chosen_pasted_and_dropped_taken_off_and_sent(desk, ticket):
    desk.get_by_label("Attach files").set_input_files([file("one.png"), file("two.png", PNG + b"2")])
    expect(chips(desk)).to_have_text(["one.png", "two.png"])
    desk.evaluate(BRING, ["#message-text", "paste", ["pasted.txt"]])
    desk.evaluate(BRING, ["#stream", "drop", ["dropped.txt"]])
    expect(chips(desk)).to_have_text(["one.png", "two.png", "pasted.txt", "dropped.txt"])
    desk.get_by_label("Remove two.png").focus()
    desk.keyboard.press("Space")
    expect(chips(desk)).to_have_text(["one.png", "pasted.txt", "dropped.txt"])
    expect(desk.get_by_label("Remove pasted.txt")).to_be_focused()
    desk.get_by_label("Message", exact=True).fill("See these")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".message", has_text="See these").locator(".attachment")).to_have_count(3)
    expect(chips(desk)).to_have_count(0)
    assert Message.objects.get().attachments.count() == 3 and not Attachment.objects.waiting().exists()
    assert desk.locator(".attachment img").evaluate("picture => picture.decode().then(() => picture.naturalWidth)") == 1


def test_a_large_and_an_empty_file_are_said_at_once_and_the_others_go(desk, tmp_path):
    large = tmp_path / "film.mov"
    with large.open("wb") as film:
        os.truncate(film.fileno(), 11 * 2**20)
    desk.get_by_label("Attach files").set_input_files(large)
    expect(desk.get_by_role("alert")).to_contain_text("film.mov was not attached: it is too large")
    desk.get_by_label("Attach files").set_input_files(file("empty.txt", b""))
    expect(desk.get_by_role("alert")).to_contain_text("empty.txt was not attached: it is empty")
    desk.get_by_label("Attach files").set_input_files(file("one.png"))
    desk.get_by_role("button", name="Send", exact=True).click()
    expect(desk.locator(".message .attachment")).to_have_text("one.png 70\xa0bytes")


def test_a_reply_waits_for_its_files(desk, ticket):
    desk.route("**/tickets/files/", lambda route: (desk.wait_for_timeout(400), route.continue_()))
    desk.get_by_label("Message", exact=True).fill("It is coming")
    desk.get_by_label("Attach files").set_input_files(file("slow.png"))
    expect(desk.locator(".basket-coming progress")).to_have_count(1)
    desk.get_by_role("button", name="Send", exact=True).click()
    expect(desk.locator(".message", has_text="It is coming").locator(".attachment")).to_have_count(1)


def test_an_ended_session_is_said_and_the_files_wait(desk, ticket, priya_client):
    desk.get_by_label("Attach files").set_input_files(file("one.png"))
    expect(chips(desk)).to_have_text(["one.png"])
    cookies = desk.context.cookies()
    desk.context.clear_cookies()
    desk.get_by_label("Attach files").set_input_files(file("two.png", PNG + b"2"))
    expect(desk.get_by_role("alert")).to_contain_text("two.png was not attached: your session has ended")
    desk.context.add_cookies(cookies)
    desk.get_by_label("Attach files").set_input_files(file("two.png", PNG + b"2"))
    expect(chips(desk)).to_have_text(["one.png", "two.png"])


@pytest.mark.parametrize("scripts", [True, False])
def test_the_public_form_keeps_files_through_a_refusal(browser, live_server, scripts, db):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=scripts)
    page = context.new_page()
    page.goto("/submit/")
    page.get_by_label("Your name").fill("Jo")
    page.get_by_label("Attachments").set_input_files([file("one.png"), file("two.png", PNG + b"2")])
    if scripts:
        expect(chips(page)).to_have_count(2)
    page.wait_for_timeout(2500)
    page.get_by_role("button", name="Send to IT").click()
    expect(chips(page)).to_have_text(["one.png", "two.png"])
    page.get_by_label("Work e-mail").fill("jo@alpha.example")
    page.get_by_label("Subject").fill("Jam")
    page.get_by_label("Hardware").check()
    page.locator("[data-unattach] + label").first.click()
    if scripts:
        expect(chips(page)).to_have_count(1)
    page.get_by_role("button", name="Send to IT").click()
    expect(page.get_by_text("1 file came with it")).to_be_visible()
    assert Ticket.objects.get().attachments.get().name == "two.png"
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_requester_on_a_small_phone_answers_with_files_and_has_them_back(browser, live_server, scripts, ticket, jo):
    small = {"width": 360, "height": 700}
    context = browser.new_context(base_url=live_server.url, java_script_enabled=scripts, viewport=small)
    page = context.new_page()
    page.goto(f"/track/{links.make_link(ticket, jo)}/")
    page.get_by_label("Attach files").set_input_files(
        [file("one.png"), file("a-name-without-end" * 9 + ".png", PNG + b"2")]
    )
    if scripts:
        expect(chips(page)).to_have_count(2)
        page.locator("[data-unattach] + label").first.click()
        expect(chips(page)).to_have_count(1)
        page.get_by_label("Attach files").set_input_files(file("one.png"))
        page.get_by_label("Your answer").fill("See these")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Your answer is sent.")).to_be_visible()
    expect(page.locator(".message .attachment img")).to_have_count(2)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="one.png").click()
    assert downloading.value.path().read_bytes() == PNG and downloading.value.suggested_filename == "one.png"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("[...document.images].map((image) => image.complete && image.naturalWidth)") == [1, 1]
    context.close()


def test_an_agents_new_ticket_takes_files(desk):
    desk.goto("/tickets/")
    desk.get_by_role("link", name="New ticket").click()
    desk.get_by_label("Attachments").set_input_files(file("one.png"))
    expect(chips(desk)).to_have_text(["one.png"])
    desk.get_by_label("Subject").fill("Jam")
    desk.get_by_label("Requester").fill("Jo")
    desk.get_by_label("E-mail").fill("jo@alpha.example")
    desk.get_by_role("button", name="Create ticket").click()
    expect(desk.get_by_role("dialog")).to_have_count(0)
    assert Ticket.objects.latest("pk").attachments.get().name == "one.png"
