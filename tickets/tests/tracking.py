"""The requester's side for tests: a link, a browser that holds it, and what a page says."""

import re

from django.test import Client

from tickets import links
from tickets.models import Link


def path_of(token):
    return f"/track/{token}/"


def holder_of(ticket, person):
    """(a browser that has opened a fresh link, the address of its page)."""
    token = links.make_link(ticket, person)
    browser = Client()
    answer = browser.get(path_of(token))
    assert answer.status_code == 302, answer.status_code
    return browser, answer["Location"]


def newest_link():
    return Link.objects.order_by("pk").last()


def hidden(html):
    """The hidden fields of the answer's form, as a browser would post them."""
    return {name: re.search(rf'name="{name}" value="(\d+)"', html)[1] for name in ("after", "seen")}
