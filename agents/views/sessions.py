"""Where an agent is logged in, and how to end that."""

from copy import copy

from django.contrib.auth import logout
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import ListView

from agents import actions
from itdesk.web import say

MOST_LISTED = 50


class Sessions(ListView):
    """Takes `end`, one session's handle, or `everywhere`."""

    template_name = "account/sessions.html"
    context_object_name = "sessions"
    extra_context = {"tab": "sessions"}

    def get_queryset(self):
        return self.request.user.sessions.open().latest_first()[:MOST_LISTED]

    def get_context_data(self, **kwargs):
        return super().get_context_data(current=self.request.session.session_key, **kwargs)

    def post(self, request):
        if "everywhere" in request.POST:
            return self._end_all()
        wanted = request.POST.get("end", "")
        others = self.request.user.sessions.exclude(pk=request.session.session_key)
        session = next((session for session in others if session.handle == wanted), None)
        ended = session and actions.end_session(session, by=request.user)
        say(request, _("That session has ended.") if ended else _("That session had ended already."))
        return redirect("sessions")

    def _end_all(self):
        agent = copy(self.request.user)  # a plain one, not the request's lazy one
        actions.end_sessions(agent, by=agent)
        logout(self.request)
        say(self.request, _("You are logged out everywhere."))
        return redirect("account_login")
