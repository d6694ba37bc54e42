"""A link by mail to choose a new password.

The wish is noted for any address alike, and answered by the worker where an agent has it: neither the answer's time nor
a mail server's failure tells who works here. The link is made when the mail is written (mail/writing.py).
"""

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import base36_to_int, urlsafe_base64_encode

from activity import record
from agents import events
from agents.models import Agent, ResetWish

CLOCKS_DIFFER = 60  # seconds
ANSWERED_AT_ONCE = 100


class Tokens(PasswordResetTokenGenerator):
    """Django's: for settings.PASSWORD_RESET_TIMEOUT, and void once the password, the address or the last log-in changed.

    Also refuses one from the future, which would be good for longer.
    """

    def check_token(self, user, token):
        if not super().check_token(user, token):
            return False
        made = base36_to_int(token.partition("-")[0])
        return made <= self._num_seconds(self._now()) + CLOCKS_DIFFER


tokens = Tokens()


def ask(email):
    """Note that somebody wants a link for this address. The same one row, whoever has it."""
    ResetWish.objects.create(address=email)


def answer(most=ANSWERED_AT_ONCE):
    """Owe a mail to each active agent whose address was asked for, once; forget the other wishes. How many were answered.

    For the worker: two at once take different ones.
    """
    return _answer(most) if ResetWish.objects.exists() else 0


def link_for(agent):
    key = urlsafe_base64_encode(force_bytes(agent.pk))
    return settings.SITE_URL + reverse("password_reset_link", args=[key, tokens.make_token(agent)])


@transaction.atomic
def _answer(most):
    wishes = list(ResetWish.objects.select_for_update(skip_locked=True).order_by("pk")[:most])
    for agent in Agent.objects.active().filter(email__in={wish.address for wish in wishes}).exclude(email=""):
        record.noted(agent, events.RESET_ASKED, by=None)
    ResetWish.objects.filter(pk__in=[wish.pk for wish in wishes]).delete()
    return len(wishes)
