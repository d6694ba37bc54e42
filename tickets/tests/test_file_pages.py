"""Files over the web: on the public form, in the composer, in an agent's new ticket, and back as downloads."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from itdesk.tests import canary
from tickets import actions, files, search
from tickets.files import limits
from tickets.models import Attachment, Message, Ticket

pytestmark = pytest.mark.any_engine

ASKED = {"name": "Jo Park", "email": "jo@alpha.example", "category": "software", "subject": "No mail"}
HTMX = {"HX-Request": "true"}
PNG = b"\x89PNG\r\n\x1a\n" + b"pixels" * 9


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "attachments"
    return settings.MEDIA_ROOT


def some(*names, content=PNG):
    return [SimpleUploadedFile(name, content + name.encode()) for name in names]


def basket_in(response):
    return re.search(r'name="basket" value="([^"]+)"', response.content.decode())[1]


def kept(priya, name="photo.png", content=PNG):
    return files.keep(SimpleUploadedFile(name, content), basket="b", agent=priya)


def test_what_was_submitted_is_listed_with_its_sums(client, db):
    client.post("/submit/", ASKED | {"attachments": some("a.png", "b.txt")})
    told = re.findall(r'data-sha256="(\w{64})"><span dir="auto">([^<]+)', client.get("/submit/done/").content.decode())
    assert told == list(Ticket.objects.get().attachments.order_by("pk").values_list("sha256", "name"))
    assert [name for _sum, name in told] == ["a.png", "b.txt"]


def test_a_refused_form_keeps_its_files_until_it_is_right(client, db):
    refused = client.post("/submit/", ASKED | {"subject": "", "attachments": some("a.png", "b.png")})
    assert refused.status_code == 422 and refused.content.count(b"data-unattach") == 2
    again = ASKED | {"basket": basket_in(refused), "attachments": some("c.png")}
    unwanted = Attachment.objects.get(name="b.png").pk
    assert client.post("/submit/", again | {"remove": unwanted}).status_code == 302
    assert [file.name for file in Ticket.objects.get().attachments.order_by("pk")] == ["a.png", "c.png"]
    assert not Attachment.objects.waiting().exists()


def test_a_file_that_is_too_much_is_named_and_the_others_and_the_words_stay(client, db, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST", 1000)
    files_ = [SimpleUploadedFile("film.mov", b"x" * 1001), SimpleUploadedFile("limit.txt", b"x" * 1000), *some("a.png")]
    response = client.post("/submit/", ASKED | {"description": "Half an hour", "attachments": files_})
    html = response.content.decode()
    assert response.status_code == 422 and "film.mov was not attached" in html and "Half an hour" in html
    assert [file.name for file in Attachment.objects.waiting().order_by("pk")] == ["limit.txt", "a.png"]
    assert client.post("/submit/", ASKED | {"basket": basket_in(response)}).status_code == 302
    assert Ticket.objects.get().attachments.count() == 2


def test_eleven_files_and_an_empty_one_are_said(client, db):
    response = client.post("/submit/", ASKED | {"attachments": some(*[f"{n}.txt" for n in range(11)])})
    assert response.status_code == 422 and b"10.txt was not attached: Up to 10 files" in response.content
    response = client.post("/submit/", ASKED | {"attachments": [SimpleUploadedFile("empty.txt", b"")]})
    assert response.status_code == 422 and b"empty.txt was not attached: it is empty" in response.content


def test_all_files_together_have_a_limit(client, db, monkeypatch):
    monkeypatch.setattr(limits, "MOST_BYTES", 300)
    response = client.post("/submit/", ASKED | {"attachments": some("a.txt", "b.txt", content=b"x" * 200)})
    assert response.status_code == 422 and b"b.txt was not attached" in response.content
    assert Attachment.objects.get().name == "a.txt"


def test_a_network_uploads_so_much_an_hour_and_loses_no_words(client, db, settings):
    settings.UPLOAD_LIMIT = 2
    for _time in range(2):
        assert client.post("/submit/files/", {"attachments": some("a.png")}).status_code == 200
    refused = client.post("/submit/files/", {"attachments": some("b.png")})
    assert refused.status_code == 429 and refused["Retry-After"] and b"try again in a while" in refused.content
    refused = client.post("/submit/", ASKED | {"description": "Half an hour", "attachments": some("b.png")})
    assert refused.status_code == 429 and b"Half an hour" in refused.content and not Ticket.objects.exists()
    assert client.post("/submit/", ASKED).status_code == 302


def test_double_click_with_files_is_one_ticket_with_each_file_once(client, db, settings):
    import time_machine

    with time_machine.travel("2026-11-22T09:00:00Z", tick=False) as clock:
        html = client.get("/submit/").content.decode()
        hidden = {name: re.search(rf'name="{name}" value="([^"]+)"', html)[1] for name in ("key", "basket")}
        clock.shift(10)
        for _time in range(2):
            assert client.post("/submit/", ASKED | hidden | {"attachments": some("a.png")}).status_code == 302
        assert Ticket.objects.get().attachments.count() == 1
        back = client.post("/submit/", ASKED | hidden | {"subject": "Something else"})
        assert back.status_code == 422 and b"Attach it again" in back.content and Ticket.objects.count() == 1
        assert client.post("/submit/", ASKED | {"subject": "Else", "basket": basket_in(back)}).status_code == 302


def test_a_basket_is_filled_and_emptied_by_who_knows_its_key(client, db, priya_client):
    stranger = Client()
    key = basket_in(stranger.post("/submit/files/", {"attachments": some("a.png")}))
    pk = Attachment.objects.get().pk
    for other in ({"basket": "x" * 43}, {"basket": ""}, {"basket": key[:-1] + "\0"}):
        assert b"data-unattach" not in stranger.post("/submit/files/", other | {"remove": pk}).content
    assert b"data-unattach" not in priya_client.post("/tickets/files/", {"basket": key, "remove": pk}).content
    assert Attachment.objects.count() == 1
    stranger.post("/submit/files/", {"basket": key, "remove": pk})
    assert not Attachment.objects.exists()


def send(client, ticket, **fields):
    answers = {"kind": "reply", "text": "See the file", "after": 0, "act": ""} | fields
    return client.post(f"/tickets/{ticket.pk}/", answers, headers=HTMX)


def test_a_reply_brings_its_files_and_the_composer_a_new_basket(priya_client, ticket):
    key = basket_in(priya_client.post("/tickets/files/", {"attachments": some("a.png")}))
    response = send(priya_client, ticket, basket=key, attachments=some("b.txt"))
    html = response.content.decode()
    message = Message.objects.get()
    assert [file.name for file in message.attachments.order_by("pk")] == ["a.png", "b.txt"]
    assert "data-unattach" not in html and basket_in(response) == basket_in(priya_client.get(f"/tickets/{ticket.pk}/"))
    assert f'href="/tickets/{ticket.pk}/files/{message.attachments.first().pk}/"' in html


@pytest.mark.parametrize("wrong", [{"text": "x" * 50_001}, {"kind": "else"}, {"after": 0, "text": "held"}])
def test_a_refused_or_held_reply_keeps_its_files(priya_client, ticket, jo, wrong):
    actions.reply_to_ticket(ticket, by=jo, text="Any news?")
    response = send(priya_client, ticket, attachments=some("a.png"), **wrong)
    assert response.status_code in (409, 422) and b"data-unattach" in response.content
    newest = Message.objects.last().pk
    send(priya_client, ticket, basket=basket_in(response), after=newest)
    assert Attachment.objects.get().message == Message.objects.last()


def test_files_wait_in_every_window_of_the_agent_and_in_nobody_elses(priya_client, ticket, sam):
    key = basket_in(priya_client.get(f"/tickets/{ticket.pk}/"))
    priya_client.post("/tickets/files/", {"basket": key, "attachments": some("a.png")})
    assert b"data-unattach" in priya_client.get(f"/tickets/{ticket.pk}/").content
    other = Client()
    other.force_login(sam)
    assert b"data-unattach" not in other.get(f"/tickets/{ticket.pk}/").content
    assert b"data-unattach" not in other.post("/tickets/files/", {"basket": key}).content


def test_a_message_that_is_taken_back_brings_its_files_back(priya_client, ticket):
    key = basket_in(priya_client.get(f"/tickets/{ticket.pk}/"))
    send(priya_client, ticket, basket=key, attachments=some("wrong-file.pdf"))
    message = Message.objects.get()
    response = priya_client.post(f"/tickets/{ticket.pk}/messages/{message.pk}/take-back/", {"text": ""}, headers=HTMX)
    assert b"wrong-file.pdf" in response.content and b"data-unattach" in response.content
    assert not ticket.attachments.exists() and not search.matching(Ticket.objects.all(), "wrong-file").exists()
    send(priya_client, ticket, basket=key)
    assert Message.objects.standing().get().attachments.get().name == "wrong-file.pdf"


def test_a_file_alone_is_a_message(priya_client, ticket):
    assert send(priya_client, ticket, text="", attachments=some("a.png")).status_code == 200
    assert Message.objects.get().source == ""
    assert send(priya_client, ticket, text="", after=Message.objects.get().pk).status_code == 422


def test_an_ended_session_takes_no_basket_with_it(priya_client, priya, ticket):
    key = basket_in(priya_client.post("/tickets/files/", {"attachments": some("a.png")}))
    priya_client.logout()
    assert priya_client.post("/tickets/files/", {"basket": key}, headers=HTMX).status_code == 401
    priya_client.force_login(priya)
    assert b"a.png" in priya_client.post("/tickets/files/", {"basket": key}).content
    send(priya_client, ticket, basket=key)
    assert Message.objects.get().attachments.count() == 1


def test_an_agents_new_ticket_keeps_its_files_through_a_refusal(priya_client, hardware):
    answers = ASKED | {"category": "hardware", "status": "new", "priority": "p3", "type": "incident"}
    refused = priya_client.post("/tickets/new/", answers | {"subject": "", "attachments": some("a.png")}, headers=HTMX)
    assert refused.status_code == 422 and b"data-unattach" in refused.content
    priya_client.post("/tickets/new/", answers | {"basket": basket_in(refused)}, headers=HTMX)
    assert Ticket.objects.get().attachments.get().agent.username == "priya"


def test_a_file_is_given_to_agents_alone_and_under_its_own_ticket_alone(priya_client, priya, ticket, hardware, place):
    other = actions.submit_ticket(name="Jo", email="jo@alpha.example", subject="Other", category=hardware)
    actions.reply_to_ticket(ticket, by=priya, text="Here", attached=[kept(priya)])
    file = Attachment.objects.get()
    path = f"/tickets/{ticket.pk}/files/{file.pk}/"
    assert b"".join(priya_client.get(path).streaming_content) == PNG
    for wrong in (
        f"/tickets/{other.pk}/files/{file.pk}/",
        f"/tickets/{ticket.pk}/files/404404/",
        f"{path}../{10**30}/",
    ):
        assert priya_client.get(wrong).status_code == 404
    stranger = Client()
    assert stranger.get(path)["Location"].startswith("/login/")
    for raw in (
        f"/media/{file.kept_as}",
        f"/attachments/{file.kept_as}",
        f"/{file.kept_as}",
        f"/static/{file.kept_as}",
    ):
        assert stranger.get(raw).status_code == 404 and priya_client.get(raw).status_code == 404
    waiting = kept(priya, "w.txt", b"w")
    assert priya_client.get(f"/tickets/{ticket.pk}/files/{waiting.pk}/").status_code == 404


def test_a_notes_file_reaches_no_stranger(priya_client, priya, ticket):
    note = actions.note_on_ticket(ticket, by=priya, text=canary.word(), attached=[kept(priya)])
    stranger = Client()
    for path in (f"/tickets/{ticket.pk}/files/{note.attachments.get().pk}/", f"/tickets/{ticket.pk}/"):
        assert stranger.get(path).status_code == 302
    assert b"photo.png" in priya_client.get(f"/tickets/{ticket.pk}/").content


def test_a_name_survives_the_way_back(priya_client, priya, ticket):
    for name in ('Größe "1".pdf', "写真;x=1.jpg", "a%0d%0aSet-Cookie.txt"):
        sent = [kept(priya, name, name.encode())]
        message = actions.reply_to_ticket(ticket, by=priya, text=name, attached=sent)
        file = message.attachments.get()
        disposition = priya_client.get(f"/tickets/{ticket.pk}/files/{file.pk}/")["Content-Disposition"]
        assert disposition.startswith("attachment; filename") and "\r" not in disposition
        from urllib.parse import quote

        assert quote(file.name, safe="") in disposition or f'"{file.name}"' in disposition


def test_a_content_that_is_gone_is_a_404(priya_client, priya, ticket, place):
    actions.reply_to_ticket(ticket, by=priya, text="Here", attached=[kept(priya)])
    file = Attachment.objects.get()
    (place / file.kept_as).unlink()
    assert priya_client.get(f"/tickets/{ticket.pk}/files/{file.pk}/").status_code == 404


def test_the_page_asks_once_for_all_files(priya_client, priya, ticket, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in range(3):
        for name in range(3):
            actions.reply_to_ticket(
                ticket, by=priya, text=f"{number} {name}", attached=[kept(priya, f"{number}{name}")]
            )
        with CaptureQueriesContext(
            connection,
        ) as asked:
            priya_client.get(f"/tickets/{ticket.pk}/")
        counts.append(len(asked))
    assert counts[1] == counts[2]
