"""What waits to be sent with a form: under a key that only the form knows, through every refusal of it."""

import base64
import hashlib
import re
import secrets
from functools import cached_property

from django.db.models import CharField, IntegerField
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from agents import throttle
from itdesk.prepared import prepared
from tickets.files import keeping, limits
from tickets.models import Attachment

_KEY = re.compile(r"[A-Za-z0-9_-]{43}")
MEGABYTE = 2**20


@prepared(basket=CharField(), agent=IntegerField())
def _of_an_agent(basket, agent):
    return Attachment.objects.filter(basket=basket, agent=agent).order_by("pk")


@prepared(basket=CharField())
def _of_a_requester(basket):
    return Attachment.objects.filter(basket=basket, agent=None).order_by("pk")


class Basket:
    """The files of one form. agent: whose they are; None for a requester, for whom the key is all there is.

    problems: what was not taken and why, in sentences. brought: what came with this very request.
    """

    def __init__(self, key="", *, agent=None):
        self.is_fresh = not _KEY.fullmatch(key)  # nobody knows the key yet: nothing is in it
        self.key = secrets.token_urlsafe(32) if self.is_fresh else key
        self.agent, self.problems, self.brought = agent, [], []

    @classmethod
    def on(cls, ticket, agent):
        """The agent's basket for messages on the ticket: one, in every window, after a reload and a new session."""
        key = salted_hmac(__name__, f"{agent.pk} {ticket.pk}", algorithm="sha256").digest()
        return cls(base64.urlsafe_b64encode(key).decode().rstrip("="), agent=agent)

    @property
    def digest(self):
        return hashlib.sha256(self.key.encode()).hexdigest()

    @property
    def files(self):
        """Those that wait to be sent, in the order in which they came; one that came in two requests at once, once.

        What this request brought is among them even if another has sent it since: that is said, or recognised as the same.
        """
        first = {}
        for file in [*self._rows, *self.brought]:
            if file.ticket_id is None:
                first.setdefault((file.name, file.sha256), file)
        return list(first.values())

    @property
    def sent(self):
        """Those that went with something already: whoever presses twice, or goes Back, comes with the same key."""
        return [file for file in self._rows if file.ticket_id is not None]

    def anew(self):
        """A fresh basket with what still waits in this one, for a form of which some files went elsewhere."""
        fresh = Basket(agent=self.agent)
        self._all.waiting().update(basket=fresh.digest)
        fresh.is_fresh = False
        return fresh

    @property
    def limits(self):
        return limits.limits_said()

    @property
    def largest(self):
        return limits.LARGEST

    @cached_property
    def _rows(self):
        if self.is_fresh:
            return []
        if self.agent:
            return _of_an_agent(basket=self.digest, agent=self.agent.pk)
        return _of_a_requester(basket=self.digest)

    @property
    def _all(self):
        return Attachment.objects.filter(basket=self.digest, agent=self.agent)


def refused(request, *, agent=None):
    """The basket of a posted form of which nothing was taken, because too much comes from that network."""
    basket = Basket(request.POST.get("basket", ""), agent=agent)
    basket.problems.append(_("Many files have come from here. Nothing was attached: please try again in a while."))
    return basket


def received(request, *, agent=None):
    """The basket of a posted form (fields `basket`, `attachments`, and `remove` for keys of files that are to go).

    Whatever came with the form is in it. Raises throttle.TooMany, with nothing of it kept.
    """
    basket = Basket(request.POST.get("basket", ""), agent=agent)
    unwanted = [key for key in request.POST.getlist("remove") if re.fullmatch("[0-9]{1,18}", key)]
    if unwanted:
        keeping.take_off(basket._all.waiting().filter(pk__in=unwanted[: limits.MOST_FILES]))
    uploads = request.FILES.getlist(limits.FIELD)
    basket.problems += [skipped.why(keeping.name_of(skipped.name)) for skipped in getattr(request, "skipped_files", [])]
    if uploads and agent is None:
        throttle.take_upload(request, sum(upload.size for upload in uploads) // MEGABYTE + 1)
    basket.is_fresh &= not uploads
    for upload in uploads:
        try:
            basket.brought.append(keeping.keep(upload, basket=basket.digest, agent=agent))
        except keeping.NotTaken as refusal:
            basket.problems.append(str(refusal))
    return basket
