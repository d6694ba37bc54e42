"""Tickets come over from another help desk's file: looked at first, known again, taken back as one act."""

import csv
import re
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from activity.models import Event
from people.models import Person
from tickets import actions
from tickets.models import Ticket
from tickets.tests.imported import rows_of_everything, windows_that_would_change_something

pytestmark = pytest.mark.django_db

HEADER = "Id,Subject,Body,Name,Mail,Status,Priority,Created,Closed"
MAP = [
    "--map", "external_id=Id", "--map", "subject=Subject", "--map", "description=Body", "--map", "requester_name=Name",
    "--map", "requester_email=Mail", "--map", "status=Status", "--map", "priority=Priority", "--map", "created=Created",
    "--map", "closed=Closed",
]  # fmt: skip
ROW = "T-1,Printer jams,Since Monday,Jo Park,jo@alpha.example,Open,High,2024-03-01 10:11:12,"


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    return settings.DATA_DIR


@pytest.fixture
def file(tmp_path):
    return tmp_path / "old-desk.csv"


def write(path, *lines, header=HEADER):
    path.write_text("\n".join([header, *lines]) + "\n", "utf-8")
    return path


def say(path, *options):
    """What the command says."""
    out = StringIO()
    call_command("import_tickets", path, *options, stdout=out)
    return out.getvalue()


def bring(path, *options):
    return say(path, *MAP, "--apply", *options)


def bring_rows(path, *lines, options=()):
    return bring(write(path, *lines), *options)


def one(path, line=ROW, *options):
    bring_rows(path, line, options=options)
    return Ticket.objects.with_names().get(external_source="old-desk")


def text_of(ticket):
    """The description without the mark that most of these tests' rows get."""
    return ticket.description.replace("Imported: the time of creation was missing", "").strip()


def batch_in(said):
    return re.search(r"--undo (\S+)", said)[1]


def counts(said):
    """The sum: [read, new, back, same, refused, blank]; it adds up."""
    numbers = [
        int(n.replace(",", "")) for n in re.findall(r"([\d,]+) (?:rows?|new|back|here|refused|blank)", sum_line(said))
    ]
    assert numbers[0] == sum(numbers[1:]), said
    return numbers


def sum_line(said):
    return next(line for line in said.splitlines() if re.search(" rows? = ", line))


# One ticket


def test_a_ticket_comes_over_whole(file):
    ticket = one(file)
    assert (ticket.subject, ticket.description, ticket.status, ticket.priority) == (
        "Printer jams", "Since Monday", "open", "p2",
    )  # fmt: skip
    assert (ticket.external_source, ticket.external_id, ticket.source) == ("old-desk", "T-1", "import")
    assert ticket.requester.email == "jo@alpha.example" and ticket.name_as_given == "Jo Park"
    assert ticket.created_at == ticket.updated_at == datetime(2024, 3, 1, 10, 11, 12, tzinfo=UTC)
    event = Event.objects.about(ticket).get()
    assert event.kind_name == "ticket.imported" and event.batch and not event.deliveries.exists()


def test_it_only_looks_unless_told_to_apply(file):
    before = rows_of_everything()
    said = say(write(file, ROW), *MAP)
    assert counts(said) == [1, 1, 0, 0, 0, 0] and "nothing was written" in said
    assert rows_of_everything() == before


def test_every_row_has_its_verdict(file):
    said = say(write(file, ROW, "T-2,,,,,Open,,,"), *MAP, "-v", "2")
    assert re.search(r"^ +2  new +Printer jams", said, re.M)
    assert re.search(r"^ +3  refused .*neither a subject nor a description", said, re.M)


def test_looking_says_what_applying_does(file):
    lines = [ROW, "T-2,,,,,Open,,,", "", "T-3,x,,,,Weird,,,", "T-1,again,,,,,,,", "T-4,y,,,,,,yesterday,"]
    dry = say(write(file, *lines), *MAP)
    wet = bring(file)
    assert counts(dry) == counts(wet) == [6, 1, 0, 0, 4, 1]


def test_a_second_run_changes_nothing(file):
    bring_rows(file, ROW, ",no number,,,,,,,")
    before = rows_of_everything()
    assert counts(bring(file)) == [2, 0, 0, 2, 0, 0]
    assert rows_of_everything() == before


def test_a_second_run_leaves_alone_what_somebody_did_since(file, priya):
    ticket = one(file)
    actions.resolve_ticket(ticket, by=priya)
    bring(file)
    assert Ticket.objects.get(pk=ticket.pk).status == "resolved"


def test_a_grown_file_brings_only_what_is_new(file):
    bring_rows(file, ROW)
    assert counts(bring_rows(file, ROW, "T-2,More,,,,,,,")) == [2, 1, 0, 1, 0, 0]


def test_two_sources_may_have_the_same_numbers(file):
    bring_rows(file, ROW)
    assert counts(bring(file, "--source", "other")) == [1, 1, 0, 0, 0, 0]


def test_a_number_that_means_another_ticket_now_is_refused(file):
    bring_rows(file, ROW)
    said = bring_rows(file, ROW.replace("2024-03-01", "2023-01-01"))
    assert counts(said)[4] == 1 and "another time of creation" in said


# Which column is which


def test_columns_are_guessed_and_offered_but_never_applied_unasked(file):
    write(file, ROW)
    said = say(file)
    assert "--map subject=Subject\n" in said and "--map requester_name=Name" in said and counts(said)[1] == 1
    with pytest.raises(CommandError, match="--map subject=Subject"):
        say(file, "--apply")


def test_the_offered_options_can_be_copied(file):
    write(file, "1,x,y", header='Ticket ID,Ticket Subject,"Odd ""$HOME"" name"')
    import shlex

    offered = [line for line in say(file).splitlines() if line.startswith("  --map ")]
    assert counts(say(file, *shlex.split(" ".join(offered)), "--apply"))[1] == 1


def test_columns_that_are_left_out_are_listed_with_what_they_say(file):
    write(file, "1,x,blue", header="Id,Subject,Colour")
    assert re.search(r"(?s)Not imported.*\n +Colour +blue", say(file, "--map", "subject=Subject"))


def test_a_header_that_is_not_there_stops_it(file):
    with pytest.raises(CommandError, match=r"no column “Nope”\. It has: “Id”"):
        say(write(file, ROW), "--map", "subject=Nope")


def test_the_second_of_a_name_is_called_by_its_count(file):
    write(file, "1,first,second", header="Id,Text,Text")
    say(file, "--map", "subject=Text#2", "--map", "description=Text", "--apply")
    assert (Ticket.objects.get().subject, text_of(Ticket.objects.get())) == ("second", "first")


def test_a_field_with_two_columns_takes_the_first_that_says_something(file):
    write(file, "x,,2024-01-02", "y,2024-01-03,2024-01-02", header="Subject,Opened,Entered")
    say(file, "--map", "subject=Subject", "--map", "created=Opened", "--map", "created=Entered", "--apply")
    assert [t.created_at.day for t in Ticket.objects.order_by("subject")] == [2, 3]


def test_resolution_and_details_are_kept_below_the_description(file):
    write(file, "x,body,Replaced the drum,blue", header="Subject,Body,Fix,Colour")
    columns = [
        "--map",
        "subject=Subject",
        "--map",
        "description=Body",
        "--map",
        "resolution=Fix",
        "--map",
        "details=Colour",
    ]
    say(file, *columns, "--apply")
    assert text_of(Ticket.objects.get()) == "body\n\nResolution: Replaced the drum\nColour: blue"


@pytest.mark.parametrize("option", [
    ["--map", "subject"], ["--map", "mood=Subject"], ["--value", "status=x"], ["--value", 'status:"x"=nowhere'],
    ["--value", "subject:x=y"], ["--dates", "sideways"], ["--timezone", "Mars/Base"], ["--encoding", "klingon"],
    ["--delimiter", "ab"], ["--encoding", "zip"], ["--source", "s" * 61], ["--undo", "nonsense"],
    ["--undo", "00000000-0000-0000-0000-000000000000"], ["--profile", "/nowhere.toml"],
])  # fmt: skip
def test_an_option_that_makes_no_sense_is_one_clear_sentence(file, option):
    with pytest.raises(CommandError) as refusal:
        say(write(file, ROW), *MAP, *option)
    assert str(refusal.value) and "Traceback" not in str(refusal.value)


# What words mean


@pytest.mark.parametrize(
    "field, word", [("status", "Limbo"), ("priority", "Purple"), ("category", "Cats"), ("type", "Wish")]
)
def test_an_unknown_word_stops_its_row_and_says_how_to_map_it(file, field, word):
    write(file, f"x,{word}", header="Subject,Word")
    columns = ["--map", "subject=Subject", "--map", f"{field}=Word"]
    said = say(file, *columns, "--apply")
    assert counts(said)[4] == 1 and f'1 × --value {field}:"{word}"=' in said
    ours = {"status": "pending/supplier", "priority": "p1", "category": "network", "type": "service-request"}[field]
    say(file, *columns, "--value", f'{field}:"{word}"={ours}', "--apply")
    ticket = Ticket.objects.get()
    shown = {"status": f"{ticket.status}/{ticket.pending_reason}", "category": ticket.category.slug}
    assert shown.get(field, getattr(ticket, field)) == ours


def test_any_other_word_can_be_mapped_at_once_and_is_kept(file):
    write(file, "x,Limbo", "y,Closed", header="Subject,Status")
    say(file, "--map", "subject=Subject", "--map", "status=Status", "--value", "status:*=open", "--apply")
    x, y = Ticket.objects.order_by("subject")
    assert (x.status, text_of(x), y.status, text_of(y)) == ("open", "Imported: status was 'Limbo'", "closed", "")


def test_an_assignee_is_found_by_name_username_or_mail_and_otherwise_kept(file, priya):
    lines = ["a,Priya Shah", "b,priya", "c,PRIYA@alpha.example", "d,Nobody Known", "e,The Boss", "f,null"]
    write(file, *lines, header="Subject,Agent")
    said = say(
        file, "--map", "subject=Subject", "--map", "assignee=Agent", "--value", "assignee:The Boss=priya", "--apply"
    )
    found = {t.subject: t.assignee and t.assignee.username for t in Ticket.objects.all()}
    assert found == {"a": "priya", "b": "priya", "c": "priya", "d": None, "e": "priya", "f": None}
    assert text_of(Ticket.objects.get(subject="d")) == "Imported: assignee was 'Nobody Known'"
    assert Ticket.objects.get(subject="a").status == "open" and "is nobody here" in said


def test_an_asset_is_found_by_its_tag_and_another_tag_is_kept_as_typed(file, laptop):
    write(file, "a,as1042", "b,AS9", header="Subject,Tag")
    say(file, "--map", "subject=Subject", "--map", "asset_tag=Tag", "--apply")
    a, b = Ticket.objects.order_by("subject")
    assert a.asset == laptop and a.tag_as_typed == "" and b.asset is None and b.tag_as_typed == "AS9"


# Dates


def dated(file, *texts, options=()):
    write(file, *(f"row {n},{text}" for n, text in enumerate(texts)), header="Subject,Created")
    return say(file, "--map", "subject=Subject", "--map", "created=Created", "--apply", *options)


def days():
    return [f"{t.created_at:%m-%d}" for t in Ticket.objects.order_by("subject")]


def test_dates_that_could_be_two_stop_it_with_both_readings(file):
    with pytest.raises(
        CommandError, match="“01/02/2024” is 1 February 2024 with the day first, 2 January 2024"
    ) as stop:
        dated(file, "01/02/2024", "03/04/2024")
    assert str(stop.value).endswith("  --dates day-first\n  --dates month-first") and not Ticket.objects.exists()


@pytest.mark.parametrize("order, day", [("day-first", "02-01"), ("month-first", "01-02")])
def test_told_the_order_they_are_read_so(file, order, day):
    dated(file, "01/02/2024", options=["--dates", order])
    assert days() == [day]


def test_one_date_that_reads_one_way_only_settles_the_others_and_is_said(file):
    said = dated(file, "01/02/2024", "13/02/2024")
    assert days() == ["02-01", "02-13"] and "read day-first: line 3 has “13/02/2024”" in said


def test_dates_that_contradict_each_other_stop_it(file):
    with pytest.raises(
        CommandError, match=r"contradict each other: “13/02/2024” \(line 2\) .* “02/14/2024” \(line 3\)"
    ):
        dated(file, "13/02/2024", "02/14/2024")
    assert counts(dated(file, "13/02/2024", "02/14/2024", options=["--dates", "day-first"]))[1:5] == [1, 0, 0, 1]


def test_times_without_an_offset_are_utc_or_the_zone_that_is_told(file):
    dated(file, "2024-07-01 12:00", "2024-07-01T12:00:00+05:30", options=["--timezone", "Europe/Berlin"])
    assert [t.created_at.hour * 60 + t.created_at.minute for t in Ticket.objects.order_by("subject")] == [600, 390]


def test_without_a_time_of_creation_it_is_now_and_marked(file):
    said = dated(file, "")
    ticket = Ticket.objects.get()
    assert ticket.description == "Imported: the time of creation was missing" and "has no time of creation" in said
    assert (datetime.now(UTC) - ticket.created_at).total_seconds() < 60


@pytest.mark.parametrize("status, closed, expected", [
    ("Closed", "2024-03-02", ("closed", "2024-03-02", "2024-03-02")), ("Closed", "", ("closed", "2024-03-01", "2024-03-01")),
    ("Resolved", "2024-03-02", ("resolved", "2024-03-02", None)), ("", "2024-03-02", ("closed", "2024-03-02", "2024-03-02")),
    ("", "", ("new", None, None)), ("Open", "2024-03-02", ("open", None, None)),
])  # fmt: skip
def test_when_it_was_closed(file, status, closed, expected):
    ticket = one(file, f"T-1,x,,,,{status},,2024-03-01,{closed}")
    moments = [moment and f"{moment:%Y-%m-%d}" for moment in (ticket.resolved_at, ticket.closed_at)]
    assert (ticket.status, *moments) == expected
    assert ("Imported: closed was '2024-03-02'" in ticket.description) == (status == "Open")


# Numbers


def numbered(file, *lines, options=()):
    return say(
        write(file, *lines, header="No,Subject"), "--map", "number=No", "--map", "subject=Subject", "--apply", *options
    )


def test_a_free_number_is_kept_and_the_next_ticket_gets_a_fresh_one(file, hardware):
    numbered(file, "700,x", "12,y")
    assert sorted(Ticket.objects.values_list("pk", "external_id")) == [(12, "12"), (700, "700")]
    assert actions.submit_ticket(name="Jo", email="jo@x.example", subject="Next", category=hardware).pk > 700


def test_a_taken_number_is_refused_with_its_row_unless_renumbered(file, ticket):
    assert counts(numbered(file, f"{ticket.pk},x", "800,y"))[1:5] == [1, 0, 0, 1]
    numbered(file, f"{ticket.pk},x", options=["--renumber"])
    assert Ticket.objects.get(subject="x").external_id == str(ticket.pk) != str(Ticket.objects.get(subject="x").pk)


@pytest.mark.parametrize("odd", ["abc", "-5", "0", str(10**30), "9" * 90, "1e3", "٧", "1.5"])
def test_a_number_that_cant_be_one_here_is_kept_as_the_number_elsewhere(file, odd):
    numbered(file, f"{odd},x")
    assert Ticket.objects.get().external_id == odd and 0 < Ticket.objects.get().pk < 2**62


# Bad rows


def test_rejects_go_to_a_file_that_can_be_mended_and_imported(file, tmp_path):
    rejects = tmp_path / "rejects.csv"
    bring_rows(file, ROW, "T-2,=cmd(),x,,,Limbo,,,", options=["--rejects", rejects])
    rows = list(csv.reader(rejects.open(encoding="utf-8-sig", newline="")))
    assert rows[1][:3] == ["3", "refused", "its status is not known here: Limbo"] and rows[1][4] == "'=cmd()"
    assert counts(bring(rejects, "--source", "old-desk", "--value", "status:Limbo=open"))[1] == 1
    assert Ticket.objects.get(external_id="T-2").subject == "=cmd()"


def test_rejects_go_to_the_data_folder_unless_told(file, data_folder):
    said = say(write(file, "T-2,x,,,,Limbo,,,"), *MAP)
    [path] = (data_folder / "imports").glob("old-desk-rejects-*.csv")
    assert str(path) in said and path.stat().st_mode & 0o077 == 0


def test_all_or_nothing(file):
    said = bring_rows(file, ROW, "T-2,x,,,,Limbo,,,", options=["--all-or-nothing"])
    assert not Ticket.objects.exists() and not Person.objects.exists() and "Nothing was imported" in said
    assert counts(bring(file, "--all-or-nothing", "--value", "status:Limbo=new"))[1] == 2


def test_rejects_never_overwrite_the_file_to_import(file):
    with pytest.raises(CommandError, match="overwrite"):
        bring_rows(file, ROW, options=["--rejects", file])
    assert file.read_text().startswith(HEADER)


# Long texts


def test_a_long_subject_is_cut_and_kept_whole_in_the_description(file):
    ticket = one(file, ROW.replace("Printer jams", "x" * 300))
    assert len(ticket.subject) == 255 and ticket.subject.endswith("…") and "x" * 300 in ticket.description


def test_a_description_that_is_too_long_is_cut_with_a_mark_and_whole_in_the_rejects(file, tmp_path):
    rejects = tmp_path / "rejects.csv"
    said = bring_rows(file, ROW.replace("Since Monday", "y" * 200_000), options=["--rejects", rejects])
    ticket = Ticket.objects.get()
    assert (
        len(ticket.description) <= 50_000 and "[… cut by the import: 200,000 characters in all]" in ticket.description
    )
    assert counts(said)[1] == 1 and "y" * 200_000 in rejects.read_text("utf-8")


def test_names_and_mails_that_are_too_long_are_kept_whole_in_the_description(file):
    ticket = one(file, ROW.replace("Jo Park", "n" * 400).replace("jo@alpha.example", "m" * 400))
    assert "n" * 400 in ticket.description and "m" * 400 in ticket.description and len(ticket.name_as_given) == 200


def test_opening_and_saving_an_imported_ticket_makes_no_event(file, priya):
    flaws = [
        ROW, "T-2,x,,,,Pending,,,", "T-3,e\u0301\u00a0 x,\u2028b\t,Jo,jo@,Closed,,,", "T-4,\u202ex\u200b, a ,,,,,,",
        f"T-5,{'x' * 300},{'y ' * 40_000},{'n' * 300},{'m' * 300},Open,Low,,2024-03-02", "T-6,,body,,,New,,,",
        f"T-7,{'x ' * 200},,,,,,,",
    ]  # fmt: skip
    assert counts(bring_rows(file, *flaws))[1] == len(flaws)
    assert list(windows_that_would_change_something()) == []


# Taking a batch back


def test_a_batch_goes_to_the_bin_as_one_act(file):
    said = say(None, "--undo", file_batch := batch_in(bring_rows(file, ROW, "T-2,x,,,,,,,")))
    assert Ticket.objects.binned().count() == 2 and "2 tickets are in the bin" in said
    binned = Event.objects.filter(kind_name="ticket.binned")
    assert len({event.batch for event in binned}) == 1 and {event.details["import"] for event in binned} == {file_batch}


def test_tickets_that_somebody_worked_on_stay_and_are_listed(file, priya):
    batch = batch_in(bring_rows(file, ROW, "T-2,x,,,,,,,"))
    ticket = Ticket.objects.get(external_id="T-1")
    actions.assign_ticket(ticket, priya, by=priya)
    said = say(None, "--undo", batch)
    assert f"1 stay, because somebody has worked on them since: #{ticket.pk}" in said
    assert Ticket.objects.present().get() == ticket


def test_importing_again_brings_them_back_as_the_file_reads_then(file):
    say(None, "--undo", batch_in(bring_rows(file, ROW)))
    number = Ticket.objects.get().pk
    said = bring_rows(file, ROW.replace("Printer jams", "Mended").replace("10:11:12", "11:11:12"))
    ticket = Ticket.objects.present().get()
    assert counts(said) == [1, 0, 1, 0, 0, 0] and (ticket.pk, ticket.subject, ticket.created_at.hour) == (
        number,
        "Mended",
        11,
    )
    say(None, "--undo", batch_in(said))
    assert Ticket.objects.get().is_binned


def test_what_somebody_binned_by_hand_stays_in_the_bin(file, priya):
    actions.bin_ticket(one(file), by=priya)
    assert counts(bring(file)) == [1, 0, 0, 1, 0, 0] and Ticket.objects.get().is_binned


def test_what_somebody_restored_after_it_was_taken_back_is_left_alone(file, priya):
    batch = batch_in(bring_rows(file, ROW))
    say(None, "--undo", batch)
    actions.restore_ticket(Ticket.objects.get(), by=priya)
    assert counts(bring(file))[3] == 1
    assert "1 stay" in say(None, "--undo", batch)
