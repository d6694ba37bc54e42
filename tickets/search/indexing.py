"""What a ticket is found by: its own words, its messages and files, the names of its requester and asset; in Searchable.

The rows follow from tickets, messages, files, people and assets alone. `remember` reads the log and writes them with it.
"""

from django.db import connection, connections, transaction
from django.db.models import BigIntegerField

from assets import search as asset_search
from assets.models import Asset
from itdesk.prepared import prepared
from itdesk.searching.index import Damaged, Index
from itdesk.searching.text import indexed, words_in
from people import search as people_search
from people.models import Person
from tickets.models import Attachment, Message, Searchable, Ticket

INDEX = Index(Searchable._meta.db_table, "ticket_id", "text")
INDEXES = [INDEX, asset_search.INDEX, people_search.INDEX]  # all that the desk has
ACTIVE = "ZQA"  # stands in the text of every active ticket; capitals, which no folded word has
CHUNK = 250  # tickets read and written at a time
FOUND_BY = (
    "subject", "description", "tag_as_typed", "name_as_given",
    "asset__tag", "requester__name", "requester__email", "requester__email_as_given",
)  # fmt: skip
MATTERS = {  # a change to which fields of which thing is a change to what its tickets are found by
    Ticket: {"resolved_at", "subject", "description", "tag_as_typed", "name_as_given", "asset", "requester"},
    Person: {"name", "email", "email_as_given"},
    Asset: {"tag"},
}


class Remembering:
    """The reader of the log that keeps Searchable. Names are read after the row is written, never from an object in hand:
    so of two who change a ticket and its requester at once, the second waits for the first and sees what it wrote. Who is
    being renamed sees no ticket that is only just being made or tied to them; hence hold_names."""

    def __call__(self, event, subject):
        self.many([event], [subject])

    def many(self, events, subjects):
        told = [
            (subject, event.changes.keys())
            for event, subject in zip(events, subjects, strict=True)
            if event.changes.keys() & MATTERS.get(type(subject), set()) or "message" in event.details
        ]
        tickets = [(subject, changed) for subject, changed in told if isinstance(subject, Ticket)]
        hold_names("requester", [ticket.requester_id for ticket, changed in tickets if "requester" in changed])
        hold_names("asset", [ticket.asset_id for ticket, changed in tickets if "asset" in changed])
        write([ticket.pk for ticket, _changed in tickets if ticket.version > 1])
        write([ticket.pk for ticket, _changed in tickets if ticket.version == 1], are_new=True)
        for thing, _changed in told:
            if not isinstance(thing, Ticket) and thing.version > 1:  # what is new has no tickets yet
                write_all(thing.tickets.all())


remember = Remembering()


def hold_names(relation, keys):
    """Until the transaction ends nobody renames these people or assets; who is doing so is waited for.

    Only for what was tied to a ticket just now: who is renamed waits for the tickets that were theirs before. Several may
    hold one name: PostgreSQL takes this very lock by itself at the end, when it checks keys. SQLite has one writer anyway.
    """
    numbers = sorted(set(keys) - {None})
    if connection.vendor == "postgresql" and numbers:
        table = Ticket._meta.get_field(relation).related_model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {table} WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE", [numbers])  # noqa: S608


def write(numbers, *, are_new=False):
    """Write the rows of the tickets with these numbers. are_new: nobody has said anything on them yet."""
    for start in range(0, len(numbers), CHUNK):
        texts = texts_of(numbers[start : start + CHUNK], are_new=are_new)
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


def texts_of(numbers, *, are_new=False):
    """{number: the text that it is found by}, of the tickets with these numbers: at most a CHUNK."""
    found_by, active = {}, set()
    for number, resolved_at, *texts in _own_words(numbers=numbers):
        found_by[number] = texts
        if resolved_at is None:
            active.add(number)
    if not are_new:
        for number, text in _said_on(found_by):
            found_by[number].append(text)
    return {number: text_of(texts, is_active=number in active) for number, texts in found_by.items()}


def _said_on(numbers):
    """(number, text) of each message and each file's name, in the order in which the index holds them."""
    yield from _messages(numbers=numbers)
    yield from _files(numbers=numbers)


@prepared(numbers=[BigIntegerField()])
def _own_words(numbers):
    return Ticket.objects.filter(pk__in=numbers).order_by("pk").values_list("pk", "resolved_at", *FOUND_BY)


@prepared(numbers=[BigIntegerField()])  # ticket__pk, for Django's ticket__in looks at the values
def _messages(numbers):
    return Message.objects.standing().filter(ticket__pk__in=numbers).order_by("pk").values_list("ticket_id", "text")


@prepared(numbers=[BigIntegerField()])
def _files(numbers):
    return Attachment.objects.filter(ticket__pk__in=numbers).order_by("pk").values_list("ticket_id", "name")


def text_of(texts, *, is_active):
    """What a ticket is found by that says these texts (str or None), in the order of FOUND_BY."""
    return text_of_words(words_in(*filter(None, texts)), is_active=is_active)


def text_of_words(words, *, is_active):
    """The same, by its words as words_in has them."""
    return (f"  {ACTIVE}" if is_active else "") + indexed(words)


def differences(progress=lambda done: None):
    """The numbers of the tickets whose row is missing or says something else, reading everything once.

    progress: told how many tickets were compared.
    """
    last = done = 0
    tickets = Ticket.objects.order_by("pk").values_list("pk", flat=True)
    while numbers := list(tickets.filter(pk__gt=last)[:CHUNK]):
        texts = texts_of(numbers)
        rows = dict(Searchable.objects.filter(pk__in=texts).values_list("pk", "text"))
        yield from (number for number, text in texts.items() if rows.get(number) != text)
        last, done = numbers[-1], done + len(numbers)
        progress(done)


def mend(progress=lambda done: None):
    """Write each row that differs, while others are at work; how many. An index is made anew where it is damaged.

    May be stopped and begun again at any time. SQLite keeps writers waiting while a damaged index is made.
    """
    mended = 0
    for number in differences(progress):
        with transaction.atomic():
            write_all(Ticket.objects.filter(pk=number))
        mended += 1
    for index in INDEXES:
        try:
            index.examine()
        except Damaged:
            index.rebuild()
    return mended


def install(using="default", **kwargs):
    """The index, and the rows of tickets that have none (they were there before the search was)."""
    if INDEX.table not in connections[using].introspection.table_names():
        return
    INDEX.install(using)
    missing = Ticket.objects.using(using).filter(searchable__isnull=True).order_by("pk")
    last = 0  # each question begins behind the one before, or it would pass by all that has its row by now
    while numbers := list(missing.filter(pk__gt=last).values_list("pk", flat=True)[:CHUNK]):
        write(numbers)
        last = numbers[-1]
