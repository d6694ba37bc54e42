"""The agents' home: the list of tickets, and the bin."""

from django.utils import timezone
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from activity import timeline
from agents.models import Agent
from itdesk import paging
from itdesk.searching.text import words_of
from itdesk.web import Fragment
from tickets import events, search
from tickets.filters import TicketFilter
from tickets.models import Ticket
from tickets.rows import rows_of, table_rows
from tickets.views.tabs import views_of


class TicketList(Fragment, TemplateView):
    """Filter, search, sort and page; the URL says it all."""

    template_name = "tickets/list.html"
    fragment_name = "tickets/_results.html"

    def get_context_data(self, **kwargs):
        filters = TicketFilter(self.request.GET, queryset=Ticket.objects.present(), request=self.request)
        context = {
            "as_of": timezone.now(),  # before anything is read
            "here": "tickets",
            "no_search": True,
            "filters": filters,
        }
        is_typing = self.request.htmx and filters.data.get(
            "q"
        )  # who types goes from word to word, not from view to view
        if not (is_typing or self.is_panel):
            context["views"] = views_of(self.request.GET, agent=self.request.user)
        if not self.request.htmx:
            context["menu"] = filters.menu(Agent.objects.active_named())
        if not filters.is_valid():
            self.status = 400
            return super().get_context_data(page=paging.Page(), rows=[], **context, **kwargs)
        asked = {"order": filters.order, "query": self.request.GET}
        known = {"only_active": filters.only_active, "few": filters.few, "is_sorted": filters.is_sorted}
        found = search.find(filters.qs, filters.text, **known, **asked)
        words = words_of(filters.text)
        shown = found.rows if found.is_nothing else found.rows.as_rows(with_text=bool(words))
        page = paging.page_of(shown, among=found.among, **asked)
        number = found.count if words else counted(context.get("views", ()), found)
        page.count_words = ngettext("{number} ticket", "{number} tickets", number).format(
            number=paging.count_words(number)
        )
        rows = rows_of(page.rows) if self.is_panel else table_rows(page.rows, words)
        return super().get_context_data(page=page, rows=rows, **context, **kwargs)

    def get_template_names(self):
        return ["tickets/_panel.html"] if self.is_panel else super().get_template_names()

    @property
    def is_panel(self):
        """Whether another page's panel asks (an asset's, a person's), which shows the first rows alone."""
        return self.request.htmx.target == "tickets-panel"

    status = 200

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=self.status, **kwargs)


def counted(views, found):
    """How many there are in a list without words: as its view's tab says, which has just been counted, or by asking."""
    numbers = [view["number"] for view in views if view["is_current"]]
    return found.count if numbers in ([], [None]) else numbers[0]


class Bin(TemplateView):
    """What was moved to the bin, the latest first: by whom, when, and the way back."""

    template_name = "tickets/bin.html"

    def get_context_data(self, **kwargs):
        binned = Ticket.objects.binned().as_rows()
        page = paging.page_of(binned, order="-binned_at", query=self.request.GET)
        who = timeline.who_last(events.BINNED, Ticket, [ticket.pk for ticket in page.rows])
        rows = [
            (row, ticket.binned_at, who.get(ticket.pk, ""))
            for row, ticket in zip(rows_of(page.rows), page.rows, strict=True)
        ]
        views = views_of(self.request.GET, agent=self.request.user, here="bin")
        return super().get_context_data(here="tickets", no_search=True, page=page, rows=rows, views=views, **kwargs)
