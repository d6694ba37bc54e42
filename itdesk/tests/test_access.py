"""Who may do what: every route of the URLconf, as every role, by every method, against itdesk/tests/access.csv.

A route that nobody placed in the table fails. `python -m pytest itdesk/tests/test_access.py --write-access` writes the
table anew; read what changed before committing it.
"""

import csv
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from activity import record
from activity.models import Delivery
from assets import actions as asset_actions
from mail.tests import coming
from tickets import actions, files
from tickets.models import Ticket

pytestmark = pytest.mark.any_engine
TABLE = Path(__file__).with_name("access.csv")
ROLES = ["anonymous", "deactivated", "agent", "superuser"]
METHODS = ["GET", "POST"]
REFUSED_METHODS = ["PUT", "PATCH", "DELETE", "TRACE"]
# What reading may write: see style, "Change"; and the one row by which /readyz/ finds out whether rows can be written
UNNOTICED = {"agents_session", "agents_attempts", "django_session", "sqlite_sequence"}


def routes(patterns=None, prefix="", namespace=""):
    """(name, pattern text) of every route, namespaces included; an unnamed one by its pattern."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        text = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or text}", text
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern.url_patterns, text, inner)


def sample_of(pattern, world):
    """An address that the pattern matches, about a thing that is there."""
    if pattern.startswith("admin/"):
        return sample_of_admin(pattern)
    keys = {
        name: world[thing].pk if thing in world else 1
        for name, thing in {"file": "file", "key": "message", "arrival": "arrival", "delivery": "delivery"}.items()
    }
    for name, value in {"number": world["ticket"].pk, "tag": world["asset"].tag, **keys}.items():
        pattern = re.sub(rf"<(\w+:)?{name}>", str(value), pattern)
    pattern = re.sub(r"<(\w+:)?pk>", str(world["event" if "undo" in pattern else "person"].pk), pattern)
    return "/" + re.sub(r"<(path:|\w+:)?\w+>", "1", pattern).replace("^", "").replace("$", "")


def sample_of_admin(pattern):
    """An address of the back office about the newest object of its model, 404404 where there is none."""
    pattern = re.sub(r"\(\?P<app_label>[^)]*\)", "agents", pattern).replace("(?P<url>.*)$", "nothing/")
    _admin, app, model, *_rest = [*pattern.split("/"), "", ""]
    newest = apps.get_model(app, model)._base_manager.last() if (app, model) in MODELS else None
    pattern = re.sub(r"<(path:)?(object_)?id>", str(newest.pk if newest else 404404), pattern)
    return "/" + re.sub(r"<(\w+:)?\w+>", "404404", pattern).replace("^", "").replace("$", "")


MODELS = {(model._meta.app_label, model._meta.model_name) for model in apps.get_models()}


@pytest.fixture
def world(db, ticket, laptop, priya, jo, root):
    """One of everything that an address can be about."""
    gone = actions.submit_ticket(name="Jo", email="jo@alpha.example", subject="Gone", category=ticket.category)
    event = actions.assign_ticket(ticket, priya, by=priya)
    actions.bin_ticket(gone, by=priya)
    other = asset_actions.create_asset(by=priya, tag="AS2", category=laptop.category)
    asset_actions.bin_asset(other, by=priya)
    file = files.keep(SimpleUploadedFile("photo.png", b"pixels"), basket="", agent=priya)
    with record.at(record.now() - timedelta(minutes=1)):  # too late to be taken back, however fast the test is
        message = actions.reply_to_ticket(ticket, by=priya, text="See the photo", attached=[file])
    things = {"ticket": ticket, "asset": laptop, "person": jo, "event": event, "gone": gone}
    arrival = coming.taken(**coming.answering(coming.delivery_to(ticket, jo.email)), html="<p>Hello</p>")
    arrival.kept_as = file.kept_as  # something is there to be downloaded
    arrival.save()
    delivery = Delivery.objects.order_by("pk").first()
    return things | {"file": file, "message": message, "arrival": arrival, "delivery": delivery}


@pytest.fixture
def clients(priya, root, sam):
    """A browser for each role; `deactivated` was signed in when their account was closed."""
    browsers = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, agent in {"agent": priya, "superuser": root, "deactivated": sam}.items():
        browsers[role].force_login(agent)
    sam.is_active = False
    sam.save()
    return browsers


def plain(text):
    """The address without the numbers that the database happened to give."""
    return re.sub(r"(?<=/)\d+(?=/)", "<number>", text)


def answer(client, method, path, **more):
    """The status, and where a redirect leads. What it did is undone again."""
    before = transaction.savepoint()
    cookies = dict(client.cookies)
    response = client.generic(method, path, **more)
    transaction.savepoint_rollback(before)
    client.cookies.update(cookies)  # a log-out signs out nobody for long
    place = plain(response.headers.get("Location", "").partition("?")[0])
    return f"{response.status_code} {place}".strip()


def observed(world, clients):
    """{route: {column: answer}} as it is; the posts are empty."""
    table = {}
    for name, pattern in sorted(set(routes())):
        path = sample_of(pattern, world)
        cells = {"path": plain(path)}
        for role in ROLES:
            for method in METHODS:
                kind = "application/x-www-form-urlencoded"
                cells[f"{role} {method}"] = answer(clients[role], method, path, content_type=kind)
            refused = {answer(clients[role], method, path) for method in REFUSED_METHODS}
            cells[f"{role} others"] = " ".join(sorted(refused))
        table[name] = cells
    return table


def test_every_route_answers_every_role_as_the_table_says(world, clients, request):
    found = observed(world, clients)
    if request.config.getoption("--write-access"):
        write(found)
    expected = {row.pop("route"): row for row in csv.DictReader(TABLE.open())}
    assert not found.keys() - expected.keys(), "place these routes in access.csv"
    assert not expected.keys() - found.keys(), "these routes are gone from the URLconf"
    different = {
        f"{name} {column}": (expected[name][column], cell)
        for name, cells in found.items()
        for column, cell in cells.items()
        if expected[name][column] != cell
    }
    assert different == {}


def test_nothing_in_the_table_is_a_server_error():
    assert not [row for row in csv.DictReader(TABLE.open()) for cell in row.values() if cell.startswith("5")]


PUBLIC = {
    "home",
    "tickets:my-tickets",
    "tickets:my-tickets-sent",
    "healthz",
    "readyz",
    "tickets:submit",
    "tickets:submitted",
    "account_login",
    "account_signup",
    "account_logout",
    "password_reset",
    "password_reset_sent",
}


def test_strangers_see_the_public_pages_and_nothing_else():
    rows = list(csv.DictReader(TABLE.open()))
    shown = {
        row["route"]
        for row in rows
        if row["anonymous GET"].startswith("2") and not row["route"].startswith("admin:jsi18n")
    }
    assert {name for name in shown if not name.startswith("admin:")} <= PUBLIC
    for row in rows:
        assert row["deactivated GET"] == row["anonymous GET"], "a deactivated agent is a stranger"
        assert row["deactivated POST"] == row["anonymous POST"]


def test_an_agent_sees_nothing_of_the_back_office():
    rows = [row for row in csv.DictReader(TABLE.open()) if row["route"].startswith("admin:")]
    assert rows and not [row["route"] for row in rows if row["agent GET"].startswith("2")]


def test_reading_changes_nothing_that_anybody_could_notice(world, clients):
    before = checksums()
    for name, pattern in sorted(set(routes())):
        path = sample_of(pattern, world)
        for client in clients.values():
            for method in ("GET", "HEAD", "OPTIONS", "TRACE"):
                client.generic(method, path)
            client.get(path, headers={"HX-Request": "true"})
        assert checksums() == before, f"reading {name} changed something"


def test_the_checksum_sees_a_change(world):
    before = checksums()
    actions.close_ticket(world["ticket"], by=None)
    assert checksums() != before


def test_a_post_without_a_token_is_refused_everywhere(world, priya):
    client = Client(enforce_csrf_checks=True)
    client.force_login(priya)
    for _name, pattern in sorted(set(routes())):
        if not pattern.startswith("admin/"):
            path = sample_of(pattern, world)
            assert client.post(path).status_code in (403, 405), path
    assert Ticket.objects.present().count() == 1


def test_a_thing_that_is_not_there_is_a_404_for_agents(world, clients):
    for path in (
        "/tickets/404404/",
        "/tickets/404404/edit/",
        "/assets/NOWHERE/",
        "/assets/NOWHERE/edit/",
        "/people/404404/",
    ):
        assert clients["agent"].get(path).status_code == 404, path
    assert clients["agent"].post("/activity/404404/undo/").status_code == 404


def test_every_answer_carries_the_policy(world, clients):
    for path in (
        "/tickets/",
        "/nothing/",
        "/tickets/?status=nonsense",
        "/submit/",
        "/healthz/",
        "/admin/login/",
        "/static/none.css",
    ):
        for client in clients.values():
            policy = client.get(path).headers.get("Content-Security-Policy", "")
            assert "default-src 'none'" in policy and "unsafe" not in policy, path


def checksums():
    """A checksum of every table but those that reading may write."""
    sums = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in UNNOTICED:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                sums[table] = hash(tuple(sorted(map(repr, cursor.fetchall()))))
    return sums


def write(found):
    with TABLE.open("w", newline="") as file:
        columns = ["route", *next(iter(found.values()))]
        table = csv.DictWriter(file, columns, lineterminator="\n")
        table.writeheader()
        table.writerows({"route": name} | cells for name, cells in found.items())
