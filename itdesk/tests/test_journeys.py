"""What people do, in Chromium: the seed's main job from end to end, by mouse, by keyboard, and with scripts off."""

import re

import pytest
from playwright.sync_api import expect

from agents.models import HRCode
from tickets import actions
from tickets.models import Category, Ticket

pytestmark = pytest.mark.django_db(transaction=True)
REFUSAL = re.compile("status of 4..|Status Error Code 4..")  # the browser and htmx report what the desk refused
PASSWORD = "Cast-of-2026!"


@pytest.fixture
def desk(page, live_server):
    """A page on the desk that fails on any error in the console, and on any request that leaves the desk."""
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda said: wrong.append(said.text) if said.type == "error" and not REFUSAL.search(said.text) else None,
    )
    page.on("request", lambda sent: None if sent.url.startswith((live_server.url, "data:")) else wrong.append(sent.url))
    page.address = live_server.url
    yield page
    assert wrong == []


def log_in(page, username):
    page.goto(f"{page.address}/login/")
    page.get_by_label("Username or e-mail").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page).to_have_url(re.compile("/tickets/"))


def edit_first_row(page):
    page.locator("tbody tr").first.hover()
    page.get_by_role("link", name=re.compile("Edit ticket")).first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Subject")).to_be_focused()
    return dialog


def test_submit_list_edit_close_reopen_delete_restore(desk, priya):
    desk.goto(f"{desk.address}/")
    desk.get_by_label("Your name").fill("Jo Park")
    desk.get_by_label("Work e-mail").fill("jo@alpha.example")
    desk.get_by_text("Hardware", exact=True).click()
    desk.get_by_label("Subject").fill("Laptop reboots")
    desk.wait_for_timeout(2100)  # a person takes longer than a robot
    desk.get_by_role("button", name="Send to IT").click()
    ticket = Ticket.objects.get()
    expect(desk.get_by_role("heading", name=f"Ticket #{ticket.pk}")).to_be_visible()

    log_in(desk, "priya")
    expect(desk.get_by_role("link", name="Laptop reboots")).to_be_visible()
    expect(desk.locator(".unassigned")).to_be_visible()

    dialog = edit_first_row(desk)
    dialog.get_by_label("Assignee").select_option("priya")
    dialog.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("status").filter(has_text="saved")).to_be_visible()
    expect(dialog).to_be_hidden()
    expect(desk.locator("tbody .pill")).to_have_text("Open")

    dialog = edit_first_row(desk)
    dialog.get_by_label("Status").select_option("closed")
    dialog.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("link", name="Laptop reboots")).to_be_hidden()
    ticket.refresh_from_db()
    assert ticket.closed_at

    desk.goto(f"{desk.address}/tickets/{ticket.pk}/")
    expect(desk.get_by_text("Priya Shah closed this")).to_be_visible()
    desk.keyboard.press("e")
    dialog = desk.get_by_role("dialog")
    dialog.get_by_label("Status").select_option("open")
    dialog.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("Priya Shah reopened this")).to_be_visible()
    ticket.refresh_from_db()
    assert ticket.closed_at is None

    desk.get_by_role("link", name="Edit", exact=True).click()
    desk.get_by_role("dialog").get_by_role("link", name="Move to bin").click()
    desk.get_by_role("dialog").get_by_role("button", name="Move to bin").click()
    expect(desk.get_by_role("status").filter(has_text="is in the bin")).to_be_visible()
    desk.goto(f"{desk.address}/tickets/bin/")
    desk.get_by_role("link", name="Restore").click()
    desk.get_by_role("dialog").get_by_role("button", name="Restore").click()
    expect(desk.get_by_role("heading", name="Laptop reboots")).to_be_visible()
    assert Ticket.objects.present().get() == ticket


def test_register_with_the_hr_code_then_change_it(desk, db):
    HRCode.objects.create(code="Alpha-2026")
    desk.goto(f"{desk.address}/register/")
    for label, text in [("First name", "Zoë"), ("Last name", "Adler"), ("Work e-mail", "zoe@alpha.example")]:
        desk.get_by_label(label).fill(text)
    desk.get_by_label("Password", exact=True).fill("Quite-a-long-one-7")
    desk.get_by_label("Password again").fill("Quite-a-long-one-7")
    desk.get_by_label("HR code").fill("alpha-2026")
    desk.get_by_role("main").get_by_role("button", name="Register").click()
    expect(desk.get_by_text("zoe.adler")).to_be_visible()
    desk.get_by_role("button", name="Log out").click()
    expect(desk).to_have_url(re.compile("/login/"))
    desk.get_by_label("Username or e-mail").fill("zoe@alpha.example")
    desk.get_by_label("Password").fill("Quite-a-long-one-7")
    desk.get_by_role("main").get_by_role("button", name="Log in").click()

    desk.get_by_role("link", name="Agents").click()
    expect(desk.get_by_text("Alpha-2026")).to_be_hidden()
    desk.get_by_role("link", name="Reveal").click()
    dialog = desk.get_by_role("dialog")
    expect(dialog.locator("[name=code]")).to_have_value("Alpha-2026")
    dialog.locator("[name=code]").fill("Beta-2027")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    assert HRCode.objects.get().code == "Beta-2027"


def test_submit_with_scripts_off(browser, live_server, db):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/submit/")
    page.get_by_label("Your name").fill("Jo Park")
    page.get_by_label("Work e-mail").fill("not an address")
    page.get_by_text("Printing", exact=True).click()
    page.get_by_label("Subject").fill("Paper jam")
    page.get_by_label("What happened?").fill("It eats paper.")
    page.wait_for_timeout(2100)
    page.get_by_role("button", name="Send to IT").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter a whole e-mail address")
    expect(page.get_by_label("What happened?")).to_have_value("It eats paper.")
    expect(page.get_by_label("Printing")).to_be_checked()
    page.get_by_label("Work e-mail").fill("jo@alpha.example")
    page.get_by_role("button", name="Send to IT").click()
    expect(page.get_by_role("heading", name="Ticket #")).to_be_visible()
    assert Ticket.objects.get().category.slug == "printing"


def test_an_agent_works_with_scripts_off(browser, live_server, priya, ticket):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.address = live_server.url
    log_in(page, "priya")
    page.get_by_role("link", name="Printer jams").click()
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Subject").fill("Printer on 3 jams")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Printer on 3 jams")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="saved")).to_be_visible()
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Printer jams")).to_be_visible()


@pytest.fixture
def forty(hardware):
    for number in range(60):
        words = "Wi-Fi drops" if number == 7 else f"Ticket {number}"
        actions.submit_ticket(name="Jo", email="jo@alpha.example", subject=words, category=hardware)


def test_search_as_you_type_keeps_the_address_and_back_brings_the_list_back(desk, priya, forty):
    log_in(desk, "priya")
    box = desk.get_by_role("searchbox")
    desk.keyboard.press("/")
    expect(box).to_be_focused()
    desk.keyboard.type("wi-fi")
    expect(desk.locator("tbody tr")).to_have_count(1)
    expect(desk.locator("#count")).to_have_text("1 ticket")
    expect(desk).to_have_url(re.compile("q=wi-fi"))
    expect(box).to_be_focused()
    box.fill("")
    expect(desk.locator("tbody tr")).to_have_count(50)
    desk.get_by_role("link", name="Older").click()
    expect(desk.locator("tbody tr")).to_have_count(10)
    desk.locator("tbody tr").nth(3).locator(".subject-line a").first.click()
    expect(desk.get_by_role("heading", level=1)).to_be_visible()
    desk.go_back()
    expect(desk.locator("tbody tr")).to_have_count(10)


def test_two_agents_on_one_field_are_shown_both_and_nothing_is_lost(desk, priya, sam, ticket):
    log_in(desk, "priya")
    dialog = edit_first_row(desk)
    actions.edit_ticket(ticket, by=sam, subject="Sam's words", priority="p1")
    dialog.get_by_label("Subject").fill("Priya's words")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Somebody saved this while you were editing.")
    expect(dialog.get_by_text("Sam Okafor’s, already saved")).to_be_visible()
    expect(dialog.get_by_label("Priority")).to_have_value("p1")
    dialog.get_by_role("button", name="Save with these choices").click()
    expect(desk.get_by_role("link", name="Priya's words", exact=True)).to_be_visible()
    ticket.refresh_from_db()
    assert (ticket.subject, ticket.priority) == ("Priya's words", "p1")


def test_an_ended_session_keeps_what_was_typed_in_the_window(desk, priya, ticket):
    log_in(desk, "priya")
    dialog = edit_first_row(desk)
    dialog.get_by_label("Description").fill("Half an hour of typing")
    cookies = desk.context.cookies()
    desk.context.clear_cookies(name="sessionid")
    dialog.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("Your session has ended.")).to_be_visible()
    expect(dialog.get_by_label("Description")).to_have_value("Half an hour of typing")
    other = desk.context.new_page()
    other.address = desk.address
    log_in(other, "priya")  # the token has changed, too
    other.close()
    assert cookies
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    ticket.refresh_from_db()
    assert ticket.description == "Half an hour of typing"


def test_closing_the_window_asks_before_it_drops_typing_and_gives_focus_back(desk, priya, ticket):
    log_in(desk, "priya")
    dialog = edit_first_row(desk)
    dialog.get_by_label("Subject").fill("Something else")
    desk.once("dialog", lambda asked: asked.dismiss())
    desk.keyboard.press("Escape")
    expect(dialog.get_by_label("Subject")).to_have_value("Something else")
    desk.once("dialog", lambda asked: asked.accept())
    desk.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(desk.get_by_role("link", name=re.compile("Edit ticket"))).to_be_focused()
    assert not Ticket.objects.filter(subject="Something else").exists()


def test_a_requester_is_picked_by_search_or_typed_as_new(desk, priya, jo):
    log_in(desk, "priya")
    desk.keyboard.press("n")
    dialog = desk.get_by_role("dialog")
    dialog.get_by_label("Subject").fill("Second screen")
    dialog.get_by_label("Requester").press_sequentially("par", delay=30)
    desk.get_by_role("option", name=re.compile("Jo Park")).click()
    expect(dialog.get_by_label("E-mail")).to_have_value("jo@alpha.example")
    dialog.get_by_role("button", name="Create ticket").click()
    expect(desk.get_by_role("link", name="Second screen", exact=True)).to_be_visible()
    assert Ticket.objects.get().requester == jo


def test_the_keyboard_alone_is_enough(desk, priya, forty):
    log_in(desk, "priya")
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.keyboard.press("o")
    expect(desk).to_have_url(re.compile(r"/tickets/\d+/"))
    desk.keyboard.press("g")
    desk.keyboard.press("a")
    expect(desk).to_have_url(re.compile("/assets/"))
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def test_markup_in_every_field_is_only_text(desk, priya, db):
    bad = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    category = Category.objects.get(slug="other")
    ticket = actions.submit_ticket(
        name=bad,
        email="x@alpha.example",
        subject=bad,
        description=bad,
        asset_tag=bad,
        phone=bad[:50],
        category=category,
    )
    desk.on("dialog", lambda opened: pytest.fail("a script ran"))
    log_in(desk, "priya")
    for path in (
        "/tickets/",
        f"/tickets/{ticket.pk}/",
        f"/tickets/{ticket.pk}/edit/",
        "/activity/",
        "/people/",
        "/tickets/?q=<script>",
    ):
        desk.goto(desk.address + path)
        expect(desk.locator("img[src=x]")).to_have_count(0)
