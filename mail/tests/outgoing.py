"""What tests ask of mails."""

from activity.models import Delivery
from mail.writing import Written, write


def delivery_to(address, kind):
    """The newest delivery to that address because of an event of that kind."""
    return Delivery.objects.filter(address=address, event__kind_name=kind).order_by("pk").last()


def written_to(address, kind):
    """The mail of that delivery; fails with the reason where there is none."""
    written = write(delivery_to(address, kind))
    assert isinstance(written, Written), written
    return written


def reason(delivery):
    written = write(delivery)
    assert not isinstance(written, Written), written.subject
    return written.reason
