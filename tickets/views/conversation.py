"""The ticket's page: its stream, and the composer in which agents answer and write notes."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField, Count, DateTimeField
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from assets.models import Asset
from itdesk.prepared import prepared
from itdesk.web import Fragment, say
from tickets import actions, drafting, files, markdown, stream_rows
from tickets.forms import MessageForm
from tickets.menus import menus_of
from tickets.models import Message, PendingReason, Status, Ticket
from tickets.stream import stream_of
from tickets.views.pages import OneTicket
from tickets.views.people import requesters_side

THEN = {
    "pending": {"status": Status.PENDING, "pending_reason": PendingReason.REQUESTER, "pending_until": None},
    "resolved": {"status": Status.RESOLVED},
}


LATELY = timedelta(days=90)


class TicketPage(OneTicket, Fragment, TemplateView):
    """Everything said and changed, and its properties. A POST is a message.

    htmx gets the stream, and beside it the head and the side; the composer stays as it is, with what is typed in it.
    """

    keeps_what_was_typed = True
    basket = None
    template_name = "tickets/ticket.html"
    fragment_name = "tickets/_live.html"

    def post(self, request, number):
        self.basket = files.received(request, agent=request.user)  # before the form: no refusal loses a file
        form = MessageForm(request.POST)
        form.fields["text"].required = not self.basket.files
        for problem in self.basket.problems:
            form.add_error(None, problem)
        if not form.is_valid():
            return self.said(form, status=422)
        if form.cleaned_data["act"] == "preview":
            return self.said(form, preview=markdown.html_of(form.cleaned_data["text"]))
        try:
            message = self.send(form.cleaned_data)
        except actions.NewerMessage as held:
            return self.held(form, held)
        except ValidationError as refusal:
            self.basket = files.Basket(self.basket.key, agent=request.user)  # as it is now: a file may have gone
            form.add_error(None, refusal.messages)
            return self.said(form, status=422)
        self.basket = files.Basket.on(self.ticket, request.user)
        say(request, self.sent(message, form.cleaned_data["act"]))
        if not request.htmx:
            return redirect(f"{self.ticket.get_absolute_url()}#message-{message.pk}")
        response = self.render_to_response(self.get_context_data(is_answer=True))
        response.headers["HX-Trigger"] = "desk:sent"
        response.headers["HX-Replace-Url"] = self.ticket.get_absolute_url()
        return response

    def send(self, asked):
        act = actions.note_on_ticket if asked["kind"] == Message.Kind.NOTE else actions.reply_to_ticket
        then = THEN.get(asked["act"], {})
        return act(
            self.ticket,
            by=self.request.user,
            text=asked["text"],
            attached=self.basket.files,
            after=asked["after"],
            draft=asked["seen"],
            **then,
        )

    def sent(self, message, act):
        said = _("Internal note added.") if message.is_note else _("Reply sent.")
        now = _("Ticket #{number} is now {status}.").format(
            number=self.ticket.pk, status=self.ticket.get_status_display()
        )
        return f"{said} {now}" if act in THEN else said

    def held(self, form, held):
        """409: nothing was sent; what others wrote is in the stream, and said beside the text, which can be sent anyway."""
        context = self.get_context_data(form=form, newer=held.messages, seen=form.cleaned_data["after"], is_answer=True)
        return self.render_to_response(context, status=409)

    def said(self, form, *, status=200, **more):
        """An answer beside the text, which changes nothing else on the page."""
        if not self.request.htmx:
            return self.render_to_response(self.get_context_data(form=form, **more), status=status)
        context = {"form": form, "ticket": self.ticket, "basket": self.basket, "brings_basket": True, **more}
        response = render(self.request, "tickets/_said.html", context, status=status)
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#said", "outerHTML"
        return response

    def gone(self):
        if self.request.htmx:  # a page in place of the stream would take the composer's text with it
            raise actions.InTheBin(self.ticket)
        return super().gone()

    def get_context_data(self, *, form=None, seen=None, **kwargs):
        ticket, person = self.ticket, self.ticket.requester
        if not self.request.htmx:
            kwargs["draft"] = draft = drafting.draft_of(ticket, self.request.user)
            typed = {"kind": draft.kind, "text": draft.text} if draft else None
            form = form or MessageForm(initial=typed)
        stream = stream_of(ticket, self.request.GET, seen=seen)
        return super().get_context_data(
            here="tickets",
            ticket=ticket,
            menus=menus_of(ticket),
            stream=stream,
            stream_opening=stream_rows.opening_row(stream, ticket),
            stream_rows=stream_rows.rows(stream, ticket, self.request.user),
            form=form or MessageForm(),
            basket=self.basket or files.Basket.on(ticket, self.request.user),
            others=_others_of(person=person.pk, but=ticket.pk) if person else [],
            lately=_number_lately(ticket.asset) if ticket.asset else 0,
            held=_held_by(person=person.pk) if person else [],
            **requesters_side(ticket),
            **kwargs,
        )


def _number_lately(asset):
    return _about.first(asset=asset.pk, since=timezone.now() - LATELY) or 0


@prepared(asset=BigIntegerField(), since=DateTimeField())
def _about(asset, since):
    found = Ticket.objects.present().filter(asset=asset, created_at__gte=since).order_by()
    return found.values("asset").annotate(number=Count("pk")).values_list("number", flat=True)


@prepared(person=BigIntegerField(), but=BigIntegerField())
def _others_of(person, but):
    found = Ticket.objects.active().filter(requester=person).exclude(pk=but)
    return found.order_by("-updated_at").only("subject")[:5]


@prepared(person=BigIntegerField())
def _held_by(person):
    return Asset.objects.present().filter(holder=person).order_by("tag_key").only("tag")[:10]
