"""The log: everything that happened, newest first, and taking an act back."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from activity import undo
from activity.models import Event
from activity.rows import subject_of, table_rows
from itdesk import paging
from itdesk.web import Fragment, say, toast, turn_away


class Activity(Fragment, TemplateView):
    """Every event of every thing, by key pages."""

    template_name = "activity/list.html"
    fragment_name = "activity/_list.html"

    def get_context_data(self, **kwargs):
        page = paging.page_of(Event.objects.as_rows(), order="-at", query=self.request.GET)
        return super().get_context_data(here="activity", page=page, rows=table_rows(page.rows), **kwargs)


class Undo(View):
    """Takes one event back, and returns to where it was done."""

    http_method_names = ["post", "options"]

    def post(self, request, pk):
        event = get_object_or_404(Event.objects.select_related("subject_type"), pk=pk)
        try:
            undone = undo.undo(event, by=request.user)
        except undo.TooLate as reason:
            return turn_away(request, str(reason), url=_address(event), status=409)
        say(request, _("Taken back: {sentence}.").format(sentence=event.sentence), undo=undone)
        if request.htmx:
            return toast(request, f"{event.subject_type.model}-changed")
        return redirect(_address(event))


def _address(event):
    return subject_of(event.subject)[1] or reverse("activity:list")
