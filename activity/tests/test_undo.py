"""Undo is refused with a reason, whatever stands in its way."""

import pytest

from activity import undo
from agents.models import Agent
from tickets import actions
from tickets.models import Ticket


def test_undo_is_refused_when_what_it_pointed_to_is_gone(ticket, priya):
    tom = Agent.objects.create_user("tom", "tom@alpha.example")
    actions.assign_ticket(ticket, tom, by=priya)
    event = actions.assign_ticket(ticket, priya, by=priya)
    tom.delete()
    with pytest.raises(undo.TooLate, match="gone"):
        undo.undo(event, by=priya)


def test_undo_is_refused_when_the_old_value_would_be_refused_today(ticket, priya):
    Ticket._base_manager.filter(pk=ticket.pk).update(subject="")  # an old flaw, here by force
    event = actions.edit_ticket(ticket, by=priya, subject="Printer jams again")
    with pytest.raises(undo.TooLate, match="cannot be blank"):
        undo.undo(event, by=priya)
