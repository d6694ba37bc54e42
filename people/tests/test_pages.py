"""The pages of the people: list, card, windows, picker, back office."""

import html
import json
import re

import pytest

from activity import record
from activity.models import Event
from people import actions, events
from people.models import Person

HTMX = {"HX-Request": "true", "HX-Target": "modal"}


def make(count):
    """Many people with true, if short, histories."""
    people = [Person(name=f"Person {n:04}", email=f"p{n}@alpha.example") for n in range(count)]
    record.created_many(people, events.IMPORTED, by=None)
    return people


@pytest.fixture
def flawed(db):
    return actions.find_or_create_person(name="Flo Wood", email="flo@", by="an import", kind=events.IMPORTED)


@pytest.fixture
def namesake(priya):
    return actions.create_person(name="Jo Park", email="jo.park@alpha.example", by=priya, location="Lisbon")


def listed(client, query=""):
    return [person.name for person in client.get(f"/people/{query}").context["page"].rows]


def filled(client, person):
    form = client.get(f"/people/{person.pk}/edit/").context["form"]
    return {name: str(form[name].value() or "") for name in form.fields}


def post(client, person, answers, headers=HTMX):
    return client.post(f"/people/{person.pk}/edit/", answers, headers=headers)


# The list


def test_the_list_is_by_name_and_finds_by_name_address_and_phone(priya_client, jo, priya):
    actions.create_person(name="Ana Díaz", email="ana@alpha.example", phone="555 12", by=priya)
    assert listed(priya_client) == ["Ana Díaz", "Jo Park"]
    assert listed(priya_client, "?q=DÍAZ+555") == ["Ana Díaz"] and listed(priya_client, "?q=jo@alpha") == ["Jo Park"]


def test_nobody_found_and_nobody_yet_say_so(priya_client):
    assert "Nobody yet" in priya_client.get("/people/").content.decode()
    assert "Nobody found" in priya_client.get("/people/?q=zz").content.decode()


def test_htmx_gets_the_rows_alone(priya_client, jo):
    response = priya_client.get("/people/?q=jo", headers={"HX-Request": "true"})
    assert b"<html" not in response.content and b'id="results"' in response.content
    assert "HX-Request" in response["Vary"]


@pytest.mark.bulk_loaded
def test_pages_go_there_and_back(priya_client):
    make(120)
    names, url = [], ""
    while url is not None:
        page = priya_client.get(f"/people/{url}").context["page"]
        names += [person.name for person in page.rows]
        url = page.older_url
    assert names == [f"Person {n:04}" for n in range(120)]
    back = priya_client.get(f"/people/{page.newer_url}").context["page"]
    assert [person.name for person in back.rows] == names[50:100]


@pytest.mark.bulk_loaded
def test_the_list_costs_the_same_with_ten_and_with_five_hundred(priya_client, django_assert_num_queries):
    make(10)
    priya_client.get("/people/")
    with django_assert_num_queries(3):  # session with agent, rows, count
        priya_client.get("/people/")
    make_more = [Person(name=f"More {n:04}", email=f"m{n}@alpha.example") for n in range(490)]
    record.created_many(make_more, events.IMPORTED, by=None)
    with django_assert_num_queries(3):
        priya_client.get("/people/")


@pytest.mark.parametrize(
    "query", ["?q=" + "x" * 201, "?after=x~y", "?after=~", f"?before=a~{10**30}", "?q=%00", "?after=%00~1"]
)
def test_an_address_of_the_list_that_makes_no_sense_is_400(priya_client, query):
    assert priya_client.get(f"/people/{query}").status_code == 400


def test_a_search_of_many_strange_words_answers(priya_client, jo):
    assert priya_client.get("/people/?q=" + "+".join("a%25_\\'\"<é" for _ in range(10))).status_code == 200


# One person


def test_a_card_shows_what_is_known_held_and_done(priya_client, priya, jo, laptop):
    from assets.actions import edit_asset

    edit_asset(laptop, by=priya, holder=jo)
    actions.edit_person(jo, by=priya, location="Porto")
    text = priya_client.get(f"/people/{jo.pk}/").content.decode()
    assert "jo@alpha.example" in text and "Porto" in text and "/assets/AS1042/" in text
    assert "Priya Shah edited this person" in text and f"/tickets/?requester={jo.pk}&amp;status=any" in text


def test_the_panel_of_tickets_is_the_ticket_lists_own(priya_client, ticket, jo):
    url = f"/tickets/?requester={jo.pk}&status=any"
    response = priya_client.get(url, headers={"HX-Request": "true", "HX-Target": "tickets-panel"})
    assert "Printer jams" in response.content.decode() and b'id="results"' not in response.content


def test_an_address_that_is_none_is_marked_as_such(priya_client, flawed):
    for url in ("/people/", f"/people/{flawed.pk}/"):
        text = priya_client.get(url).content.decode()
        assert "flo@" in text and "no valid address" in text and "mailto:" not in text


def test_a_card_costs_the_same_with_much_history_and_many_assets(priya_client, priya, jo, django_assert_num_queries):
    from assets.actions import create_asset
    from assets.models import Category

    priya_client.get(f"/people/{jo.pk}/")
    with django_assert_num_queries(4):  # session with agent, person, events, assets held
        priya_client.get(f"/people/{jo.pk}/")
    for n in range(30):
        create_asset(by=priya, tag=f"T{n}", category=Category.objects.first(), holder=jo)
        actions.edit_person(jo, by=priya, phone=str(n))
    with django_assert_num_queries(4):
        priya_client.get(f"/people/{jo.pk}/")


@pytest.mark.parametrize("number", ["0", "999", str(2**63), "9" * 30, "9" * 5000, "x", "1x", "-1"])
@pytest.mark.parametrize("page", ["", "edit/"])
def test_nobody_has_that_number(priya_client, number, page):
    assert priya_client.get(f"/people/{number}/{page}").status_code == 404


def test_all_of_it_is_for_agents_only(client, jo):
    for url in ("/people/", "/people/new/", f"/people/{jo.pk}/", f"/people/{jo.pk}/edit/", "/options/people/?q=jo"):
        assert client.get(url)["Location"].startswith("/login/"), url


# Adding and editing


def test_adding_somebody_is_a_page_and_a_modal(priya_client):
    answers = {"name": "Ines Kaya", "email": "Ines@Alpha.example", "phone": "", "location": ""}
    toast = priya_client.post("/people/new/", answers, headers=HTMX)
    assert (
        toast.status_code == 200
        and "person-changed" in toast["HX-Trigger"]
        and "Ines Kaya added" in toast.content.decode()
    )
    ines = Person.objects.get(email="ines@alpha.example")
    page = priya_client.post("/people/new/", {"name": "Noor"})
    assert page.status_code == 302 and page["Location"] != ines.get_absolute_url()


@pytest.mark.parametrize("answers", [
    {"name": "", "email": "x@alpha.example"}, {"name": "X", "email": "no address"}, {"name": "x" * 201}, {"name": "\0\u202e "},
    {"name": "X", "email": "a" * 250 + "@b.example"}, {"name": "X", "phone": "5" * 51}])  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(priya_client, answers):
    response = priya_client.post("/people/new/", answers | {"location": "Kept here"}, headers=HTMX)
    assert response.status_code == 422 and "Kept here" in response.content.decode()
    assert not Person.objects.exists()


def test_a_taken_address_links_to_whose_it_is(priya_client, jo):
    response = priya_client.post("/people/new/", {"name": "Jo the Other", "email": "jo@alpha.example"}, headers=HTMX)
    text = response.content.decode()
    assert response.status_code == 422 and f'<a href="{jo.get_absolute_url()}" target="_blank">Jo Park</a>' in text
    assert 'value="Jo the Other"' in text and "<a" not in re.search(r'<a href="#id_email">(.*?)</a>', text)[1]


def test_editing_to_a_taken_address_links_too(priya_client, jo, namesake):
    response = post(priya_client, namesake, filled(priya_client, namesake) | {"email": "jo@alpha.example"})
    assert response.status_code == 422 and jo.get_absolute_url() in response.content.decode()


def test_opening_and_saving_unchanged_makes_no_event(priya_client, jo, flawed):
    for person in (jo, flawed):
        response = post(priya_client, person, filled(priya_client, person))
        assert response.status_code == 200 and "already so" in response.content.decode()
        assert Event.objects.about(person).count() == 1


def test_an_old_flaw_does_not_stand_in_the_way_of_another_change(priya_client, flawed):
    post(priya_client, flawed, filled(priya_client, flawed) | {"phone": "555"})
    flawed.refresh_from_db()
    assert (flawed.phone, flawed.email_as_given) == ("555", "flo@")


def test_a_valid_address_clears_the_flaw_visibly(priya_client, flawed):
    post(priya_client, flawed, filled(priya_client, flawed) | {"email": "flo@alpha.example"})
    text = priya_client.get(f"/people/{flawed.pk}/").content.decode()
    assert "mailto:flo@alpha.example" in text and "no valid address" not in text and "E-mail as given" in text


def test_emptying_the_address_clears_the_flaw_too(priya_client, flawed):
    post(priya_client, flawed, filled(priya_client, flawed) | {"email": ""})
    flawed.refresh_from_db()
    assert flawed.address == ""


def test_different_fields_merge_and_the_page_says_so(priya_client, jo, sam):
    answers = filled(priya_client, jo)
    actions.edit_person(jo, by=sam, phone="555")
    said = post(priya_client, jo, answers | {"location": "Porto"}).content.decode()
    jo.refresh_from_db()
    assert (jo.phone, jo.location) == ("555", "Porto")
    assert "Sam Okafor changed Phone while you were editing" in said


def test_the_same_field_asks_and_a_second_save_reverts_nothing_else(priya_client, jo, sam):
    answers = filled(priya_client, jo)
    actions.edit_person(jo, by=sam, location="Lisbon", phone="555")
    asked = post(priya_client, jo, answers | {"location": "Porto"})
    assert asked.status_code == 409 and "Lisbon" in asked.content.decode() and "Porto" in asked.content.decode()
    form = asked.context["form"]
    again = {name: str(form[name].value() or "") for name in form.fields}
    assert post(priya_client, jo, again | {"location": "Porto"}).status_code == 200
    jo.refresh_from_db()
    assert (jo.location, jo.phone) == ("Porto", "555")


def test_two_who_mend_the_same_flaw_are_asked_about_the_address(priya_client, flawed, sam):
    answers = filled(priya_client, flawed)
    actions.edit_person(flawed, by=sam, email="flo@alpha.example")
    asked = post(priya_client, flawed, answers | {"email": "flo.wood@alpha.example"})
    assert asked.status_code == 409 and [clash.name for clash in asked.context["clashes"]] == ["email"]


def test_undoing_an_edit_whose_address_is_anothers_by_now_is_refused_in_words(priya_client, priya, jo):
    event = actions.edit_person(jo, by=priya, email="joana@alpha.example")
    actions.create_person(name="New Jo", email="jo@alpha.example", by=priya)
    response = priya_client.post(f"/activity/{event.pk}/undo/", headers={"HX-Request": "true"})
    assert response.status_code == 409 and "belongs to another now" in response.content.decode()


@pytest.mark.parametrize("seen", ["", "x", "0", "-1", str(2**31), "9" * 40])
def test_a_version_that_makes_no_sense_is_422(priya_client, jo, seen):
    assert post(priya_client, jo, filled(priya_client, jo) | {"seen": seen}).status_code == 422


# The picker


def options(client, query):
    text = client.get(f"/options/people/?q={query}").content.decode()
    return [json.loads(html.unescape(values)) for values in re.findall(r'data-values="([^"]*)"', text)]


def test_the_picker_fills_in_name_address_and_a_holder_that_is_read_back(priya_client, jo, flawed):
    filled_in = options(priya_client, "jo")
    assert filled_in == [{"name": "Jo Park", "email": "jo@alpha.example", "holder": "Jo Park <jo@alpha.example>"}]
    assert options(priya_client, "flo")[0]["holder"] == f"Flo Wood #{flawed.pk}"


def test_the_picker_escapes_and_says_when_nobody_is_found(priya_client, priya):
    actions.create_person(name="""<b>"Bob" & 'Co'</b>""", email="", by=priya)
    assert b"<b>" not in priya_client.get("/options/people/?q=bob").content
    assert options(priya_client, "bob")[0]["name"] == """<b>"Bob" & 'Co'</b>"""
    nobody = priya_client.get("/options/people/?q=zzz").content.decode()
    assert "Nothing found" in nobody and 'aria-disabled="true"' in nobody and "data-values" not in nobody


@pytest.mark.parametrize("query", ["", "j", "+j+", "%E2%80%8Bj"])
def test_fewer_than_two_characters_offer_nothing(priya_client, jo, query):
    assert "<li" not in priya_client.get(f"/options/people/?q={query}").content.decode()


@pytest.mark.bulk_loaded
def test_the_picker_offers_eight_in_three_queries(priya_client, django_assert_num_queries):
    make(100)
    with django_assert_num_queries(3):  # session with agent, who is found, people
        assert len(options(priya_client, "person")) == 8


def test_the_picker_only_answers(priya_client):
    assert priya_client.post("/options/people/", {"q": "jo"}).status_code == 405


# The back office


def test_a_superuser_looks_at_people_and_changes_none(root_client, jo):
    text = root_client.get("/admin/people/person/?q=jo").content.decode()
    assert "Jo Park" in text
    page = root_client.get(f"/admin/people/person/{jo.pk}/change/")
    assert page.status_code == 200 and b"<select" not in page.content and b'name="_save"' not in page.content
    assert root_client.post(f"/admin/people/person/{jo.pk}/change/", {"name": "X"}).status_code == 403
    assert root_client.get("/admin/people/person/add/").status_code == 403
