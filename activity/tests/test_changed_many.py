"""Many changes at once: the same rows, events and refusals as one by one, in as many statements however many there are."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity import record
from activity.models import Event
from assets.actions import create_asset
from assets.models import Asset, Category
from tickets import actions, events
from tickets.models import Ticket


@pytest.fixture
def submitted(hardware):
    return [
        actions.submit_ticket(name="Jo Park", email="jo@alpha.example", subject=f"Printer {n}", category=hardware)
        for n in range(4)
    ]


def stored(ticket):
    """Everything about it but its key, number, texts and times."""
    [row] = Ticket.objects.filter(pk=ticket.pk).values()
    return {name: row[name] for name in row if name not in ("id", "subject", "submission_key")} | {
        name: bool(row[name]) for name in row if name.endswith("_at")
    }


def changes(ticket):
    return {name: change for name, change in Event.objects.about(ticket).last().changes.items() if name != "closed_at"}


@pytest.mark.parametrize(
    "values",
    [
        {"priority": "p1"},
        {"status": "pending", "pending_reason": "parts"},
        {"tag_as_typed": "XY-1", "type": "incident"},
        {"binned_at": timezone.now()},
    ],
)
def test_it_does_to_each_what_changing_one_does(submitted, values, priya):
    alone, *many = submitted
    record.changed(alone, events.EDITED, by=priya, **values)
    assert len(record.changed_many([(ticket, values) for ticket in many], events.EDITED, by=priya)) == 3
    for ticket in many:
        assert stored(ticket) == stored(alone) and changes(ticket) == changes(alone)


def test_each_has_its_own_values_and_what_is_derived_follows(submitted, priya, sam):
    first, second, third, _fourth = submitted
    wanted = [
        (first, {"subject": "A", "assignee": priya}),
        (second, {"subject": "Bé ", "tag_as_typed": "XY-1", "assignee": sam}),
        (third, {}),
    ]
    told = record.changed_many(wanted, events.EDITED, by=priya)
    assert [(event.subject_id, event.version) for event in told] == [(first.pk, 2), (second.pk, 2)]
    found = Ticket.objects.in_bulk([first.pk, second.pk, third.pk])
    assert [found[key].subject for key in sorted(found)] == ["A", "Bé", "Printer 2"]
    assert [found[key].assignee for key in sorted(found)] == [priya, sam, None]
    assert found[first.pk].status == "open"  # what follows from an assignee
    assert list(Ticket.objects.filter(typed_tag_key="xy-1")) == [second]
    assert told[1].changes["assignee"] == {"was": None, "now": [sam.pk, "Sam Okafor"]}


def test_what_is_so_already_is_no_event(submitted, priya):
    record.changed(submitted[0], events.EDITED, by=priya, priority="p1")
    told = record.changed_many([(ticket, {"priority": "p1"}) for ticket in submitted], events.EDITED, by=priya)
    assert [event.subject_id for event in told] == [ticket.pk for ticket in submitted[1:]]
    assert record.changed_many([(ticket, {"priority": "p1"}) for ticket in submitted], events.EDITED, by=priya) == []
    assert record.changed_many([], events.EDITED, by=priya) == []


def test_one_value_that_is_refused_leaves_all_as_they_were(db, priya):
    laptop = Category.objects.get(slug="laptop")
    assets = [create_asset(by=priya, tag=f"T{n}", category=laptop, warranty_start="2026-01-01") for n in range(2)]
    with pytest.raises(ValidationError):
        ends = [{"warranty_end": "2027-01-01"}, {"warranty_end": "2020-01-01"}]
        record.changed_many(list(zip(assets, ends, strict=True)), events.EDITED, by=priya)
    assert set(Asset.objects.values_list("version", "warranty_end")) == {(1, None)}
    with pytest.raises(TypeError):
        record.changed_many([(assets[0], {"colour": "red"})], events.EDITED, by=priya)


def test_twenty_take_as_many_statements_as_two(hardware, priya):
    def statements(number):
        answers = {"name": "Jo Park", "email": "jo@alpha.example", "subject": "x", "category": hardware}
        tickets = [actions.submit_ticket(**answers) for _each in range(number)]
        wanted = [(ticket, {"subject": f"S {ticket.pk}", "assignee": priya}) for ticket in tickets]
        with CaptureQueriesContext(connection) as asked:
            record.changed_many(wanted, events.EDITED, by=priya)
        return len(asked)

    assert statements(20) == statements(2)
