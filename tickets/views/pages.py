"""One ticket: entering it, its edit window, and the ways into the bin and out of it."""

from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from activity.editing import Editing
from activity.models import Event
from itdesk.prepared import prepared
from itdesk.web import Modal
from tickets import actions, files
from tickets.forms import EditTicketForm, NewTicketForm
from tickets.models import Ticket


@prepared(number=BigIntegerField())
def _shown(number):
    shown = Ticket.objects.with_names().select_related("rating", "follow_up", "followed_by", "opening")
    return shown.filter(pk=number)


def ticket_numbered(number):
    """The ticket, binned or not, with everything its page shows. Raises Http404."""
    ticket = _shown.first(number=number) if number <= BigIntegerField.MAX_BIGINT else None
    if ticket is None:
        raise Http404(_("There is no ticket #{number}.").format(number=number))
    return ticket


class OneTicket:
    """A page about one ticket that is not in the bin. keeps_what_was_typed: its post says itself that it came too late."""

    keeps_what_was_typed = False

    def dispatch(self, request, *args, **kwargs):
        self.ticket = ticket_numbered(kwargs["number"])
        is_late_save = request.method == "POST" and self.keeps_what_was_typed
        if self.ticket.is_binned and not is_late_save:
            return self.gone()
        return super().dispatch(request, *args, **kwargs)

    def gone(self):
        return in_the_bin(self.request, self.ticket)


class NewTicket(Modal, FormView):
    """An agent enters a ticket, in the modal of the list or on a page of its own."""

    form_class = NewTicketForm
    template_name = "tickets/new.html"
    changes = ("ticket-changed",)
    basket = None

    def get_initial(self):
        return {"asset_tag": self.request.GET.get("asset", "")[:100]}

    def get_context_data(self, **kwargs):
        basket = self.basket or files.Basket(agent=self.request.user)
        return super().get_context_data(here="tickets", basket=basket, **kwargs)

    def post(self, request, *args, **kwargs):
        self.basket = files.received(
            request, agent=request.user
        )  # before the form is looked at: no refusal loses a file
        form = self.get_form()
        for problem in self.basket.problems:
            form.add_error(None, problem)
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def form_valid(self, form):
        try:
            ticket = actions.enter_ticket(by=self.request.user, attached=self.basket.files, **form.cleaned_data)
        except ValidationError as refusal:
            self.basket = self.basket.anew()
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        said = _("Ticket #{number} created.").format(number=ticket.pk)
        return self.done(said, url=ticket.get_absolute_url())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class TicketEdit(OneTicket, Editing):
    """The edit window: everything but the times."""

    keeps_what_was_typed = True
    form_class = EditTicketForm
    template_name = "tickets/edit.html"
    changes = ("ticket-changed",)

    def get_thing(self):
        return self.ticket

    def act(self, form):
        return actions.edit_ticket(self.ticket, by=self.request.user, seen=form.cleaned_data["seen"], **form.values())

    def said(self, event):
        return _("Ticket #{number} saved.").format(number=self.ticket.pk) if event else super().said(event)

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="tickets", ticket=self.thing, **kwargs)


class TicketDelete(OneTicket, Modal, TemplateView):
    """Asks, then moves the ticket to the bin."""

    template_name = "tickets/delete.html"
    changes = ("ticket-changed",)

    def post(self, request, number):
        event = actions.bin_ticket(self.ticket, by=request.user)
        said = _("Ticket #{number} is in the bin.").format(number=number)
        from_its_page = request.GET.get("from") == "page"
        return self.done(said, url="/tickets/", undo=event, go=from_its_page)

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="tickets", ticket=self.ticket, **kwargs)


class TicketRestore(Modal, TemplateView):
    """Asks, then takes the ticket out of the bin."""

    template_name = "tickets/restore.html"
    changes = ("ticket-changed",)

    def dispatch(self, request, *args, **kwargs):
        self.ticket = ticket_numbered(kwargs["number"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, number):
        event = actions.restore_ticket(self.ticket, by=request.user)
        said = _("Ticket #{number} is back.") if event else _("Ticket #{number} is not in the bin.")
        return self.done(said.format(number=number), url=self.ticket.get_absolute_url(), undo=event, go=True)

    def get(self, request, *args, **kwargs):
        if not self.ticket.is_binned:
            return redirect(self.ticket.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="tickets", ticket=self.ticket, **kwargs)


def in_the_bin(request, ticket):
    """The 404 of a binned ticket, which says who binned it and when, and offers to restore it."""
    binned = Event.objects.about(ticket).filter(kind_name="ticket.binned").last()
    context = {"here": "tickets", "ticket": ticket, "binned": binned}
    return render(request, "tickets/gone.html", context, status=404)
