"""Loading the sample: one transaction, made by all processors, wholly or not at all."""

import os
import time
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing import get_context
from random import Random

import django
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from activity import seal
from activity.models import Event
from agents.models import Agent
from assets.models import Asset
from assets.models import Category as AssetCategory
from people.models import Person
from tickets import planning
from tickets.models import Category, Searchable, Ticket
from tickets.sample import bulk, lives, log, things, world
from tickets.search.indexing import INDEXES

CHUNK = 2000  # rows that one set of dice makes
ALONE = 10_000  # rows up to which starting more processes costs more than it saves
MADE_UP = "@" + world.DOMAIN  # nobody can own an address that ends so (RFC 2606)


class NotWanted(Exception):
    """This desk has real data; str() says so."""


@dataclass
class Loaded:
    """What was loaded, and how long it took (seconds)."""

    tickets: int
    people: int
    assets: int
    events: int
    seconds: float


def load(*, tickets, people, assets, seed, until, password=None, anyway=False, progress=lambda done, of: None):
    """Add a sample desk; a Loaded. The same numbers, seed and until (aware) make the same rows.

    password: for all of its agents; without one nobody can log in as them. progress(done, of) counts rows.
    Raises NotWanted where somebody works already (unless anyway), ValueError for numbers that make no desk.
    """
    if min(people, tickets) < 1 or assets < 0:
        raise ValueError(_("A desk needs at least one person and one ticket."))
    if not anyway:
        _refuse_real_data()
    started, before = time.monotonic(), Event.objects.count()
    with _journal_for_bulk(), transaction.atomic(), seal.lifted():
        the_world = _world(tickets, people, assets, seed, until, _hire(password))
        with ExitStack() as inside:
            for index in INDEXES:
                inside.enter_context(index.set_aside())
            inside.enter_context(bulk.without_indexes(connection, *(model._meta.db_table for model in _MODELS)))
            _write(the_world, progress)
        bulk.count_on(connection, *_MODELS)
    _learn()
    return Loaded(tickets, people, assets, Event.objects.count() - before, time.monotonic() - started)


_MODELS = [Person, Asset, Ticket, Event]


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


def _world(tickets, people, assets, seed, until, agents):
    types = {model._meta.model_name: ContentType.objects.get_for_model(model).pk for model in (Person, Asset, Ticket)}
    return world.World(
        seed=seed,
        tickets=tickets,
        people=people,
        assets=assets,
        first_ticket=_next_key(Ticket),
        first_person=_next_key(Person),
        first_asset=_next_key(Asset),
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


_TOPICS = {  # what is made: (model, columns)
    "person": (Person, things.PERSON_COLUMNS),
    "asset": (Asset, things.ASSET_COLUMNS),
    "ticket": (Ticket, lives.COLUMNS),
}


def _write(the_world, progress):
    numbers = {"person": the_world.people, "asset": the_world.assets, "ticket": the_world.tickets}
    chunks = [
        (the_world, topic, first, min(first + CHUNK, number))
        for topic, number in numbers.items()
        for first in range(0, number, CHUNK)
    ]
    done, of = 0, sum(numbers.values())
    for (_its_world, topic, first, last), (rows, events, texts) in zip(chunks, _made(chunks, of), strict=True):
        model, columns = _TOPICS[topic]
        bulk.write(connection, model._meta.db_table, columns, rows)
        bulk.write(connection, Event._meta.db_table, log.COLUMNS, events)
        if texts:
            bulk.write(connection, Searchable._meta.db_table, ("ticket_id", "text"), texts)
        done += last - first
        progress(done, of)


def _made(chunks, rows):
    """make(chunk) for each, in order, by as many processes as there are processors where that pays."""
    if rows <= ALONE:
        yield from map(make, chunks)
        return
    context, processes = get_context("spawn"), max(1, os.cpu_count() or 1)
    with ProcessPoolExecutor(processes, mp_context=context, initializer=django.setup) as pool:
        ahead = deque()
        for chunk in chunks:
            ahead.append(pool.submit(make, chunk))
            if len(ahead) > processes + 1:  # no more, or they would pile up in memory
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def make(chunk):
    """(rows, event rows, rows of Searchable) of one chunk: (world, topic, first number, one behind the last)."""
    the_world, topic, first, last = chunk
    rolls = Random(f"{the_world.seed} {topic} {first}")
    made = [_MAKERS[topic](the_world, number, rolls) for number in range(first, last)]
    events = [event for _row, told, _text in made for event in told]
    return [row for row, _told, _text in made], events, [text for _row, _told, text in made if text]


_MAKERS = {"person": things.person_rows, "asset": things.asset_rows, "ticket": lives.ticket_rows}


@contextmanager
def _journal_for_bulk():
    """SQLite keeps new pages out of a rollback journal, and writes each twice with a WAL. Needs the file for itself."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=DELETE")
        if cursor.fetchone()[0] != "delete":
            raise NotWanted(_("The desk is running on this database: stop it first."))
        cursor.execute("PRAGMA cache_size=-400000")  # kB, as few pages as possible are written twice
        try:
            yield
        finally:
            connection.close()  # the next one begins as the settings say, with a WAL


def _learn():
    """What a planner has to know of the new tables; SQLite forgets what it knew of an index that is dropped."""
    planning.install()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
