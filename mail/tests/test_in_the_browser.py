"""Mails in Chromium: in their frames under the desk's policy, light and dark, at 360 pixels."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from activity.models import Delivery
from itdesk.tests.every_page import context_of
from mail import texts
from mail.models import MailText
from mail.samples import sample

pytestmark = [pytest.mark.browser, pytest.mark.any_engine]


@pytest.fixture
def window(live_server, transactional_db, browser, root_client):
    """A superuser's page; `complaints` holds what the browser complained of."""
    page = context_of(browser, live_server.url, root_client).new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.set_default_timeout(15_000)
    return page


def test_a_text_is_tried_out_beside_what_is_typed(window):
    text = MailText.objects.get(key="received")
    window.goto(f"/admin/mail/mailtext/{text.pk}/change/")
    window.get_by_label("Subject").fill("Typed: {number}")
    window.get_by_role("button", name="Preview").click()
    frame = window.frame_locator("iframe")
    frame.get_by_text("Typed: 1042").first.wait_for()
    frame.get_by_role("link", name="Open the ticket").wait_for()
    assert (
        window.get_by_label("Subject").input_value() == "Typed: {number}"
        and MailText.objects.get(key="received").is_ours
    )
    assert window.complaints == []


def test_a_mail_of_the_outbox_is_shown_as_it_would_be(window, ticket):
    window.goto(f"/mail/out/{Delivery.objects.get().pk}/")
    button = window.frame_locator("iframe").get_by_role("link", name="Open the ticket")
    button.wait_for()
    assert button.evaluate("link => getComputedStyle(link).color") == "rgb(255, 255, 255)", "inline styles hold"
    assert window.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_mail_fits_a_phone_and_can_be_read_in_both_schemes(browser, scheme):
    page = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for key in ("resolved", "news"):
        page.set_content(sample(str(texts.BY_KEY[key].subject), str(texts.BY_KEY[key].body)).html)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]}).response["violations"]
        assert [each["id"] for each in found] == []
    assert asked == []
