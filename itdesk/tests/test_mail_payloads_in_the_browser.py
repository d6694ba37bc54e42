"""The hostile texts once more, by mail: in bodies, names, subjects, addresses and names of files, on the pages of what came."""

import pytest

from itdesk.tests import payloads
from itdesk.tests.test_payloads_in_the_browser import FOREIGN, watched
from itdesk.text import clean_line, clean_text
from mail.models import Arrival, Content
from mail.tests.coming import answering, delivery_to, mailbox, taken
from tickets.tests.tracking import holder_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(priya_client, ticket, jo):
    """A mail for each text as it was read, and four replies that have fifty of them each."""
    box, kept = mailbox(), []
    for number, text in enumerate(payloads.ALL):
        line = clean_line(text)
        facts = {"reply_to": line, "to": [line], "cc": [line], "files": [{"name": line, "size": 1}], "problems": [line]}
        facts |= {
            "authentication": [line],
            "marks": {line[:80]: line},
            "invitation": line,
            "date": line,
            "left_out": [line],
        }
        kept.append(Arrival(
            mailbox=box, digest=f"p{number}", size=1, sender=line[:254], sender_name=line[:200], subject=line[:200],
            header_id=line[:255], facts=facts, last_error=text, outcome="quarantine", reason="too-many", ticket=ticket,
        ))  # fmt: skip
    kept = Arrival.objects.bulk_create(kept)
    Content.objects.bulk_create(
        Content(arrival=each, text=clean_text(text), quoted=clean_text(text), html=text)
        for each, text in zip(kept, payloads.ALL, strict=True)
    )
    told = delivery_to(ticket, jo.email)
    for start in range(0, len(payloads.ALL), 50):
        words = "\n".join(payloads.ALL[start : start + 50])
        taken(**answering(told), from_name=words[:200], subject=words[:200], text=words, quoted=words)
    return priya_client


def pages(window, ticket):
    path = "/mail/in/"
    for _page in range(5):
        yield path
        older = window.locator("a[rel=next]")
        if not older.count():
            break
        path = f"/mail/in/{older.get_attribute('href')}"
    yield from (f"/tickets/{ticket.pk}/", f"/people/{ticket.requester_id}/", "/activity/")
    for arrival in Arrival.objects.order_by("pk")[::12]:
        yield arrival.get_absolute_url()
        yield f"{arrival.get_absolute_url()}formatted/"
        yield f"{arrival.get_absolute_url()}move/"


def test_what_comes_by_mail_stays_text(browser, live_server, world, ticket, jo):
    wrong, visited = {}, 0
    with (
        watched(browser, live_server, world) as (window, seen),
        watched(browser, live_server, world, bypass_csp=True) as (open_window, more),
    ):
        for path in pages(window, ticket):
            status = window.goto(path).status
            assert status == 200 or (status == 404 and "formatted" in path), path
            open_window.goto(path)
            visited += status == 200
            if found := window.evaluate(FOREIGN) + open_window.evaluate(FOREIGN) + seen + more:
                wrong[path] = list(dict.fromkeys(found))[:5]
            seen.clear(), more.clear()
        _browser, own = holder_of(ticket, jo)
        assert "alert" in _browser.get(own).content.decode()
    assert wrong == {} and visited > 40
