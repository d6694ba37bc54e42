"""What tests of sending need: a mail server of their own, and mails that are due."""

from contextlib import contextmanager
from datetime import timedelta

from django.utils import timezone

from activity.models import Delivery, Event, Outlet
from itdesk.tests.proofs.sink import listening
from people.actions import find_or_create_person
from tickets.models import Participant


@contextmanager
def served(settings, **more):
    """The desk sends to a server that keeps every mail and nothing else; yields its Handler."""
    with listening() as (handler, port):
        use(settings, port, **more)
        yield handler


def use(settings, port, *, timeout=5):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, timeout
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""


def make_due():
    """As if every pause were over, that for the server's sake, too."""
    moment = timezone.now() - timedelta(seconds=1)
    Delivery.objects.filter(state="owed").update(next_try_at=moment)
    Outlet.objects.update(next_try_at=moment)


def owed(event=None, many=1, *, address="jo{}@alpha.example", **more):
    """So many deliveries because of a ticket's event (the newest one), due from now on, to people who are on the ticket."""
    event = event or Event.objects.order_by("pk").last()
    for each in range(many):
        person = find_or_create_person(name=f"Jo {each}", email=address.format(each), by="Jo")
        if person.email:
            Participant.objects.get_or_create(ticket=event.subject, person=person)
    return Delivery.objects.bulk_create(
        [Delivery(event=event, address=address.format(each), **more) for each in range(many)]
    )


def states():
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))
