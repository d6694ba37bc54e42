"""The words that a superuser changes: shown everywhere, in every process, and stored nowhere but in their own table."""

import math
import struct
import threading
import time
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.utils import translation

from activity.models import Event
from agents.tests.parallel import at_once
from assets.models import Asset
from assets.rows import cards_of
from itdesk import wording
from itdesk.models import Wording
from tickets import actions
from tickets.models import Status, Ticket
from tickets.rows import table_rows

pytestmark = pytest.mark.any_engine


@pytest.fixture
def changing_words(db, monkeypatch):
    """As in a process that has just started."""
    monkeypatch.setattr(wording, "_read_at", -math.inf)


@pytest.fixture
def superuser(changing_words, root):
    browser = Client()
    browser.force_login(root)
    return browser


@pytest.fixture
def agent(priya):
    browser = Client()
    browser.force_login(priya)
    return browser


def row(kind, value):
    return Wording.objects.get(kind=kind, value=value)


def change(browser, kind, value, words):
    """What the back office answers: a redirect where it is saved."""
    return browser.post(f"/admin/itdesk/wording/{row(kind, value).pk}/change/", {"words": words})


def read(browser, path):
    return browser.get(path).content.decode()


def test_every_value_has_its_row_from_the_start_and_none_twice(db):
    Wording.install()
    assert [(one.kind, one.value) for one in Wording.objects.order_by("pk")] == wording.declared()
    assert {kind for kind, _value in wording.declared()} == {
        "asset-status", "ticket-status", "ticket-priority", "ticket-type"
    }  # fmt: skip


def test_the_back_office_shows_our_word_beside_the_superusers(superuser):
    assert change(superuser, "ticket-status", "open", "Being looked at").status_code == 302
    page = read(superuser, "/admin/itdesk/wording/")
    assert "Being looked at" in page and ">Open</a>" in page and "ticket status" in page
    assert "Open" in read(superuser, f"/admin/itdesk/wording/{row('ticket-status', 'open').pk}/change/")


def test_a_new_word_is_everywhere_at_once(superuser, agent, ticket, priya):
    actions.edit_ticket(ticket, by=priya, status="open", priority="p2")
    for value, words in (("open", "Being looked at"), ("pending", "Parked"), ("new", "Fresh")):
        assert change(superuser, "ticket-status", value, words).status_code == 302
    change(superuser, "ticket-priority", "p2", "Soon")
    change(superuser, "ticket-type", "incident", "Breakage")
    listed, page = read(agent, "/tickets/"), read(agent, f"/tickets/{ticket.pk}/")
    assert 'data-status="open">Being looked at</span>' in listed and 'data-priority="2">Soon</span>' in listed
    assert '<option value="open">Being looked at</option>' in listed and ">Parked <span" in listed  # menu, tab
    assert "Fresh, Being looked at, Parked" in listed  # the chip of a list that nobody filtered
    assert 'data-status="open">Being looked at</span>' in page and "Breakage" in page
    assert '<span dir="auto">Fresh</span> → <b dir="auto">Being looked at</b>' in page  # the timeline
    assert "Being looked at" in read(agent, f"/tickets/{ticket.pk}/edit/")
    chips = agent.get("/tickets/?status=open").context["filters"].chips()
    assert [str(chip["value"]) for chip in chips] == ["Being looked at"]
    assert "Being looked at" in read(superuser, "/admin/tickets/ticket/")


def test_the_timeline_says_old_changes_in_the_new_word(superuser, agent, ticket, priya):
    actions.edit_ticket(ticket, by=priya, status="pending")
    change(superuser, "ticket-status", "pending", "Parked")
    said = " ".join(read(agent, f"/tickets/{ticket.pk}/").split())
    assert '<span dir="auto">New</span> → <b dir="auto">Parked</b>' in said
    assert "Parked" in read(agent, "/activity/")


def test_assets_are_called_so_on_card_row_page_form_and_button(superuser, agent, laptop):
    change(superuser, "asset-status", "in-stock", "On the shelf")
    change(superuser, "asset-status", "out-of-service", "Broken")
    change(superuser, "asset-status", "in-use", "Out there")
    cards = read(agent, "/assets/")
    assert "On the shelf</span>" in cards and 'title="Broken"' in cards and "Out there" in cards
    assert "On the shelf" in read(agent, "/assets/AS1042/") and "Broken" in read(agent, "/assets/AS1042/edit/")
    agent.post("/assets/view/", {"show": "table"})
    assert "On the shelf</span>" in read(agent, "/assets/?status=in-stock")


def test_an_empty_word_goes_back_to_ours(superuser, agent, ticket):
    change(superuser, "ticket-status", "new", "Fresh")
    assert 'data-status="new">Fresh</span>' in read(agent, "/tickets/")
    assert change(superuser, "ticket-status", "new", " \u200b ").status_code == 302
    assert 'data-status="new">New</span>' in read(agent, "/tickets/") and row("ticket-status", "new").words == ""


@pytest.mark.parametrize("words", ["Closed", "  cLOSED ", "ＣＬＯＳＥＤ"])
def test_two_values_are_not_called_the_same(superuser, words):
    response = change(superuser, "ticket-status", "resolved", words)
    assert "is what “Closed” is called already" in response.content.decode()
    assert row("ticket-status", "resolved").words == ""


def test_a_word_is_not_given_back_while_another_has_it(superuser):
    change(superuser, "ticket-status", "open", "Busy")
    assert change(superuser, "ticket-status", "new", "Open").status_code == 302  # nobody is called so any more
    response = change(superuser, "ticket-status", "open", "")
    assert "“Open” is what “New” is called already" in response.content.decode()
    assert change(superuser, "asset-status", "lost", "Open").status_code == 302  # of another kind


@pytest.mark.django_db(transaction=True)
def test_two_superusers_at_once_do_not_give_two_values_the_same_word(root):
    def give(number):
        browser = Client()
        browser.force_login(root)
        return change(browser, "ticket-status", ("new", "open")[number], "Busy").status_code

    assert sorted(at_once(give, 2)) == [200, 302]
    assert Wording.objects.filter(words="Busy").count() == 1


def test_a_word_is_one_line_of_forty_characters(superuser):
    assert "at most 40 characters" in change(superuser, "ticket-status", "new", "x" * 41).content.decode()
    change(superuser, "ticket-status", "new", "a\r\nb\0 \u202e c")
    assert row("ticket-status", "new").words == "a b c"


def test_markup_in_a_word_is_only_text(superuser, agent, ticket, laptop):
    nasty = "<script>alert(1)</script>{{ 7 }} %(s"
    for kind, value in (("ticket-status", "new"), ("ticket-priority", "p3"), ("asset-status", "in-stock")):
        assert change(superuser, kind, value, nasty).status_code == 302
    places = ["/tickets/", f"/tickets/{ticket.pk}/", f"/tickets/{ticket.pk}/edit/", "/assets/", "/assets/AS1042/"]
    for path in [*places, "/tickets/?status=new", "/activity/"]:
        page = read(agent, path)
        assert "<script>alert" not in page and (path == "/activity/" or "&lt;script&gt;alert(1)" in page), path
    assert "<script>alert" not in read(superuser, "/admin/itdesk/wording/") + read(superuser, "/admin/tickets/ticket/")


def test_nothing_that_is_recorded_changes_with_a_word(superuser, ticket, laptop, priya):
    actions.edit_ticket(ticket, by=priya, status="pending", priority="p1")
    before = list(Ticket.objects.values()), list(Event.objects.values())
    for kind, value in wording.declared():
        assert change(superuser, kind, value, f"Word for {value}").status_code == 302
    assert (list(Ticket.objects.values()), list(Event.objects.values())) == before
    assert Event.objects.about(ticket).last().changes["status"] == {"was": "new", "now": "pending"}


def test_another_process_shows_it_within_two_seconds(agent, changing_words, ticket):
    assert "New</span>" in read(agent, "/tickets/")  # this one has read the words just now
    Wording.objects.filter(kind="ticket-status", value="new").update(words="Fresh")  # as the other one writes it
    time.sleep(wording.OLD_AFTER)
    assert "Fresh</span>" in read(agent, "/tickets/")


def test_words_that_were_just_read_cost_a_page_no_query(agent, changing_words, monkeypatch, django_assert_num_queries):
    with django_assert_num_queries(2):  # session with agent, words
        agent.get("/account/")
    monkeypatch.setattr(wording, "_read_at", time.monotonic() + 60)  # however slow this machine is
    with django_assert_num_queries(1):
        agent.get("/account/")


def test_public_pages_read_no_words(client, changing_words, django_assert_num_queries):
    for path in ("/", "/healthz/", "/login/", "/nothing/"):
        with django_assert_num_queries(0):
            client.get(path)
    with django_assert_num_queries(0):
        assert client.get("/tickets/").status_code == 302  # who is sent away reads none either


def test_a_table_that_does_not_answer_leaves_the_words_as_they_were(superuser, agent, ticket, monkeypatch):
    change(superuser, "ticket-status", "new", "Fresh")
    asked = []

    def away(execute, sql, *rest):
        if "itdesk_wording" in sql:
            asked.append(sql)
            raise OperationalError("the server closed the connection unexpectedly")
        return execute(sql, *rest)

    monkeypatch.setattr(wording, "_read_at", -math.inf)
    with connection.execute_wrapper(away):
        assert "Fresh</span>" in read(agent, "/tickets/")
        assert "Fresh</span>" in read(agent, "/tickets/") and len(asked) == 1  # and it is not asked for each page


def test_migrations_see_our_words_whatever_the_table_says(db):
    Wording.objects.filter(value="new").update(words="Fresh")
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


GERMAN = {
    "New": "Neu",
    "Pending": "Wartend",
    "P3 Medium": "P3 Mittel",
    "In stock": "Auf Lager",
    "Unassigned": "Niemand",
}


def mo_file(messages):
    """A catalogue as gettext reads it (GNU .mo)."""
    messages = {"": "Content-Type: text/plain; charset=UTF-8\n"} | messages
    pairs = [(key.encode(), messages[key].encode()) for key in sorted(messages)]
    at, tables, texts = 28 + 16 * len(pairs), [b"", b""], b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += struct.pack("<II", len(pair[side]), at + len(texts))
            texts += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + tables[0] + tables[1] + texts


@pytest.fixture
def german(tmp_path, settings):
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.mo").write_bytes(mo_file(GERMAN))
    settings.LOCALE_PATHS = [tmp_path]


def test_two_agents_in_two_languages_read_their_own(german, superuser, ticket, laptop):
    change(superuser, "ticket-status", "open", "Being looked at")
    seen, barrier = {"de": set(), "en": set()}, threading.Barrier(2, timeout=10)
    tickets, assets = list(Ticket.objects.as_rows()), list(Asset.objects.as_rows())

    def reader(language):
        with translation.override(language):
            for _time in range(20):
                barrier.wait()
                seen[language].add(table_rows(tickets) + str(Status.OPEN.label))

    threads = [threading.Thread(target=reader, args=[language]) for language in seen]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    [german_words], [english_words] = seen["de"], seen["en"]
    assert all(word in german_words for word in ("Neu<", "P3 Mittel<", "Niemand<", "Being looked at"))
    assert all(word in english_words for word in ("New<", "P3 Medium<", "Unassigned<", "Being looked at"))
    for language, word in (("de", "Auf Lager"), ("en", "In stock")):
        with translation.override(language):
            assert f">{word}<" in cards_of(assets)[1]
