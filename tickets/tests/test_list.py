"""The list: what it shows, filters, search, order, pages, and what it costs."""

from datetime import UTC, datetime, timedelta

import pytest

from activity import record
from tickets import actions, events
from tickets.models import Category, Ticket

HTMX = {"HX-Request": "true"}
START = datetime(2026, 11, 1, tzinfo=UTC)


def make(count, start=START, **fields):
    """Many tickets with true, if short, histories; the first is the oldest."""
    fields = {"category": Category.objects.get(slug="hardware")} | fields
    moments = (start + timedelta(minutes=n // 3) for n in range(count))  # in threes, so that ties are met
    tickets = [Ticket(subject=f"Ticket {n}", created_at=at, updated_at=at, **fields) for n, at in enumerate(moments)]
    record.created_many(tickets, events.IMPORTED, by=None)
    return tickets


def numbers(response):
    return [row.pk for row in response.context["page"].rows]


def listed(client, query=""):
    return numbers(client.get(f"/tickets/{query}"))


@pytest.fixture
def mixed(ticket, priya, sam, hardware, laptop):
    """Five tickets that differ in every filter."""
    software = Category.objects.get(slug="software")
    enter = {"name": "Ines Kaya", "email": "ines@alpha.example"}
    return {
        "new": ticket,
        "mine": actions.enter_ticket(
            by=sam, subject="Écran noir", category=software, assignee=priya, priority="p1", **enter
        ),
        "sams": actions.enter_ticket(
            by=sam, subject="Wi-Fi", category=hardware, assignee=sam, asset_tag="AS1042", **enter
        ),
        "lost": actions.enter_ticket(
            by=sam, subject="Lost phone", category=hardware, asset_tag="PH7", type="service-request", **enter
        ),
        "done": actions.enter_ticket(by=sam, subject="Old story", category=hardware, status="closed", **enter),
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "new mine sams lost"),
        ("?status=active", "new mine sams lost"),
        ("?status=any", "new mine sams lost done"),
        ("?status=closed", "done"),
        ("?status=new&status=closed", "new lost done"),
        ("?status=&assignee=&q=", "new mine sams lost"),
        ("?assignee=me", "mine"),
        ("?assignee=sam", "sams"),
        ("?assignee=none", "new lost"),
        ("?category=software", "mine"),
        ("?category=software&category=hardware", "new mine sams lost"),
        ("?priority=p1", "mine"),
        ("?type=service-request", "lost"),
        ("?asset=as1042", "sams"),
        ("?asset=ph7", "lost"),
        ("?asset=nowhere", ""),
        ("?requester=ines@alpha.example", "mine sams lost"),
        ("?requester=INES@alpha.example&status=any", "mine sams lost done"),
        ("?q=ECRAN", ""),
        ("?q=écran", "mine"),
        ("?q=ÉCRAN", "mine"),
        ("?q=phone+lost", "lost"),
        ("?q=ines+wi-fi", "sams"),
        ("?q=ph7", "lost"),
        ("?q=jo@alpha", "new"),
        ("?q=nothing+like+it", ""),
        ("?q=%25", ""),
        ("?q=_", ""),
    ],
)
def test_each_filter_finds_what_it_says(priya_client, mixed, query, expected):
    found = set(listed(priya_client, query))
    assert found == {mixed[name].pk for name in expected.split()}


def test_a_number_finds_its_ticket(priya_client, mixed):
    number = mixed["sams"].pk
    assert number in listed(priya_client, f"?q=%23{number}") and number in listed(priya_client, f"?q={number}")


@pytest.mark.parametrize(
    "query",
    [
        "status=nonsense",
        "assignee=nobody-like-that",
        "category=nope",
        "priority=9",
        "type=x",
        "requester=abc",
        "sort=-password",
        "requester=-1",
        "requester=" + "9" * 40,
        "q=" + "x" * 300,
        "sort=assignee__password",
    ],
)
def test_a_filter_that_makes_no_sense_is_said(priya_client, ticket, query):
    response = priya_client.get(f"/tickets/?{query}")
    assert response.status_code == 400 and b"needs another look" in response.content
    assert priya_client.get(f"/tickets/?{query}", headers=HTMX).status_code == 400


@pytest.mark.parametrize("words", ["", "printer"])
@pytest.mark.parametrize("zone", ["+23:59", "-23:59", "+00:00"])
def test_a_cursor_may_say_its_moment_in_any_zone(priya_client, ticket, zone, words):
    page = priya_client.get("/tickets/", {"after": f"2199-12-30T00:00:00{zone}~{ticket.pk}", "q": words})
    assert (page.status_code, numbers(page)) == (200, [ticket.pk])


@pytest.mark.parametrize(
    "beyond", ["sort=status&after=99999~5", "sort=-status&after=-5~5", "sort=priority&before=-1~0"]
)
def test_a_cursor_beyond_what_a_rank_can_be_is_an_empty_page_for_a_search_too(priya_client, ticket, beyond):
    plain = priya_client.get(f"/tickets/?{beyond}")
    searched = priya_client.get(f"/tickets/?q=printer&{beyond}")
    assert (searched.status_code, numbers(searched)) == (plain.status_code, numbers(plain)) == (200, numbers(plain))
    assert "1 ticket" in searched.content.decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "~",
        "~x",
        "2026-01-01~1",
        "0000-00-00~1",
        "2026-13-45T00:00:00+00:00~1",
        "~-1",
        "0001-01-01T00:00:00+14:00~1",
        "9999-12-31T23:59:59-14:00~1",
        f"~{10**30}",
        "\0~1",
        "é~1",
    ],
)
@pytest.mark.parametrize("direction", ["after", "before"])
@pytest.mark.parametrize("sort", ["updated", "number", "status"])
def test_a_damaged_page_address_is_said(priya_client, cursor, direction, sort):
    response = priya_client.get("/tickets/", {direction: cursor, "sort": sort})
    assert response.status_code == 400


@pytest.mark.bulk_loaded
@pytest.mark.parametrize(
    "sort", ["updated", "-updated", "number", "-number", "status", "-status", "priority", "created", "-created"]
)
def test_pages_show_every_ticket_once_in_order_there_and_back(priya_client, sort):
    make(120)
    first = page = priya_client.get(f"/tickets/?sort={sort}")
    seen, visited = numbers(page), 1
    while older := page.context["page"].older_url:
        page, visited = priya_client.get("/tickets/" + older), visited + 1
        seen += numbers(page)
    assert visited == 3 and len(seen) == len(set(seen)) == 120
    while newer := page.context["page"].newer_url:
        page = priya_client.get("/tickets/" + newer)
    assert numbers(page) == numbers(first)


@pytest.mark.bulk_loaded
def test_a_page_address_survives_new_tickets(priya_client, hardware):
    make(60)
    older = priya_client.get("/tickets/").context["page"].older_url
    before = listed(priya_client, older)
    make(5, start=START + timedelta(days=1))
    assert listed(priya_client, older) == before


@pytest.mark.bulk_loaded
def test_counts_stop_at_a_thousand(priya_client):
    make(1001)
    assert priya_client.get("/tickets/").context["page"].count_words == "1,000+ tickets"


@pytest.mark.bulk_loaded
def test_the_cost_does_not_grow_with_the_table(priya_client, django_assert_num_queries, sam):
    make(3)
    for path in ("/tickets/", "/tickets/?q=ticket&status=any", "/tickets/bin/", "/activity/"):
        priya_client.get(path)
    with django_assert_num_queries(5):  # session with agent; page; tabs; categories and agents for the filter menu
        priya_client.get("/tickets/")
    make(200)
    with django_assert_num_queries(5):
        priya_client.get("/tickets/")
    with django_assert_num_queries(6):  # and the count, which no tab has
        priya_client.get("/tickets/?status=any")
    with django_assert_num_queries(4):  # session with agent; a walk along the list, the index for the count, the page
        priya_client.get("/tickets/?q=ticket&status=any", headers=HTMX)


def test_the_seeds_six_columns_come_first_and_the_two_highlights_are_there(priya_client, mixed):
    html = priya_client.get("/tickets/").content.decode()
    html = html[html.index("<thead") :]
    heads = [html.index(f">{word}") for word in ("No.", "Subject", "Requester", "Status", "Assignee")]
    assert heads == sorted(heads)
    assert html.count("data-unassigned") == 2 and 'data-status="new"' in html
    assert "PH7?" in html and "/assets/AS1042/" in html


def test_htmx_gets_the_rows_alone(priya_client, ticket):
    fragment = priya_client.get("/tickets/", headers=HTMX)
    assert (
        b"<html" not in fragment.content and b'id="results"' in fragment.content and b'id="count"' in fragment.content
    )
    assert "HX-Request" in fragment["Vary"]


def test_going_back_in_the_browser_gets_the_whole_page(priya_client, ticket):
    page = priya_client.get("/tickets/", headers=HTMX | {"HX-History-Restore-Request": "true"})
    assert b"<html" in page.content


def test_every_filter_is_a_chip_that_can_be_taken_away(priya_client, mixed):
    filters = priya_client.get("/tickets/?assignee=me&category=software&q=noir&sort=number").context["filters"]
    chips = {str(chip["label"]): chip for chip in filters.chips()}
    assert set(chips) == {"Status", "Assignee", "Category"} and chips["Category"]["value"] == "Software"
    assert "category" not in chips["Category"]["remove_url"] and "q=noir" in chips["Category"]["remove_url"]
    assert listed(priya_client, chips["Category"]["remove_url"]) == [mixed["mine"].pk]
    assert "status=any" in chips["Status"]["remove_url"]


def test_an_asset_that_is_called_any_is_a_chip_and_any_status_is_none(priya_client, db):
    filters = priya_client.get("/tickets/?asset=any&status=any").context["filters"]
    assert [(chip["label"], chip["value"]) for chip in filters.chips()] == [("Asset", "any")]


def test_two_statuses_are_no_tab(priya_client, db):
    views = priya_client.get("/tickets/?status=open&status=resolved").context["views"]
    assert not any(view["is_current"] for view in views)


def test_an_empty_desk_says_what_to_do(priya_client):
    assert b"No tickets here" in priya_client.get("/tickets/").content
    assert b"Nothing found" in priya_client.get("/tickets/?q=x").content


def test_the_bin_says_who_and_when_and_offers_the_way_back(priya_client, ticket, sam):
    actions.bin_ticket(ticket, by=sam)
    assert listed(priya_client) == []
    html = priya_client.get("/tickets/bin/").content.decode()
    assert "Sam Okafor" in html and f"/tickets/{ticket.pk}/restore/" in html


def test_markup_in_a_subject_is_text(priya_client, hardware):
    actions.submit_ticket(name="<b>Jo</b>", email="j@a.example", subject="<script>alert(1)</script>", category=hardware)
    html = priya_client.get("/tickets/").content.decode()
    assert "<script>alert" not in html and "&lt;script&gt;" in html and "<b>Jo" not in html


def test_what_was_found_is_marked_where_it_stands(priya_client, hardware):
    actions.submit_ticket(
        name="Ünal Öz", email="unal@alpha.example", subject="<b>Écran</b> noir", category=hardware,
        description="It went dark yesterday.\nThe docking station still hums & blinks, as it did before the update.",
    )  # fmt: skip

    def rows(query):
        html = priya_client.get(f"/tickets/?q={query}").content.decode()
        return html[html.index("<tbody") : html.index("</tbody>")]

    assert ">&lt;b&gt;<mark>Écran</mark>&lt;/b&gt; noir</a>" in rows("écran")
    assert "<mark>Ün</mark>al Öz" in rows("ün")
    assert "still <mark>hums</mark> &amp; blinks" in rows("noir+hums")
    assert "<mark>unal@alpha</mark>.example" in rows("unal@alpha")
    assert "snippet" not in rows("noir") and "<mark>" not in rows("")
    assert 'title="&lt;b&gt;Écran&lt;/b&gt; noir"' in rows("écran")
