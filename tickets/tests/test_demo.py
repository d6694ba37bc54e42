"""The demo: what it promises, that it is all told through the door, and where it refuses."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from activity import history
from activity.models import Delivery, Event
from agents.models import Agent, HRCode
from assets.models import Asset
from assets.models import Status as AssetStatus
from people.models import Person
from tickets.demo.content import PROBLEMS
from tickets.demo.content.inventory import KINDS
from tickets.demo.content.manners import SLOTS
from tickets.demo.fill import fill_desk
from tickets.models import Category, Message, PendingReason, Priority, Rating, Status, Ticket

SMALL = {"tickets": 80, "people": 40, "assets": 40}
pytestmark = [pytest.mark.django_db, pytest.mark.bulk_loaded]


@pytest.fixture
def demo_is_on(settings):
    settings.DEMO = True


@pytest.fixture
def filled(demo_is_on):
    return fill_desk(**SMALL)


def test_people_talk_on_some_tickets_and_rate_the_help(filled):
    assert (
        Message.objects.filter(agent__isnull=False).exists() and Message.objects.filter(person__isnull=False).exists()
    )
    assert Rating.objects.exists() and not Message.objects.filter(created_at__lt=F("ticket__created_at")).exists()


def test_without_the_setting_the_command_refuses_and_makes_nothing(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="ITDESK_DEMO=1"):
        call_command("demo")
    assert not Agent.objects.exists()


@pytest.mark.parametrize("thing", ["priya", "jo", "laptop", "ticket"])
def test_a_desk_in_use_is_left_alone(demo_is_on, request, thing):
    request.getfixturevalue(thing)
    before = Event.objects.count()
    with pytest.raises(CommandError, match="in use"):
        call_command("demo")
    assert Event.objects.count() == before


def test_a_demo_that_breaks_off_leaves_the_desk_empty(demo_is_on):
    def stop(done, of):
        if done > 100:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill_desk(**SMALL, progress=stop)
    assert not (Agent.objects.exists() or Person.objects.exists() or Event.objects.exists())


def test_it_makes_as_many_as_it_says(filled):
    counts = [Ticket.objects.count(), Person.objects.count(), Asset.objects.count(), Agent.objects.count()]
    assert counts == [80, 40, 40, 13]
    assert (filled.tickets, filled.people, filled.assets, filled.agents) == (80, 40, 40, 12)
    assert Agent.objects.filter(is_superuser=True).get().username == "admin"


@pytest.mark.any_engine
def test_everything_occurs_that_a_page_may_have_to_show(filled):
    tickets, assets = Ticket.objects.all(), Asset.objects.all()
    assert set(tickets.values_list("status", flat=True)) == set(Status)
    assert set(tickets.values_list("priority", flat=True)) == set(Priority)
    assert set(tickets.values_list("category", flat=True)) == set(Category.objects.values_list("pk", flat=True))
    assert set(assets.values_list("status", flat=True)) == set(AssetStatus)
    assert set(assets.values_list("category__slug", flat=True)) == {kind[0] for kind in KINDS}
    assert tickets.binned().exists() and assets.binned().exists()
    assert tickets.exclude(tag_as_typed="").exists() and tickets.filter(asset__isnull=False).exists()
    assert tickets.exclude(name_as_given=F("requester__name")).exists()
    assert Person.objects.filter(email="").exclude(email_as_given="").exists()


@pytest.mark.any_engine
def test_nothing_happens_before_its_time_or_after_now(filled):
    times = Ticket.objects.all()
    assert not times.filter(resolved_at__lt=F("created_at")).exists()
    assert not times.filter(closed_at__lt=F("resolved_at")).exists()
    assert not times.filter(updated_at__lt=F("created_at")).exists()
    assert not Event.objects.filter(at__gt=timezone.now() - timedelta(hours=1)).exists()
    assert times.filter(created_at__gt=timezone.now() - timedelta(hours=2)).exists()
    assert list(times.order_by("pk")) == list(times.order_by("created_at", "pk"))


@pytest.mark.any_engine
def test_nobody_is_written_to_because_of_it(filled):
    assert not Delivery.objects.exists()


@pytest.mark.any_engine
def test_the_test_drive_can_log_in_and_nobody_else_by_guessing(filled, client):
    assert client.login(username="bruno.mars", password="Live")
    others = Agent.objects.exclude(username="bruno.mars")
    assert [agent.username for agent in others if agent.has_usable_password()] == ["admin"]
    assert Agent.objects.get(username="bruno.mars").email == "bruno.mars@alpha.example"
    assert Agent.objects.get(username="admin").check_password(filled.superuser_password)


def test_the_command_tells_how_to_get_in(demo_is_on, monkeypatch):
    monkeypatch.setattr("tickets.management.commands.demo.fill_desk", lambda **more: fill_desk(**SMALL, **more))
    told = StringIO()
    call_command("demo", stdout=told)
    assert "bruno.mars / Live" in told.getvalue()
    assert "80 tickets" in told.getvalue()
    assert HRCode.objects.get().code in told.getvalue()
    assert "\r" not in told.getvalue()  # no counter where nobody watches


@pytest.mark.any_engine
def test_the_same_desk_comes_out_whenever_it_is_filled(demo_is_on):
    a_sunday, a_thursday = datetime(2026, 3, 1, 3, tzinfo=UTC), datetime(2027, 6, 17, 14, tzinfo=UTC)
    assert _told_at(a_sunday) == _told_at(a_thursday)


def test_every_wording_can_be_said_and_fits_a_subject():
    longest = {slot: max(values, key=len) for slot, values in SLOTS.items()}
    words = longest | {"tag": "AS" * 10, "model": "M" * 90}
    problems = [problem for book in PROBLEMS.values() for part in book.values() for problem in part]
    for problem in problems:
        assert all(len(subject.format(**words)) <= 255 for subject in problem.subjects)
        assert all(body.format(**words) for body in problem.bodies)


@pytest.mark.long
def test_the_whole_demo_is_a_years_work_of_a_desk(demo_is_on):
    filled = fill_desk()
    assert (filled.tickets, filled.people, filled.assets) == (2000, 250, 300)
    assert 120 <= Ticket.objects.active().count() <= 160
    assert set(Ticket.objects.active().values_list("pending_reason", flat=True)) == {"", *PendingReason}
    assert Ticket.objects.filter(asset__created_at__gt=F("created_at")).count() == 0
    assert any(len(ticket.subject) > 200 for ticket in Ticket.objects.only("subject"))
    assert not Delivery.objects.exists()
    for thing in [*Asset.objects.all(), *Ticket.objects.order_by("pk")[::7]]:
        assert history.replayed(thing) == history.current(thing)


def _told_at(now):
    """What the desk says when it is filled at that moment; then it is emptied again."""
    with transaction.atomic():
        fill_desk(now=now, **SMALL)
        rows = Ticket.objects.order_by("pk").values_list(
            "subject",
            "description",
            "status",
            "priority",
            "requester__email",
            "assignee__username",
            "asset__tag",
            "version",
        )
        told = (
            list(rows),
            list(Asset.objects.order_by("tag").values_list("tag", "serial_number", "holder__email", "status")),
        )
        transaction.set_rollback(True)
    return told
