"""What the log says in words."""

from activity import record, timeline
from activity.models import Event
from tickets import actions
from tickets.models import Ticket


def words(ticket):
    entry = timeline.entries(Event.objects.about(ticket), subject_model=Ticket)[-1]
    return [(change.label, change.was, change.now) for change in entry.changes]


def test_choices_relations_and_days_are_said_in_words(ticket, priya):
    actions.edit_ticket(ticket, by=priya, status="pending", pending_reason="parts", pending_until="2026-12-01")
    said = [("Status", "New", "Pending"), ("Pending reason", "", "Waiting for parts"), ("Until", "", "1 Dec 2026")]
    assert sorted(words(ticket)) == sorted(said)
    actions.assign_ticket(ticket, priya, by=priya)
    assert words(ticket) == [("Assignee", "", "Priya Shah")]
    actions.assign_ticket(ticket, None, by=priya)
    assert words(ticket) == [("Assignee", "Priya Shah", "nothing")]


def test_a_long_text_is_only_said_to_have_changed(ticket, priya):
    actions.edit_ticket(ticket, by=priya, description="one\ntwo")
    assert words(ticket) == [("Description", None, None)]


def test_times_that_the_sentence_implies_are_not_repeated(ticket, priya):
    actions.close_ticket(ticket, by=priya)
    assert words(ticket) == [("Status", "New", "Closed")]


def test_a_field_and_a_kind_of_long_ago_still_read(ticket, priya):
    event = record.happened(ticket, actions.events.EDITED, by=priya)
    event.kind_name, event.changes = "ticket.frobbed", {"colour": {"was": "red", "now": "blue"}}
    entry = timeline.entries([event], subject_model=Ticket)[0]
    assert (entry.sentence, entry.changes[0].now) == ("Priya Shah: ticket.frobbed", "blue")
