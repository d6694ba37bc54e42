"""What holds for an agent's requests: their session ends in time, is seen to be in use, and times are in their zone."""

from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.utils import timezone

from agents import sessions
from itdesk.availability import is_unavailable


class SignedIn:
    """Stands before LoginRequired, which then sends away whoever's session is over. Public pages open no session."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return
        if sessions.is_over(request.session):
            _end(request)
            return
        if not getattr(getattr(view, "view_class", None), "asks_by_itself", False):  # an open page is no agent at work
            sessions.touch(request)
        if zone := request.user.zone:
            timezone.activate(zone)


def _end(request):
    """Log out whose session is over, also while the database takes no writes: then its row, which is over, stays."""
    try:
        logout(request)
    except DatabaseError as failure:
        if not is_unavailable(failure):
            raise
        request.session, request.user = sessions.SessionStore(), AnonymousUser()
