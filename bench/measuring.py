"""One desk measured: every page one after another and side by side, then submissions."""

import itertools
import random
import time
from dataclasses import asdict, dataclass

from bench import client
from bench.desk import PASSWORD
from bench.pages import pages

CLIENTS = 8
WORDS = (
    "printer",
    "laptop",
    "network",
    "slow",
    "broken",
    "since",
    "monday",
    "please",
    "help",
    "the",
    "screen",
    "stays",
    "black",
    "after",
    "update",
    "in",
    "room",
)
LEAST_SECONDS_TO_FILL_IN = 2.1  # what the form asks of a human


@dataclass
class Figure:
    """One page's. Milliseconds but for rate (answers a second with CLIENTS clients); cpu: of the desk's own processes."""

    name: str
    p50: float
    p95: float
    cpu: float
    rate: float
    p95_busy: float
    queries: int
    floor: float | None
    size: int


def measure(desk, *, times, seconds, only=(), say=print):
    """[Figure as dict] of a Desk that is loaded and not yet serving; times: one after another; seconds: side by side."""
    facts = desk.ask(None)
    listed = [page for page in pages(facts) if not only or page.name in only]
    asked = [{name: getattr(page, name) for name in ("path", "fragment", "anonymous", "by")} for page in listed]
    floors = dict(zip([page.name for page in listed], desk.ask(asked), strict=True))
    with desk.serving():
        stranger, agent = client.Visitor(desk.port), client.Visitor(desk.port)
        agent.log_in(*_someone(desk))
        figures = []
        for page in listed:
            visitor = stranger if page.anonymous else agent
            if page.by:
                client.check(visitor.get(page.by), 302)
            figures.append(_page(desk, page, visitor, floors[page.name], times, seconds))
            say(f"{page.name:28} {figures[-1].p50:7.1f} ms {figures[-1].rate:7.0f}/s")
        for name, post in (("reply", _replies), ("submit", _submissions)):
            if not only or name in only:
                askers = post(desk, agent, facts)
                figures.append(_posts(name, askers, desk, times, seconds))
                say(f"{name:28} {figures[-1].p50:7.1f} ms {figures[-1].rate:7.0f}/s")
        memory = desk.memory()
    return [asdict(figure) for figure in figures], memory


def _page(desk, page, visitor, floor, times, seconds):
    def ask(visitor=visitor):
        return client.check(visitor.get(page.path, **page.headers))

    client.one_after_another(ask, 5)
    before = desk.cpu_seconds()
    alone = client.one_after_another(ask, times)
    cpu = (desk.cpu_seconds() - before) / times * 1000
    visitors = [visitor.copy() for _n in range(CLIENTS)]
    busy = client.side_by_side([lambda visitor=each: ask(visitor) for each in visitors], seconds)
    queries, milliseconds = floor
    return Figure(page.name, alone.p50, alone.p95, cpu, busy.rate, busy.p95, queries, milliseconds, alone.size)


def _posts(name, askers, desk, times, seconds):
    client.one_after_another(askers[0], 3)
    before = desk.cpu_seconds()
    alone = client.one_after_another(askers[0], times)
    cpu = (desk.cpu_seconds() - before) / times * 1000
    busy = client.side_by_side(askers, seconds)
    return Figure(name, alone.p50, alone.p95, cpu, busy.rate, busy.p95, 0, None, alone.size)


def _replies(desk, agent, facts):
    """An agent's public replies, each client's on a ticket of its own: on one they would hold each other back."""
    numbers = itertools.count()
    return [_replier(agent.copy(), number, newest, numbers) for number, newest in facts["threads"]]


def _replier(visitor, ticket, newest, numbers):
    def reply():
        nonlocal newest
        text = f"{' '.join(random.choices(WORDS, k=30))} {next(numbers)}"  # noqa: S311
        fields = {"kind": "reply", "text": text, "after": newest}
        answer = client.check(visitor.post(f"/tickets/{ticket}/", fields), 302)
        newest = answer.headers["location"].rpartition("#message-")[2]
        visitor.cookies.pop("messages", None)  # the page to which the answer leads would show and forget them
        return answer

    return reply


def _submissions(desk, agent, facts):
    """POST /submit/ with different words each time, from one form that was opened long enough ago."""
    numbers = itertools.count()
    askers = [_submitter(desk, numbers) for _n in range(CLIENTS)]
    time.sleep(LEAST_SECONDS_TO_FILL_IN)
    return askers


def _submitter(desk, numbers):
    visitor = client.Visitor(desk.port)
    hidden = client.form_fields(visitor.get("/submit/", Accept_Encoding="identity").body.decode())
    rolls = random.Random(id(visitor))  # noqa: S311

    def submit():
        number = next(numbers)
        fields = hidden | {
            "name": f"Bench {number % 500}", "email": f"bench.{number % 500}@alpha.example", "category": "hardware",
            "subject": f"{' '.join(rolls.sample(WORDS, 6))} {number}", "description": " ".join(rolls.choices(WORDS, k=40)),
            "type": "incident", "urgency": "can-work",
        }  # fmt: skip
        return client.check(visitor.post("/submit/", fields), 302)

    return submit


def _someone(desk):
    said = desk.manage("shell", "-v0", "-c", "from tickets.sample import world; print(world.agent(0)[0])")
    return said.strip(), PASSWORD
