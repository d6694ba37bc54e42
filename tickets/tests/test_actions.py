"""What becomes of a ticket: seed row S7's times, who is asked for, which tag, and where it goes."""

import pytest

from activity.models import Event
from assets import actions as asset_actions
from people.actions import edit_person
from tickets import actions
from tickets.models import Ticket


def test_a_new_ticket_that_is_given_to_somebody_is_open(ticket, priya):
    assert ticket.status == "new"
    actions.assign_ticket(ticket, priya, by=priya)
    assert ticket.status == "open"


def test_closing_stamps_both_times_and_reopening_erases_them(ticket, priya):
    actions.close_ticket(ticket, by=priya)
    assert ticket.resolved_at == ticket.closed_at == ticket.time_closed is not None
    actions.reopen_ticket(ticket, by=priya)
    assert (ticket.resolved_at, ticket.closed_at, ticket.time_closed) == (None, None, None)


def test_resolved_then_closed_keeps_the_resolved_time(ticket, priya):
    actions.resolve_ticket(ticket, by=priya)
    resolved_at = ticket.resolved_at
    actions.close_ticket(ticket, by=priya)
    assert ticket.resolved_at == resolved_at == ticket.time_closed
    actions.resolve_ticket(ticket, by=priya)
    assert (ticket.resolved_at, ticket.closed_at) == (resolved_at, None)


def test_the_log_keeps_the_times_that_reopening_erased(ticket, priya):
    closed = actions.close_ticket(ticket, by=priya)
    actions.reopen_ticket(ticket, by=priya)
    assert closed.changes["closed_at"]["now"]


@pytest.mark.parametrize("first", ["new", "open", "pending", "resolved", "closed"])
@pytest.mark.parametrize("second", ["new", "open", "pending", "resolved", "closed"])
def test_every_status_may_follow_every_other(ticket, priya, first, second):
    actions.edit_ticket(ticket, by=priya, status=first)
    actions.edit_ticket(ticket, by=priya, status=second)
    assert ticket.status == second
    assert (ticket.resolved_at is None) == (second in ("new", "open", "pending"))


def test_leaving_pending_forgets_what_it_waited_for(ticket, priya):
    actions.edit_ticket(ticket, by=priya, status="pending", pending_reason="parts", pending_until="2026-12-01")
    assert ticket.get_pending_reason_display() == "Waiting for parts"
    actions.edit_ticket(ticket, by=priya, status="open")
    assert (ticket.pending_reason, ticket.pending_until) == ("", None)


def test_the_edits_are_named_after_what_they_did(ticket, priya):
    actions.edit_ticket(ticket, by=priya, assignee=priya)
    actions.edit_ticket(ticket, by=priya, status="resolved")
    actions.edit_ticket(ticket, by=priya, status="open")
    actions.edit_ticket(ticket, by=priya, subject="Other")
    kinds = Event.objects.about(ticket).values_list("kind_name", flat=True)
    assert list(kinds)[1:] == ["ticket.assigned", "ticket.resolved", "ticket.reopened", "ticket.edited"]


def test_a_tag_finds_its_asset_whatever_the_case(hardware, laptop):
    answers = dict(name="Jo", email="jo@alpha.example", subject="x", category=hardware)
    known = actions.submit_ticket(asset_tag="as1042", **answers)
    unknown = actions.submit_ticket(asset_tag="AS9999", **answers)
    assert (known.asset, known.tag_as_typed) == (laptop, "")
    assert (unknown.asset, unknown.tag_as_typed, unknown.asset_tag) == (None, "AS9999", "AS9999")
    assert set(Ticket.objects.about_tag("As1042")) == {known}
    assert set(Ticket.objects.about_tag("as9999")) == {unknown}


def test_a_binned_asset_is_not_found_by_its_tag(hardware, laptop, priya):
    asset_actions.bin_asset(laptop, by=priya)
    ticket = actions.submit_ticket(name="Jo", email="jo@a.example", subject="x", category=hardware, asset_tag="AS1042")
    assert ticket.tag_as_typed == "AS1042"


def test_a_stranger_who_types_somebodys_address_does_not_rename_them(ticket, jo, hardware, stranger):
    again = actions.submit_ticket(name=stranger, email="JO@alpha.example", subject="x", category=hardware, phone="666")
    jo.refresh_from_db()
    assert again.requester == jo and jo.name == "Jo Park" and jo.phone == ""
    assert (again.name_as_given, again.phone_as_given) == (stranger, "666")


def test_going_back_and_sending_something_else_is_another_ticket(hardware):
    answers = dict(name="Jo", email="jo@alpha.example", category=hardware, key="k")
    first = actions.submit_ticket(subject="One", **answers)
    assert actions.submit_ticket(subject="One", **answers) == first
    assert actions.submit_ticket(subject="Two", **answers) != first


def test_who_cannot_work_comes_before_who_can(hardware):
    answers = dict(name="Jo", email="jo@alpha.example", subject="x", category=hardware)
    assert actions.submit_ticket(urgency="cannot-work", **answers).priority == "p2"
    assert actions.submit_ticket(**answers).priority == "p3"


def test_an_agent_can_enter_a_ticket_that_is_closed_already(priya, hardware):
    answers = dict(name="Jo", email="jo@alpha.example", subject="Fixed by phone", category=hardware, status="closed")
    ticket = actions.enter_ticket(by=priya, **answers)
    assert ticket.closed_at and ticket.source == "agent" and ticket.status == "closed"


def test_an_agent_can_enter_a_ticket_for_a_colleague(priya, sam, hardware):
    ticket = actions.enter_ticket(
        by=priya, name="Jo", email="jo@a.example", subject="x", category=hardware, assignee=sam
    )
    assert (ticket.status, ticket.assignee) == ("open", sam)


def test_the_bin_keeps_a_ticket_as_it_was(ticket, priya):
    assert actions.bin_ticket(ticket, by=priya) and actions.bin_ticket(ticket, by=priya) is None
    assert list(Ticket.objects.present()) == [] and list(Ticket.objects.binned()) == [ticket]
    assert actions.restore_ticket(ticket, by=priya) and actions.restore_ticket(ticket, by=priya) is None
    assert (ticket.status, ticket.binned_at) == ("new", None)


def test_an_edit_can_ask_for_another_requester(ticket, priya, jo):
    actions.edit_ticket(ticket, by=priya, requester_name="Ines Kaya", requester_email="INES@alpha.example")
    assert (ticket.requester.name, ticket.requester.email) == ("Ines Kaya", "ines@alpha.example")
    edit_person(jo, by=priya, name="Joanna Park")
    ticket.refresh_from_db()
    assert ticket.requester_name == "Ines Kaya"
