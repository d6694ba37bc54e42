"""The table: the choice of it, its columns and their order, the warranty filter; and the status in one click."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from activity.models import Event
from activity.undo import undo
from assets import actions
from assets.models import Asset, Category
from assets.tests.making import imported, make

HTMX = {"HX-Request": "true"}
SORTS = ["tag", "model", "serial", "status", "warranty"]


def listed(client, query=""):
    return [asset.tag for asset in client.get(f"/assets/{query}").context["page"].rows]


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def table(priya_client):
    priya_client.post("/assets/view/", {"show": "table"})
    return priya_client


@pytest.fixture
def four(priya, jo, laptop):
    """Four assets that are in another order by every column; laptop is AS1042, a Lenovo in stock."""
    dock = Category.objects.get(slug="dock")
    values = [
        ("A1", "Zebra", "3", "out-of-service", 30), ("B2", "Apple", "2", "in-repair", -5), ("C3", "Dell", "9", "in-stock", 400),
    ]  # fmt: skip
    for tag, make_, serial, status, days in values:
        end, holder = in_days(days), jo if tag == "C3" else None
        actions.create_asset(
            by=priya, tag=tag, category=dock, manufacturer=make_, serial_number=serial, status=status, warranty_end=end,
            holder=holder,
        )  # fmt: skip
    return laptop


# Cards or table


def test_the_choice_is_remembered_and_the_filters_stay(priya_client, laptop):
    assert b"<table" not in priya_client.get("/assets/").content
    answer = priya_client.post("/assets/view/", {"show": "table", "query": "?q=as&status=in-stock"})
    assert answer["Location"] == "/assets/?q=as&status=in-stock"
    assert b"<table" in priya_client.get(answer["Location"]).content
    priya_client.post("/assets/view/", {"show": "cards"})
    assert b"<table" not in priya_client.get("/assets/").content


def test_the_choice_outlasts_the_session_and_is_each_agents_own(priya_client, priya, sam, laptop):
    priya_client.post("/assets/view/", {"show": "table"})
    priya_client.post("/logout/")
    priya_client.force_login(priya)
    elsewhere, sams = Client(), Client()
    elsewhere.force_login(priya)
    sams.force_login(sam)
    assert [b"<table" in browser.get("/assets/").content for browser in (priya_client, elsewhere, sams)] == [
        True, True, False
    ]  # fmt: skip


@pytest.mark.parametrize("show", ["", "list", "\0"])
def test_another_choice_makes_no_sense(priya_client, show):
    assert priya_client.post("/assets/view/", {"show": show}).status_code == 400


@pytest.mark.parametrize("query", ["//evil.example", "https://evil.example/", "?next=//evil.example", "%0d%0aX: y"])
def test_the_choice_leads_to_the_list_and_nowhere_else(priya_client, query):
    place = priya_client.post("/assets/view/", {"show": "table", "query": query})["Location"]
    assert place.startswith("/assets/?") and "\n" not in place


def test_a_row_says_it_all(table, priya, laptop, jo, ticket):
    from tickets.actions import edit_ticket

    values = dict(holder=jo, model="T14", serial_number="PF-4K2", location="Porto", warranty_end=in_days(26))
    actions.edit_asset(laptop, by=priya, **values)
    edit_ticket(ticket, by=priya, asset_tag="AS1042")
    text = table.get("/assets/").content.decode()
    for said in ("AS1042", "Lenovo T14", "PF-4K2", "In use", "Jo Park", "Porto", "27 days left", "1 open ticket"):
        assert said in text, said
    assert "style=" not in text


# Order


def test_every_column_sorts_both_ways(table, four):
    orders = {
        "tag": ["A1", "AS1042", "B2", "C3"],
        "model": ["B2", "C3", "AS1042", "A1"],
        "serial": ["AS1042", "B2", "A1", "C3"],
        "status": ["C3", "AS1042", "B2", "A1"],
        "warranty": ["B2", "A1", "C3", "AS1042"],
    }
    for name, tags in orders.items():
        assert listed(table, f"?sort={name}") == tags and listed(table, f"?sort=-{name}") == tags[::-1], name


def test_the_heads_say_how_it_is_sorted_and_turn_it_round(table, four):
    text = table.get("/assets/?sort=model&q=e").content.decode()
    assert 'aria-sort="ascending"><a href="?q=e&amp;sort=-model">Make and model ↑' in text
    assert text.count("aria-sort") == 1 and 'href="?q=e&amp;sort=warranty"' in text


@pytest.mark.parametrize(
    "query", ["?sort=holder", "?sort=--tag", "?warranty=never", "?sort=%00", "?warranty=soon&warranty=x"]
)
def test_an_order_or_a_warranty_that_makes_no_sense_is_400(table, query):
    assert table.get(f"/assets/{query}").status_code == 400


@pytest.mark.bulk_loaded
@pytest.mark.parametrize("sort", [sign + name for name in SORTS for sign in ("", "-")])
def test_pages_of_many_ties_go_there_and_back(table, jo, sort):
    for number, fields in enumerate([{}, {"holder": jo}, {"serial_number": "5", "warranty_end": in_days(9)}]):
        make(40, prefix=f"N{number}-", **fields)
    tags, url = [], f"?sort={sort}"
    while url:
        page = table.get(f"/assets/{url}").context
        tags, url = tags + [asset.tag for asset in page["page"].rows], page["page"].older_url
    assert len(tags) == len(set(tags)) == 120
    assert listed(table, page["page"].newer_url) == tags[48:96]


@pytest.mark.bulk_loaded
def test_the_table_costs_the_same_with_ten_and_with_five_hundred(table, jo, django_assert_num_queries):
    make(10, holder=jo)
    table.get("/assets/")
    for count in (0, 490):
        make(count, prefix="More")
        for query in ("", "?sort=-warranty", "?q=t0&sort=model"):
            with django_assert_num_queries(6):  # session with agent, rows, count, open tickets twice, categories
                table.get(f"/assets/{query}")


# Warranty


def test_the_warranty_filter_agrees_with_the_words(table, priya, laptop):
    for tag, days in {"over": -1, "today": 0, "soon": 59, "ok": 60}.items():
        actions.create_asset(by=priya, tag=tag, category=laptop.category, warranty_end=in_days(days))
    expected = {"over": ["over"], "soon": ["soon", "today"], "ok": ["ok"], "none": ["AS1042"]}
    for state, tags in expected.items():
        assert listed(table, f"?warranty={state}") == tags, state
    states = {asset.tag: asset.warranty.state for asset in Asset.objects.all()}
    assert states == {"AS1042": "none", "over": "ended", "today": "soon", "soon": "soon", "ok": "running"}


def test_warranty_ends_soon_is_a_tab_with_a_chip_and_the_soonest_first(table, priya, laptop):
    for tag, days in {"B": 3, "A": 40}.items():
        actions.create_asset(by=priya, tag=tag, category=laptop.category, warranty_end=in_days(days))
    response = table.get("/assets/?warranty=soon&sort=warranty")
    assert [view["name"] for view in response.context["views"] if view["is_current"]] == ["Warranty ends soon"]
    assert [asset.tag for asset in response.context["page"].rows] == ["B", "A"]
    assert [(chip["label"], chip["value"]) for chip in response.context["filters"].chips()] == [
        ("Warranty", "ends soon")
    ]


# Status in one click


def set_status(client, asset, status, seen="", headers=HTMX):
    return client.post(f"{asset.get_absolute_url()}status/?seen={seen}", {"status": status}, headers=headers)


def test_out_of_service_is_one_click_with_undo_and_so_is_the_way_back(priya_client, priya, laptop):
    assert 'value="out-of-service"' in priya_client.get("/assets/").content.decode()
    toast = set_status(priya_client, laptop, "out-of-service", 1)
    assert "AS1042: Out of service." in toast.content.decode() and "/undo/" in toast.content.decode()
    assert "asset-changed" in toast["HX-Trigger"]
    assert "Back in service" in priya_client.get("/assets/AS1042/").content.decode()
    set_status(priya_client, laptop, "in-stock", 2)
    said = [event.sentence for event in Event.objects.about(laptop)]
    assert said[1:] == ["Priya Shah took this asset out of service", "Priya Shah put this asset back in service"]


def test_undo_puts_it_back(priya, laptop):
    event = actions.set_status(laptop, "out-of-service", by=priya)
    undo(event, by=priya)
    laptop.refresh_from_db()
    assert (laptop.status, laptop.shown_rank) == ("in-stock", 1)


def test_without_scripts_it_leads_to_its_page(priya_client, laptop):
    assert set_status(priya_client, laptop, "lost", headers={})["Location"] == "/assets/AS1042/"
    assert "Lost" in priya_client.get("/assets/AS1042/").content.decode()


def test_setting_the_same_twice_is_one_event(priya_client, laptop):
    set_status(priya_client, laptop, "lost")
    assert "already" in set_status(priya_client, laptop, "lost").content.decode()
    assert Event.objects.about(laptop).count() == 2


def test_a_click_on_what_somebody_changed_meanwhile_changes_nothing_and_says_so(priya_client, laptop, sam):
    actions.set_status(laptop, "stolen", by=sam)
    refused = set_status(priya_client, laptop, "out-of-service", seen=1)
    assert refused.status_code == 409 and "“Stolen” now" in refused.content.decode()
    laptop.refresh_from_db()
    assert laptop.status == "stolen"


@pytest.mark.parametrize("status", ["", "in-use", "nonsense", "\0"])
def test_no_status_of_an_asset_is_refused(priya_client, laptop, status):
    assert set_status(priya_client, laptop, status).status_code == 422


@pytest.mark.parametrize("seen", ["0", "-1", "x", "9" * 40, "٣"])
def test_a_version_that_makes_no_sense_is_no_version(priya_client, laptop, seen):
    assert set_status(priya_client, laptop, "lost", seen=seen).status_code == 200


def test_what_is_in_the_bin_keeps_its_status(priya_client, priya, laptop):
    actions.bin_asset(laptop, by=priya)
    refused = set_status(priya_client, laptop, "lost")
    assert refused.status_code == 404 and "is in the bin" in refused.content.decode()


def test_what_is_gone_for_good_is_offered_no_service(priya_client, priya, laptop):
    actions.set_status(laptop, "disposed", by=priya)
    assert "status/?seen" not in priya_client.get("/assets/").content.decode()


def test_a_strange_tag_has_its_status_too(priya_client):
    asset = imported("A/B ü?#")
    assert set_status(priya_client, asset, "lost").status_code == 200


# Tickets of a card


def test_a_card_counts_what_its_link_shows(priya_client, priya, ticket, hardware):
    from tickets.actions import edit_ticket, submit_ticket

    edit_ticket(ticket, by=priya, asset_tag="PH7")  # before there was such an asset
    asset = actions.create_asset(by=priya, tag="ph7", category=Category.objects.get(slug="cellphone"))
    submit_ticket(name="Jo", email="jo@alpha.example", subject="Again", category=hardware, asset_tag="PH7")
    assert "2 open tickets" in priya_client.get("/assets/").content.decode()
    assert len(priya_client.get(f"/tickets/?asset={asset.tag}").context["page"].rows) == 2


# What is offered while typing


def test_makes_and_models_are_offered_as_they_are_written_the_commonest_first(priya_client):
    make(3, prefix="A", manufacturer="Lenovo", model="ThinkPad T14")
    make(5, prefix="B", manufacturer="Lenovo", model="ThinkPad X1")
    text = priya_client.get("/options/models/?q=thinkpad").content.decode()
    assert text.index("X1") < text.index("T14") and "Lenovo" in text
    assert priya_client.get("/options/makers/?q=len").content.decode().count('role="option"') == 1
    assert "Nothing found" not in priya_client.get("/options/makers/?q=zzz").content.decode()


def test_the_best_match_comes_first(priya_client, priya, laptop):
    from people.actions import create_person

    for tag in ("A-ph7", "PH70"):
        actions.create_asset(by=priya, tag=tag, category=laptop.category)
    text = priya_client.get("/options/assets/?q=ph7").content.decode()
    assert text.index("PH70") < text.index("A-ph7")
    for name in ("Bartan Wood", "Tanya Abel"):
        create_person(name=name, email="", by=priya)
    text = priya_client.get("/options/people/?q=tan").content.decode()
    assert text.index("Tanya") < text.index("Bartan")
