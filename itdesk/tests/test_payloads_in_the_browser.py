"""Two hundred hostile texts in every field that takes text, in Chromium: nothing runs, nothing is asked of another host, no
report of the policy, and the same with the policy set aside: it is the second wall, not the only one."""

from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from activity import record
from assets import actions as asset_actions
from assets.models import Category as AssetCategory
from itdesk.tests import canary, payloads
from itdesk.tests.every_page import context_of
from itdesk.text import clean_line, clean_text
from people import actions as people_actions
from tickets import actions, files, links
from tickets.models import Message, Ticket

pytestmark = pytest.mark.django_db(transaction=True)

# Elements, attributes and addresses that none of our pages has, whatever is in its texts
FOREIGN = """() => {
  const ELEMENTS = /^(iframe|object|embed|applet|base|frameset|portal|marquee|video|audio|math|style|xss|plaintext|xmp)$/i;
  const ADDRESSES = /^(href|src|action|formaction|poster|background|data|srcset)$/i;
  const ACTING = /^[\\s\\x00-\\x1f]*(javascript|vbscript|data|blob|view-source):/i;
  const found = [];
  for (const element of document.querySelectorAll("*:not(head > link[rel=icon])")) {
    if (ELEMENTS.test(element.localName)) found.push(`<${element.localName}>`);
    for (const { name, value } of element.attributes) {
      if (/^on|^hx-on|^data-hx-/i.test(name)) found.push(`${element.localName} ${name}`);
      if (ADDRESSES.test(name) && ACTING.test(value)) found.push(`${element.localName} ${name}=${value}`);
      if (/^hx-(get|post)$/.test(name) && !/^([/?]|$)/.test(value)) found.push(`${element.localName} ${name}=${value}`);
    }
  }
  return found;
}"""

REPORT = """addEventListener("securitypolicyviolation",
    ({ violatedDirective, blockedURI }) => console.error(`policy: ${violatedDirective} ${blockedURI}`))"""


@pytest.fixture
def world(priya, jo, hardware, client, settings, tmp_path):
    """Every text in every field: a ticket and a person for each, messages of three kinds, an asset and a file for each."""
    settings.MEDIA_ROOT = tmp_path
    laptop, talk = AssetCategory.objects.get(slug="laptop"), None
    for number, text in enumerate(payloads.ALL):
        line = clean_line(text)
        asset_actions.create_asset(
            by=priya, category=laptop, manufacturer=line[:100], model=line[:150], serial_number=f"{line[:90]} {number}",
            location=line[:200], notes=clean_text(text), status="in-stock",
        )  # fmt: skip
        person = people_actions.find_or_create_person(name=line[:200], email=f"p{number}@alpha.example", by=priya)
        people_actions.edit_person(person, by=priya, location=line[:200], phone=line[:50])
        made = actions.submit_ticket(
            name=line[:200], email=f"p{number}@alpha.example", phone=line[:50], asset_tag=line[:100], subject=line[:255],
            description=clean_text(text), category=hardware,
        )  # fmt: skip
        talk = made if number % 50 == 0 else talk  # fifty of each kind on one ticket
        file = files.keep(SimpleUploadedFile(f"{line[:60]}.txt", b"x"), basket="", agent=priya)
        with record.at(
            record.now() - timedelta(minutes=1)
        ):  # the requester's page shows what can't be taken back any more
            actions.reply_to_ticket(talk, by=priya, text=text, attached=[file])
        actions.reply_to_ticket(talk, by=talk.requester, text=text)
        actions.note_on_ticket(talk, by=priya, text=f"{text} {canary.word()}")
    priya.first_name, priya.last_name = "<img src=x onerror=alert(1)>", '"><script>alert(1)</script>'
    priya.save()
    client.force_login(priya)
    return client


def pages(window):
    """Where the texts are seen: lists to their end, some things, their windows, what a search finds."""
    for start in ("/tickets/?status=any", "/assets/?as=table", "/assets/?as=cards", "/people/", "/activity/"):
        path = start
        for _page in range(5):
            yield path
            older = window.locator("a[rel=next]")
            if not older.count():
                break
            path = older.get_attribute("href")
            path = path if path.startswith("/") else f"{urlsplit(start).path}{path}"
    yield from (
        "/agents/",
        "/tickets/?status=any&q=alert",
        "/assets/?q=alert",
        "/people/?q=alert",
        "/submit/",
        "/tickets/new/",
    )
    for number in Message.objects.values_list("ticket", flat=True).distinct():
        yield from (f"/tickets/{number}/", f"/tickets/{number}/?show=conversation", f"/tickets/{number}/edit/")
        talk = Ticket.objects.get(pk=number)
        yield urlsplit(links.address_of(links.make_link(talk, talk.requester))).path
        yield f"/tickets/{number}/people/"
    for ticket in Ticket.objects.order_by("pk")[::30]:
        yield f"/people/{ticket.requester_id}/"
        yield f"/tickets/{ticket.pk}/"


@contextmanager
def watched(browser, live_server, client, **options):
    """A window, and what it does that no text may make it do."""
    context = context_of(browser, live_server.url, client, **options)
    context.add_init_script(REPORT)
    window, seen = context.new_page(), []
    window.on("dialog", lambda dialog: (seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
    window.on("console", lambda said: seen.append(said.text) if said.text.startswith("policy:") else None)
    window.on("pageerror", lambda error: seen.append(f"error {error}"))
    window.on("request", lambda asked: seen.append(asked.url) if not asked.url.startswith(live_server.url) else None)
    yield window, seen
    context.close()


def test_two_hundred_payloads_stay_texts(browser, live_server, world):
    wrong, visited = {}, 0
    with (
        watched(browser, live_server, world) as (window, seen),
        watched(browser, live_server, world, bypass_csp=True) as (open_window, more),
    ):
        for path in pages(window):
            assert window.goto(path).status == 200, path
            open_window.goto(path)
            visited += 1
            if found := window.evaluate(FOREIGN) + open_window.evaluate(FOREIGN) + seen + more:
                wrong[path] = list(dict.fromkeys(found))[:5]
            seen.clear(), more.clear()
    assert wrong == {}
    assert visited > 40


def test_what_runs_would_be_seen(browser, live_server, client):
    """The watch itself: a page that does take a text for markup."""
    with watched(browser, live_server, client, bypass_csp=True) as (window, seen):
        window.goto("/submit/")
        window.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)><iframe src=//spy.example/>')"
        )
        window.wait_for_timeout(300)
        assert {"img onerror", "<iframe>"} <= set(window.evaluate(FOREIGN))
        assert any(said.startswith("dialog") for said in seen) and any("spy.example" in said for said in seen)
