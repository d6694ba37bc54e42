"""Where the composer keeps what is typed, while it is typed."""

from django.http import JsonResponse
from django.views.generic import View

from tickets import drafting
from tickets.forms import DraftForm
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


def as_json(draft):
    """A Draft, or None, as composer.js reads it."""
    if draft is None:
        return {"stamp": 0}
    return {"stamp": draft.stamp, "at": draft.saved_at.isoformat(), "set_aside": draft.offered}
