"""Loading the sample: one transaction, made by all processors, wholly or not at all."""

import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError, connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from activity import seal
from activity.models import Event
from agents.models import Agent
from assets.models import Asset
from assets.models import Category as AssetCategory
from itdesk.patience import at_leisure, take_any_time
from people.models import Person
from tickets import planning
from tickets.models import Attachment, Category, Message, Ticket
from tickets.sample import bulk, making, world
from tickets.search.indexing import INDEX, INDEXES

MOST_MESSAGES = 50
LONGEST_WAIT = 5  # seconds for others to close the database
MADE_UP = "@" + world.DOMAIN  # nobody can own an address that ends so (RFC 2606)


class NotWanted(Exception):
    """This desk has real data; str() says so."""


@dataclass
class Loaded:
    """What was loaded, and how long it took (seconds)."""

    tickets: int
    people: int
    assets: int
    messages: int
    events: int
    seconds: float


def load(
    *, tickets, people, assets, messages, seed, until, password=None, anyway=False, progress=lambda done, of: None
):
    """Add a sample desk; a Loaded. The same numbers, seed and until (aware) make the same rows.

    messages: of a ticket, on average (float).
    password: for all of its agents; without one nobody can log in as them. progress(done, of) counts rows.
    Raises NotWanted where somebody works already (unless anyway), ValueError for numbers that make no desk.
    """
    if min(people, tickets) < 1 or assets < 0 or not 0 <= messages <= MOST_MESSAGES:
        raise ValueError(_("A desk needs at least one person and one ticket, and at most 50 messages a ticket."))
    if not anyway:
        _refuse_real_data()
    started, before = time.monotonic(), _counts()
    with _sqlite_for_bulk(), transaction.atomic(), seal.lifted():
        take_any_time(connection)
        numbers = {"tickets": tickets, "people": people, "assets": assets, "messages": messages}
        the_world = _world(numbers, seed, until, _hire(password))
        with ExitStack() as inside:
            for index in _made_at_the_end():
                inside.enter_context(index.set_aside())
            inside.enter_context(bulk.bare(connection, *(model._meta.db_table for model in _MODELS)))
            _write(the_world, progress)
        bulk.count_on(connection, *_MODELS)
    _learn()
    added = [now - then for now, then in zip(_counts(), before, strict=True)]
    return Loaded(tickets, people, assets, *added, time.monotonic() - started)


def _counts():
    return Message.objects.count(), Event.objects.count()


def _made_at_the_end():
    """The search indexes that are. SQLite keeps the tickets', the largest, up while other processors make more rows."""
    return [index for index in INDEXES if connection.vendor == "postgresql" or index is not INDEX]


_MODELS = [Person, Asset, Ticket, Message, Attachment, Event]


def _refuse_real_data():
    real = Agent.objects.exclude(email__endswith=MADE_UP).exclude(is_superuser=True).exists()
    is_made_up = Agent.objects.filter(email__endswith=MADE_UP).exists()
    if real or (not is_made_up and any(model._base_manager.exists() for model in (Ticket, Person, Asset))):
        raise NotWanted(_("People work on this desk: a sample is for an empty one, the demo, or another sample."))


def _hire(password):
    """(key, name) of the sample's agents, hired where they are missing."""
    hashed = make_password(password)
    for number in range(world.AGENTS):
        username, first, last, email = world.agent(number)
        fields = {"first_name": first, "last_name": last, "email": email}
        agent, _is_new = Agent.objects.get_or_create(username=username, defaults=fields | {"password": hashed})
        if password and agent.password != hashed:
            agent.password = hashed
            agent.save(update_fields=["password"])
    agents = Agent.objects.filter(email__endswith=MADE_UP, username__startswith="sample.").order_by("pk")
    return [(agent.pk, agent.name) for agent in agents]


def _world(numbers, seed, until, agents):
    types = {model._meta.model_name: ContentType.objects.get_for_model(model).pk for model in (Person, Asset, Ticket)}
    return world.World(
        **numbers,
        seed=seed,
        first_ticket=_next_key(Ticket),
        first_person=_next_key(Person),
        first_asset=_next_key(Asset),
        first_message=_next_key(Message),
        first_file=_next_key(Attachment),
        start=int((until - timedelta(days=365 * world.YEARS)).timestamp()),
        until=int(until.timestamp()),
        organisation=settings.ORGANISATION,
        types=types,
        ticket_categories={each.slug: (each.pk, each.name) for each in Category.objects.all()},
        asset_categories={each.slug: (each.pk, each.name) for each in AssetCategory.objects.all()},
        agents=agents,
    )


def _next_key(model):
    return (model._base_manager.aggregate(last=Max("pk"))["last"] or 0) + 1


def _write(the_world, progress):
    of = the_world.people + the_world.assets + the_world.tickets
    with TemporaryDirectory(dir=_scratch(), prefix="sample-") as folder:
        for done, parcel in making.parcels(the_world, connection.vendor, folder):
            bulk.unpack(connection, parcel)
            progress(done, of)


def _scratch():
    """The folder of the database: where it has room, its rows have room, too. None is the system's own."""
    return Path(connection.settings_dict["NAME"]).parent if connection.vendor == "sqlite" else None


@contextmanager
def _sqlite_for_bulk():
    """SQLite keeps new pages out of a rollback journal, and writes each twice with a WAL. Needs the file for itself.

    Nor does it look up what each foreign key leads to, or ask the constraints: tests ask them of a sample.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        _leave_the_wal(cursor)
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("PRAGMA ignore_check_constraints=ON")
        cursor.execute("PRAGMA cache_size=-400000")  # kB, as few pages as possible are written twice
        try:
            yield
        finally:
            connection.close()  # the next one begins as the settings say, with a WAL


def _leave_the_wal(cursor):
    """SQLite refuses while anybody else has the file open, and at once: who is only just leaving is waited for.

    With whoever stays the load goes on, and takes longer.
    """
    ends_at = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=DELETE")
            if cursor.fetchone()[0] == "delete":
                return
        except OperationalError as refusal:
            if "locked" not in str(refusal):
                raise
        if time.monotonic() > ends_at:
            return
        time.sleep(0.05)


def _learn():
    """What a planner has to know of the new tables; SQLite forgets what it knew of an index that is dropped."""
    planning.install()
    if connection.vendor == "postgresql":
        with at_leisure(connection), connection.cursor() as cursor:
            cursor.execute("ANALYZE")
