"""Who we are, and the HR code that admits new ones."""

from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView

from agents import actions
from agents.forms import HRCodeForm
from agents.models import Agent, HRCode
from agents.rows import table_rows
from itdesk.web import Modal

MOST_LISTED = 1000


class AgentList(ListView):
    queryset = Agent.objects.with_open_tickets().active_first()[:MOST_LISTED]
    template_name = "agents/list.html"
    context_object_name = "agents"
    extra_context = {"here": "agents"}

    def get_context_data(self, **kwargs):
        rows = table_rows(self.object_list)
        return super().get_context_data(hr_code=HRCode.objects.hidden(), rows=rows, **kwargs)


class CurrentHRCode(Modal, FormView):
    form_class = HRCodeForm
    template_name = "agents/hr_code.html"
    success_url = reverse_lazy("agents")
    extra_context = {"here": "agents"}
    changes = ("hr-code-changed",)

    def get_initial(self):
        return {"code": HRCode.objects.values_list("code", flat=True).first()}

    def form_valid(self, form):
        event = actions.change_hr_code(form.cleaned_data["code"], by=self.request.user)
        said = _("The HR code is changed.") if event else _("The HR code is as it was.")
        return self.done(said, url=str(self.success_url))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)
