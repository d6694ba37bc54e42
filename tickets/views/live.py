"""What open pages ask again and again: who else is on this ticket, and what has changed since it was shown."""

from datetime import timedelta

from django.http import HttpResponse, JsonResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View

from itdesk.web import BadRequest
from tickets import presence
from tickets.models import Ticket
from tickets.views.pages import OneTicket

MOST_CHANGED = 200  # tickets of which one answer speaks
OVERLAP = timedelta(seconds=5)  # a change may be dated a little before others can see it


class Here(OneTicket, View):
    """A page says every few seconds that it is open. {here, news}: who else is, in words, and how many new things, as "2 new".

    Fields: version, the ticket's that it shows; typing, or gone, where that is so.
    """

    asks_by_itself = True
    http_method_names = ["post", "options"]

    def post(self, request, number):
        version = request.POST.get("version", "")
        if not (version.isascii() and version.isdigit() and len(version) < 10):
            raise BadRequest(_("This form is damaged. Copy the text and load the page again."))
        if request.POST.get("gone"):
            presence.say_gone(self.ticket, by=request.user)
            return HttpResponse(status=204)
        presence.say_here(self.ticket, by=request.user, typing=bool(request.POST.get("typing")))
        number = presence.news_since(self.ticket, int(version), reader=request.user)
        news = ngettext("{number} new", "{number} new", number).format(number=number) if number else ""
        return JsonResponse({"here": in_words(*presence.others_on(self.ticket, request.user)), "news": news})


def in_words(typing, reading):
    """ "Sam is typing. Amal is reading this, too." for two lists of names."""
    said = []
    if typing:
        words = ngettext("{names} is typing.", "{names} are typing.", len(typing))
        said.append(words.format(names=", ".join(typing)))
    if reading:
        words = ngettext("{names} is reading this, too.", "{names} are reading this, too.", len(reading))
        said.append(words.format(names=", ".join(reading)))
    return " ".join(said)


class Changed(View):
    """The tickets changed since a moment (`since`, ISO 8601): {tickets: [[number, version, is new], …]}, the latest first."""

    asks_by_itself = True
    http_method_names = ["get", "head", "options"]

    def get(self, request):
        since = _moment(request.GET.get("since", ""))
        changed = Ticket.objects.present().filter(updated_at__gt=since - OVERLAP).order_by("-updated_at")
        rows = changed.values_list("pk", "version", "created_at")[:MOST_CHANGED]
        return JsonResponse({"tickets": [[number, version, created > since] for number, version, created in rows]})


def _moment(text):
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not 2000 <= moment.year <= 2100:
        raise BadRequest(_("This page address is damaged. Start again from the ticket's own page."))
    return moment
