"""One asset's pages: its address, its windows, merge and ask, the bin and back."""

from urllib.parse import quote

import pytest

from activity.models import Event
from assets import actions
from assets.models import Asset
from assets.tests.making import imported
from people.actions import create_person, edit_person

pytestmark = pytest.mark.any_engine

HTMX = {"HX-Request": "true", "HX-Target": "modal"}
NEW = {"tag": "AS7", "category": "laptop", "status": "in-stock"}
STRANGE = ["A/B", "/A", "A//B", "A B", "100%", "a%2Fb", "ÄÖ-1", "プリンタ", "a?b#c", "a&b=c", "<b>", "a\\b", "'\""]


def filled(client, asset):
    form = client.get(f"{asset.get_absolute_url()}edit/").context["form"]
    return {name: form.fields[name].widget.format_value(form[name].value()) or "" for name in form.fields} | {
        name: form[name].value() for name in ("category", "status")
    }


def post(client, asset, answers, headers=HTMX, query=""):
    return client.post(f"{asset.get_absolute_url()}edit/{query}", answers, headers=headers)


# Addresses


def test_the_page_shows_properties_history_and_where_the_tickets_are(priya_client, priya, laptop, jo):
    actions.edit_asset(laptop, by=priya, holder=jo, notes="Second line\n<b>bold</b>")
    text = priya_client.get("/assets/AS1042/").content.decode()
    for said in ("Lenovo", "In use", "held by", f"/people/{jo.pk}/", "Priya Shah edited this asset", "&lt;b&gt;bold"):
        assert said in text, said
    assert 'hx-get="/tickets/?asset=AS1042&amp;status=any"' in text and "/tickets/new/?asset=AS1042" in text


@pytest.mark.parametrize("page", ["", "edit/", "delete/"])
def test_another_case_leads_to_the_one_address(priya_client, laptop, page):
    response = priya_client.get(f"/assets/as1042/{page}?from=page")
    assert response.status_code == 302 and response["Location"] == f"/assets/AS1042/{page}?from=page"


def test_a_form_sent_to_another_case_is_carried_out(priya_client, laptop):
    priya_client.post("/assets/as1042/delete/")
    laptop.refresh_from_db()
    assert laptop.is_binned


@pytest.mark.parametrize("tag", STRANGE)
def test_a_strange_imported_tag_has_a_page_a_window_and_a_way_to_the_bin(priya_client, tag):
    asset = imported(tag)
    url = f"/assets/{quote(tag, safe='')}/"
    assert asset.get_absolute_url() == url
    page = priya_client.get(url)
    assert page.status_code == 200 and page.context["asset"] == asset
    assert f'hx-get="{url}"' in page.content.decode() and f'href="{url}edit/?from=page"' in page.content.decode()
    assert f'href="{url}"' in priya_client.get("/assets/").content.decode()
    assert post(priya_client, asset, filled(priya_client, asset) | {"model": "T14"}).status_code == 200
    assert priya_client.post(f"{url}delete/").status_code == 302 and priya_client.get(url).status_code == 404
    assert priya_client.post(f"{url}restore/").status_code == 302 and priya_client.get(url).status_code == 200


def test_a_strange_tag_may_stay_while_something_else_changes_but_no_new_one_is_taken(priya_client):
    asset = imported("A/B")
    refused = post(priya_client, asset, filled(priya_client, asset) | {"tag": "A/C"})
    assert refused.status_code == 422 and "letters, digits" in refused.content.decode()


@pytest.mark.parametrize(
    "tag", ["nothing", "x" * 300, "%20", "%E2%80%8B", "a%0A", "%FF%FE", "..%2F..", "new/edit", "9" * 5000]
)
@pytest.mark.parametrize("page", ["", "edit/", "delete/", "restore/"])
def test_a_tag_that_nothing_has_is_404(priya_client, laptop, tag, page):
    assert priya_client.get(f"/assets/{tag}/{page}").status_code == 404


def test_a_nul_in_a_tag_is_refused(priya_client):
    assert priya_client.get("/assets/A%00/").status_code in (400, 404)


def test_all_of_it_is_for_agents_only(client, laptop):
    for url in ("", "new/", "bin/", "AS1042/", "AS1042/edit/", "AS1042/delete/", "AS1042/restore/", "nothing/"):
        assert client.get(f"/assets/{url}")["Location"].startswith("/login/"), url


def test_the_page_costs_the_same_with_a_long_history(priya_client, priya, laptop, jo, django_assert_num_queries):
    actions.edit_asset(laptop, by=priya, holder=jo)
    priya_client.get("/assets/AS1042/")
    with django_assert_num_queries(3):  # session with agent, asset, events
        priya_client.get("/assets/AS1042/")
    for n in range(40):
        actions.edit_asset(laptop, by=priya, location=str(n))
    with django_assert_num_queries(3):
        priya_client.get("/assets/AS1042/")


# Adding


def test_adding_one_is_a_page_and_a_modal(priya_client, jo):
    toast = priya_client.post(
        "/assets/new/", NEW | {"holder": jo.reference, "warranty_end": "2030-01-31"}, headers=HTMX
    )
    assert toast.status_code == 200 and "asset-changed" in toast["HX-Trigger"] and "AS7 added" in toast.content.decode()
    asset = Asset.objects.get()
    assert (asset.holder, asset.category.slug, str(asset.warranty_end)) == (jo, "laptop", "2030-01-31")
    page = priya_client.post("/assets/new/", NEW | {"tag": "AS8"})
    assert page.status_code == 302 and page["Location"] == "/assets/AS8/"


@pytest.mark.parametrize("wrong", [
    {"tag": "view"}, {"tag": "new"}, {"tag": "A B"}, {"tag": "x" * 41}, {"category": "spoon"}, {"category": ""},
    {"status": "in-use"}, {"holder": "Nobody Known"}, {"holder": "x" * 501}, {"warranty_end": "0001-01-01"},
    {"warranty_end": "tomorrow"}, {"in_service_on": "9999-12-31"}, {"serial_number": "5" * 101},
    {"warranty_start": "2026-02-02", "warranty_end": "2026-02-01"}, {"notes": "n" * 10_001}])  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(priya_client, wrong):
    response = priya_client.post("/assets/new/", NEW | {"model": "Kept here"} | wrong, headers=HTMX)
    assert response.status_code == 422 and 'value="Kept here"' in response.content.decode()
    assert list(response.context["form"].errors) == [list(wrong)[-1]] and not Asset.objects.exists()


def test_a_taken_tag_links_to_what_has_it(priya_client, laptop):
    response = priya_client.post("/assets/new/", NEW | {"tag": "as1042"}, headers=HTMX)
    text = response.content.decode()
    assert response.status_code == 422 and '<a href="/assets/AS1042/" target="_blank">AS1042 Lenovo</a>' in text
    assert "in the bin" not in text and 'value="as1042"' in text


def test_a_tag_taken_by_something_in_the_bin_says_so(priya_client, priya, laptop):
    other = actions.create_asset(by=priya, tag="AS7", category=laptop.category)
    actions.bin_asset(laptop, by=priya)
    for response in (
        priya_client.post("/assets/new/", NEW | {"tag": "AS1042"}, headers=HTMX),
        post(priya_client, other, filled(priya_client, other) | {"tag": "AS1042"}),
    ):
        assert response.status_code == 422 and "An asset in the bin has this tag" in response.content.decode()


def test_a_holder_is_taken_by_whole_name_or_address_and_asked_about_otherwise(priya_client, priya, jo):
    for text in ("jo park", "JO@alpha.example"):
        priya_client.post("/assets/new/", NEW | {"tag": f"T{len(text)}", "holder": text})
    assert jo.assets.count() == 2
    half = priya_client.post("/assets/new/", NEW | {"holder": "Jo"}, headers=HTMX).content.decode()
    assert "Did you mean Jo Park &lt;jo@alpha.example&gt;?" in half
    create_person(name="Jo Park", email="", by=priya)
    both = priya_client.post("/assets/new/", NEW | {"holder": "Jo Park"}, headers=HTMX).content.decode()
    assert "More than one person is called “Jo Park”" in both


# Editing


def test_opening_and_saving_unchanged_makes_no_event(priya_client, priya, laptop, jo):
    actions.edit_asset(
        laptop, by=priya, holder=jo, notes="One\n\n  two", warranty_start="2026-01-01", warranty_end="2027-01-01"
    )
    strange = imported("A B")
    for asset in (laptop, strange):
        before = Event.objects.about(asset).count()
        response = post(priya_client, asset, filled(priya_client, asset))
        assert response.status_code == 200 and "already so" in response.content.decode()
        assert Event.objects.about(asset).count() == before


def test_a_holder_renamed_meanwhile_is_no_change(priya_client, priya, laptop, jo):
    actions.edit_asset(laptop, by=priya, holder=jo)
    answers = filled(priya_client, laptop)
    edit_person(jo, by=priya, name="Joana Park")
    assert "already so" in post(priya_client, laptop, answers).content.decode()


def test_the_holder_is_taken_away_by_an_empty_field(priya_client, priya, laptop, jo):
    actions.edit_asset(laptop, by=priya, holder=jo)
    post(priya_client, laptop, filled(priya_client, laptop) | {"holder": ""})
    laptop.refresh_from_db()
    assert laptop.holder is None and "Holder" in priya_client.get("/assets/AS1042/").content.decode()


def test_different_fields_merge_and_the_page_says_so(priya_client, laptop, sam):
    answers = filled(priya_client, laptop)
    actions.edit_asset(laptop, by=sam, location="Porto")
    said = post(priya_client, laptop, answers | {"model": "T14"}).content.decode()
    laptop.refresh_from_db()
    assert (laptop.location, laptop.model) == ("Porto", "T14")
    assert "Sam Okafor changed Location while you were editing" in said


def test_the_same_field_asks_and_a_second_save_reverts_nothing_else(priya_client, laptop, sam, jo):
    answers = filled(priya_client, laptop)
    actions.edit_asset(laptop, by=sam, status="in-repair", holder=jo, location="Porto")
    asked = post(priya_client, laptop, answers | {"status": "lost", "model": "T14"})
    text = asked.content.decode()
    assert (
        asked.status_code == 409 and "In repair" in text and "Lost" in text and "Sam Okafor edited this asset" in text
    )
    form = asked.context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    assert (again["location"], again["holder"], again["model"]) == ("Porto", jo.reference, "T14")
    assert post(priya_client, laptop, again).status_code == 200
    laptop.refresh_from_db()
    assert (laptop.status, laptop.location, laptop.holder, laptop.model) == ("lost", "Porto", jo, "T14")


def test_two_who_hand_it_out_are_asked_whose_it_is(priya_client, priya, laptop, sam, jo):
    ines = create_person(name="Ines Kaya", email="ines@alpha.example", by=priya)
    answers = filled(priya_client, laptop)
    actions.edit_asset(laptop, by=sam, holder=jo)
    asked = post(priya_client, laptop, answers | {"holder": "ines@alpha.example"})
    (clash,) = asked.context["clashes"]
    assert asked.status_code == 409 and (clash.was, clash.theirs) == ("", jo.reference)
    seen = asked.context["form"]["seen"].value()
    post(priya_client, laptop, answers | {"holder": clash.mine_posted, "seen": seen})
    laptop.refresh_from_db()
    assert laptop.holder == ines


def test_a_new_tag_takes_its_page_to_the_new_address(priya_client, laptop):
    answers = filled(priya_client, laptop) | {"tag": "AS2"}
    moved = post(priya_client, laptop, answers, query="?from=page")
    assert moved["HX-Redirect"] == "/assets/AS2/"
    laptop.refresh_from_db()
    stays = post(priya_client, laptop, filled(priya_client, laptop) | {"tag": "AS3"})
    assert "HX-Redirect" not in stays and "asset-changed" in stays["HX-Trigger"]


@pytest.mark.parametrize("seen", ["", "x", "0", str(2**31), "9" * 40])
def test_a_version_that_makes_no_sense_is_422(priya_client, laptop, seen):
    assert post(priya_client, laptop, filled(priya_client, laptop) | {"seen": seen}).status_code == 422


# The bin and back


def test_deleting_asks_first_and_the_toast_offers_undo(priya_client, laptop):
    assert "Move AS1042 to the bin?" in priya_client.get("/assets/AS1042/delete/").content.decode()
    assert not Asset.objects.binned().exists()
    toast = priya_client.post("/assets/AS1042/delete/", headers=HTMX)
    assert "AS1042 is in the bin" in toast.content.decode() and "/undo/" in toast.content.decode()
    undo = Event.objects.about(laptop).last()
    priya_client.post(f"/activity/{undo.pk}/undo/")
    assert priya_client.get("/assets/AS1042/").status_code == 200


def test_deleting_from_its_page_leads_to_the_list(priya_client, laptop):
    assert priya_client.post("/assets/AS1042/delete/?from=page", headers=HTMX)["HX-Redirect"] == "/assets/"


@pytest.mark.parametrize("page", ["", "edit/", "delete/"])
def test_the_page_of_something_in_the_bin_is_404_says_who_and_offers_restore(priya_client, laptop, sam, page):
    actions.bin_asset(laptop, by=sam)
    response = priya_client.get(f"/assets/AS1042/{page}")
    text = response.content.decode()
    assert response.status_code == 404 and "AS1042 is in the bin" in text and "Sam Okafor moved it there" in text
    assert 'action="/assets/AS1042/restore/"' in text


def test_an_edit_sent_after_it_was_binned_changes_nothing(priya_client, laptop, sam):
    answers = filled(priya_client, laptop)
    actions.bin_asset(laptop, by=sam)
    assert post(priya_client, laptop, answers | {"model": "T14"}).status_code == 404
    laptop.refresh_from_db()
    assert laptop.model == ""


def test_restoring_brings_it_back_as_it_was(priya_client, priya, laptop):
    actions.bin_asset(laptop, by=priya)
    assert "Restore AS1042?" in priya_client.get("/assets/AS1042/restore/").content.decode()
    assert priya_client.post("/assets/AS1042/restore/")["Location"] == "/assets/AS1042/"
    laptop.refresh_from_db()
    assert not laptop.is_binned
    assert priya_client.get("/assets/AS1042/restore/")["Location"] == "/assets/AS1042/"


def test_looking_never_changes_anything(priya_client, laptop):
    for url in ("", "edit/", "delete/", "restore/"):
        priya_client.get(f"/assets/AS1042/{url}")
        priya_client.head(f"/assets/AS1042/{url}")
        priya_client.options(f"/assets/AS1042/{url}")
    assert Event.objects.about(laptop).count() == 1


def test_a_save_after_a_rename_or_the_bin_keeps_what_was_typed(priya_client, laptop, sam):
    form = priya_client.get("/assets/AS1042/edit/").context["form"]
    answers = {bound.html_name: bound.value() or "" for bound in form}
    answers |= {bound.html_initial_name: bound.value() or "" for bound in form if bound.name != "seen"}
    answers |= {"notes": "A long note", "number": laptop.pk}
    actions.edit_asset(laptop, by=sam, tag="AS2000")
    assert priya_client.post("/assets/AS1042/edit/", answers).status_code == 302
    laptop.refresh_from_db()
    assert (laptop.tag, laptop.notes) == ("AS2000", "A long note")
    actions.bin_asset(laptop, by=sam)
    late = priya_client.post("/assets/AS2000/edit/", answers | {"notes": "Longer"})
    assert late.status_code == 404 and b"Longer" in late.content and b"moved to the bin" in late.content
