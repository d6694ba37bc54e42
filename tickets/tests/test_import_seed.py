"""The seed's own database comes over: every row, every known flaw, as often as anybody runs it."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import DataError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activity import history
from activity.models import Event
from activity.tests.adding_up import recorded_models
from agents.models import Agent, HRCode
from assets.actions import bin_asset, edit_asset
from assets.models import Asset
from people.actions import edit_person
from people.models import Person
from tickets import actions, seed
from tickets.forms import EditTicketForm
from tickets.models import Ticket
from tickets.seed.tickets import renumber_taken
from tickets.tests import seed_database
from tickets.tests.seed_database import append, pbkdf2, scrypt, write

pytestmark = pytest.mark.django_db

ANN = {"employee_id": 1, "firstName": "Ann", "lastName": "Lee", "name": "Ann Lee", "username": "ann.lee",
       "email": "Ann@Alpha.example", "password": pbkdf2("Live")}  # fmt: skip
LAPTOP = {"asset_id": 1, "asset_tag": "AS0001", "brand": "Lenovo", "model": "T14", "serial_number": "X1",
          "date_in_service": "2020-01-31", "warranty_start": "2020-01-31", "warranty_end": "2023-01-31",
          "device_type": "laptop", "asset_status": "In service"}  # fmt: skip
TICKET = {"ticket_id": 7, "status": "Open", "time_created": "2021-04-05 10:11:12.123456", "time_closed": None,
          "subject": "Printer jams", "service_type": "Hardware", "description": "Since\r\nMonday", "agent_name": "Ann Lee",
          "asset_tag": "as0001", "created_by": "Jo PARK", "email": "Jo@Alpha.example"}  # fmt: skip


@pytest.fixture
def file(tmp_path):
    return tmp_path / "seed.sqlite3"


def bring(path, *options):
    """What the command says."""
    out = StringIO()
    call_command("import_seed", path, *options, stdout=out)
    return out.getvalue()


def bring_tickets(file, *rows, employees=(ANN,), assets=(LAPTOP,)):
    """What the command says of rows that differ from TICKET as told."""
    rows = [{**TICKET, **row} for row in rows]
    return bring(write(file, employees=employees, assets=assets, tickets=rows))


def bring_ticket(file, **values):
    bring_tickets(file, values)
    return Ticket.objects.with_names().get(external_source="seed")


def bring_assets(file, *rows):
    """The assets, in the file's order."""
    bring(write(file, assets=[{**LAPTOP, "asset_id": n, **row} for n, row in enumerate(rows, 1)]))
    return list(Asset.objects.order_by("pk"))


def bring_agents(file, *rows):
    """(what the command says, the agents in the file's order)."""
    said = bring(write(file, employees=[{**ANN, "employee_id": n, **row} for n, row in enumerate(rows, 1)]))
    return said, list(Agent.objects.order_by("pk"))


def rows_of_everything():
    return {model.__name__: model._base_manager.count() for model in apps.get_models()}


# One row of each


def test_a_ticket_comes_over_whole(file):
    ticket = bring_ticket(file)
    assert ticket.pk == 7 and ticket.external_id == "7" and ticket.source == "import"
    assert ticket.subject == "Printer jams" and ticket.description == "Since\nMonday"
    assert ticket.status == "open" and ticket.assignee.username == "ann.lee" and ticket.category.slug == "hardware"
    assert ticket.asset.tag == "AS0001" and ticket.tag_as_typed == ""
    assert ticket.requester.email == "jo@alpha.example" and ticket.name_as_given == "Jo PARK" == ticket.requester.name
    assert ticket.created_at == ticket.updated_at == datetime(2021, 4, 5, 10, 11, 12, tzinfo=UTC)
    assert ticket.resolved_at is None and ticket.closed_at is None


def test_its_event_is_of_that_day_and_in_one_batch_with_the_others(file):
    ticket = bring_ticket(file)
    event = Event.objects.about(ticket).get()
    assert event.kind_name == "ticket.imported" and event.at == ticket.created_at and event.is_history
    assert {event.batch for event in Event.objects.all()} == {event.batch} != {None}


def test_nobody_is_told_of_imported_tickets(file):
    event = Event.objects.about(bring_ticket(file)).get()
    assert not event.deliveries.exists()


def test_an_asset_comes_over_whole(file):
    [asset] = bring_assets(file, {})
    assert (asset.tag, asset.manufacturer, asset.model, asset.serial_number) == ("AS0001", "Lenovo", "T14", "X1")
    assert asset.category.slug == "laptop" and asset.status == "in-stock" and asset.notes == ""
    assert asset.in_service_on == asset.warranty_start == date(2020, 1, 31) and asset.warranty_end == date(2023, 1, 31)


def test_an_employee_becomes_an_agent_whose_event_says_so(file):
    _said, [agent] = bring_agents(file, {})
    assert (agent.username, agent.name, agent.email) == ("ann.lee", "Ann Lee", "ann@alpha.example")
    event = Event.objects.about(agent).get()
    assert event.kind_name == "agent.imported" and event.details == {"seed_employee": "1"}
    assert not agent.is_superuser and not agent.is_staff


@pytest.mark.parametrize("hashed", [pbkdf2("Live"), scrypt("Live")])
def test_a_werkzeug_password_still_logs_in(file, hashed):
    bring_agents(file, {"password": hashed})
    assert authenticate(username="ann.lee", password="Live").username == "ann.lee"
    assert authenticate(username="ann.lee", password="live") is None


# The known dirt


@pytest.mark.parametrize("status", ["Open", "OPEN ", "open"])
@pytest.mark.parametrize("nobody", [None, "None", "", "null", " NONE "])
def test_an_open_ticket_of_nobody_is_new(file, status, nobody):
    ticket = bring_ticket(file, status=status, agent_name=nobody)
    assert ticket.status == "new" and ticket.assignee is None and "Imported" not in ticket.description


@pytest.mark.parametrize("status", ["Closed", "CLOSED", " closed"])
def test_a_closed_ticket_keeps_its_time(file, status):
    ticket = bring_ticket(file, status=status, time_closed="2021-04-06 08:00:00.5")
    assert ticket.status == "closed" and ticket.closed_at == ticket.resolved_at == ticket.updated_at
    assert ticket.closed_at == datetime(2021, 4, 6, 8, tzinfo=UTC)


def test_a_closed_ticket_without_a_time_was_closed_when_it_was_created_and_the_report_says_so(file):
    said = bring_tickets(file, {"status": "Closed", "time_closed": "None"})
    ticket = Ticket.objects.get()
    assert ticket.closed_at == ticket.created_at and "has no time_closed" in said


def test_a_ticket_closed_before_it_was_created_is_kept_so_and_reported(file):
    said = bring_tickets(file, {"status": "Closed", "time_closed": "2020-01-01 00:00:00"})
    ticket = Ticket.objects.get()
    assert ticket.closed_at < ticket.created_at == ticket.updated_at and "closed before it was created" in said


def test_an_open_ticket_with_a_time_closed_keeps_that_as_text(file):
    ticket = bring_ticket(file, time_closed="2022-01-01 00:00:00")
    assert ticket.closed_at is None and "Imported: time_closed was '2022-01-01 00:00:00'" in ticket.description


def test_an_unknown_status_is_open_and_said_in_the_description(file):
    said = bring_tickets(file, {"status": "In limbo", "agent_name": None})
    ticket = Ticket.objects.get()
    assert ticket.status == "open" and ticket.description == "Since\nMonday\n\nImported: status was 'In limbo'"
    assert "status is unknown" in said and ": 7" in said


@pytest.mark.parametrize("written, expected", [
    ("2021-04-05 10:11:12", (2021, 4, 5, 10, 11, 12)), ("2021-04-05T10:11:12.5", (2021, 4, 5, 10, 11, 12)),
    ("2021-04-05T10:11:12Z", (2021, 4, 5, 10, 11, 12)), ("2021-04-05T10:11:12+02:00", (2021, 4, 5, 8, 11, 12)),
    ("2021-04-05 10:11:12 -0330", (2021, 4, 5, 13, 41, 12)), ("2021-04-05", (2021, 4, 5)),
    ("25/12/2021 10:11", (2021, 12, 25, 10, 11)), ("12/25/2021 10:11", (2021, 12, 25, 10, 11)),
    ("04/05/2021 10:11", (2021, 5, 4, 10, 11)), ("5.4.2021, 9:05", (2021, 4, 5, 9, 5)),
])  # fmt: skip
def test_times_in_the_formats_one_meets(file, written, expected):
    assert bring_ticket(file, time_created=written).created_at == datetime(*expected, tzinfo=UTC)


@pytest.mark.parametrize("nonsense", [
    "yesterday", "2021-02-30 10:00:00", "0000-00-00 00:00:00", "9999-12-31 23:59:59-10:00", "99/99/9999", "1617617472",
    "2021-04-05 25:00:00", "2021-04-05T10:11:12+99:99", "٢٠٢١-٠٤-٠٥", "2021-04-05\x00",
])  # fmt: skip
def test_a_time_that_is_none_is_kept_as_text_and_the_import_is_the_time(file, nonsense):
    said = bring_tickets(file, {"time_created": nonsense})
    ticket = Ticket.objects.get()
    if nonsense.startswith("2021-04-05\x00"):
        assert ticket.created_at.year == 2021
        return
    assert (datetime.now(UTC) - ticket.created_at).total_seconds() < 60 and "the time of this import" in said
    assert f"Imported: time_created was '{nonsense}'" in ticket.description


def test_a_missing_time_is_marked(file):
    assert "Imported: time_created was missing" in bring_ticket(file, time_created=None).description


@pytest.mark.parametrize("tag", ["as0001", " AS0001\n", "As0001"])
def test_a_tag_finds_its_asset_whatever_its_case(file, tag):
    assert bring_ticket(file, asset_tag=tag).asset.tag == "AS0001"


def test_a_tag_that_no_asset_has_is_kept_as_typed(file):
    ticket = bring_ticket(file, asset_tag="Broken one")
    assert ticket.asset is None and ticket.tag_as_typed == "Broken one"


@pytest.mark.parametrize("tag", ["x" * 500, "\ufdfa" * 100])
def test_a_very_long_tag_is_cut_and_kept_whole_in_the_description(file, tag):
    ticket = bring_ticket(file, asset_tag=tag)
    assert len(ticket.tag_as_typed) <= 100 and len(ticket.typed_tag_key) <= 400 and f"'{tag}'" in ticket.description


@pytest.mark.parametrize("name", ["ann  LEE", "ann.lee", "ANN@alpha.example", " Ann Lee "])
def test_an_agent_is_found_by_name_username_and_email(file, name):
    assert bring_ticket(file, agent_name=name).assignee.username == "ann.lee"


def test_an_unknown_agent_is_nobody_and_kept_in_the_description(file):
    ticket = bring_ticket(file, agent_name="Gone Girl")
    assert ticket.assignee is None and ticket.status == "new" and "agent_name was 'Gone Girl'" in ticket.description


def test_an_agent_of_two_is_nobody(file):
    said = bring_tickets(
        file, {}, employees=[ANN, {**ANN, "employee_id": 2, "username": "lee", "email": "b@x.example"}]
    )
    assert Ticket.objects.get().assignee is None and "may be several agents" in said


def test_the_files_own_employee_is_meant_before_a_namesake_who_was_here(file, priya):
    Agent.objects.filter(pk=priya.pk).update(first_name="Ann", last_name="Lee")
    assert bring_ticket(file).assignee.username == "ann.lee"


def test_an_agent_who_was_here_can_be_meant(file, priya):
    assert bring_ticket(file, agent_name="Priya Shah").assignee == priya


@pytest.mark.parametrize("email", ["jo", "jo@", "@", "jo park@alpha"])
def test_an_email_without_a_domain_is_kept_as_given(file, email):
    ticket = bring_ticket(file, email=email)
    assert ticket.requester.email == "" and ticket.requester.email_as_given == email


def test_one_address_in_any_case_is_one_person_and_each_ticket_keeps_its_name(file):
    bring_tickets(file, {}, {"ticket_id": 8, "created_by": "jo park", "email": "JO@alpha.EXAMPLE"})
    assert Person.objects.get().name == "Jo PARK"
    assert Ticket.objects.get(pk=8).name_as_given == "jo park"


def test_people_without_an_address_are_one_by_name_and_what_they_gave(file):
    ids = [(1, "Jo", "jo"), (2, "Jo", "jo"), (3, "Jo", ""), (4, "Jo", None), (5, "Jo", "joe")]
    bring_tickets(file, *[{"ticket_id": n, "created_by": name, "email": email} for n, name, email in ids])
    assert sorted(Person.objects.values_list("email_as_given", flat=True)) == ["", "jo", "joe"]


def test_a_person_who_was_here_is_found(file, jo):
    assert bring_ticket(file).requester == jo and jo.name == "Jo Park"


def test_nobody_asked(file):
    ticket = bring_ticket(file, created_by=None, email="")
    assert ticket.requester is None and ticket.name_as_given == ""


def test_somebody_without_a_name_goes_by_the_email(file):
    assert bring_ticket(file, created_by="", email="Jo@alpha.example").requester.name == "Jo@alpha.example"


@pytest.mark.parametrize("subject", [None, "", " \n", "\u200b\u200d"])
def test_no_subject(file, subject):
    assert bring_ticket(file, subject=subject).subject == "(no subject)"


def test_a_long_subject_is_cut_and_kept_whole_in_the_description(file):
    ticket = bring_ticket(file, subject="word " * 100)
    assert (
        len(ticket.subject) <= 255 and ticket.subject.endswith("word") and ("word " * 100).strip() in ticket.description
    )


def test_a_description_beyond_all_measure_is_cut_and_reported(file):
    said = bring_tickets(file, {"description": "y" * 200_000, "status": "limbo"})
    description = Ticket.objects.get().description
    assert len(description) == 50_000 and description.endswith("status was 'limbo'") and "cut" in said


@pytest.mark.parametrize("said, slug", [
    ("Software", "software"), ("HARDWARE", "hardware"), ("Other", "other"), ("others", "other"), ("Network", "network"),
    ("Account and Access", "account"), ("Magic", "other"), (None, "other"),
])  # fmt: skip
def test_service_types(file, said, slug):
    assert bring_ticket(file, service_type=said).category.slug == slug


def test_an_unknown_service_type_is_kept_in_the_description(file):
    assert "Imported: service_type was 'Magic'" in bring_ticket(file, service_type="Magic").description


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


# Numbers


def test_a_number_that_is_taken_is_refused_with_its_row_and_the_others_come(file, ticket):
    said = bring_tickets(file, {"ticket_id": ticket.pk}, {"ticket_id": 70}, {"ticket_id": 70, "subject": "Again"})
    assert list(Ticket.objects.filter(external_source="seed").values_list("pk", "subject")) == [(70, "Printer jams")]
    assert f"tickets  {ticket.pk}  another ticket has that number" in said
    assert "tickets  70  another row of the file has that number" in said


def test_renumber_gives_a_new_number_and_keeps_the_old_one(file, ticket):
    rows = [{**TICKET, "ticket_id": n, "subject": subject} for n, subject in [(ticket.pk, "a"), (900, "b"), (900, "c")]]
    bring(write(file, tickets=rows), "--renumber")
    got = {t.subject: (t.pk, t.external_id) for t in Ticket.objects.filter(external_source="seed")}
    assert got["b"] == (900, "900") and min(got["a"][0], got["c"][0]) > 900
    assert got["a"][1] == str(ticket.pk) and got["c"][1] == "900/2"
    before = rows_of_everything()
    bring(file, "--renumber")
    assert rows_of_everything() == before


@pytest.mark.parametrize("odd", ["abc", -5, 0, 2**62, "9" * 5000, None, "", "1e3", "٧", 1.5])
def test_an_id_that_is_no_number_gets_a_new_one_once(file, odd):
    bring_tickets(file, {"ticket_id": odd})
    before = Ticket.objects.get()
    bring(file)
    assert Ticket.objects.get() == before and 0 < before.pk < 2**62 and before.external_id


def test_the_next_ticket_gets_a_fresh_number(file, hardware):
    bring_tickets(file, {"ticket_id": 4000}, {"ticket_id": 12})
    fresh = actions.submit_ticket(name="Jo", email="jo@x.example", subject="Next", category=hardware)
    assert fresh.pk > 4000


def test_the_counter_never_goes_back(file, ticket, hardware):
    bring_tickets(file, {"ticket_id": ticket.pk + 500})
    bring(write(file.with_name("smaller"), tickets=[{**TICKET, "ticket_id": ticket.pk + 100}]))
    fresh = actions.submit_ticket(name="Jo", email="jo@x.example", subject="Next", category=hardware)
    assert fresh.pk == ticket.pk + 501


# Again and again


def test_a_second_run_changes_nothing(file):
    seed_database.fill(file, tickets=150, assets=40, agents=8, people=30)
    bring(file)
    before = (
        rows_of_everything(),
        list(Ticket.objects.order_by("pk").values()),
        list(Asset.objects.order_by("pk").values()),
    )
    said = bring(file)
    assert before == (
        rows_of_everything(), list(Ticket.objects.order_by("pk").values()), list(Asset.objects.order_by("pk").values())
    )  # fmt: skip
    assert [line.split()[2:] for line in said.splitlines() if line.startswith("tickets ")] == [["0", "150", "0"]]


def test_a_grown_file_brings_only_what_is_new(file):
    bring_tickets(file, {})
    append(file, "tickets", {**TICKET, "ticket_id": 8, "asset_tag": "AS0002", "agent_name": "Bo Ek"})
    append(file, "assets", {**LAPTOP, "asset_id": 2, "asset_tag": "AS0002"})
    append(
        file,
        "employees",
        {**ANN, "employee_id": 2, "firstName": "Bo", "lastName": "Ek", "name": "", "email": "bo@x.example"},
    )
    bring(file)
    ticket = Ticket.objects.get(pk=8)
    assert ticket.asset.tag == "AS0002" and ticket.assignee.name == "Bo Ek"
    assert (Ticket.objects.count(), Asset.objects.count(), Agent.objects.count(), Person.objects.count()) == (
        2,
        2,
        2,
        1,
    )


def test_what_people_did_since_survives_a_second_import(file, priya):
    ticket = bring_ticket(file)
    agent = ticket.assignee
    agent.first_name, agent.username, agent.email = "Anna", "anna", "anna@alpha.example"
    agent.set_password("Another-2026!")
    agent.save()
    edit_asset(ticket.asset, by=priya, tag="RENAMED")
    edit_person(ticket.requester, by=priya, name="Jo Park-Lee")
    actions.close_ticket(ticket, by=priya)
    append(file, "tickets", {**TICKET, "ticket_id": 8})
    before = rows_of_everything()
    bring(file)
    later = Ticket.objects.with_names().get(pk=8)
    assert rows_of_everything() == before | {"Ticket": 2, "Event": before["Event"] + 1}
    assert Ticket.objects.get(pk=7).status == "closed"
    assert (later.assignee, later.asset.tag, later.requester.name) == (agent, "RENAMED", "Jo Park-Lee")
    assert Agent.objects.get(pk=agent.pk).check_password("Another-2026!")


def test_what_is_in_the_bin_stays_there(file, priya):
    ticket = bring_ticket(file)
    bin_asset(ticket.asset, by=priya)
    actions.bin_ticket(ticket, by=priya)
    append(file, "tickets", {**TICKET, "ticket_id": 8})
    bring(file)
    assert Ticket.objects.present().get().tag_as_typed == "as0001"
    assert Asset.objects.get().is_binned and Ticket.objects.binned().get() == ticket


def test_an_asset_that_was_here_is_the_one_with_its_tag(file, laptop):
    assert bring_assets(file, {"asset_tag": "as1042", "brand": "Other"}) == [laptop]
    assert Asset.objects.get().manufacturer == "Lenovo"


def test_an_id_that_the_seed_gave_to_another_ticket_since_is_refused(file):
    bring_tickets(file, {})
    other = write(
        file.with_name("later"), tickets=[{**TICKET, "time_created": "2024-01-01 00:00:00", "subject": "Other"}]
    )
    assert "came over before, and was created at another time" in bring(other)
    assert Ticket.objects.get().subject == "Printer jams"


# A dry run, refusals, and what is no seed at all


def test_a_dry_run_says_the_same_and_writes_nothing(file, ticket):
    seed_database.fill(file, tickets=120, assets=40, agents=30, people=20)
    before = rows_of_everything()
    dry = bring(file, "--dry-run", "--renumber")
    assert rows_of_everything() == before
    wet = bring(file, "--renumber")
    assert dry.splitlines()[1:-1] == wet.splitlines()[1:-1] and rows_of_everything() != before


def test_rejects_go_to_a_file_when_asked(file, ticket, tmp_path):
    write(file, tickets=[{**TICKET, "ticket_id": ticket.pk}])
    bring(file, "--rejects", tmp_path / "rejects.txt")
    assert (tmp_path / "rejects.txt").read_text() == f"tickets\t{ticket.pk}\tanother ticket has that number\n"
    with pytest.raises(CommandError, match="overwrite"):
        bring(file, "--rejects", file)
    with pytest.raises(CommandError, match="can't be written"):
        bring(file, "--rejects", tmp_path / "nowhere" / "rejects.txt")


def test_ids_cannot_forge_lines_of_the_report(file):
    said = bring_tickets(file, {"ticket_id": "x\nRefused\x1b[2J" + "y" * 500, "status": "?"})
    assert "\x1b" not in said and "\nRefused" not in said and "y" * 41 not in said


@pytest.mark.parametrize("content, complaint", [
    (None, "There is no file"), (b"", "is empty"), (b"hello", "no SQLite database"), (b"PK\x03\x04" * 500, "no SQLite"),
    (b"SQLite format 3\0", "can't be read"), (b"SQLite format 3\0" + b"\xff" * 5000, "can't be read"),
])  # fmt: skip
def test_a_file_that_is_no_seed_is_one_clear_line(file, content, complaint):
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CommandError, match=complaint) as refusal:
        bring(file)
    assert "\n" not in str(refusal.value) and refusal.value.returncode == 1


def test_a_folder_is_no_seed(tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        bring(tmp_path)


def test_a_database_of_something_else_is_refused(file):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE songs (title)")
    with pytest.raises(CommandError, match="none of the seed's tables"):
        bring(file)


def test_a_file_that_breaks_off_leaves_nothing_behind(file):
    seed_database.fill(file, tickets=2500, assets=5, agents=2)
    content = bytearray(file.read_bytes())
    content[len(content) * 3 // 4 :] = b"\xff" * (len(content) - len(content) * 3 // 4)
    file.write_bytes(content)
    before = rows_of_everything()
    with pytest.raises(CommandError, match="can't be read"):
        bring(file)
    assert rows_of_everything() == before


def test_tables_and_columns_may_be_missing_and_others_there(file):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE TICKETS (Ticket_ID INTEGER, SUBJECT TEXT, mood TEXT)")
        connection.execute("INSERT INTO tickets VALUES (3, 'Only this', 'bad')")
    said = bring(file)
    assert Ticket.objects.get(pk=3).subject == "Only this"
    assert "no table “employees”" in said and "no column “email” in “tickets”" in said


def test_what_is_still_in_the_write_ahead_log_comes_over_too(file):
    with closing(sqlite3.connect(file)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("CREATE TABLE tickets (ticket_id, subject)")
        writer.execute("INSERT INTO tickets VALUES (3, 'Just now')")
        writer.commit()
        bring(file)
    assert Ticket.objects.get(pk=3).subject == "Just now"


def test_a_name_that_looks_like_an_address_of_a_database(tmp_path):
    bring(write(tmp_path / "a?b#c%20d.db", tickets=[TICKET]))
    assert Ticket.objects.exists()


def test_the_file_is_only_read(file):
    seed_database.fill(file, tickets=10, assets=5, agents=2)
    before = file.read_bytes()
    bring(file)
    assert file.read_bytes() == before


def test_a_refusal_by_the_desks_own_database_is_one_line_without_anybodys_values(file):
    def refuse(execute, sql, params, many, context):
        if "INSERT INTO" in sql and "asset" in sql:
            raise DataError("value too long\nDETAIL: Failing row contains (pbkdf2_sha256$1$salt$hash)")
        return execute(sql, params, many, context)

    before = rows_of_everything()
    with connection.execute_wrapper(refuse), pytest.raises(CommandError) as refusal:
        bring_tickets(file, {})
    assert str(refusal.value) == "Nothing was imported: value too long"
    assert rows_of_everything() == before


# Everything imported can be worked with


def windows_that_would_change_something():
    """Each imported ticket whose edit window, saved as it was opened, would change it."""
    for ticket in Ticket.objects.with_names():
        opened = EditTicketForm(thing=ticket)
        posted = {name: "" if (value := opened[name].value()) is None else str(value) for name in opened.fields}
        form = EditTicketForm(posted, thing=ticket)
        assert form.is_valid(), (ticket, form.errors)
        if actions.edit_ticket(ticket, by=None, seen=ticket.version, **form.values()):
            yield ticket


def test_opening_and_saving_an_imported_ticket_makes_no_event(file):
    flaws = [
        {}, {"email": "jo@"}, {"created_by": None}, {"created_by": None, "email": None}, {"subject": "x" * 300},
        {"description": " a\r\n\r\n\u2028b\t "}, {"subject": "e\u0301\u00a0 x"}, {"asset_tag": "\ufdfa" * 99},
        {"status": "Closed"}, {"time_created": ""}, {"agent_name": "?"}, {"email": "x" * 400}, {"created_by": "n" * 400},
        {"description": "\n".join(["line"] * 20_000)},
    ]  # fmt: skip
    bring_tickets(file, *[{"ticket_id": n, **flaw} for n, flaw in enumerate(flaws, 1)])
    assert Ticket.objects.count() == len(flaws) and list(windows_that_would_change_something()) == []


def fits(thing):
    """Every text is in normal form and within its column, which SQLite would not mind."""
    for field in thing._meta.concrete_fields:
        value = getattr(thing, field.attname)
        if isinstance(value, str) and field.name in getattr(thing, "TRACKED", ()):
            assert value == history.normal(field, value), field
        if isinstance(value, str) and field.max_length:
            assert len(value) <= field.max_length, field
    return True


NASTY = [
    "x" * 60_000, "a " * 300, " a" * 300, "\ufdfa" * 120, "\u1100\u1161" * 90, "\u0344" * 255, "\u200d" * 300 + "a",
    "e\u0301" * 200, "\ufb2c" * 99, "İ@EXAMPLE.com", "a@b.c" + "o" * 300, "../..",
    "'; DROP TABLE x; --", "\U0001f468\u200d\U0001f469" * 70,
    "\x00", "\r", "%s {0} %(a)d", "new", "-1", "9" * 19, "4611686018427387903", b"\xed\xa0\x80", b"\xff" * 300, 1e300, -0.0,
    float("inf"), 2**63 - 1,
]  # fmt: skip
cells = st.one_of(
    st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.binary(max_size=60),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.sampled_from(NASTY), st.sampled_from([
        "None", "null", "Open", "Closed", "AS0001", "Ann Lee", "jo@alpha.example", "2021-04-05 10:11:12", "31/31/2020",
    ]),
)  # fmt: skip


def any_row_of(table):
    return st.fixed_dictionaries(dict.fromkeys(seed_database.TABLES[table].split(), cells))


@pytest.mark.parametrize("cell", NASTY, ids=range(len(NASTY)))
def test_one_nasty_text_in_every_cell(file, cell):
    columns = {table: dict.fromkeys(names.split(), cell) for table, names in seed_database.TABLES.items()}
    seed.bring_over(write(file, **{table: [row, row] for table, row in columns.items()}), when_taken=renumber_taken)
    assert all(fits(thing) for model in recorded_models() for thing in model._base_manager.all())
    assert all(fits(agent) for agent in Agent.objects.all())
    assert Ticket.objects.count() == 2 and list(windows_that_would_change_something()) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries({table: st.lists(any_row_of(table), max_size=4) for table in seed_database.TABLES}))
def test_no_text_whatever_trips_it(tmp_path_factory, tables):
    path = write(tmp_path_factory.mktemp("any") / "seed.sqlite3", **tables)
    dry = seed.look_over(path, when_taken=renumber_taken)
    wet = seed.bring_over(path, when_taken=renumber_taken)
    dry.seconds = wet.seconds = 0
    assert list(dry.lines()) == list(wet.lines())
    again = seed.bring_over(path, when_taken=renumber_taken)
    assert sum(counts["new"] for counts in again.counts.values()) == 0
    assert all(fits(thing) for model in recorded_models() for thing in model._base_manager.all())


@pytest.mark.bulk_loaded
def test_thousands_of_rows_of_known_dirt_come_over_in_few_queries(file, django_assert_max_num_queries):
    seed_database.fill(file, tickets=2500, assets=300, agents=10, people=200)
    with django_assert_max_num_queries(900):
        bring(file)
    assert Ticket.objects.count() == 2500 and Asset.objects.count() == 300
    assert list(windows_that_would_change_something()) == []
