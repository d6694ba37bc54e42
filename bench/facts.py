"""Run inside `manage.py shell`, on the desk's database: addresses that only its data knows, and each page's SQL alone."""

import json
import re
import sys
import time
from html import unescape
from statistics import median

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agents.models import Agent
from itdesk.models import Wording
from tickets import links
from tickets.models import Message, Status, Ticket

REPEATS = 15
WIDE, THREADS = 1000, 8  # tickets on each side of the one in the middle; tickets that are answered side by side
NEXT = re.compile(r'href="([^"]+)" rel="next"')


def addresses():
    """What pages.py and measuring.py need: a deep page of the list, words that few tickets have, tickets in the middle.

    Makes a link for a requester. threads: (ticket, its newest message or 0) of open tickets.
    """
    client = _signed_in()
    deep = "/tickets/?status=any"
    for _n in range(5):
        deep = "/tickets/" + unescape(NEXT.search(client.get(deep).content.decode())[1])
    with_reference = Ticket.objects.present().filter(description__contains="Reference ").order_by("pk")
    ticket = with_reference.filter(pk__gte=Ticket.objects.order_by("pk").last().pk // 2).first()
    rare = ticket.description.split("Reference ")[1].split()[0]
    return {"deep": deep, "rare": rare, "ticket": ticket.pk} | _conversations(ticket.pk)


def _conversations(middle):
    """Of the tickets around the one in the middle: each thousand has some of 30 messages and one of 200."""
    around = Ticket.objects.present().filter(pk__gte=middle - WIDE, pk__lt=middle + WIDE).order_by("pk")
    said = dict(around.annotate(said=Count("messages")).values_list("pk", "said"))
    of_30, of_200 = (next(number for number, each in said.items() if each == wanted) for wanted in (30, 200))
    with_case = Message.objects.filter(ticket__in=list(said), text__contains="Case ").order_by("pk").first()
    token = links.make_link(Ticket.objects.get(pk=of_30), Ticket.objects.get(pk=of_30).requester)
    newest = Ticket.objects.active().filter(status=Status.OPEN).annotate(newest=Max("messages")).order_by("-pk")
    return {
        "ticket_30": of_30, "ticket_200": of_200, "said": with_case.text.rpartition("Case ")[2],
        "link": f"/track/{token}/", "tracked": f"/track/t/{links.find(token).public_id}/",
        "threads": [(number, last or 0) for number, last in newest.values_list("pk", "newest")[:THREADS]],
    }  # fmt: skip


def floor(path, *, fragment, anonymous, by):
    """(queries, milliseconds that the same statements take by themselves, median of REPEATS), of what the page asks.

    The superusers' words are a process's own question, every 2 seconds, whichever page is the next: left out.
    """
    client = Client(SERVER_NAME="127.0.0.1") if anonymous else _signed_in()
    headers = {"HX-Request": "true"} if fragment else {}
    if by:
        client.get(by)
    client.get(path, headers=headers)
    with CaptureQueriesContext(connection) as asked:
        client.get(path, headers=headers)
    own = [query["sql"] for query in asked.captured_queries if f'"{Wording._meta.db_table}"' not in query["sql"]]
    statements = [sql for sql in own if sql.startswith("SELECT")]
    times = []
    with connection.cursor() as cursor:
        for _n in range(REPEATS):
            started = time.perf_counter()
            for statement in statements:
                cursor.execute(statement)
                cursor.fetchall()
            times.append(time.perf_counter() - started)
    return len(own), median(times) * 1000


def _signed_in():
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Agent.objects.filter(username__startswith="sample.").order_by("pk").first())
    return client


def main():
    """Reads a question from stdin, JSON, and prints the answer."""
    settings.ALLOWED_HOSTS.append("127.0.0.1")
    question = json.load(sys.stdin)
    json.dump(addresses() if question is None else [floor(**page) for page in question], sys.stdout)
