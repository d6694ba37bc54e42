"""The account at a screen: password, a lost one, two-factor, sessions, time zone, theme."""

import re

import pytest

from activity.models import Delivery
from agents import actions, reset, two_factor
from agents.models import Agent
from agents.tests.codes import code_of
from itdesk.tests.looking import axe_faults
from mail.writing import write

pytestmark = pytest.mark.browser
PASSWORD, NEW = "Cast-of-2026!", "another horse 9"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def desk(live_server, transactional_db, browser, priya):
    """A page for priya in Kolkata; `complaints` holds what the browser complained of."""
    context = browser.new_context(base_url=live_server.url, timezone_id="Asia/Kolkata", reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield watched(context.new_page())
    context.close()


def watched(page):
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.set_default_timeout(15_000)
    return page


def log_in(page, password=PASSWORD):
    page.goto("/login/")
    page.get_by_label("Username or e-mail").fill("priya")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Log in").click()


def log_out(page):
    page.get_by_role("button", name="Log out", exact=True).click()
    page.get_by_text("You are logged out.").wait_for()


def is_fine(page):
    """Nobody complains, axe finds nothing in either theme, and nothing scrolls sideways on a phone."""
    assert [words for words in page.complaints if "status of 422" not in words] == []
    size = page.viewport_size
    page.emulate_media(color_scheme="light")
    assert axe_faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe_faults(page, of_colours=True) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.set_viewport_size(size)
    page.wait_for_timeout(100)
    page.complaints.clear()  # axe sets inline styles, which the policy refuses


def test_changing_the_password_by_the_menu(desk):
    log_in(desk)
    desk.get_by_label("Your account, Priya Shah").click()
    desk.get_by_role("link", name="Your account").click()
    desk.get_by_role("link", name="Password", exact=True).click()
    desk.get_by_label("Present password").fill(PASSWORD)
    desk.get_by_label("New password", exact=True).fill(NEW)
    desk.get_by_label("New password again").fill(NEW)
    is_fine(desk)
    desk.get_by_role("button", name="Change password").click()
    desk.get_by_text("Your password is changed.").wait_for()
    log_out(desk)
    log_in(desk, NEW)
    desk.wait_for_url("**/tickets/")
    assert desk.complaints == []


def test_a_wrong_password_is_told_beside_its_field(desk):
    log_in(desk)
    desk.goto("/account/password/")
    desk.get_by_label("Present password").fill("wrong")
    desk.get_by_label("New password", exact=True).fill(NEW)
    desk.get_by_label("New password again").fill(NEW)
    desk.get_by_role("button", name="Change password").click()
    desk.get_by_role("link", name="Present password: That is not your password.").wait_for()
    is_fine(desk)


def test_a_lost_password_is_replaced_by_mail(desk, live_server, settings):
    settings.SITE_URL = live_server.url
    desk.goto("/login/")
    desk.get_by_role("link", name="Forgot your password?").click()
    desk.get_by_label("Work e-mail").fill("priya@alpha.example")
    desk.get_by_role("button", name="Send the link").click()
    desk.get_by_role("heading", name="Look into your mail").wait_for()
    reset.answer()
    desk.goto(re.search(r"http://\S+", write(Delivery.objects.get()).text)[0])
    desk.get_by_label("New password", exact=True).fill(NEW)
    desk.get_by_label("New password again").fill(NEW)
    is_fine(desk)
    desk.get_by_role("button", name="Change password").click()
    desk.get_by_text("Log in with the new one.").wait_for()
    log_in(desk, NEW)
    desk.wait_for_url("**/tickets/")
    assert desk.complaints == []


def test_two_factor_from_the_picture_to_logging_in_by_app_and_by_recovery_code(desk, priya):
    log_in(desk)
    desk.goto("/account/two-factor/")
    desk.get_by_role("link", name="Set up").click()
    assert desk.get_by_role("img", name="QR code").evaluate("image => image.complete && image.naturalWidth > 0")
    secret = desk.locator("#secret").inner_text().replace(" ", "")
    desk.get_by_label("Code from the app").fill(code_of(secret, seconds=-30))
    desk.get_by_label("Your password").fill(PASSWORD)
    is_fine(desk)
    desk.get_by_role("button", name="Turn on").click()
    desk.get_by_text("they are shown only now").wait_for()
    codes = desk.locator("#codes").inner_text().split()
    is_fine(desk)
    desk.get_by_role("button", name="Copy").click()
    desk.get_by_text("Copied").wait_for()
    assert desk.evaluate("navigator.clipboard.readText()").split() == codes
    desk.get_by_role("link", name="I have kept them").click()
    desk.get_by_text("10 recovery codes are left.").wait_for()
    is_fine(desk)
    log_out(desk)
    for code, left in ((code_of(secret), None), (codes[0], "9 recovery codes are left.")):
        log_in(desk)
        desk.wait_for_url("**/login/code/")
        is_fine(desk)
        desk.get_by_label("Code from your app").fill(code)
        desk.get_by_role("button", name="Log in", exact=True).click()
        desk.wait_for_url("**/tickets/")
        if left:
            desk.get_by_text(left).wait_for()
        log_out(desk)
    assert desk.complaints == []


def test_printing_the_codes_asks_the_browser_to(desk):
    log_in(desk)
    desk.goto("/account/two-factor/set-up/")
    secret = desk.locator("#secret").inner_text().replace(" ", "")
    desk.get_by_label("Code from the app").fill(code_of(secret))
    desk.get_by_label("Your password").fill(PASSWORD)
    desk.get_by_role("button", name="Turn on").click()
    desk.evaluate("addEventListener('beforeprint', () => { document.body.dataset.printed = 'yes'; })")
    desk.evaluate("print = () => dispatchEvent(new Event('beforeprint'))")
    desk.get_by_role("button", name="Print").click()
    desk.locator("body[data-printed=yes]").wait_for()


def test_turning_two_factor_off(desk, priya):
    actions.turn_on_two_factor(priya, secret=(secret := two_factor.new_secret()), step=0)
    log_in(desk)
    desk.get_by_label("Code from your app").fill(code_of(secret))
    desk.get_by_role("button", name="Log in", exact=True).click()
    desk.wait_for_url("**/tickets/")
    desk.goto("/account/two-factor/")
    desk.get_by_role("link", name="Turn off…").click()
    desk.get_by_label("Your password").fill(PASSWORD)
    is_fine(desk)
    desk.get_by_role("button", name="Turn off").click()
    desk.get_by_text("Two-factor log-in is off.").wait_for()


def test_another_session_is_ended_from_here_and_then_all(desk, browser, live_server):
    elsewhere = watched(browser.new_context(base_url=live_server.url).new_page())
    log_in(elsewhere)
    elsewhere.wait_for_url("**/tickets/")
    log_in(desk)
    desk.goto("/account/sessions/")
    assert desk.get_by_role("main").get_by_role("listitem").count() == 2
    is_fine(desk)
    desk.get_by_role("button", name="End the session of").click()
    desk.get_by_text("That session has ended.").wait_for()
    elsewhere.goto("/agents/")
    elsewhere.wait_for_url("**/login/?next=/agents/")
    desk.get_by_role("button", name="Log out everywhere").click()
    desk.get_by_text("You are logged out everywhere.").wait_for()
    elsewhere.context.close()
    assert desk.complaints == []


def test_the_zone_is_learnt_from_the_browser_on_the_first_visit_and_once(desk, priya):
    with desk.expect_response("**/account/zone/") as told:
        log_in(desk)
    assert told.value.status == 204
    priya.refresh_from_db()
    assert priya.time_zone in {"Asia/Kolkata", "Asia/Calcutta"}  # browsers still say the old name
    asked = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.goto("/agents/")
    assert not [url for url in asked if url.endswith("/zone/")]
    assert desk.complaints == []


def test_times_are_told_in_the_zone_of_the_account_wherever_the_browser_is(desk, priya, ticket):
    log_in(desk)
    desk.goto("/account/")
    desk.get_by_label("Time zone").select_option("America/New_York")
    desk.get_by_role("button", name="Save time zone").click()
    desk.get_by_text("Your time zone is saved.").wait_for()
    desk.goto(f"/tickets/{ticket.pk}/")
    from zoneinfo import ZoneInfo

    in_new_york = f"{ticket.created_at.astimezone(ZoneInfo('America/New_York')):%H:%M}"
    titles = desk.locator("time").evaluate_all("times => times.map((time) => time.title)")
    assert titles
    assert all(in_new_york in title for title in titles if f"{ticket.created_at:%H:%M} UTC" in title)


def ground(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_a_theme_goes_with_the_account_to_another_browser_without_a_flash(desk, browser, live_server, priya):
    desk.emulate_media(color_scheme="light")
    log_in(desk)
    desk.get_by_label("Your account, Priya Shah").click()
    with desk.expect_response("**/account/theme/") as told:
        desk.get_by_role("button", name="Dark").click()
    assert told.value.status == 204
    dark = ground(desk)
    other = watched(
        browser.new_context(base_url=live_server.url, color_scheme="light", java_script_enabled=False).new_page()
    )
    log_in(other)
    other.wait_for_url("**/tickets/")
    assert 'data-bs-theme="dark"' in other.content()
    other.context.close()
    desk.reload()
    assert ground(desk) == dark
    assert desk.complaints == []


def test_a_theme_of_the_account_wins_over_what_the_browser_kept(desk, priya):
    desk.goto("/login/")
    desk.get_by_role("button", name="Dark").click()
    assert desk.locator("html").get_attribute("data-bs-theme") == "dark"
    Agent.objects.update(theme="light")
    log_in(desk)
    desk.wait_for_url("**/tickets/")
    assert desk.locator("html").get_attribute("data-bs-theme") == "light"


def test_everything_works_without_scripts(browser, live_server, transactional_db, priya):
    page = watched(browser.new_context(base_url=live_server.url, java_script_enabled=False).new_page())
    log_in(page)
    page.goto("/account/")
    page.get_by_role("main").get_by_role("button", name="Dark").click()
    page.get_by_text("Your theme is saved.").wait_for()
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    page.get_by_role("button", name="Save time zone").click()
    page.get_by_text("Your time zone is saved.").wait_for()
    page.get_by_label("First name").fill("Priyanka")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Your profile is saved.").wait_for()
    priya.refresh_from_db()
    assert (priya.first_name, priya.theme, priya.time_zone) == ("Priyanka", "dark", "Europe/Berlin")
    page.context.close()
