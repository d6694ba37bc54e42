"""What a ticket is found by: its own words, its messages, and the names of its requester and asset, kept in Searchable.

The rows follow from tickets, messages, people and assets alone. `remember` reads the log and writes them with it.
"""

from django.db import connections

from assets.models import Asset
from itdesk.searching.index import Index
from itdesk.searching.text import index_text
from people.models import Person
from tickets.models import Message, Searchable, Ticket

INDEX = Index(Searchable._meta.db_table, "ticket_id", "text")
CHUNK = 250  # tickets read and written at a time
FOUND_BY = (
    "subject", "description", "tag_as_typed", "name_as_given",
    "asset__tag", "requester__name", "requester__email", "requester__email_as_given",
)  # fmt: skip
MATTERS = {  # a change to which fields of which thing is a change to what its tickets are found by
    Ticket: {"subject", "description", "tag_as_typed", "name_as_given", "asset", "requester"},
    Person: {"name", "email", "email_as_given"},
    Asset: {"tag"},
}


class Remembering:
    """The reader of the log that keeps Searchable. Names are read after the row is written, never from an object in hand:
    so of two who change a ticket and its requester at once, the second waits for the first and sees what it wrote."""

    def __call__(self, event, subject):
        self.many([event], [subject])

    def many(self, events, subjects):
        told = [
            subject
            for event, subject in zip(events, subjects, strict=True)
            if event.changes.keys() & MATTERS.get(type(subject), set()) or "message" in event.details
        ]
        write([subject.pk for subject in told if isinstance(subject, Ticket)])
        for thing in told:
            if not isinstance(thing, Ticket) and thing.version > 1:  # what is new has no tickets yet
                write_all(thing.tickets.all())


remember = Remembering()


def write(numbers):
    """Write the rows of the tickets with these numbers."""
    for start in range(0, len(numbers), CHUNK):
        texts = texts_of(Ticket.objects.filter(pk__in=numbers[start : start + CHUNK]))
        rows = [Searchable(ticket_id=number, text=text) for number, text in texts.items()]
        Searchable.objects.bulk_create(rows, update_conflicts=True, unique_fields=["ticket"], update_fields=["text"])


def write_all(tickets):
    """Write the rows of a queryset of tickets, locked a CHUNK at a time: who is changing one of them is waited for."""
    last = 0
    while numbers := list(
        tickets.select_for_update().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]
    ):
        write(numbers)
        last = numbers[-1]


def texts_of(tickets):
    """{number: the text that it is found by}."""
    found_by = {number: list(filter(None, texts)) for number, *texts in tickets.values_list("pk", *FOUND_BY)}
    for number, text in Message.objects.filter(ticket__in=found_by).order_by("pk").values_list("ticket_id", "text"):
        found_by[number].append(text)
    return {number: index_text(*texts) for number, texts in found_by.items()}


def differences():
    """The numbers of the tickets whose row is missing or says something else, one by one, reading everything once."""
    last = 0
    while texts := texts_of(Ticket.objects.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        rows = dict(Searchable.objects.filter(pk__in=texts).values_list("pk", "text"))
        yield from (number for number, text in texts.items() if rows.get(number) != text)
        last = max(texts)


def install(using="default", **kwargs):
    """The index, and the rows of tickets that have none (they were there before the search was)."""
    if INDEX.table not in connections[using].introspection.table_names():
        return
    INDEX.install(using)
    missing = Ticket.objects.using(using).filter(searchable__isnull=True)
    while numbers := list(missing.order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        write(numbers)
