"""Automatic tags: the next of a category's prefix, drawn at the save; never twice, never lost to an error."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from assets import actions
from assets.models import Asset, Category, TagSeries
from assets.tags import draw_tag, next_tag
from assets.tests.making import imported

NEW = {"tag": "", "category": "laptop", "status": "in-stock"}


@pytest.fixture
def laptops(db):
    return Category.objects.get(slug="laptop")


def add(by, category, **values):
    return actions.create_asset(by=by, category=category, **values).tag


def test_the_first_has_four_digits_and_the_next_follows(priya, laptops):
    assert [add(priya, laptops), add(priya, laptops)] == ["AS0001", "AS0002"]


def test_it_goes_on_after_the_highest_with_as_many_digits(priya, laptops):
    for tag in ("AS00041", "as7", "AS-99", "ASX100", "AS1234567890", "XAS500"):
        imported(tag)
    assert add(priya, laptops) == "AS00042"


def test_what_is_taken_is_passed_over_whether_typed_binned_or_imported(priya, laptops):
    assert add(priya, laptops) == "AS0001"
    actions.bin_asset(actions.create_asset(by=priya, category=laptops, tag="as0002"), by=priya)
    imported("AS0003")
    assert add(priya, laptops) == "AS0004"


def test_a_long_run_of_taken_tags_is_passed_over_in_few_queries(priya, laptops, django_assert_max_num_queries):
    from assets.tests.making import make

    next_to_come = draw_tag("AS")
    make(1500, prefix="AS")
    with django_assert_max_num_queries(8):
        assert (next_to_come, next_tag("AS")) == ("AS0001", "AS1500")


def test_a_typed_tag_takes_no_number(priya, laptops):
    add(priya, laptops, tag="AS9")
    add(priya, laptops)
    add(priya, laptops, tag="Extra-1")
    assert add(priya, laptops) == "AS11"


def test_categories_with_one_prefix_share_its_numbers(priya, laptops):
    other = Category.objects.create(slug="loan", name="Loan laptop", prefix="as")
    assert [add(priya, laptops), add(priya, other)] == ["AS0001", "as0002"]


def test_a_refused_asset_leaves_no_gap(priya, laptops):
    with pytest.raises(ValidationError):
        actions.create_asset(by=priya, category=laptops, status="nonsense")
    with pytest.raises(ValidationError):
        add(priya, laptops, warranty_start=date(2026, 2, 2), warranty_end=date(2026, 2, 1))
    assert add(priya, laptops) == "AS0001"


def test_a_category_without_a_prefix_asks_for_a_tag(priya, laptops):
    plain = Category.objects.create(slug="plain", name="Plain")
    with pytest.raises(ValidationError, match="Enter a tag"):
        actions.create_asset(by=priya, category=plain)


def test_looking_takes_nothing(laptops):
    assert [next_tag("AS"), next_tag("AS")] == ["AS0001", "AS0001"] and not TagSeries.objects.exists()


def test_somebody_who_types_the_drawn_tag_meanwhile_costs_only_a_number(priya, laptops, monkeypatch):
    drawn = iter(["AS0001", "AS0002"])
    add(priya, laptops, tag="AS0001")
    monkeypatch.setattr(actions, "draw_tag", lambda prefix: next(drawn))
    assert add(priya, laptops) == "AS0002"


@pytest.mark.django_db(transaction=True)
def test_two_hundred_added_at_once_get_two_hundred_tags(priya, laptops):
    def one(_number):
        try:
            return add(priya, laptops)
        finally:
            connection.close()

    with ThreadPoolExecutor(25) as pool:
        tags = list(pool.map(one, range(200)))
    assert sorted(tags) == [f"AS{n:04}" for n in range(1, 201)]


@pytest.mark.django_db(transaction=True)
def test_drawing_and_typing_the_same_at_once_end_in_one_each(priya, laptops):
    def one(number):
        try:
            return add(priya, laptops, tag=f"AS{number:04}" if number % 2 else "")
        except actions.TagTaken:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        tags = list(pool.map(one, range(1, 41)))
    given = [tag for tag in tags if tag]
    assert len(given) == len(set(given)) == Asset.objects.count() >= 20


# The window


def test_an_empty_tag_is_filled_in_and_the_toast_tells_it(priya_client, laptop):
    assert "Leave empty for the next, AS1043" in priya_client.get("/assets/new/").content.decode()
    toast = priya_client.post("/assets/new/", NEW, headers={"HX-Request": "true"})
    assert "AS1043 added." in toast.content.decode() and Asset.objects.filter(tag="AS1043").exists()


def test_another_category_says_its_own_next(priya_client):
    text = priya_client.get("/options/next-tag/?category=cellphone").content.decode()
    assert text == "Leave empty for the next, PH0001, or enter one."
    assert priya_client.get("/options/next-tag/?category=spoon").status_code == 400


def test_a_refused_window_keeps_what_was_typed_and_takes_no_number(priya_client):
    refused = priya_client.post("/assets/new/", NEW | {"model": "Kept here", "warranty_end": "tomorrow"})
    assert refused.status_code == 422 and 'value="Kept here"' in refused.content.decode()
    priya_client.post("/assets/new/", NEW)
    assert Asset.objects.get().tag == "AS0001"


def test_a_category_without_a_prefix_says_so_and_keeps_what_was_typed(priya_client):
    Category.objects.create(slug="plain", name="Plain")
    refused = priya_client.post("/assets/new/", NEW | {"category": "plain", "model": "Kept here"})
    text = refused.content.decode()
    assert refused.status_code == 422 and "enter a tag" in text and 'value="Kept here"' in text


def test_no_category_at_all_is_said(priya_client):
    Category.objects.all().delete()
    assert "no category yet" in priya_client.get("/assets/new/").content.decode()


# The back office


@pytest.mark.parametrize(
    "prefix, fine", [("LT-", True), ("A1", True), ("", True), ("Ä", False), ("A B", False), ("A_", False)]
)
def test_a_prefix_is_letters_digits_and_hyphens(root_client, laptops, prefix, fine):
    answers = {"name": "Laptop", "slug": "laptop", "prefix": prefix, "position": 0}
    root_client.post(f"/admin/assets/category/{laptops.pk}/change/", answers)
    laptops.refresh_from_db()
    assert laptops.prefix == (prefix if fine else "AS")


# Imported tags


@pytest.mark.parametrize(
    "tag", ["", ".", "..", "a/edit", "a/b/delete", "x/restore", "x/status", "NEW", "bin", "view", "x" * 41]
)
def test_an_imported_tag_that_could_have_no_page_is_refused(tag):
    assert actions.wrong_with_imported_tag(tag)


@pytest.mark.parametrize("tag", ["AS1042", "A/B", "a/edit/b", "credit", "...", "ÄÖ 1", "edit"])
def test_any_other_imported_tag_has_its_page(priya_client, tag):
    assert actions.wrong_with_imported_tag(tag) is None
    assert priya_client.get(imported(tag).get_absolute_url()).context["asset"].tag == tag


def test_a_drawn_tag_is_one_that_a_person_could_type(laptops):
    assert actions.wrong_with_tag(draw_tag("AS")) is None
