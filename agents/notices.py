"""When an agent hears of something: at once, once an hour in one mail, or not at all."""

from datetime import timedelta

from django.utils import timezone

from agents.models import Notices


def due_at(choice, moment=None):
    """When a message owed at that moment (aware; None: now) is to be sent: then, or at the next full hour."""
    moment = moment or timezone.now()
    return next_hour(moment) if choice == Notices.HOURLY else moment


def next_hour(moment):
    return moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
