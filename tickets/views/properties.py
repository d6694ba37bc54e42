"""One property of a ticket, changed in place on its page. It is the edit window's form with the other fields left out."""

from django.http import Http404
from django.shortcuts import redirect

from tickets.actions import InTheBin
from tickets.views.pages import TicketEdit

PROPERTIES = {  # what each is made of in the edit window's form
    "status": ("status", "pending_reason", "pending_until"),
    "assignee": ("assignee",),
    "priority": ("priority",),
    "category": ("category",),
    "asset": ("asset_tag",),
    "requester": ("name", "email"),
    "subject": ("subject",),
}
CHOSEN = {"status", "assignee", "priority", "category"}  # from a menu; the others are typed


class PropertyEdit(TicketEdit):
    """Under htmx GET gives the menu or the fields. What clashes or is wrong comes back as the whole edit window."""

    def dispatch(self, request, *args, **kwargs):
        if kwargs["name"] not in PROPERTIES:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, number, name):
        if not request.htmx:
            return redirect(f"{self.ticket.get_absolute_url()}edit/")
        self.template_name = "tickets/_property.html"
        form = self.get_form()
        return self.render_to_response({"form": form, "name": name, "choices": self.choices(form, name)})

    def post(self, request, number, name):
        if self.ticket.is_binned:
            raise InTheBin(self.ticket)
        return super().post(request, number=number)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "auto_id": f"set_{self.kwargs['name']}_%s"}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.leave_only(PROPERTIES[self.kwargs["name"]])
        return form

    def form_invalid(self, form):
        return self.in_the_window(super().form_invalid(form.completed()))

    def ask(self, form, conflict):
        return self.in_the_window(super().ask(form, conflict))

    def in_the_window(self, response):
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#modal", "innerHTML"
        return response

    def choices(self, form, name):
        """[(value, words, whether it is so now)], who asks first among the agents; [] for what is typed."""
        if name not in CHOSEN:
            return []
        now = str(form[name].value() or "")
        found = [(str(value), words, str(value) == now) for value, words in form.fields[name].choices]
        own = self.request.user.username
        return sorted(found, key=lambda choice: name == "assignee" and choice[0] != own)
