"""What an import does to the desk, for good or not at all; and how a batch is taken back."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from activity import record
from activity.models import Event
from tickets import events
from tickets.models import Ticket
from tickets.seed import writing

CHUNK = 500  # tickets
TAKEN_BACK = "import"  # in a binning's details: the batch that it takes back


class ForGood(writing.ForGood):
    """Writes through the door, in the transaction that it finds. by: who imports."""

    def __init__(self, by):
        self.by = by

    def create(self, things, kind):
        record.created_many(things, kind, by=self.by)

    def bring_back(self, back):
        """Tickets whose import was taken back leave the bin as the file has them now.

        back: [(number, the ticket as wanted, when it was created, or None to keep that)].
        """
        wanted = {number: {name: getattr(ticket, name) for name in Ticket.TRACKED} for number, ticket, _at in back}
        tickets = list(Ticket._base_manager.filter(pk__in=wanted))
        changes = [(ticket, wanted[ticket.pk] | {"binned_at": None}) for ticket in tickets]
        record.changed_many(changes, events.IMPORTED, by=self.by)
        created = {number: created_at for number, _ticket, created_at in back if created_at}
        moved = [ticket for ticket in tickets if created.get(ticket.pk, ticket.created_at) != ticket.created_at]
        for ticket in moved:  # no tracked field; how it was read may have been the mistake
            ticket.created_at = created[ticket.pk]
        Ticket._base_manager.bulk_update(moved, ["created_at"])


class OnlyLooking(writing.OnlyLooking):
    """A dry run: nothing is written."""

    def bring_back(self, back):
        pass


class Undone:
    """What taking a batch back did: how many went to the bin, and the tickets that stay."""

    def __init__(self):
        self.binned = 0
        self.worked_on = []  # numbers
        self.already = 0  # in the bin before


def tickets_of(batch):
    """The numbers of the tickets that an import's batch (UUID) brought."""
    kind = ContentType.objects.get_for_model(Ticket)
    brought = Event.objects.filter(batch=batch, subject_type=kind, kind_name=events.IMPORTED.name).order_by()
    return brought.values_list("subject_id", flat=True)


@transaction.atomic
def take_back(batch, *, by):
    """Put the tickets of an import into the bin, as one act; the Undone. Those that somebody worked on since stay.

    Importing the file again brings them back, as it reads then.
    """
    undone = Undone()
    numbers = sorted(tickets_of(batch))
    with record.batch():
        for start in range(0, len(numbers), CHUNK):
            _take_back(numbers[start : start + CHUNK], batch, by, undone)
    return undone


def taken_back(tickets):
    """Those of the tickets ({number: version}) that lie in the bin because their import was taken back, untouched since."""
    kind = ContentType.objects.get_for_model(Ticket)
    binned = Event.objects.filter(subject_type=kind, subject_id__in=tickets, kind_name=events.BINNED.name).order_by()
    found = binned.values_list("subject_id", "version", "details")
    return {number for number, version, details in found if tickets[number] == version and TAKEN_BACK in details}


def _take_back(numbers, batch, by, undone):
    locked = Ticket._base_manager.select_for_update().filter(pk__in=numbers).order_by("pk")
    untouched = _last_changed_by(batch, numbers)
    binned = []
    for ticket in locked:
        if ticket.is_binned:
            undone.already += 1
        elif untouched.get(ticket.pk) != ticket.version:
            undone.worked_on.append(ticket.pk)
        else:
            binned.append(ticket)
    values = {"binned_at": record.now()}
    record.changed_many([(ticket, values) for ticket in binned], events.BINNED, by=by, details={TAKEN_BACK: str(batch)})
    undone.binned += len(binned)


def _last_changed_by(batch, numbers):
    """{number: the version that the batch left behind}."""
    kind = ContentType.objects.get_for_model(Ticket)
    events_ = Event.objects.filter(batch=batch, subject_type=kind, subject_id__in=numbers).order_by("version")
    return dict(events_.values_list("subject_id", "version"))
