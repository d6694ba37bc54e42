"""The cards: what they show, filters, search, pages, the bin, the picker, and what they cost."""

import html
import json
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from assets import actions
from assets.models import Asset, Category, TagSeries
from assets.tests.making import imported, make

HTMX = {"HX-Request": "true"}


def listed(client, query=""):
    return [asset.tag for asset in client.get(f"/assets/{query}").context["page"].rows]


@pytest.fixture
def mixed(priya, jo, laptop):
    """Four assets that differ in every filter; laptop is in stock."""
    phone, dock = (Category.objects.get(slug=slug) for slug in ("cellphone", "dock"))
    actions.create_asset(by=priya, tag="PH7", category=phone, holder=jo, model="iPhone 15", serial_number="G6TDX")
    actions.create_asset(by=priya, tag="DK3", category=dock, holder=jo, status="in-repair")
    actions.create_asset(by=priya, tag="AC9", category=phone, status="out-of-service", location="Shelf C4")
    return laptop


def test_a_card_says_it_all(priya_client, priya, laptop, jo, ticket):
    from tickets.actions import edit_ticket

    end = timezone.localdate() + timedelta(days=26)
    actions.edit_asset(laptop, by=priya, holder=jo, model="T14", serial_number="PF-4K2", warranty_end=end)
    edit_ticket(ticket, by=priya, asset_tag="AS1042")
    text = priya_client.get("/assets/").content.decode()
    for said in ("AS1042", "Laptop", "Lenovo T14", "S/N PF-4K2", "Jo Park", "In use", "27 days left", "1 open ticket"):
        assert said in text, said
    assert 'href="/tickets/?asset=AS1042"' in text and "<meter" in text and "style=" not in text


def test_filters_take_what_the_cards_say(priya_client, mixed, jo):
    assert listed(priya_client) == ["AC9", "AS1042", "DK3", "PH7"]
    assert listed(priya_client, "?status=in-use") == ["PH7"] and listed(priya_client, "?status=in-stock") == ["AS1042"]
    assert listed(priya_client, "?status=in-use&status=in-repair") == ["DK3", "PH7"]
    assert listed(priya_client, "?category=cellphone&category=dock") == ["AC9", "DK3", "PH7"]
    for holder in (jo.pk, "JO@alpha.example", "Jo+Park+<jo@alpha.example>", f"Jo+Park+%23{jo.pk}"):
        assert listed(priya_client, f"?holder={holder}") == ["DK3", "PH7"], holder
    assert listed(priya_client, "?holder=999") == [] and listed(
        priya_client, f"?holder={jo.pk}&status=in-use&q=g6"
    ) == ["PH7"]


def test_search_finds_by_tag_serial_model_and_holder_whatever_the_case(priya_client, mixed):
    for words, tags in (
        ("s10", ["AS1042"]),
        ("G6tdx", ["PH7"]),
        ("iphone 15", ["PH7"]),
        ("jo park", ["DK3", "PH7"]),
        ("zz", []),
    ):
        assert listed(priya_client, f"?q={words}") == tags, words


def test_chips_name_the_filters_and_take_them_off_one_by_one(priya_client, mixed, jo):
    chips = priya_client.get(f"/assets/?q=x&status=in-use&holder={jo.pk}").context["filters"].chips()
    assert [(chip["label"], chip["value"]) for chip in chips] == [("Status", "In use"), ("Holder", "Jo Park")]
    assert chips[0]["remove_url"] == f"?q=x&holder={jo.pk}"


@pytest.mark.parametrize("query, said", [
    ("?status=broken", "broken"), ("?category=spoon", "spoon"), ("?holder=zz", "neither a person"),
    ("?holder=-1", "neither"), (f"?holder={10**30}", "neither"), ("?q=" + "x" * 201, "200")])  # fmt: skip
def test_a_filter_that_makes_no_sense_is_said_and_kept(priya_client, mixed, query, said):
    response = priya_client.get(f"/assets/{query}&status=in-use")
    text = response.content.decode()
    assert response.status_code == 400 and said in text and "status=in-use" in text and "PH7" not in text


@pytest.mark.parametrize(
    "query", ["?after=x", "?after=~1", "?before=~", f"?after=a~{10**30}", "?status=%00", "?holder=%00"]
)
def test_an_address_that_makes_no_sense_is_400(priya_client, query):
    assert priya_client.get(f"/assets/{query}").status_code == 400


def test_empty_parameters_mean_nothing(priya_client, laptop):
    assert listed(priya_client, "?q=&status=&category=&holder=") == ["AS1042"]


def test_htmx_gets_the_cards_and_what_goes_with_them(priya_client, laptop):
    response = priya_client.get("/assets/?q=as", headers=HTMX)
    text = response.content.decode()
    assert "<html" not in text and 'id="results"' in text and text.count("hx-swap-oob") == 4
    assert "HX-Request" in response["Vary"]


def test_no_assets_and_none_found_say_so(priya_client):
    assert "No assets yet" in priya_client.get("/assets/").content.decode()
    assert "Nothing found" in priya_client.get("/assets/?q=zz").content.decode()


@pytest.mark.bulk_loaded
def test_pages_go_there_and_back(priya_client):
    make(100)
    tags, url = [], ""
    while url is not None:
        response = priya_client.get(f"/assets/{url}")
        tags += [asset.tag for asset in response.context["page"].rows]
        url = response.context["page"].older_url
    assert tags == [f"T{n:04}" for n in range(100)]
    assert listed(priya_client, response.context["page"].newer_url) == tags[48:96]


@pytest.mark.bulk_loaded
def test_the_list_costs_the_same_with_ten_and_with_five_hundred(priya_client, jo, django_assert_num_queries):
    make(10, holder=jo)
    priya_client.get("/assets/")
    for count in (0, 490):
        make(count, prefix="More")
        with django_assert_num_queries(
            6
        ):  # session with agent, rows, count, open tickets by asset and by tag, categories
            priya_client.get("/assets/")
        with django_assert_num_queries(6):
            priya_client.get("/assets/?q=t0", headers=HTMX)


# The bin


def test_the_bin_says_who_and_when_and_offers_the_way_back(priya_client, laptop, sam):
    actions.bin_asset(laptop, by=sam)
    text = priya_client.get("/assets/bin/").content.decode()
    assert "Sam Okafor" in text and "/assets/AS1042/restore/" in text and "<time" in text
    assert listed(priya_client) == []


def test_who_binned_it_last_is_named(priya_client, laptop, sam, priya):
    actions.bin_asset(laptop, by=sam)
    actions.restore_asset(laptop, by=sam)
    actions.bin_asset(laptop, by=priya)
    assert [who for _asset, who in priya_client.get("/assets/bin/").context["rows"]] == ["Priya Shah"]


@pytest.mark.bulk_loaded
def test_the_bin_costs_the_same_with_much_in_it(priya_client, django_assert_num_queries):
    for count in (10, 490):
        make(count, prefix=f"N{count}-", binned_at=timezone.now())
        with django_assert_num_queries(3):  # session with agent, rows, who
            priya_client.get("/assets/bin/")


# The picker


def options(client, query):
    text = client.get(f"/options/assets/?q={query}").content.decode()
    return [json.loads(html.unescape(values)) for values in re.findall(r'data-values="([^"]*)"', text)]


def test_the_picker_fills_in_the_tag_and_shows_model_and_holder(priya_client, mixed):
    assert options(priya_client, "ph7") == [{"asset_tag": "PH7"}]
    text = priya_client.get("/options/assets/?q=iphone").content.decode()
    assert "PH7" in text and "iPhone 15" in text and "Jo Park" in text


def test_the_picker_offers_nothing_from_the_bin_nor_for_one_character(priya_client, priya, laptop):
    assert options(priya_client, "a") == []
    actions.bin_asset(laptop, by=priya)
    assert options(priya_client, "as10") == []


def test_the_picker_escapes(priya_client):
    imported("""<i>"'&""")
    assert options(priya_client, "<i>") == [{"asset_tag": """<i>"'&"""}]
    assert b"<i>" not in priya_client.get("/options/assets/?q=<i>").content


# The back office


def test_a_superuser_looks_at_assets_and_edits_categories(root_client, laptop):
    assert "AS1042" in root_client.get("/admin/assets/asset/?q=as10&binned_at__isempty=1").content.decode()
    page = root_client.get(f"/admin/assets/asset/{laptop.pk}/change/")
    assert page.status_code == 200 and b'name="_save"' not in page.content and b"<select" not in page.content
    assert root_client.post(f"/admin/assets/asset/{laptop.pk}/delete/", {"post": "yes"}).status_code == 403
    added = root_client.post(
        "/admin/assets/category/add/", {"name": "Drone", "slug": "drone", "prefix": "DR", "position": 50}
    )
    assert added.status_code == 302 and Category.objects.filter(slug="drone").exists()


def test_the_back_office_finds_by_holder_and_warranty_and_leads_to_the_page(root_client, priya, laptop, jo):
    actions.edit_asset(laptop, by=priya, holder=jo, warranty_end=timezone.localdate())
    text = root_client.get("/admin/assets/asset/?q=jo+park&warranty=soon").content.decode()
    assert '<a href="/assets/AS1042/">Open</a>' in text
    assert "AS1042" not in root_client.get("/admin/assets/asset/?warranty=over").content.decode()


def test_a_superuser_says_where_the_tags_go_on(root_client, priya, laptop):
    actions.create_asset(by=priya, category=laptop.category)
    series = TagSeries.objects.get(prefix="as")
    page = f"/admin/assets/tagseries/{series.pk}/change/"
    assert root_client.post(page, {"next_number": 5000, "digits": 5}).status_code == 302
    assert actions.create_asset(by=priya, category=laptop.category).tag == "AS05000"


def test_a_category_in_use_is_not_deleted(root_client, laptop):
    root_client.post(f"/admin/assets/category/{laptop.category_id}/delete/", {"post": "yes"})
    assert Asset.objects.get().category.slug == "laptop"


def test_the_day_of_a_date_is_the_day_that_was_meant(priya_client, priya, laptop):
    actions.edit_asset(laptop, by=priya, in_service_on=date(2026, 2, 28))
    assert "28 Feb 2026" in priya_client.get("/assets/AS1042/").content.decode()


@pytest.mark.parametrize("shown_as", ["cards", "table"])
def test_nothing_that_somebody_typed_is_markup(priya_client, priya, shown_as):
    from people.actions import create_person

    odd, jo = '"><b>&', create_person(by=priya, name='"><b>Jo', email="jo3@alpha.example")
    imported('A"><b>', manufacturer=odd, serial_number=odd, location=odd)
    imported('B"><b>', manufacturer=odd, holder=jo)
    priya_client.post("/assets/view/", {"show": shown_as})
    text = priya_client.get("/assets/").content.decode()
    assert "<b>" not in text and "&quot;&gt;&lt;b&gt;Jo" in text and text.count("&quot;&gt;&lt;b&gt;&amp;") == 4


def test_each_icon_that_cards_repeat_is_drawn_once(priya_client, mixed):
    text = priya_client.get("/assets/").content.decode()
    used, drawn = re.findall(r'<use href="#([\w-]+)"', text), re.findall(r'<svg[^>]* id="(icon-[\w-]+)"', text)
    assert len(used) > len(set(used)) > 4 and set(used) <= set(drawn) and len(drawn) == len(set(drawn))
