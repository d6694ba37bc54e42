"""Mail scanners open every link of every mail, some of them with their script on: nothing happens (trust, A14)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from activity import record
from activity.models import Delivery
from agents import actions as agent_actions
from agents import reset
from itdesk.tests.test_access import checksums
from mail import news, texts
from mail.models import MailText
from mail.writing import Written, name_of, write
from people import actions as people_actions
from tickets import actions, my_tickets, requesting

pytestmark = pytest.mark.any_engine
LINK = re.compile(r"http://127\.0\.0\.1:8000(/[^\s\"<]*)")


@pytest.fixture
def everything(priya, sam, amal, jo, hardware):
    """Something of every kind that is mailed is owed, and due."""
    agent_actions.choose_notices(priya, own_notices="hourly", new_tickets="hourly")
    agent_actions.choose_notices(sam, own_notices="now", new_tickets="now")
    noon = timezone.now().replace(hour=12, minute=58, second=0, microsecond=0)
    with time_machine.travel(noon, tick=False):
        news.owe()
    with time_machine.travel(noon + timedelta(minutes=1), tick=False):
        _live(priya, sam, amal, jo, hardware)
        news.owe()
    with time_machine.travel(noon + timedelta(minutes=3), tick=False):
        news.owe()
        yield list(Delivery.objects.select_related("event").order_by("pk"))


def _live(priya, sam, amal, jo, hardware):
    asked = {"name": "Jo Park", "email": jo.email, "subject": "Jam", "category": hardware}
    actions.submit_ticket(**asked)
    actions.enter_ticket(by=amal, **asked)
    kim = people_actions.find_or_create_person(name="Kim", email="kim@alpha.example", by=amal)
    held, solved, closed, again = (actions.submit_ticket(**asked) for _each in range(4))
    requesting.add_participant(held, kim, by=amal)
    requesting.ask_for_link(held, by=jo)
    actions.assign_ticket(held, priya, by=amal)
    actions.assign_ticket(solved, sam, by=amal)
    for ticket in (held, solved):
        with record.at(timezone.now() - timedelta(seconds=30)):
            actions.reply_to_ticket(ticket, by=amal, text="See https://example.org")
            actions.reply_to_ticket(ticket, by=jo, text="No")
    actions.resolve_ticket(solved, by=amal)
    actions.close_ticket(closed, by=amal)
    actions.assign_ticket(again, sam, by=amal)
    actions.resolve_ticket(again, by=sam)
    actions.reopen_ticket(again, by=amal)
    my_tickets.ask(jo.email)
    my_tickets.answer()
    agent_actions.register_agent(
        first_name="Noa", last_name="B", email="noa@alpha.example", password="Quite-long-7-one"
    )
    reset.ask(sam.email)
    reset.answer()


def test_every_link_of_every_kind_of_mail_can_be_opened_by_anybody_and_changes_nothing(everything):
    written = {delivery: write(delivery) for delivery in everything}
    names = {name_of(delivery) for delivery, each in written.items() if isinstance(each, Written)}
    bundled = any(each.covers for each in written.values() if isinstance(each, Written))
    missing = {str(text.name) for text in texts.OURS if text.key != "notices"} - names
    assert not missing and bundled, "a kind of mail that this test does not see"
    mails = [each for each in written.values() if isinstance(each, Written)]
    found = {link for mail in mails for link in LINK.findall((mail.text + mail.html).replace("&amp;", "&"))}
    assert len(found) > 40 and any("do=works" in link for link in found) and any("/password/" in link for link in found)
    before = checksums()
    for link in sorted(found):
        for method in ("GET", "HEAD", "OPTIONS"):
            scanner = Client()
            answer = scanner.generic(method, link)
            for _redirect in range(4):
                if answer.status_code == 302:
                    answer = scanner.generic(method, answer["Location"])
            assert answer.status_code in (200, 405), (method, link, answer.status_code)
    assert checksums() == before


def test_every_placeholder_that_a_text_offers_stands_for_something_there(everything):
    for text in texts.OURS:
        words = " ".join(f"{{{name}}}" for name in text.offers if name in texts.WORDS)
        body = "\n\n".join([words, *(f"{{{name}}}" for name in text.offers if name not in texts.WORDS)])
        MailText.objects.filter(key=text.key).update(subject=f"{text.key} {words}", body=body)
    said = [each for each in map(write, everything) if isinstance(each, Written)]
    assert {each.subject.split()[0] for each in said} == set(texts.BY_KEY)
    assert not [each for each in said if "{" in each.subject + each.text]
