"""What must hold for whatever an import brought, from wherever."""

from django.apps import apps

from activity import history
from tickets import actions
from tickets.forms import EditTicketForm
from tickets.models import Ticket


def rows_of_everything():
    return {model.__name__: model._base_manager.count() for model in apps.get_models()}


def windows_that_would_change_something():
    """Each ticket whose edit window, saved as it was opened, would change it."""
    for ticket in Ticket.objects.with_names():
        opened = EditTicketForm(thing=ticket)
        posted = {name: "" if (value := opened[name].value()) is None else str(value) for name in opened.fields}
        form = EditTicketForm(posted, thing=ticket)
        assert form.is_valid(), (ticket, form.errors)
        if actions.edit_ticket(ticket, by=None, seen=ticket.version, **form.values()):
            yield ticket


def fits(thing):
    """Every text is in normal form and within its column, which SQLite would not mind."""
    for field in thing._meta.concrete_fields:
        value = getattr(thing, field.attname)
        if isinstance(value, str) and field.name in thing.TRACKED:
            assert value == history.normal(field, value), field
        if isinstance(value, str) and field.max_length:
            assert len(value) <= field.max_length, field
    return True
