"""What can be done to an asset: tags that are one each, the bin, what is shown as in use, the warranty."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from activity.models import Event
from activity.undo import TooLate, undo
from assets import actions
from assets.models import Asset, Category, open_tickets
from assets.warranty import warranty_left

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("tag", ["AS1042", "as-10.4_2", "a", "7", "x" * 40])
def test_a_tag_of_letters_digits_and_three_marks_will_do(tag):
    assert actions.wrong_with_tag(tag) is None


@pytest.mark.parametrize("tag", ["", "A B", "A/B", "Ä1", "x" * 41, "..", "-", "new", "BIN", "1\n", "١٢"])
def test_any_other_tag_is_refused(tag):
    assert actions.wrong_with_tag(tag)


def test_a_tag_is_one_whatever_its_case_also_in_the_bin(laptop, priya):
    actions.bin_asset(laptop, by=priya)
    with pytest.raises(actions.TagTaken) as taken:
        actions.create_asset(by=priya, tag="as1042", category=laptop.category)
    assert taken.value.asset == laptop and taken.value.asset.is_binned


def test_a_tag_may_change_its_own_case(laptop, priya):
    actions.edit_asset(laptop, by=priya, tag="as1042")
    assert Asset.objects.get(tag="as1042") == laptop


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_add_the_same_tag_one_wins_and_the_others_are_told(priya):
    category = Category.objects.get(slug="laptop")

    def add(number):
        try:
            return actions.create_asset(by=priya, tag=["AS7", "as7"][number % 2], category=category)
        except actions.TagTaken as taken:
            return taken
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(add, range(8)))
    (winner,) = [result for result in results if isinstance(result, Asset)]
    assert {result.asset for result in results if isinstance(result, actions.TagTaken)} == {winner}
    assert Event.objects.about(winner).count() == 1


def test_binning_twice_is_one_event_and_undo_brings_it_back(laptop, priya):
    event = actions.bin_asset(laptop, by=priya)
    assert actions.bin_asset(laptop, by=priya) is None
    undo(event, by=priya)
    laptop.refresh_from_db()
    assert not laptop.is_binned and laptop.version == 3


def test_undoing_a_new_tag_is_refused_once_another_has_the_old_one(laptop, priya):
    event = actions.edit_asset(laptop, by=priya, tag="AS2")
    actions.create_asset(by=priya, tag="AS1042", category=laptop.category)
    with pytest.raises(TooLate):
        undo(event, by=priya)


@pytest.mark.parametrize("status, shown", [("in-stock", "in-use"), ("reserved", "in-use"), ("in-repair", "in-repair"),
                                           ("out-of-service", "out-of-service")])  # fmt: skip
def test_what_somebody_holds_is_in_use_unless_something_is_wrong_with_it(laptop, priya, jo, status, shown):
    actions.edit_asset(laptop, by=priya, holder=jo, status=status)
    assert laptop.shown_status[0] == shown
    assert list(Asset.objects.shown_as([shown])) == [laptop]
    assert not Asset.objects.shown_as({"in-use", "in-stock", "in-repair"} - {shown}).exists()


def test_only_open_tickets_are_counted(laptop, ticket, priya):
    from tickets.actions import edit_ticket, resolve_ticket

    edit_ticket(ticket, by=priya, asset_tag="as1042")
    assert open_tickets([laptop]) == {laptop.pk: 1}
    resolve_ticket(ticket, by=priya)
    assert open_tickets([laptop]) == {}


@pytest.mark.parametrize("start, end, state, words, percent", [
    (None, None, "none", "No warranty recorded", 0),
    (date(2024, 1, 1), date(2026, 11, 21), "ended", "Ended 1 day ago", 0),
    (date(2024, 1, 1), date(2026, 11, 22), "soon", "1 day left", 1),
    (date(2026, 11, 1), date(2027, 1, 20), "soon", "60 days left", 74),
    (None, date(2027, 1, 21), "running", "2 mo left", 6),
    (date(2026, 11, 22), date(2027, 11, 21), "running", "1 y left", 100),
    (date(2024, 12, 1), date(2028, 12, 31), "running", "2 y 1 mo left", 52),
    (date(2030, 1, 1), date(2029, 1, 1), "running", "2 y 1 mo left", 71),
    (None, date(2099, 12, 31), "running", "73 y 1 mo left", 100)])  # fmt: skip
def test_what_is_left_of_a_warranty(start, end, state, words, percent):
    left = warranty_left(start, end, TODAY)
    assert (left.state, left.words, left.percent) == (state, words, percent)


def test_two_who_move_one_end_each_do_not_make_a_warranty_end_before_it_starts(laptop, priya, sam):
    actions.edit_asset(laptop, by=priya, warranty_start="2026-01-01", warranty_end="2027-01-01")
    actions.edit_asset(laptop, by=sam, warranty_start="2026-12-01", seen=2)
    with pytest.raises(ValidationError, match="ends before it starts"):
        actions.edit_asset(laptop, by=priya, warranty_end="2026-06-01", seen=2)
    laptop.refresh_from_db()
    assert laptop.warranty_end == date(2027, 1, 1)
