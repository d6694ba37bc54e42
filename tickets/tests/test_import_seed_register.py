"""The known dirt of the seed's assets, agents and HR code."""

from datetime import date
from urllib.parse import unquote

import pytest
from django.urls import resolve

import assets.urls
from activity.models import Event
from agents.models import Agent, HRCode
from tickets.models import Ticket
from tickets.seed.assets import UNDER_A_TAG
from tickets.tests.seed_database import write
from tickets.tests.seed_rows import (
    ANN,
    LAPTOP,
    bring,
    bring_agents,
    bring_assets,
    bring_ticket,
    bring_tickets,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "seed.sqlite3"


@pytest.mark.parametrize("said, slug", [
    ("Laptops", "laptop"), ("LAPTOP", "laptop"), ("cellphones", "cellphone"), ("Cell phone", "cellphone"),
    ("accessories", "accessory"), ("Accessory", "accessory"), ("monitors", "monitor"), ("Toaster", "other"), ("", "other"),
])  # fmt: skip
def test_device_types_in_singular_and_plural(file, said, slug):
    [asset] = bring_assets(file, {"device_type": said})
    assert asset.category.slug == slug and ("Toaster" in asset.notes) == (said == "Toaster")


@pytest.mark.parametrize("said, status", [
    ("In service", "in-stock"), ("IN SERVICE", "in-stock"), ("in-service", "in-stock"), ("Out of Service", "out-of-service"),
    ("out_of_service", "out-of-service"), ("On fire", "in-stock"), (None, "in-stock"),
])  # fmt: skip
def test_asset_statuses(file, said, status):
    [asset] = bring_assets(file, {"asset_status": said})
    assert asset.status == status and ("On fire" in asset.notes) == (said == "On fire")


@pytest.mark.parametrize("said, expected", [
    ("2020-01-02", date(2020, 1, 2)), ("2020-01-02 00:00:00", date(2020, 1, 2)), ("2020/1/2", date(2020, 1, 2)),
    ("31/12/2020", date(2020, 12, 31)), ("12/31/2020", date(2020, 12, 31)), ("05/05/2020", date(2020, 5, 5)),
    ("1.2.2020", date(2020, 2, 1)), ("", None), (None, None), ("None", None),
])  # fmt: skip
def test_dates_in_the_formats_one_meets(file, said, expected):
    [asset] = bring_assets(file, {"warranty_end": said})
    assert asset.warranty_end == expected and asset.notes == ""


@pytest.mark.parametrize("said", ["31/31/2020", "02/03/2020", "soon", "2020-02-30", "0001-01-01", "31/12/20"])
def test_a_date_that_is_none_or_two_is_kept_in_the_notes(file, said):
    [asset] = bring_assets(file, {"warranty_end": said})
    assert asset.warranty_end is None and asset.notes == f"Imported: warranty_end was '{said}'"


def test_tags_stay_as_they_are_where_they_can(file):
    tags = ["Ä/1 #2", "100%", "IT/LAP/001", "x" * 40]
    assert [asset.tag for asset in bring_assets(file, *[{"asset_tag": tag} for tag in tags])] == tags


def test_tags_that_cannot_be_are_changed_and_kept_in_the_notes(file):
    tags = ["A1", "a1", "A1", "new", "BIN", "", None, "y" * 50, "y" * 51, "..", "A1/edit", "A1-2"]
    assets = bring_assets(file, *[{"asset_tag": tag} for tag in tags])
    assert [asset.tag for asset in assets] == [
        "A1", "a1-2", "A1-3", "new-2", "BIN-2", "untagged-6", "untagged-7", "y" * 40, "y" * 38 + "-2", "untagged-10",
        "A1/edit-2", "A1-2-2",
    ]  # fmt: skip
    assert assets[8].notes == f"Imported: asset_tag was '{'y' * 51}'"


@pytest.mark.parametrize(
    "tag", ["new", "Bin", "A/edit", "A/delete", "a/b", "/", "./x", "x/..", "A?b#c", "%2e%2e", "\\", "é"]
)
def test_every_imported_tag_is_the_address_of_its_own_page(file, tag):
    [asset] = bring_assets(file, {"asset_tag": tag})
    found = resolve(unquote(asset.get_absolute_url()))
    assert found.view_name == "assets:detail" and found.kwargs == {"tag": asset.tag}


def test_no_imported_tag_ends_like_an_address_under_a_tag():
    routes = [str(route.pattern) for route in assets.urls.urlpatterns]
    assert {route.split("/")[2] for route in routes if route.count("/") == 3} <= UNDER_A_TAG


def test_a_ticket_finds_an_asset_by_the_tag_that_the_file_gave_it(file):
    rows = [{**LAPTOP, "asset_tag": "new"}, {**LAPTOP, "asset_id": 2, "asset_tag": "z" * 60}]
    tags = ["New", "Z" * 60]
    bring_tickets(file, *[{"ticket_id": n, "asset_tag": tag} for n, tag in enumerate(tags, 1)], assets=rows)
    assert [ticket.asset.tag for ticket in Ticket.objects.order_by("pk")] == ["new-2", "z" * 40]


def test_what_is_too_long_for_its_field_is_cut_and_kept_in_the_notes(file):
    [asset] = bring_assets(file, {"brand": "b" * 300, "model": "m" * 300, "serial_number": "s" * 300})
    assert [len(text) for text in (asset.manufacturer, asset.model, asset.serial_number)] == [100, 150, 100]
    assert "b" * 300 in asset.notes and "s" * 300 in asset.notes


def test_usernames_that_cannot_be_kept_become_new_ones_and_the_report_names_them(file, priya):
    rows = [{"username": name, "email": None} for name in ("ann.lee", "ANN.LEE", "Änn", "", "me", "priya", "a b")]
    said, agents = bring_agents(file, *rows)
    assert [agent.username for agent in agents[1:]] == ["ann.lee", *(f"ann.lee{n}" for n in range(2, 8))]
    assert "“Änn” and signs in as: 3 (ann.lee3)" in said


def test_names_come_from_the_one_column_where_the_two_are_empty(file):
    _said, [agent] = bring_agents(file, {"firstName": None, "lastName": "", "name": "Ann van der Lee"})
    assert (agent.first_name, agent.last_name) == ("Ann", "van der Lee")


def test_an_agents_second_use_of_an_address_is_left_out_and_an_odd_one_stays(file):
    said, agents = bring_agents(file, {}, {"email": "ann@ALPHA.example"}, {"email": "Odd"}, {"email": "x" * 300})
    assert [agent.email for agent in agents] == ["ann@alpha.example", "", "odd", "x" * 254]
    assert "another agent has that e-mail" in said and "no address" in said


def test_somebody_who_was_here_with_that_address_is_that_employee_unchanged(file, priya):
    said, agents = bring_agents(file, {"email": "PRIYA@alpha.example"})
    assert agents == [priya] and agents[0].name == "Priya Shah" and "same agent" in said
    bring(file)
    assert Agent.objects.count() == 1 and Event.objects.about(priya).count() == 1


def test_an_employee_about_whom_nothing_is_known_is_refused(file):
    said, agents = bring_agents(file, dict.fromkeys(ANN))
    assert not agents and "has no name, no username and no e-mail" in said


@pytest.mark.parametrize("hashed", [None, "", "sha1$a$b", "plain text", "pbkdf2:sha256:1$a\x00b$aa", b"\xff\xfe", 12])
def test_a_password_that_cannot_be_checked_is_reported_by_username(file, hashed):
    said, [agent] = bring_agents(file, {"password": hashed})
    assert not agent.has_usable_password()
    assert "could not be brought along; a superuser sets them a new one:\n  ann.lee\n" in said


def test_no_hash_and_no_code_is_ever_printed_or_logged(file):
    rows = {"employees": [ANN, {**ANN, "password": "hunter2"}], "human_resources": [{"hr_code": "SECRET-CODE"}]}
    said = bring(write(file, **rows))
    log = str(list(Event.objects.values_list("changes", "details", "actor_name")))
    for secret in (ANN["password"], "pbkdf2", "hunter2", "SECRET-CODE"):
        assert secret not in said + log


def test_the_last_hr_code_that_says_anything_is_set_and_logged(file):
    bring(write(file, human_resources=[{"hr_code": code} for code in ("old", "Latest-1", None, " ")]))
    assert HRCode.objects.get().code == "Latest-1"
    assert Event.objects.filter(kind_name="hr_code.changed").count() == 1


def test_an_hr_code_that_is_set_stays(file):
    HRCode.objects.create(code="ours")
    bring(write(file, human_resources=[{"hr_code": "theirs"}]))
    assert HRCode.objects.get().code == "ours"


def test_odd_types_and_bytes_come_over_as_text(file):
    said = bring_tickets(file, {"subject": b"caf\xe9", "description": 12.0, "created_by": 5, "agent_name": b"Ann Lee"})
    ticket = Ticket.objects.get()
    assert (ticket.subject, ticket.description, ticket.name_as_given) == ("caf\ufffd", "12.0", "5")
    assert ticket.assignee.username == "ann.lee" and "no UTF-8" in said


def test_controls_and_bidi_overrides_do_not_come_over(file):
    assert bring_ticket(file, subject="a\x00b\x1b[31m\u202ec\ud7ff").subject == "ab[31mc\ud7ff"
