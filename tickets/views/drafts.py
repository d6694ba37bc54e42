"""Where the composer keeps what is typed, while it is typed; and how what was sent comes back into it."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.generic import View

from activity.undo import TooLate
from itdesk.text import clean_text
from itdesk.web import say, toast, turn_away
from tickets import drafting, files, markdown
from tickets.forms import DraftForm
from tickets.taking_back import take_back
from tickets.views.pages import OneTicket


class DraftBox(OneTicket, View):
    """Takes the text as it stands, every few seconds; {stamp, at, set_aside}, {stamp: 0}, or {sent: true} as JSON.

    stamp: microseconds, 0 where there is no draft; at: ISO 8601, UTC. 422 for what is no draft; also in the bin it is kept.
    """

    http_method_names = ["post", "options"]
    keeps_what_was_typed = True

    def post(self, request, number):
        form = DraftForm(request.POST)
        if not form.is_valid():
            return JsonResponse({"errors": form.errors.get_json_data()}, status=422)
        asked = form.cleaned_data
        discards = asked.pop("discard")
        try:
            draft = drafting.keep_draft(self.ticket, by=request.user, **asked)
        except drafting.AlreadySent:
            return JsonResponse({"sent": True, "stamp": 0})
        if discards:
            draft = drafting.discard_what_was_set_aside(self.ticket, by=request.user)
        return JsonResponse(as_json(draft))


class TakenBack(OneTicket, View):
    """Undo send: 409 when it is too late."""

    http_method_names = ["post", "options"]

    def post(self, request, number, key):
        message = get_object_or_404(self.ticket.messages, pk=key)
        typed = clean_text(request.POST.get("text", ""))[: markdown.LONGEST]
        try:
            draft = take_back(message, by=request.user, typed=typed)
        except TooLate as reason:
            return turn_away(request, str(reason), url=self.ticket.get_absolute_url(), status=409)
        say(request, _("Taken back. It is in the box again, and nobody was told."))
        if not request.htmx:
            return redirect(f"{self.ticket.get_absolute_url()}#composer")
        response = toast(request, "ticket-changed")
        basket = {"basket": files.Basket.on(self.ticket, request.user), "where": "message", "out_of_band": True}
        for name, context in {
            "_taken_back": {"draft": draft},
            "_basket": basket,
        }.items():  # a header has no room for it
            response.write(render_to_string(f"tickets/{name}.html", context))
        response.headers["HX-Trigger-After-Settle"] = "desk:taken-back"
        return response


def as_json(draft):
    """A Draft, or None, as composer.js reads it."""
    if draft is None:
        return {"stamp": 0}
    return {"stamp": draft.stamp, "at": draft.saved_at.isoformat(), "set_aside": draft.offered}
