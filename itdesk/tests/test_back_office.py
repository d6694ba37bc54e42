"""The back office: every list and page of every model, for superusers alone, never writing behind the door."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.test import Client

from activity import record
from activity.models import Delivery, Event
from agents.models import Agent, Attempts
from assets.models import Asset
from itdesk.admin import CappedPaginator
from itdesk.tests.test_access import MODELS, routes, sample_of
from people.models import Person
from tickets import actions
from tickets.models import Category, Ticket

pytestmark = pytest.mark.any_engine
OURS = {"tickets", "assets", "people", "agents", "activity", "itdesk"}
# The first three have pages of their own on the desk; the last is what the search reads, for nobody to look at
ELSEWHERE = {
    ("agents", "hrcode"),
    ("agents", "session"),
    ("tickets", "message"),
    ("tickets", "searchable"),
    ("tickets", "link"),
    ("tickets", "participant"),
    ("tickets", "silence"),
    ("tickets", "followup"),
    ("tickets", "rating"),
    ("tickets", "opening"),
    ("tickets", "inquiry"),
    ("tickets", "draft"),
    ("tickets", "presence"),
    ("tickets", "attachment"),
    ("tickets", "opening"),
    ("agents", "resetwish"),
    ("itdesk", "heartbeat"),
    ("activity", "outlet"),
    ("people", "verifiedaddress"),
}
NEVER_WRITTEN = [
    "tickets/ticket", "assets/asset", "people/person", "activity/event", "activity/delivery", "agents/attempts",
]  # fmt: skip


@pytest.fixture
def world(ticket, laptop, priya, jo, root):
    """One of everything that has a page in the back office."""
    event = actions.assign_ticket(ticket, priya, by=priya)
    Attempts.objects.create(key="login:abc", window=1, ends_at="2030-01-01T00:00Z")
    return {"ticket": ticket, "asset": laptop, "person": jo, "event": event}


def places(world):
    return [sample_of(pattern, world) for _name, pattern in sorted(set(routes())) if pattern.startswith("admin/")]


def test_every_model_of_ours_is_there_or_has_a_page_of_its_own():
    there = {(model._meta.app_label, model._meta.model_name) for model in admin.site._registry}
    assert {model for model in MODELS if model[0] in OURS} - there == ELSEWHERE


@pytest.mark.parametrize("who", ["stranger", "agent", "staff"])
def test_nobody_but_a_superuser_gets_in_anywhere(world, priya, who):
    visitor = Client()
    if who != "stranger":
        Agent.objects.filter(pk=priya.pk).update(is_staff=who == "staff")
        visitor.force_login(priya)
    for place in places(world):
        if "jsi18n" in place:
            continue  # words of Django's own scripts, the same for everybody
        for method in ("get", "post"):
            response = getattr(visitor, method)(place)
            inside = response.status_code in (403, 405, 401) or response.url.startswith(("/login/", "/admin/"))
            assert inside, (method, place, response.status_code)
            assert who == "stranger" or response.status_code in (403, 405), (method, place, response.status_code)


def test_every_list_and_page_opens(world, root_client):
    for place in places(world):
        status = root_client.get(place, follow=True).status_code
        assert status in (200, 403, 404, 405), place
        if place.endswith("/change/") or place.count("/") == 4:
            assert status == 200 or "404404" in place, place


@pytest.mark.parametrize("place", NEVER_WRITTEN)
def test_what_is_recorded_is_only_to_look_at(world, root_client, place):
    address = f"/admin/{place}/"
    page = root_client.get(address)
    newest = page.context["cl"].queryset.first()
    assert root_client.post(f"{address}add/").status_code == 403
    if newest is not None:
        assert root_client.post(f"{address}{newest.pk}/change/", {"subject": "Forged"}).status_code == 403
        assert root_client.post(f"{address}{newest.pk}/delete/", {"post": "yes"}).status_code == 403
        selected = {"action": "delete_selected", "_selected_action": newest.pk, "post": "yes"}
        root_client.post(address, selected)
        assert type(newest)._base_manager.filter(pk=newest.pk).exists()
    assert b'type="submit" value="Save"' not in page.content


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("tickets/ticket/?q=printer", 1),
        ("tickets/ticket/?q=%231", None),
        ("tickets/ticket/?q=nothing+of+the+kind", 0),
        ("tickets/ticket/?status__exact=open", 1),
        ("tickets/ticket/?status__exact=closed", 0),
        ("tickets/ticket/?binned_at__isempty=1", 1),
        ("assets/asset/?q=as1042", 1),
        ("assets/asset/?q=lenovo+nothing", 0),
        ("people/person/?q=park+jo", 1),
        ("people/person/?q=%25", 0),
        ("agents/agent/?q=priya", 1),
    ],
)
def test_a_list_is_searched_and_filtered_as_the_desk_is(world, root_client, address, found):
    response = root_client.get("/admin/" + address)
    assert response.status_code == 200
    assert found is None or response.context["cl"].result_count == found


@pytest.mark.parametrize(
    "address", ["tickets/ticket", "assets/asset", "people/person", "activity/event", "activity/delivery"]
)
def test_a_list_costs_the_same_however_long_it_is(
    root_client, jo, hardware, priya, address, django_assert_max_num_queries
):
    for number in range(6):
        answers = {"email": f"p{number}@alpha.example", "subject": "x", "category": hardware}
        actions.submit_ticket(name=f"Person {number}", **answers)
    with django_assert_max_num_queries(14):
        root_client.get(f"/admin/{address}/")


def test_a_count_ends_where_nobody_reads_on(db, django_assert_num_queries):
    Attempts.objects.bulk_create(Attempts(key=f"k{n}", window=1, ends_at="2030-01-01T00:00Z") for n in range(1_005))
    paginator = CappedPaginator(Attempts.objects.order_by("pk"), 50)
    with django_assert_num_queries(1) as asked:
        assert (paginator.count, paginator.is_capped, paginator.num_pages) == (1_000, True, 20)
    assert "LIMIT 1001" in asked[0]["sql"]


def test_a_list_says_where_its_count_ends(root_client):
    Attempts.objects.bulk_create(Attempts(key=f"k{n}", window=1, ends_at="2030-01-01T00:00Z") for n in range(1_005))
    page = root_client.get("/admin/agents/attempts/").content.decode()
    assert "The first 1000 attempts: search or filter for others" in page


def test_no_list_offers_to_count_everything(root_client):
    for model, options in admin.site._registry.items():
        if model._meta.app_label in OURS:
            assert not options.show_full_result_count, model
            assert not options.date_hierarchy, model


@pytest.mark.parametrize("place", ["ticket", "asset", "person"])
def test_a_thing_and_its_page_on_the_desk_lead_to_each_other(world, place):
    client = Client()
    client.force_login(Agent.objects.get(username="root"))
    thing = world[place]
    office = f"/admin/{thing._meta.app_label}/{place}/{thing.pk}/change/"
    assert f'href="{thing.get_absolute_url()}" class="viewsitelink"' in client.get(office).content.decode()
    assert f'href="{office}"' in client.get(thing.get_absolute_url()).content.decode()
    client.force_login(Agent.objects.get(username="priya"))
    assert "/admin/" not in client.get(thing.get_absolute_url()).content.decode()


def test_the_history_of_a_thing_is_its_events(world, root_client):
    response = root_client.get(f"/admin/tickets/ticket/{world['ticket'].pk}/history/", follow=True)
    page = response.content.decode()
    assert response.context["cl"].result_count == 2
    assert "Priya Shah assigned" in page and "Assignee: Priya Shah" in page


def test_what_one_act_did_is_listed_together(world, root_client, priya):
    with record.batch() as act:
        actions.close_ticket(world["ticket"], by=priya)
    page = root_client.get("/admin/activity/event/").content.decode()
    assert f'href="/admin/activity/event/?batch={act}"' in page
    assert root_client.get(f"/admin/activity/event/?batch={act}").context["cl"].result_count == 1
    assert root_client.get("/admin/activity/event/?batch=nonsense").status_code in (200, 302)


def test_an_event_is_told_in_words(world, root_client):
    page = root_client.get(f"/admin/activity/event/{world['event'].pk}/change/").content.decode()
    assert "Assignee: Priya Shah" in page
    assert f'href="/tickets/{world["ticket"].pk}/"' in page
    assert bytes(world["event"].digest).hex() in page


def test_a_delivery_says_what_it_is_because_of(world, root_client):
    delivery = Delivery.objects.first()
    if delivery is None:
        delivery = Delivery.objects.create(event=world["event"], address="jo@alpha.example")
    page = root_client.get("/admin/activity/delivery/").content.decode()
    assert delivery.address in page and f"/admin/activity/event/{delivery.event_id}/change/" in page


@pytest.mark.parametrize(("place", "more"), [("tickets", {}), ("assets", {"prefix": "DR"})])
def test_a_category_is_added_renamed_and_put_in_order(root_client, place, more):
    address = f"/admin/{place}/category/"
    root_client.post(f"{address}add/", {"name": " Drones\u200b ", "slug": "drones", "position": 5} | more)
    made = root_client.get(address).context["cl"].queryset.get(slug="drones")
    assert made.name == "Drones"
    root_client.post(f"{address}{made.pk}/change/", {"name": "Aircraft", "slug": "other", "position": 6} | more)
    made.refresh_from_db()
    assert (made.name, made.slug, made.position) == ("Aircraft", "drones", 6)
    assert [entry.action_flag for entry in LogEntry.objects.order_by("pk")] == [1, 2]
    assert "Aircraft" in root_client.get("/admin/").content.decode()  # among the recent actions
    assert root_client.post(f"{address}{made.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not type(made).objects.filter(pk=made.pk).exists()


def test_a_category_that_is_in_use_is_not_deleted(root_client, ticket):
    address = f"/admin/tickets/category/{ticket.category_id}/"
    assert root_client.post(f"{address}delete/", {"post": "yes"}).status_code == 403
    assert "deletelink" not in root_client.get(f"{address}change/").content.decode()
    assert Category.objects.filter(pk=ticket.category_id).exists()


@pytest.mark.parametrize("value", ["", "hardware", "x" * 61, "a\0b"])
def test_a_flawed_category_is_a_form_error(root_client, value):
    before = Category.objects.count()
    response = root_client.post("/admin/tickets/category/add/", {"name": value, "slug": "hardware", "position": -1})
    assert response.status_code == 200
    assert response.context["errors"]
    assert Category.objects.count() == before


def test_the_back_office_bears_the_organisations_name_and_leads_back(root_client, settings):
    settings.ORGANISATION = "Brightwater"
    page = root_client.get("/admin/").content.decode()
    assert "Brightwater IT Desk" in page
    assert '<a href="/">Back to the desk</a>' in page
    assert 'rel="icon"' in page
    assert 'href="/agents/hr-code/"' in page


def test_looking_round_changes_nothing(world, root_client):
    before = [list(model._base_manager.order_by("pk").values()) for model in (Ticket, Asset, Person, Event, Agent)]
    for place in places(world):
        root_client.get(place)
    assert before == [
        list(model._base_manager.order_by("pk").values()) for model in (Ticket, Asset, Person, Event, Agent)
    ]


BROWSED = {
    "": "Back office",
    "tickets/ticket/?q=printer&status__exact=open": "ticket",
    "tickets/ticket/{ticket}/change/": "ticket",
    "tickets/category/add/": "ticket category",
    "tickets/category/": "ticket category",
    "activity/event/?at__gte=2026-01-01+00%3A00%3A00%2B00%3A00": "event",
    "activity/event/{event}/change/": "event",
    "assets/asset/": "asset",
    "people/person/": "person",
    "agents/attempts/": "attempts",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_back_office_holds_under_the_strict_policy(
    world, live_server, transactional_db, browser, root_client, theme
):
    context = browser.new_context(color_scheme=theme)
    session = root_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page, complaints, missing = context.new_page(), [], []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda response: missing.append(response.url) if response.status >= 400 else None)
    for address, heading in BROWSED.items():
        page.goto(f"{live_server.url}/admin/" + address.format(ticket=world["ticket"].pk, event=world["event"].pk))
        page.get_by_role("heading", name=heading).first.wait_for()
        assert (complaints, missing) == ([], []), address
    context.close()


def test_a_superuser_works_there_in_a_browser(world, live_server, transactional_db, browser, root_client):
    context = browser.new_context()
    session = root_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(f"{live_server.url}/tickets/")
    page.goto(f"{live_server.url}/admin/tickets/category/add/")
    page.get_by_label("Name:").press_sequentially("Building access")
    assert page.get_by_label("Slug:").input_value() == "building-access"  # Django's own script runs
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Building access").first.wait_for()
    page.get_by_role("link", name="Back to the desk").click()
    page.wait_for_url("**/tickets/")
    assert Category.objects.filter(slug="building-access").exists()
    assert complaints == []
    context.close()


def test_the_theme_chosen_in_one_place_is_kept_in_the_other(live_server, transactional_db, browser, root_client):
    context = browser.new_context(color_scheme="light")
    session = root_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    for theme, there in (("Dark", "dark"), ("Light", "light"), ("System", "auto")):
        page.goto(f"{live_server.url}/tickets/")
        page.get_by_label("Your account").click()
        page.get_by_role("button", name=theme, exact=True).click()
        page.goto(f"{live_server.url}/admin/")
        assert page.evaluate("document.documentElement.dataset.theme") == there
        page.goto(f"{live_server.url}/tickets/")
        assert page.evaluate("document.documentElement.dataset.bsTheme") == there.replace("auto", "light")
    assert complaints == []
    context.close()
