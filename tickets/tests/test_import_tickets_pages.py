"""The pages of an import: for superusers only, everything answered is kept, nothing is written before they say so."""

import os
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tickets import actions
from tickets.importing import uploads
from tickets.models import Ticket
from tickets.views import imports

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]

TABLE = (
    "Id,Subject,Body,Status,Created,Mood\nT-1,Printer jams,Since Monday,Open,2024-03-01,good\nT-2,Mouse,,Limbo,,bad\n"
)


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    return settings.DATA_DIR / "imports" / "uploads"


def upload(client, content=TABLE, name="old desk.csv", follow=True):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return client.post("/tickets/import/", {"file": file}, follow=follow)


def answers(response, **more):
    """What the form on a page would send."""
    context = response.context
    columns = {
        choice.name: next((v for v, _w, chosen in choice.options if chosen), "") for choice in context["columns"]
    }
    plan = context["plan"]
    return {
        "source": plan.source,
        "dates": plan.dates,
        "timezone": plan.timezone,
        "encoding": "",
        "delimiter": "",
        **columns,
        **more,
    }


def post(response, client, **more):
    return client.post(response.request["PATH_INFO"], answers(response, **more), follow=True)


def imported(client):
    page = upload(client)
    return post(page, client, act="apply", **{"said-status": ["Limbo"], "ours-status": ["pending/parts"]})


@pytest.mark.parametrize("path", ["/tickets/import/", "/tickets/import/nothing/", "/tickets/import/nothing/rejects/"])
def test_it_is_for_superusers(priya_client, path):
    assert priya_client.get(path).status_code == 403


def test_the_limits_are_said_before_the_upload(root_client):
    page = root_client.get("/tickets/import/").content.decode()
    assert "at most 20 MB and 2000 tickets" in page.replace(",", "") and "save a spreadsheet as CSV" in page


def test_the_preview_shows_what_was_found_and_guessed_and_every_verdict(root_client):
    page = upload(root_client)
    text = page.content.decode()
    assert page.status_code == 200 and "old desk.csv" in text and "comma" in text and "plain ASCII" in text
    columns = {choice.name: choice.sample for choice in page.context["columns"]}
    assert columns["map-subject"] == "Printer jams, Mouse" and columns["map-assignee"] == ""
    assert [(v.line, v.what) for v in page.context["report"].first] == [(2, "new"), (3, "refused")]
    assert "2 rows = 1 new" in text and "“Limbo”" in text and "Mood" in text
    assert not Ticket.objects.exists()


def test_everything_answered_is_kept_and_looked_at_again(root_client):
    page = upload(root_client)
    words = {"said-status": ["Limbo", "*"], "ours-status": ["open", "closed"]}
    again = post(
        page, root_client, act="look", timezone="Europe/Berlin", **{"map-details": ["5"], "map-created": "", **words}
    )
    plan = again.context["plan"]
    assert plan.columns["details"] == ["Mood"] and "created" not in plan.columns and plan.timezone == "Europe/Berlin"
    assert plan.values == {"status": {"limbo": "open", "*": "closed"}} and again.context["report"].counts["new"] == 2
    assert '<option value="closed" selected>' in again.content.decode()


@pytest.mark.parametrize("wrong", [
    {"timezone": "Mars"}, {"dates": "sideways"}, {"encoding": "klingon"}, {"ours-status": "nowhere", "said-status": "Limbo"},
    {"map-subject": "", "map-description": ""}, {"delimiter": "ab"},
])  # fmt: skip
def test_an_answer_that_makes_no_sense_is_said_with_the_page_kept(root_client, wrong):
    page = post(upload(root_client), root_client, act="look", **wrong)
    assert page.status_code == 422 and page.context["problem"] and page.context["columns"]
    assert all(str(value) in page.content.decode() for name, value in wrong.items() if name in ("timezone", "encoding"))


def test_dates_that_could_be_two_are_asked_about(root_client):
    page = upload(root_client, "Subject,Created\nx,01/02/2024\n")
    assert "1 February 2024 with the day first" in page.content.decode() and page.context["report"] is None
    page = post(page, root_client, act="look", dates="month-first")
    assert page.context["report"].counts["new"] == 1


def test_applying_imports_by_name_and_ends_on_the_result(root_client, root):
    page = imported(root_client)
    assert sorted(Ticket.objects.values_list("external_source", "external_id", "status")) == [
        ("old desk", "T-1", "open"), ("old desk", "T-2", "pending"),
    ]  # fmt: skip
    batch = page.context["upload"].batch
    assert f"/tickets/?imported={batch}&amp;status=any" in page.content.decode() and "2 new" in page.content.decode()
    listed = root_client.get(f"/tickets/?imported={batch}&status=any").content.decode()
    assert "Printer jams" in listed and "Mouse" in listed
    assert "Robin Root" in root_client.get(Ticket.objects.first().get_absolute_url()).content.decode()


def test_a_double_click_imports_once(root_client):
    page = upload(root_client)
    for _click in range(2):
        done = post(page, root_client, act="apply", **{"map-external_id": ""})
    assert Ticket.objects.count() == 1 and done.status_code == 200
    assert post(page, root_client, act="look").templates[0].name == "tickets/imported.html"


def test_while_another_press_is_at_work_it_says_so(root_client):
    page = upload(root_client)
    page.context["upload"].claim()
    assert post(page, root_client, act="apply").status_code == 409 and not Ticket.objects.exists()


def test_nothing_if_a_row_is_refused(root_client):
    page = post(upload(root_client), root_client, act="apply", all_or_nothing="on")
    assert page.status_code == 422 and "Nothing was imported" in page.context["problem"] and not Ticket.objects.exists()
    assert post(page, root_client, act="apply").status_code == 200 and Ticket.objects.count() == 1


def test_refused_rows_can_be_downloaded(root_client):
    page = post(upload(root_client), root_client, act="apply")
    answer = root_client.get(page.request["PATH_INFO"] + "rejects/")
    assert answer["Content-Disposition"] == 'attachment; filename="rejects.csv"'
    assert b"T-2,Mouse" in b"".join(answer.streaming_content)


def test_an_import_is_taken_back_but_for_what_was_worked_on(root_client, priya):
    page = imported(root_client)
    worked_on = Ticket.objects.get(external_id="T-1")
    actions.assign_ticket(worked_on, priya, by=priya)
    page = root_client.post(page.request["PATH_INFO"], {"act": "undo"})
    assert "1 ticket is in the bin" in page.content.decode() and f"#{worked_on.pk}" in page.content.decode()
    assert Ticket.objects.present().get() == worked_on
    page = imported(root_client)
    assert "1 back from the bin" in page.content.decode() and Ticket.objects.present().count() == 2


@pytest.mark.parametrize(
    "content, status",
    [(b"", 422), (b"x" * (uploads.MOST_BYTES + 1), 413), (b"x" * (uploads.MOST_BYTES + 200_000), 413)],
)
def test_a_file_that_is_empty_or_too_large_is_refused(root_client, content, status, data_folder):
    answer = upload(root_client, content, follow=False)
    assert answer.status_code == status and 'role="alert"' in answer.content.decode()
    assert not data_folder.exists() or not list(data_folder.glob("*.data"))


def test_a_form_without_a_file_is_refused(root_client):
    assert root_client.post("/tickets/import/", {}).status_code == 422


def test_more_rows_than_a_page_can_take_are_sent_to_the_command(root_client, monkeypatch):
    monkeypatch.setattr(imports, "MOST_ROWS", 1)
    page = upload(root_client)
    assert "manage.py import_tickets" in page.context["problem"] and page.context["report"] is None
    assert post(page, root_client, act="apply").status_code == 422 and not Ticket.objects.exists()


def test_the_name_of_a_file_is_never_part_of_a_path(root_client, data_folder):
    upload(root_client, name="../../../etc/passwd\0<b>.csv")
    assert {path.parent for path in data_folder.rglob("*")} == {data_folder}
    assert all(path.stat().st_mode & 0o077 == 0 for path in data_folder.glob("*.data"))


@pytest.mark.parametrize("key", ["..", "x" * 32, "%2e%2e%2fsecret_key", "a" * 31, "A" * 33])
def test_a_key_that_nobody_has_is_a_404(root_client, key):
    for path in (f"/tickets/import/{key}/", f"/tickets/import/{key}/rejects/"):
        assert root_client.get(path).status_code == 404
    assert root_client.post(f"/tickets/import/{key}/", {"act": "undo"}).status_code == 404


def test_a_file_is_gone_after_a_day_and_the_way_back_is_not(root_client, data_folder):
    page = imported(root_client)
    old = time.time() - uploads.KEPT_SECONDS - 60
    for path in data_folder.iterdir():
        os.utime(path, (old, old))
    upload(root_client)
    assert len(list(data_folder.glob("*.data"))) == 1
    assert root_client.post(page.request["PATH_INFO"], {"act": "undo"}).status_code == 200
    assert not Ticket.objects.present().exists()


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04", b"\0\0\0", b'"open', b"a,b\n", b"\xff\xfe", b"one column\nx\n", b"Subject\n" + b'"' * 999],
)
def test_whatever_is_uploaded_is_answered_with_a_page(root_client, content):
    page = upload(root_client, content)
    assert page.status_code == 200
    assert root_client.post(page.request["PATH_INFO"], {"act": "apply"}).status_code in (200, 302, 422)
    nonsense = {
        "map-subject": ["x", "-1", "9" * 30],
        "said-status": "a",
        "ours-status": "b",
        "source": "\0",
        "dates": "\ud800",
    }
    assert (
        root_client.post(page.request["PATH_INFO"], {k: v for k, v in nonsense.items() if k != "dates"}).status_code
        < 500
    )


def test_the_ways_in_are_a_list_of_what_was_imported_lately(root_client):
    imported(root_client)
    page = root_client.get("/tickets/import/").content.decode()
    assert "old desk.csv" in page and "2 rows = 2 new" in page


def test_an_import_that_is_none_is_said_by_the_list(priya_client):
    assert priya_client.get("/tickets/?imported=nonsense").status_code == 400
    assert priya_client.get("/tickets/?imported=00000000-0000-0000-0000-000000000000").status_code == 200
