"""What is owed because of an event: one delivery for each address that hears of it. For the apps' readers of the log."""

from activity.models import Delivery


def owe(event, subject, audiences, *, but, due=None):
    """Owe one delivery to each address of the audiences that the event tells, once; nobody hears of history.

    audiences: {name: function of (event, subject) that gives addresses}. An address that several of them give hears as
    the first that the kind names. but: function of the event that gives the addresses of who did it, who hear nothing.
    due: function of (event, subject, audience) that gives the moment from which it may be sent; without it that is now.
    """
    if event.is_history:
        return
    told = {}
    for audience in event.kind.tells:
        for address in audiences[audience](event, subject):
            told.setdefault(address, audience)
    own = but(event) if told else ()
    owed = [Delivery(event=event, address=each, audience=told[each]) for each in sorted(told) if each not in own]
    for delivery in owed if due else ():
        delivery.next_try_at = due(event, subject, delivery.audience)
    Delivery.objects.bulk_create(owed)


def still_hears(delivery, audiences):
    """Whether the address of the delivery is, today, one of those by which it was found. Of old rows nobody knows."""
    event = delivery.event
    if not delivery.audience:
        return True
    return delivery.address in set(audiences[delivery.audience](event, event.subject))
