"""Internal notes reach no requester (trust, B13): every note that a test writes holds a word found nowhere else, and after
each test neither what the log and the outbox hold, nor any mail that is or could be written of it, nor any page that a
stranger was given, may hold one."""

import re
import secrets

from django.core import mail

from activity.models import Delivery, Event
from mail.writing import preview
from tickets import events
from tickets.models import Message

WORD = re.compile("canary-[0-9a-f]{12}")
LEAKS: list[str] = []  # what strangers were given since the last check


def word():
    return f"canary-{secrets.token_hex(6)}"


def watch(get_response):
    """Middleware of the tests: reads every page that is given to somebody who is no agent."""

    def middleware(request):
        response = get_response(request)
        told = set() if response.streaming else set(WORD.findall(response.content.decode(errors="replace")))
        if told and (request.path.startswith("/track/") or not _is_an_agents(request)):
            own = set(WORD.findall(str(request.POST)))  # an ended session gives back what was typed
            LEAKS.extend(f"{request.method} {request.path}: {found}" for found in told - own)
        return response

    return middleware


def _is_an_agents(request):
    agent = getattr(request, "user", None)
    return bool(agent and agent.is_authenticated)


def check():
    notes = list(Message.objects.filter(kind=Message.Kind.NOTE).values_list("source", flat=True))
    assert [note for note in notes if not WORD.search(note)] == [], "write notes with a word of canary.word()"
    assert not Delivery.objects.filter(event__kind_name=events.NOTED.name).exists(), "somebody is told of a note"
    kept = [*Event.objects.values_list("changes", "details"), *Delivery.objects.values_list("address", "last_error")]
    kept += [message.message().as_string() for message in getattr(mail, "outbox", [])]
    kept += [preview(delivery) for delivery in Delivery.objects.select_related("event")] if notes else []
    leaks, LEAKS[:] = LEAKS + [str(text) for text in kept if WORD.search(str(text))], []
    assert leaks == [], "an internal note got out"
