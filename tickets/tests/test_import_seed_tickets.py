"""The known dirt of the seed's tickets, and of who asked."""

from datetime import UTC, datetime

import pytest

from agents.models import Agent
from people.models import Person
from tickets.models import Ticket
from tickets.tests.seed_rows import (
    ANN,
    bring_ticket,
    bring_tickets,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "seed.sqlite3"


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
