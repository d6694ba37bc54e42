"""Run inside `manage.py shell`, on the desk's database: addresses that only its data knows, and each page's SQL alone."""

import json
import re
import sys
import time
from html import unescape
from statistics import median

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agents.models import Agent
from tickets.models import Ticket

REPEATS = 15
NEXT = re.compile(r'href="([^"]+)" rel="next"')


def addresses():
    """What pages.py needs: a deep page of the list, a word that few tickets have, a ticket in the middle."""
    client = _signed_in()
    deep = "/tickets/?status=any"
    for _n in range(5):
        deep = "/tickets/" + unescape(NEXT.search(client.get(deep).content.decode())[1])
    with_reference = Ticket.objects.present().filter(description__contains="Reference ").order_by("pk")
    ticket = with_reference.filter(pk__gte=Ticket.objects.order_by("pk").last().pk // 2).first()
    return {"deep": deep, "rare": ticket.description.split("Reference ")[1].split()[0], "ticket": ticket.pk}


def floor(path, *, fragment, anonymous):
    """(queries, milliseconds that the same statements take by themselves, median of REPEATS)."""
    client = Client(SERVER_NAME="127.0.0.1") if anonymous else _signed_in()
    headers = {"HX-Request": "true"} if fragment else {}
    client.get(path, headers=headers)
    with CaptureQueriesContext(connection) as asked:
        client.get(path, headers=headers)
    statements = [query["sql"] for query in asked.captured_queries if query["sql"].startswith("SELECT")]
    times = []
    with connection.cursor() as cursor:
        for _n in range(REPEATS):
            started = time.perf_counter()
            for statement in statements:
                cursor.execute(statement)
                cursor.fetchall()
            times.append(time.perf_counter() - started)
    return len(asked), median(times) * 1000


def _signed_in():
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Agent.objects.filter(username__startswith="sample.").order_by("pk").first())
    return client


def main():
    """Reads a question from stdin, JSON, and prints the answer."""
    settings.ALLOWED_HOSTS.append("127.0.0.1")
    question = json.load(sys.stdin)
    json.dump(addresses() if question is None else [floor(**page) for page in question], sys.stdout)
