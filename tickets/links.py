"""Private links: who made one gets its token once, who has the token comes to one ticket as one person.

The token stands in an address that mail scanners open and histories keep. So the first GET trades it for a signed cookie
that is bound to the page's own path, and neither that GET nor any other changes a thing.
"""

import hashlib
import re
import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import CharField, DateTimeField, Q
from django.utils import timezone

from activity import record
from itdesk.prepared import prepared
from people.models import Person
from tickets import events
from tickets.models import Link
from tickets.models.links import LIFETIME, end_of_life

COOKIE = "track"
BYTES = 32  # of a token
TOKEN = re.compile("[A-Za-z0-9_-]{43}")
SWEPT_AT_ONCE = 500
RENEWED_EVERY = LIFETIME / 90


def make_link(ticket, person):
    """A fresh link for a person who is on the ticket; its token, which nobody will be told again."""
    token = secrets.token_urlsafe(BYTES)
    Link.objects.create(ticket=ticket, person=person, token_digest=_digest(token))
    return token


@transaction.atomic
def make_link_for_agent(ticket, person, *, by):
    """The same where an agent asks for it, to hand it on; the log says so."""
    record.happened(ticket, events.LINK_MADE, by=by, person=person.pk)
    return make_link(ticket, person)


@transaction.atomic
def revoke_links(ticket, person, *, by):
    """End all of a person's links to a ticket; how many worked until now. None did: nothing is logged."""
    working = Link.objects.filter(ticket=ticket, person=person, revoked_at=None, expires_at__gt=timezone.now())
    number = working.update(revoked_at=timezone.now())
    if number:
        record.happened(ticket, events.LINKS_REVOKED, by=by, person=person.pk)
    return number


def end_with_address(event, subject):
    """Reader of the log: who has the mailbox of a person's former address has no way in any more.

    An address is mended when it was somebody else's; whoever is the same person asks for new links by the new one.
    """
    was = event.changes.get("email", {}).get("was") if isinstance(subject, Person) and event.version > 1 else ""
    if was:
        Link.objects.filter(person=subject, revoked_at=None).update(revoked_at=timezone.now())


def address_of(token):
    """The whole address to give to a person."""
    return f"{settings.SITE_URL}/track/{token}/"


def find(token):
    """The working link of a token as it came, whatever it is; or None. Every wrong one costs the same one query."""
    token = token.removesuffix("/")
    if not TOKEN.fullmatch(token):
        token = ""  # no token has this digest, and it is looked up like any other
    return _with_all(Link.objects.working().filter(token_digest=_digest(token))).first()


def hold(response, link, *, secure):
    """Give the browser the cookie that the token was traded for: good for this link's own page alone."""
    response.set_signed_cookie(
        COOKIE, link.public_id, salt=COOKIE, max_age=int(LIFETIME.total_seconds()), path=f"/track/t/{link.public_id}/",
        httponly=True, samesite="Lax", secure=secure,
    )  # fmt: skip


def held(request, public_id):
    """The working link with that id if this browser holds its cookie, else None. One query in every case."""
    cookie = request.get_signed_cookie(COOKIE, default="", salt=COOKIE, max_age=int(LIFETIME.total_seconds()))
    is_its_own = secrets.compare_digest(cookie.encode(), public_id.encode())
    return _held.first(public_id=public_id if is_its_own else "", now=timezone.now())


@prepared(public_id=CharField(), now=DateTimeField())
def _held(public_id, now):
    return _with_all(Link.objects.working(now).filter(public_id=public_id))


def renew(link):
    """An answer makes the link live on; a visit does not. At most once a day."""
    if link.expires_at < end_of_life() - RENEWED_EVERY:
        Link.objects.filter(pk=link.pk, revoked_at=None).update(expires_at=end_of_life())


def sweep(most=SWEPT_AT_ONCE):
    """Delete links that lead nowhere any more, a lifetime after their end; how many."""
    long_ago = timezone.now() - LIFETIME
    over = Link.objects.filter(Q(expires_at__lt=long_ago)).order_by("expires_at")
    keys = list(over.values_list("pk", flat=True)[:most])
    return Link.objects.filter(pk__in=keys).delete()[0] if keys else 0


def _with_all(links):
    beside = ("requester", "assignee", "category", "opening", "rating", "follow_up", "followed_by")
    return links.select_related("person", *[f"ticket__{name}" for name in beside])


def _digest(token):
    return hashlib.sha256(token.encode()).hexdigest()
