"""How django-allauth logs our agents in: our throttle, one answer to every wrong try, no words of its own."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.hashers import make_password
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from agents import hashers, throttle
from agents.models import Agent

LONGEST_NEXT = 2000  # characters
WRONG = _("That name and password do not match.")


class Accounts(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
    }

    def authenticate(self, request, *, username, password, **credentials):
        """The agent by username or e-mail; None when unknown, wrong or deactivated. Raises TooMany.

        Of allauth's credentials only these: it gives an address as `email` too, and the backend would then hash a wrong
        password twice for a known address and once for an unknown one, which can be told apart by the clock.
        """
        account = Agent.objects.called(username)
        throttle.take_login(request, username)
        if not throttle.may_try(request, account.username if account else username):
            make_password(password)  # as slow as a wrong one
            return None
        agent = super().authenticate(request, username=username, password=password)
        if agent is None or not agent.is_active:
            _even_out(account, password)
            return None
        throttle.logged_in(request, username, agent.username)
        return agent

    def pre_authenticate(self, request, **credentials):
        """Ours counts already."""

    def respond_user_inactive(self, request, user):
        return redirect("account_login")

    def is_safe_url(self, url):
        """Where `next` may lead: a place of ours, without a host, that fits into a redirect."""
        return len(url) <= LONGEST_NEXT and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def add_message(self, *args, **kwargs):
        """The views say what happened, in the desk's words."""

    def is_ajax(self, request):
        """Pages only: allauth's JSON would repeat the form, passwords included."""
        return False


def _even_out(account, password):
    """By the hash as it is now: the right password of a deactivated agent has just been hashed anew."""
    hashed = Agent.objects.filter(pk=account and account.pk).values_list("password", flat=True).first()
    hashers.even_out(password, hashed or "")
