"""Files as other programs write them: every encoding and delimiter, thirty kinds of dirt, and any bytes whatever."""

import csv
import io
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tickets import importing
from tickets.importing import dates, encodings, plan, rejects, rows, words
from tickets.models import Ticket
from tickets.seed.reading import Unreadable
from tickets.seed.report import NotPossible
from tickets.tests.imported import fits

pytestmark = pytest.mark.any_engine
GERMAN = "Id;Betreff\n1;Der Bürorechner läuft nicht, größer als früher\n"
WESTERN = f"{GERMAN}2;Señor García perdió el ratón\n3;Élève déçu: “ça” coûte 5 €\n"
OLD_WESTERN = f"{GERMAN}2;Garçon, l'écran est cassé à côté\n"
RUSSIAN = "Id;Тема\n1;Принтер не печатает\n2;Пароль забыт, помогите пожалуйста\n"
JAPANESE = "Id,件名\n1,プリンターが動かない\n2,パスワードを忘れました\n3,ネットワークにつながりません\n"


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "old-desk.csv"


# Encodings and delimiters


@pytest.mark.parametrize("encoding, text", [
    ("utf-8", WESTERN), ("utf-8-sig", WESTERN), ("utf-16", WESTERN), ("utf-16-le", WESTERN), ("utf-16-be", WESTERN),
    ("utf-32", WESTERN), ("cp1252", WESTERN), ("cp850", OLD_WESTERN), ("latin-1", OLD_WESTERN), ("mac-roman", WESTERN),
    ("cp932", JAPANESE), ("euc-jp", JAPANESE), ("cp1251", RUSSIAN), ("utf-8", JAPANESE), ("utf-8", RUSSIAN),
    ("ascii", "a,b\n1,2\n"),
])  # fmt: skip
def test_the_encoding_is_found(file, encoding, text):
    file.write_bytes(text.encode(encoding))
    found = encodings.detected(file).name
    assert file.read_bytes().decode(found).lstrip("\ufeff") == text


def test_the_encoding_is_judged_by_the_whole_file(file):
    file.write_bytes(b"Id,Subject\n" + b"1,plain\n" * 300_000 + "2,größer\n".encode("cp1252"))
    assert encodings.detected(file).name == "cp1252"


def test_a_few_bad_bytes_do_not_change_the_encoding_of_all(file):
    file.write_bytes("1,größer\n".encode() * 100 + "2,größer\n".encode("latin-1"))
    assert encodings.detected(file).name == "utf-8"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(file, delimiter):
    lines = [["Id", "Subject", "Body"], ["1", "a, b; c | d", "e,f"], ["2", "x", "y;y;y"]]
    with file.open("w", newline="") as out:
        csv.writer(out, delimiter=delimiter).writerows(lines)
    opened = importing.opened(file)
    assert opened.delimiter == delimiter and [row.cells for row in opened.rows()] == lines[1:]


def test_a_spreadsheets_hint_says_the_delimiter(file):
    file.write_text("sep=;\nA;B,C,D\n1;2,3,4\n")
    assert importing.opened(file).headers == ["A", "B,C,D"]


@pytest.mark.parametrize("content", [
    None, b"", b"\n\n\n", b"PK\x03\x04 a spreadsheet", b"\xd0\xcf\x11\xe0", b"SQLite format 3\0", b"[{}]", b"<html>",
    b"\xef\xbb\xbf{",
    b'"never closed', b"\0\0\0\0",
])  # fmt: skip
def test_what_is_no_table_is_one_clear_sentence(file, content):
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(NotPossible) as refusal:
        importing.opened(file)
    assert str(refusal.value)


# Rows, against the plainest reader there is


def oracle(text, delimiter=","):
    """Every row of a well-formed file, character by character (RFC 4180)."""
    found, row, cell, at, quoted = [], [], "", 0, False
    while at < len(text):
        char, after = text[at], text[at + 1 : at + 2]
        if quoted:
            quoted = char != '"' or after == '"'
            cell += char if quoted else ""
            at += char == '"' == after
        elif char == '"':
            quoted = True
        elif char == delimiter:
            row, cell = [*row, cell], ""
        elif char == "\n":
            found, row, cell = [*found, [*row, cell]], [], ""
        else:
            cell += char
        at += 1
    return found


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=6), st.sampled_from(",;\t|"))
@example([["a", '"'], ["\n\n", ",,"]], ",")
def test_well_formed_rows_are_read_as_the_plainest_reader_reads_them(table, delimiter):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(table)
    read = [row.cells for row in rows.parsed(io.StringIO(out.getvalue(), newline=""), delimiter)]
    assert read == oracle(out.getvalue(), delimiter) == table


def parse(text):
    return list(rows.parsed(io.StringIO(text, newline=""), ","))


@pytest.mark.parametrize("bad", ['2,"open', '2,"a"b",x', '"2,open', '2,"open,""x', '2,"a" ,x'])
def test_a_quote_that_is_not_closed_costs_its_own_line_only(bad):
    good = [f'{n},"row ""{n}"" of\nsome"' if n % 3 else f"{n},plain" for n in range(100)]
    found = parse("\n".join([*good[:50], bad, *good[50:]]) + "\n")
    assert len([row for row in found if not row.flaw]) == 100
    [broken] = [row for row in found if row.flaw]
    assert broken.line == 1 + sum(line.count("\n") + 1 for line in good[:50]) and broken.cells == [bad]


def test_a_quote_that_nothing_ever_closes_costs_its_own_line_only():
    found = parse("1,x\n" + '2,"open\n' + "3,y\n" * 20_000)
    assert [row.line for row in found if row.flaw] == [2] and len(found) == 20_002


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do_and_lines_are_counted_as_editors_count_them(end):
    found = parse(end.join(["a,b", '1,"x', 'y"', "2,z", ""]))
    assert [(row.line, len(row.cells)) for row in found] == [(1, 2), (2, 2), (4, 2)]


def test_a_cell_may_be_larger_than_the_parsers_own_limit():
    [row] = parse(f'1,"{"x" * 500_000}"\n')
    assert len(row.cells[1]) == 500_000


def test_headers_that_repeat_or_are_missing_get_a_name():
    assert rows.headers_in(["A", "A", "", " a\nb ", "A"]) == ["A", "A#2", "#3", "a b", "A#3"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "＝x", "'=x", "plain", "'quoted'"])
def test_a_rejected_cell_is_no_formula_and_comes_back_as_it_was(cell):
    written = rejects.neutral(cell)
    assert not written.startswith(rejects.FORMULAS)
    assert rejects.as_it_was(rows.Row(1, ["", "", "", written])).cells == [cell]


# Thirty kinds of dirt: (a row of Id,Subject,Body,Status,Created, what becomes of it, the subject where it comes)

DIRT = {
    "plain": ("1,x,b,Open,2024-01-02", "new", "x"),
    "quoted": ('1,"x, y","b ""c""",Open,2024-01-02', "new", "x, y"),
    "several lines": ('1,x,"a\nb\n\nc",Open,2024-01-02', "new", "x"),
    "a subject of several lines": ('1,"x\ny",b,Open,2024-01-02', "new", "x y"),
    "blank": (",,,,", "blank", ""),
    "spaces only": ("  ,\t,,,", "blank", ""),
    "null": ("1,x,NULL,null,(null)", "new", "x"),
    "no subject": ("1,,first line,Open,2024-01-02", "new", "first line"),
    "neither subject nor body": ("1,,,Open,2024-01-02", "refused", ""),
    "null for a subject": ("1,NULL,,Open,2024-01-02", "refused", ""),
    "a short row": ("1,x,b", "refused", ""),
    "a long row": ("1,x,b,Open,2024-01-02,more", "refused", ""),
    "a long row of nothing": ("1,x,b,Open,2024-01-02,,,", "new", "x"),
    "a NUL": ("1,x\0y,b,Open,2024-01-02", "refused", ""),
    "latin-1": (b"1,gr\xf6\xdfer,b,Open,2024-01-02", "refused", ""),
    "utf-16": ("1,x,b,Open,2024-01-02".encode("utf-16-le"), "refused", ""),
    "a byte order mark inside": ("1,\ufeffx,b,Open,2024-01-02", "new", "x"),
    "an open quote": ('1,"x,b,Open,2024-01-02', "refused", ""),
    "a quote inside": ('1,"x" y,b,Open,2024-01-02', "refused", ""),
    "inches": ('1,a 15" screen,b,Open,2024-01-02', "new", 'a 15" screen'),
    "a formula": ("1,=cmd|' /C calc'!A0,b,Open,2024-01-02", "new", "=cmd|' /C calc'!A0"),
    "bidi": ("1,x\u202ey,b,Open,2024-01-02", "new", "xy"),
    "controls": ("1,x\x1b[31my,b,Open,2024-01-02", "new", "x[31my"),
    "decomposed": ("1,e\u0301,b,Open,2024-01-02", "new", "é"),
    "an emoji": ("1,👩‍💻 x,b,Open,2024-01-02", "new", "👩‍💻 x"),
    "an unknown status": ("1,x,b,Limbo,2024-01-02", "refused", ""),
    "no date": ("1,x,b,Open,soon", "refused", ""),
    "31 February": ("1,x,b,Open,2024-02-31", "refused", ""),
    "the year 0": ("1,x,b,Open,0000-01-01", "refused", ""),
    "the year 9999": ("1,x,b,Open,9999-12-31T23:59:59-14:00", "refused", ""),
    "25 o'clock": ("1,x,b,Open,2024-01-02 25:00", "refused", ""),
    "a date of 10^30": (f"1,x,b,Open,{10**30}", "refused", ""),
    "an id of 10^30": (f"{10**30},x,b,Open,2024-01-02", "new", "x"),
    "an id that is too long": (f"{'9' * 101},x,b,Open,2024-01-02", "refused", ""),
    "no id": (",x,b,Open,2024-01-02", "new", "x"),
    "the id of another row": ("FIRST,x,b,Open,2024-01-02", "refused", ""),
    "a subject of 10,000": (f"1,{'x' * 10_000},b,Open,2024-01-02", "new", "x" * 254 + "…"),
    "a body of 200,000": (f"1,x,{'b' * 200_000},Open,2024-01-02", "new", "x"),
}
COLUMNS = {
    "external_id": ["Id"],
    "subject": ["Subject"],
    "description": ["Body"],
    "status": ["Status"],
    "created": ["Created"],
}


def verdicts_of(file, lines):
    """{line: Verdict} of a file of those lines under the header, applied."""
    head = ["Id,Subject,Body,Status,Created", f"FIRST,größer,{'Ärger für Löwen ' * 20},Open,2024-01-02"]
    content = [line if isinstance(line, bytes) else line.encode() for line in [*head, *lines]]
    file.write_bytes(b"\n".join(content) + b"\n")
    found = []
    job = importing.prepared(importing.opened(file), plan.Plan(columns=COLUMNS, source="dirt"))
    report, _batch = importing.bring_over(job, by=None, tell=found.append)
    assert report.read == len(found)
    return {verdict.line: verdict for verdict in found}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", DIRT)
def test_dirt(file, kind):
    line, what, subject = DIRT[kind]
    found = verdicts_of(file, [line, "LAST,after it,b,Open,2024-01-02"])
    assert found[3].what == what and bool(found[3].reason) == (what == "refused")
    if what == "new":
        assert Ticket.objects.exclude(external_id__in=["FIRST", "LAST"]).get().subject == subject
    assert found[max(found)].what == "new" and Ticket.objects.get(external_id="LAST").subject == "after it"
    assert all(fits(ticket) for ticket in Ticket.objects.all())


PIECES = [b",", b'"', b"\n", b"\r", b"\0", b"\xff\xfe", b"a", b";", b"sep=", b"\xe9", b"\xef\xbb\xbf"]
texts = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [*(line for line, _what, _s in DIRT.values() if isinstance(line, str) and len(line) < 500), "01/02/2024", "p1"]
    ),
)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(texts, max_size=6), max_size=6))
def test_no_cells_whatever_trip_it(tmp_path_factory, table):
    path = tmp_path_factory.mktemp("any") / "any.csv"
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="") as out:
        csv.writer(out).writerows([["Id", "Subject", "Body", "Status", "Created", "Closed"], *table])
    settled = plan.Plan(columns={**COLUMNS, "closed": ["Closed"], "number": ["Id"]}, source="any", dates="day-first")
    settled.values = {"status": {"*": "closed"}}
    job = importing.prepared(importing.opened(path, encoding="utf-8"), settled)
    dry, (wet, _batch) = importing.look_over(job), importing.bring_over(job, by=None)
    assert dry.counts == wet.counts and dry.read == job.survey.rows
    again, _batch = importing.bring_over(job, by=None)
    assert again.counts["new"] == 0 and all(fits(ticket) for ticket in Ticket.objects.all())


@pytest.mark.django_db
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join)))
def test_no_bytes_whatever_trip_it(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("bytes") / "any.csv"
    path.write_bytes(content)
    try:
        call_command("import_tickets", path, stdout=StringIO())
    except CommandError as refusal:
        assert str(refusal)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=30), st.text("0123456789/-.: TZ+APMJanFeb,", max_size=30)))
def test_no_text_whatever_trips_the_dates(text):
    try:
        assert 1899 <= (dates.readings(text).day_first or dates.readings(text).month_first).year <= 2200
    except Unreadable:
        pass


@pytest.mark.parametrize("text, meant", [
    ("2024-03-05 14:07:09", "2024-03-05 14:07:09"), ("2024-03-05T14:07:09.123Z", "2024-03-05 14:07:09"),
    ("2024-03-05T14:07:09+02:00", "2024-03-05 12:07:09"), ("2024/3/5", "2024-03-05 00:00:00"),
    ("05.03.2024 14:07", "2024-03-05 14:07:00"), ("05/Mar/24 2:07 PM", "2024-03-05 14:07:00"),
    ("Mar 5, 2024 2:07 pm", "2024-03-05 14:07:00"), ("20240305", "2024-03-05 00:00:00"),
    ("Tue Mar 05 14:07:09 2024", "2024-03-05 14:07:09"), ("Tue, 05 Mar 2024 14:07:09 +0000", "2024-03-05 14:07:09"),
    ("13/03/2024", "2024-03-13 00:00:00"), ("03/13/24 12:00 AM", "2024-03-13 00:00:00"),
    ("5th March 2024", "2024-03-05 00:00:00"),
])  # fmt: skip
def test_dates_as_other_desks_write_them(text, meant):
    both = dates.readings(text)
    assert f"{both.day_first or both.month_first:%Y-%m-%d %H:%M:%S}" == meant and not both.is_ambiguous


# Profiles, and what other desks call their columns

PROFILES = sorted((Path(__file__).parents[1] / "profiles").glob("*.toml"))
SAMPLES = {
    "servicenow-incidents": (
        {"number": "INC1", "short_description": "Mail is slow", "incident_state": "7", "priority": "2", "category": "inquiry",
         "opened_at": "2024-01-02 03:04:05", "resolved_at": "2024-01-03 03:04:05", "close_code": "Solved"},
        {"external_id": "INC1", "status": "closed", "priority": "p2", "external_source": "servicenow"},
    ),
    "customer-support-tickets": (
        {"Ticket ID": "9", "Ticket Subject": "Battery life", "Ticket Description": "It is\nshort", "Customer Name": "Ann Other",
         "Customer Email": "ann@other.example", "Ticket Status": "Pending Customer Response", "Ticket Priority": "Critical",
         "Ticket Type": "Refund request", "First Response Time": "2024-01-02 03:04:05"},
        {"external_id": "9", "status": "pending", "pending_reason": "requester", "priority": "p1", "type": "service-request"},
    ),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_each_profile_maps_a_file_of_its_kind(file, path):
    sample, expected = SAMPLES[path.stem]
    columns = dict.fromkeys(header for headers in plan.profile(path).columns.values() for header in headers)
    with file.open("w", newline="") as out:
        table = csv.DictWriter(out, [*columns, "Something else"])
        table.writeheader()
        table.writerow(sample)
    call_command("import_tickets", file, "--profile", path, "--apply", stdout=StringIO())
    ticket = Ticket.objects.get()
    assert {name: getattr(ticket, name) for name in expected} == expected and ticket.created_at.day == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    ["mood = 1", "[map]\nmood = 'x'", "[values.status]\nx = 'nowhere'", "source = 3", "= broken", "values = 1"],
)
def test_a_profile_that_makes_no_sense_is_one_clear_sentence(tmp_path, content):
    path = tmp_path / "p.toml"
    path.write_text(content)
    with pytest.raises(NotPossible) as refusal:
        plan.profile(path)
    assert str(refusal.value)


@pytest.mark.parametrize("desk, headers", [
    ("osTicket", "Ticket Number, Date Created, Subject, From, From Email, Priority, Department, Help Topic, Source, "
                 "Current Status, Last Updated, Assigned To"),
    ("Zammad", "id, number, title, state, priority, group, customer, owner, created_at, updated_at, closed_at"),
    ("FreeScout", "ID, Number, Subject, Status, Customer Email, Customer Name, Assigned To, Created At, Closed At"),
    ("GLPI", "ID, Title, Status, Last update, Opening date, Priority, Requester, Technician, Category"),
    ("RT", "id, Subject, Status, Queue, Owner, Requestors, Created, LastUpdated, Resolved, Priority"),
    ("Jira", "Issue key, Summary, Issue Type, Status, Priority, Reporter, Assignee, Created, Updated, Resolved"),
    ("Zendesk", "Id, Requester, Requester email, Subject, Status, Priority, Ticket type, Assignee, Created at, Solved at"),
    ("Freshdesk", "Ticket ID, Subject, Status, Priority, Type, Agent, Created time, Closed time, Full name, Email"),
    ("ServiceNow", "Number, Short description, Caller, State, Priority, Category, Assigned to, Opened, Updated, Closed"),
    ("HubSpot", "Ticket ID, Ticket name, Ticket description, Ticket status, Priority, Ticket owner, Create date"),
])  # fmt: skip
def test_the_columns_of_other_desks_are_guessed(desk, headers):
    found = words.guessed(headers.split(", "))
    missing = {"subject", "status", "priority", "assignee", "created", "external_id"} - found.keys()
    assert not (missing - ({"priority"} if desk == "FreeScout" else set())), found
