"""All rows of the sample, made and packed by as many processes as there are processors."""

import os
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random

import django

from activity.models import Event
from assets.models import Asset
from people.models import Person
from tickets.models import Attachment, Message, Searchable, Ticket
from tickets.sample import attached, bulk, lives, log, talk, things

CHUNK = 2000  # rows that one set of dice makes
ALONE = 10_000  # rows up to which starting more processes costs more than it saves
MAKERS = {"person": things.person_rows, "asset": things.asset_rows, "ticket": lives.ticket_rows}
_TABLES = {
    "person": (Person._meta.db_table, things.PERSON_COLUMNS),
    "asset": (Asset._meta.db_table, things.ASSET_COLUMNS),
    "ticket": (Ticket._meta.db_table, lives.COLUMNS),
}


def parcels(the_world, vendor, folder):
    """(how many people, assets and tickets so far, parcel for bulk.unpack), one after the other."""
    chunks, done = _chunks(the_world), 0
    shares = _shares(chunks, bulk.MOST_PARCELS[vendor])
    orders = [(vendor, str(Path(folder, str(number))), share) for number, share in enumerate(shares)]
    count = sum(last - first for _world, _topic, first, last in chunks)
    for (_vendor, _path, packed), parcel in zip(orders, in_order(pack, orders, rows=count), strict=True):
        done += sum(last - first for _world, _topic, first, last in packed)
        yield done, parcel


def _chunks(the_world):
    """[(world, topic, first number, one behind the last)]"""
    numbers = {"person": the_world.people, "asset": the_world.assets, "ticket": the_world.tickets}
    return [
        (the_world, topic, first, min(first + CHUNK, number))
        for topic, number in numbers.items()
        for first in range(0, number, CHUNK)
    ]


def _shares(chunks, most):
    """The chunks, in order, in at most so many shares, each smaller than the one before: the last is soon unpacked."""
    while chunks:
        size = -(-len(chunks) * 2 // (most + 1))
        yield chunks[:size]
        chunks, most = chunks[size:], most - 1


def in_order(work, orders, *, rows):
    """work(order) for each, in order, by as many processes as there are processors where that many rows pay it."""
    if rows <= ALONE:
        yield from map(work, orders)
        return
    context, processes = get_context("spawn"), max(1, os.cpu_count() or 1)
    with ProcessPoolExecutor(processes, mp_context=context, initializer=django.setup) as pool:
        ahead = deque()
        for order in orders:
            ahead.append(pool.submit(work, order))
            if len(ahead) > processes + 1:  # no more, or they would pile up in memory
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def pack(order):
    """The parcel of some chunks: (vendor, path of a new file, chunks)."""
    vendor, path, chunks = order
    return bulk.pack(vendor, path, (table for chunk in chunks for table in make(chunk)))


def make(chunk):
    """[(table, columns, rows)] of one chunk."""
    the_world, topic, first, last = chunk
    rolls = Random(f"{the_world.seed} {topic} {first}")
    made = [MAKERS[topic](the_world, number, rolls) for number in range(first, last)]
    table, columns = _TABLES[topic]
    tables = [(table, columns, [row for row, _events, *_more in made])]
    tables.append((Event._meta.db_table, log.COLUMNS, [event for _row, events, *_more in made for event in events]))
    if topic == "ticket":
        said = [message for _row, _events, messages, *_more in made for message in messages]
        files = [file for *_ticket, file, _text in made if file]
        attached.keep(files)
        tables.append((Message._meta.db_table, talk.COLUMNS, said))
        tables.append((Attachment._meta.db_table, attached.COLUMNS, [file.row for file in files]))
        tables.append((Searchable._meta.db_table, ("ticket_id", "text"), [text for *_more, text in made]))
    return tables
