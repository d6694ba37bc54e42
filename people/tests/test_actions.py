"""What can be done to a person's card, and whom somebody means who types a name."""

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from activity.undo import undo
from people import actions, events
from people.models import Person


@pytest.fixture
def flawed(db):
    return actions.find_or_create_person(name="Flo Wood", email="flo@", by="an import", kind=events.IMPORTED)


def test_an_address_is_known_whatever_its_case(jo):
    assert actions.find_or_create_person(name="Jo P.", email=" JO@Alpha.example ", by="Jo P.") == jo


def test_a_strangers_submission_never_renames_a_person(jo, priya):
    actions.edit_person(jo, by=priya, name="Joana Park")
    actions.find_or_create_person(name="Mallory", email="jo@alpha.example", by="Mallory")
    jo.refresh_from_db()
    assert (jo.name, jo.version) == ("Joana Park", 2)


def test_a_taken_address_is_refused_and_says_whose_it_is(jo, priya):
    with pytest.raises(actions.EmailTaken) as taken:
        actions.create_person(name="Other", email="JO@alpha.example", by=priya)
    assert taken.value.person == jo


def test_two_people_may_have_no_address(priya):
    first, second = (actions.create_person(name="Kiosk", email="", by=priya) for _ in range(2))
    assert first != second


def test_a_valid_address_ends_what_was_given_for_one(flawed, priya):
    actions.edit_person(flawed, by=priya, email="flo@alpha.example")
    assert (flawed.email, flawed.email_as_given, flawed.address) == ("flo@alpha.example", "", "flo@alpha.example")


def test_undoing_that_brings_back_what_was_given(flawed, priya):
    event = actions.edit_person(flawed, by=priya, email="flo@alpha.example")
    undo(event, by=priya)
    flawed.refresh_from_db()
    assert (flawed.email, flawed.address) == ("", "flo@")


def test_an_address_that_is_none_is_refused(jo, priya):
    with pytest.raises(ValidationError) as refused:
        actions.edit_person(jo, by=priya, email="jo at home")
    assert "email" in refused.value.message_dict
    assert Event.objects.about(jo).count() == 1


def meant_by(text):
    return list(Person.objects.meant_by(text))


def test_a_person_is_meant_by_name_address_number_or_reference(jo, flawed):
    for text in ("Jo Park", "  jo   PARK ", "jo@alpha.example", "JO@ALPHA.EXAMPLE", f"#{jo.pk}", f"Jo Park #{jo.pk}"):
        assert meant_by(text) == [jo], text
    assert meant_by(jo.reference) == [jo] and meant_by(flawed.reference) == [flawed]
    assert meant_by("flo@") == [flawed]


def test_a_reference_still_means_the_same_person_after_a_rename(jo, priya):
    reference = jo.reference
    actions.edit_person(jo, by=priya, name="Joana Park")
    assert meant_by(reference) == [jo]


def test_half_a_name_or_anothers_number_means_nobody(jo):
    for text in (
        "Jo",
        "Park",
        f"Ines #{jo.pk}",
        "ines@alpha.example",
        "Ines <ines@alpha.example>",
        "#999999999999999999",
    ):
        assert meant_by(text) == [], text


def test_a_name_that_looks_like_a_number_is_still_a_name(priya):
    desk = actions.create_person(name="Desk #3", email="", by=priya)
    assert meant_by("desk #3") == [desk] and meant_by(desk.reference) == [desk]


def test_two_of_one_name_are_both_meant(jo, priya):
    other = actions.create_person(name="Jo Park", email="jo.park@alpha.example", by=priya)
    assert set(meant_by("Jo Park")) == {jo, other}
    assert meant_by(other.reference) == [other]
