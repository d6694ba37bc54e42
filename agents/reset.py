"""A link by mail to choose a new password.

Looked up and sent by a thread of its own: neither the answer's time nor a mail server's failure tells who works here.
It is no promise like a ticket's mail: if the desk stops at that very moment, one asks again.
"""

import logging
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.mail import send_mail
from django.db import connections
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import base36_to_int, urlsafe_base64_encode
from django.utils.translation import gettext as _

from agents.models import Agent

CLOCKS_DIFFER = 60  # seconds
logger = logging.getLogger(__name__)
_sender = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reset")


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


def send_link_later(email):
    """Mail the active agent of that address a link, if there is one; returns at once, and knows no more than before."""
    _sender.submit(_send_link, email)


def wait():
    """Return when everything that was to be sent has been tried."""
    _sender.submit(int).result()


def link_for(agent):
    key = urlsafe_base64_encode(force_bytes(agent.pk))
    return settings.SITE_URL + reverse("password_reset_link", args=[key, tokens.make_token(agent)])


def _send_link(email):
    try:
        if agent := Agent.objects.active().filter(email=email).first():
            _mail(agent)
    except Exception:
        logger.exception("A link to choose a new password was not sent")
    finally:
        connections.close_all()


def _mail(agent):
    text = render_to_string("account/reset_mail.txt", {"agent": agent, "link": link_for(agent)})
    send_mail(_("Choose a new password"), text, None, [agent.email])
