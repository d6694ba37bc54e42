"""Files on the requester's page (trust: C2, B14): shown to who holds the link, sent with an answer, and nobody else's."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from activity.models import Event
from itdesk.tests import canary
from people.actions import find_or_create_person
from tickets import actions, files, links, requesting
from tickets.files import limits
from tickets.models import Attachment, Link, Message, Ticket
from tickets.taking_back import take_back
from tickets.tests.tracking import hidden, holder_of

pytestmark = pytest.mark.any_engine

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels" * 9
OUT = timedelta(minutes=1)  # after that no reply can be taken back any more


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "attachments"
    return settings.MEDIA_ROOT


@pytest.fixture
def opened(ticket, jo):
    """(browser, address) of Jo's page."""
    return holder_of(ticket, jo)


def some(*names):
    return [SimpleUploadedFile(name, PNG + name.encode()) for name in names]


def kept(name, agent=None):
    return [files.keep(some(name)[0], basket=name, agent=agent)]


def send(opened, **answers):
    browser, page = opened
    html = browser.get(page).content.decode()
    return browser.post(page, hidden(html) | {"basket": basket_in(html), "act": "reply", "text": "See"} | answers)


def basket_in(html):
    return re.search(r'name="basket" value="([^"]+)"', html)[1]


def content_of(answer):
    return b"".join(answer.streaming_content)


def said_in(answer):
    return sorted((name, value) for name, value in answer.headers.items() if name != "X-Request-ID")


def names(things):
    return [file.name for file in things.attachments.order_by("pk")]


def test_files_stand_under_what_they_came_with_and_are_downloads(opened, priya, hardware):
    asked = {"name": "Kim", "email": "kim@alpha.example", "subject": "Jam", "category": hardware}
    ticket = actions.submit_ticket(**asked, attached=kept("first.png"))
    actions.reply_to_ticket(ticket, by=priya, text="Like this?", attached=kept("answer.txt", priya))
    browser, page = holder_of(ticket, ticket.requester)
    with time_machine.travel(timezone.now() + OUT):
        html = browser.get(page).content.decode()
        for file in Attachment.objects.all():
            assert f'href="{page}files/{file.pk}/" download' in html
            answer = browser.get(f"{page}files/{file.pk}/")
            assert content_of(answer) == PNG + file.name.encode()
            assert answer["Content-Disposition"] == f'attachment; filename="{file.name}"'
            assert (
                answer["Content-Type"] == "application/octet-stream" and "sandbox" in answer["Content-Security-Policy"]
            )
            assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
        preview = browser.get(f"{page}files/{Attachment.objects.first().pk}/?preview")
    assert html.index("first.png") < html.index("Like this?") < html.index("answer.txt")
    assert (preview["Content-Type"], preview["Cache-Control"]) == ("image/png", "no-store")


def test_everything_else_is_the_same_nothing(opened, ticket, jo, priya, hardware, place):
    """Notes' files, held-back, taken-back, waiting and other tickets' files, odd keys, storage paths, other methods."""
    note = actions.note_on_ticket(ticket, by=priya, text=canary.word(), attached=kept("note.txt", priya))
    back = actions.reply_to_ticket(ticket, by=priya, text="Not this", attached=kept("back.txt", priya))
    given_back = back.attachments.get()
    take_back(back, by=priya)
    asked = {"name": "Jo Park", "email": jo.email, "subject": "Other", "category": hardware}
    others = actions.submit_ticket(**asked, attached=kept("others.txt")).attachments.get()
    gone = actions.reply_to_ticket(ticket, by=jo, text="Lost", attached=kept("gone.txt")).attachments.get()
    (place / gone.kept_as).unlink()
    browser, page = opened
    with time_machine.travel(timezone.now() + OUT, tick=False):
        held = actions.reply_to_ticket(ticket, by=priya, text="Soon", attached=kept("held.txt", priya))
        hidden_ones = [note.attachments.get(), given_back, held.attachments.get(), others, gone]
        keys = [file.pk for file in [*hidden_ones, *kept("waits.txt")]]
        keys += [0, -1, 404404, 10**30, "x", "1%2F", "", "١", "1/2", *(file.kept_as for file in hidden_ones)]
        answers = [browser.get(f"{page}files/{key}/") for key in keys] + [
            browser.get(f"{page}files/{keys[0]}/?preview")
        ]
        nothing = Client().get(page)
        html = browser.get(page).content.decode()
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, nothing.content)}
    assert {str(said_in(answer)) for answer in answers} == {str(said_in(nothing))}
    assert not re.search("(note|back|held|others|waits).txt", html)


def test_a_file_is_its_own_links_alone(ticket, jo, priya, opened):
    file = actions.reply_to_ticket(ticket, by=jo, text="Mine", attached=kept("mine.txt")).attachments.get()
    browser, page = opened
    path = f"{page}files/{file.pk}/"
    second, others_page = holder_of(ticket, jo)
    assert browser.get(path).status_code == second.get(f"{others_page}files/{file.pk}/").status_code == 200
    for stranger in (Client(), second):
        assert stranger.get(path).status_code == 404
    assert browser.post(path).status_code == 405 and Client().post(path).status_code == 404
    links.revoke_links(ticket, jo, by=priya)
    assert browser.get(path).status_code == 404
    assert Client().get(f"/media/{file.kept_as}").status_code == Client().get(f"/{file.kept_as}").status_code == 404


def test_who_was_taken_off_the_ticket_gets_none_of_its_files(ticket, jo, priya):
    kim = find_or_create_person(name="Kim Lee", email="kim@alpha.example", by=priya)
    requesting.add_participant(ticket, kim, by=priya)
    file = actions.reply_to_ticket(ticket, by=jo, text="Mine", attached=kept("mine.txt")).attachments.get()
    browser, page = holder_of(ticket, kim)
    assert browser.get(f"{page}files/{file.pk}/").status_code == 200
    requesting.remove_participant(ticket, kim, by=priya)
    assert browser.get(f"{page}files/{file.pk}/").status_code == 404


def test_an_answer_brings_its_files_and_the_agents_see_them(opened, ticket, priya_client):
    assert send(opened, attachments=some("a.png", "b.txt")).status_code == 302
    message = Message.objects.get()
    assert names(message) == ["a.png", "b.txt"] and message.attachments.first().agent is None
    event = Event.objects.get(kind_name="ticket.answered")
    assert event.details["attachments"] == [file.pk for file in message.attachments.order_by("pk")]
    html = priya_client.get(f"/tickets/{ticket.pk}/").content.decode()
    assert f"/tickets/{ticket.pk}/files/{message.attachments.first().pk}/" in html


def test_what_the_page_uploads_at_once_goes_with_the_answer(opened):
    browser, page = opened
    key = basket_in(browser.get(page).content.decode())
    assert 'data-attach="/submit/files/"' in browser.get(page).content.decode()
    browser.post("/submit/files/", {"basket": key, "attachments": some("a.png")})
    assert send(opened, basket=key, text="").status_code == 302
    assert names(Message.objects.get()) == ["a.png"]


def test_a_refused_answer_keeps_its_files_and_lets_go_of_them(opened):
    refused = send(opened, text="x" * 10_001, attachments=some("a.png", "b.png"))
    assert refused.status_code == 422 and refused.content.count(b"data-unattach") == 2
    key, unwanted = basket_in(refused.content.decode()), Attachment.objects.get(name="b.png").pk
    assert send(opened, basket=key, remove=unwanted, attachments=some("c.png")).status_code == 302
    assert names(Message.objects.get()) == ["a.png", "c.png"] and not Attachment.objects.waiting().exists()


def test_pressed_twice_an_answer_and_its_files_are_there_once(opened):
    browser, page = opened
    html = browser.get(page).content.decode()
    for text in ("", "See"):
        answers = hidden(html) | {"basket": basket_in(html), "act": "reply", "text": text}
        for _time in range(2):  # without scripts: the file comes with each
            assert browser.post(page, answers | {"attachments": some("a.png")}).status_code == 302
        assert browser.post(page, answers).status_code == 302
        html = browser.get(page).content.decode()
    assert [names(message) for message in Message.objects.order_by("pk")] == [["a.png"], ["a.png"]]


def test_pressed_twice_an_agents_files_do_not_wait_for_the_next_message(
    priya_client, ticket, django_capture_on_commit_callbacks
):
    answers = {"kind": "reply", "text": "See", "after": 0, "act": ""}
    for _time in range(2):
        html = priya_client.get(f"/tickets/{ticket.pk}/").content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            priya_client.post(
                f"/tickets/{ticket.pk}/", answers | {"basket": basket_in(html), "attachments": some("a.png")}
            )
    assert names(Message.objects.get()) == ["a.png"] and not Attachment.objects.waiting().exists()


def test_a_file_that_came_in_two_requests_at_once_goes_once(opened, ticket, jo):
    basket = files.Basket()
    Attachment.objects.filter(pk__in=[kept("a.png")[0].pk, twin().pk]).update(basket=basket.digest)
    assert send(opened, basket=basket.key).status_code == 302
    assert names(Message.objects.get()) == ["a.png"]


def twin():
    return files.keep(some("a.png")[0], basket="another", agent=None)


def test_going_back_with_another_text_says_that_the_files_are_gone(opened):
    browser, page = opened
    html = browser.get(page).content.decode()
    answers = hidden(html) | {"basket": basket_in(html), "act": "reply"}
    assert browser.post(page, answers | {"text": "One", "attachments": some("a.png")}).status_code == 302
    again = browser.post(page, answers | {"text": ""})
    assert again.status_code == 422 and b"went with an earlier message" in again.content
    assert basket_in(again.content.decode()) != answers["basket"] and Message.objects.count() == 1


@pytest.mark.parametrize("act", ["works", "broken"])
def test_files_come_with_it_works_and_still_broken(opened, ticket, priya, act):
    actions.resolve_ticket(ticket, by=priya)
    assert send(opened, act=act, text="", attachments=some("screen.png")).status_code == 302
    ticket.refresh_from_db()
    assert ticket.status == {"works": "closed", "broken": "open"}[act]
    assert names(Message.objects.get()) == ["screen.png"]


def test_a_file_long_after_the_end_begins_the_ticket_that_goes_on(opened, ticket, priya):
    actions.close_ticket(ticket, by=priya)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        browser, page = opened
        html = browser.get(page).content.decode()
        answers = hidden(html) | {"basket": basket_in(html), "act": "reply", "text": ""}
        for _time in range(2):
            moved = browser.post(page, answers | {"attachments": some("again.png")})
            assert moved.status_code == 302
        new = Ticket.objects.latest("pk")
        assert Ticket.objects.count() == 2 and names(new) == ["again.png"] and not Message.objects.exists()
        assert b"again.png" in Client().get(moved["Location"], follow=True).content


def test_what_is_too_much_is_named_and_the_words_and_the_others_stay(opened, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST", 1000)
    large = SimpleUploadedFile("film.mov", b"x" * 1001)
    refused = send(opened, text="Half an hour", attachments=[large, *some("a.png")])
    html = refused.content.decode()
    assert refused.status_code == 422 and "film.mov was not attached" in html and "Half an hour" in html
    assert Attachment.objects.waiting().get().name == "a.png" and not Message.objects.exists()


def test_the_limits_of_a_ticket_and_of_a_network_hold_here_too(opened, ticket, settings, monkeypatch):
    settings.UPLOAD_LIMIT = 2
    monkeypatch.setattr(limits, "MOST_FILES_OF_A_TICKET", 1)
    assert send(opened, text="One", attachments=some("a.png")).status_code == 302
    full = send(opened, text="Two", attachments=some("b.png"))
    assert full.status_code == 422 and b"as many files as it may have" in full.content and b"b.png" in full.content
    many = send(opened, text="Three", attachments=some("c.png"))
    assert many.status_code == 429 and int(many["Retry-After"]) > 0 and b"Three" in many.content
    assert names(ticket) == ["a.png"] and Message.objects.count() == 1
    assert send(opened, text="Only words").status_code == 302


def test_a_file_makes_the_link_live_on(opened, monkeypatch):
    Link.objects.update(expires_at=timezone.now() + timedelta(days=1))
    send(opened, text="", attachments=some("a.png"))
    assert Link.objects.get().expires_at > timezone.now() + timedelta(days=80)
