"""With scripts off: everything still works, a page at a time."""

import pytest
from playwright.sync_api import expect

from agents.models import HRCode
from tickets.models import Ticket
from tickets.tests.test_import_tickets_pages import TABLE

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "Cast-of-2026!"


@pytest.fixture
def plain(browser, live_server, settings, tmp_path):
    """A page without scripts."""
    settings.DATA_DIR = tmp_path
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    yield context.new_page()
    context.close()


def log_in(page, username):
    page.goto("/login/")
    page.get_by_label("Username or e-mail").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def said(page, words):
    return page.get_by_role("status").filter(has_text=words)


def test_register_then_log_out_and_in(plain):
    HRCode.objects.create(code="Alpha-2026")
    plain.goto("/register/")
    for label, text in [("First name", "Zoë"), ("Last name", "Adler"), ("Work e-mail", "zoe@alpha.example")]:
        plain.get_by_label(label).fill(text)
    plain.get_by_label("Password", exact=True).fill(PASSWORD)
    plain.get_by_label("Password again").fill("something else")
    plain.get_by_label("HR code").fill("alpha-2026")
    plain.get_by_role("main").get_by_role("button", name="Register").click()
    expect(plain.get_by_role("alert")).to_contain_text("The two passwords differ")
    expect(plain.get_by_label("First name")).to_have_value("Zoë")
    plain.get_by_label("Password", exact=True).fill(PASSWORD)
    plain.get_by_label("Password again").fill(PASSWORD)
    plain.get_by_role("main").get_by_role("button", name="Register").click()
    plain.get_by_role("button", name="Log out").click()
    log_in(plain, "zoe.adler")


def test_the_list_is_searched_filtered_and_sorted(plain, priya, ticket):
    log_in(plain, "priya")
    plain.get_by_role("searchbox").fill("printer")
    plain.get_by_role("searchbox").press("Enter")
    expect(plain.locator("tbody tr")).to_have_count(1)
    plain.locator(".toolbar summary", has_text="Filter").click()
    plain.get_by_label("Priority").select_option("p1")
    plain.get_by_role("button", name="Show").click()
    expect(plain.get_by_role("heading", name="Nothing found")).to_be_visible()
    plain.get_by_role("link", name="Remove filter: Priority").click()
    expect(plain.locator("tbody tr")).to_have_count(1)
    expect(plain.get_by_role("searchbox")).to_have_value("printer")


def test_a_ticket_is_edited_binned_and_restored(plain, priya, ticket):
    log_in(plain, "priya")
    plain.locator("tbody").get_by_role("link", name="Edit ticket").click()
    plain.get_by_label("Status").select_option("resolved")
    plain.get_by_role("button", name="Save").click()
    expect(said(plain, "saved")).to_be_visible()
    plain.goto(f"/tickets/{ticket.pk}/")
    plain.get_by_role("link", name="Move to bin").click()
    plain.get_by_role("button", name="Move to bin").click()
    expect(said(plain, "is in the bin")).to_be_visible()
    plain.goto("/tickets/bin/")
    plain.get_by_role("link", name="Restore").click()
    plain.get_by_role("button", name="Restore").click()
    expect(plain.get_by_role("heading", name="Printer jams")).to_be_visible()
    assert Ticket.objects.present().get().status == "resolved"


def test_tickets_are_imported_and_taken_back(plain, root):
    log_in(plain, "root")
    plain.goto("/tickets/import/")
    plain.get_by_label("File").set_input_files(
        {"name": "old desk.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    plain.get_by_role("button", name="Upload and look").click()
    plain.get_by_label("Time zone of its times").fill("Europe/Berlin")
    plain.get_by_role("button", name="Look again").click()
    expect(plain.get_by_label("Time zone of its times")).to_have_value("Europe/Berlin")
    plain.get_by_role("button", name="Import 1 ticket").click()
    expect(said(plain, "1 ticket imported")).to_be_visible()
    assert Ticket.objects.present().get().subject == "Printer jams"
    plain.get_by_role("button", name="Take this import back").click()
    expect(said(plain, "1 ticket is in the bin")).to_be_visible()
    assert not Ticket.objects.present().exists()
