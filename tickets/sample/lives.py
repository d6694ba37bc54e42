"""The life of each sample ticket: its row, its events and what was said, and what the search index holds of it."""

from functools import cache
from uuid import UUID

from itdesk.searching.text import words_in
from tickets import events
from tickets.models import Priority, Status
from tickets.sample import attached, talk
from tickets.sample.letters import letters
from tickets.sample.log import Log, Moment, quoted
from tickets.sample.world import kind_of, person, tag_of
from tickets.search.indexing import text_of_words

COLUMNS = (
    "id", "version", "created_at", "updated_at", "binned_at", "subject", "description", "type", "category_id", "status",
    "pending_reason", "pending_until", "priority", "urgency", "requester_id", "name_as_given", "phone_as_given",
    "assignee_id", "asset_id", "tag_as_typed", "source", "resolved_at", "closed_at", "external_id", "external_source",
    "submission_key", "status_rank", "priority_rank", "typed_tag_key",
)  # fmt: skip
EMPTY = dict.fromkeys(COLUMNS, "") | dict.fromkeys(
    ["binned_at", "pending_until", "resolved_at", "closed_at", "assignee_id", "asset_id", "submission_key"]
)
RECENT = 0.03  # of the tickets are of these weeks; most of the open ones are among them
OUTCOMES = {  # how they stand today, and how many of 1,000 so
    True: (("new", "open", "pending", "resolved", "closed"), (120, 280, 150, 250, 200)),
    False: (("closed", "binned", "open", "pending"), (994, 3, 1.5, 1.5)),
}
RANKS = {status.value: rank for rank, status in enumerate(Status)}
PRIORITIES = {priority.value: rank for rank, priority in enumerate(Priority)}
REASONS = ["requester", "requester", "supplier", "parts"]
DEFAULTS = {
    "subject": "", "description": "", "type": "incident", "priority": "p3", "urgency": "can-work", "name_as_given": "",
    "tag_as_typed": "", "source": "portal",
}  # fmt: skip
_FIRST = [(name, empty, quoted(empty)) for name, empty in DEFAULTS.items()]
HOUR, DAY, WEEK = 3600, 86_400, 604_800
OPENS, CLOSES = 7 * HOUR, 18 * HOUR  # the working day, UTC
UNKNOWN_TAG = 0.05
ASSET = 0.6
NOTED, HELPED, AGAIN, CASE = (
    0.2,
    0.12,
    0.15,
    0.08,
)  # messages that are notes, by others, by the same again, with a case number
REOPENED = 0.15  # of those that were resolved and closed later
NO = 0  # is_plain; both databases read it as false
KEPT = 3  # messages at most for the time after waiting, after "solved", and for the last word


def created_moment(world, number):
    """When ticket `number` was submitted, in seconds: evenly over the working hours of the years, in order of numbers."""
    weeks, week = divmod((world.until - world.start) * (number + 0.5) / world.tickets, WEEK)
    day, share = divmod(week / WEEK * 5, 1)
    return int(world.start + weeks * WEEK + day * DAY + OPENS + share * (CLOSES - OPENS))


class Life:
    """One ticket from the first event to today. After `live()`: row, log.rows, messages, words."""

    def __init__(self, world, number, rolls):
        self.world, self.number, self.key, self.rolls = world, number, world.first_ticket + number, rolls
        self.log = Log(world.types["ticket"], self.key, _end(world.until), rolls)
        self.now = Moment(min(created_moment(world, number), world.until - 60))
        self.fields = EMPTY.copy()
        self.agent = self.rolls.choice(world.agents)
        self.left, before = talk.messages_of(world.messages, number)
        self.next_message, self.messages, self.is_asked = world.first_message + before, [], False
        self.file = None

    def live(self):
        self._ask()
        outcome = self._outcome()
        if outcome != "new":
            self._take()
        self._talk(outcome)
        {"new": _nothing, "open": _nothing, "pending": Life._wait, "resolved": Life._resolve,
         "closed": Life._close, "binned": Life._bin}[outcome](self)  # fmt: skip
        self.fields |= {
            "version": self.log.version, "updated_at": self.now.sql, "status_rank": RANKS[self.fields["status"]],
            "priority_rank": PRIORITIES[self.fields["priority"]],
        }  # fmt: skip
        self.row = tuple([self.fields[name] for name in COLUMNS])

    def _ask(self):
        world, rolls = self.world, self.rolls
        letter, asset, requester = self._letter()
        name, email, _place = person(requester)
        words = {"name": name, "first": name.partition(" ")[0]}
        if asset is not None:
            words |= {"tag": tag_of(asset), "model": _model(asset)}
        subject, description = letter.subject.format(**words), letter.description.format(**words)
        if rolls.random() < 0.3:
            description += f"\n\nReference {rolls.getrandbits(40):010X}"
        category, category_name = world.ticket_categories[letter.category]
        typed = f"LAPTOP-{rolls.getrandbits(24):06X}" if asset is None and rolls.random() < UNKNOWN_TAG else ""
        by_agent = rolls.random() < 0.22
        urgency = "cannot-work" if letter.priority in ("p1", "p2") and rolls.random() < 0.5 else "can-work"
        self.fields |= {
            "id": self.key, "created_at": self.now.sql, "subject": subject, "description": description,
            "type": "service-request" if letter.is_request else "incident", "category_id": category, "status": "new",
            "priority": "p2" if urgency == "cannot-work" else "p3", "urgency": urgency,
            "requester_id": requester, "name_as_given": name,
            "asset_id": asset, "tag_as_typed": typed,
            "source": "agent" if by_agent else "portal", "typed_tag_key": typed.lower(),
        }  # fmt: skip
        self.wanted, self.language, self.requester = letter.priority, letter.language, (requester, name)
        said = (subject, description, typed, name, "" if asset is None else words["tag"], name, email)
        self.words = words_in(*filter(None, said))
        relations = {
            "category": [category, category_name], "requester": [requester, name],
            "asset": asset and [asset, words["tag"]],
        }  # fmt: skip
        kind, actor = (events.ENTERED, self.agent) if by_agent else (events.SUBMITTED, (None, name))
        if self.number % attached.EVERY == attached.EVERY // 2:
            self.file = attached.file_of(self, agent=actor[0])
        details = f'{{"attachments":[{self.file.row[0]}]}}' if self.file else "{}"
        self.log.add(kind.name, actor, self.now, _first_changes(self.fields, relations), details=details)

    def _letter(self):
        """(letter, asset's key or None, requester's key)"""
        world, rolls = self.world, self.rolls
        asset = (
            world.first_asset + int(rolls.random() * world.assets) if world.assets and rolls.random() < ASSET else None
        )
        requester = None if asset is None else world.holder_of(asset)
        letter = rolls.choice(letters())
        while letter.needs_asset and asset is None:
            letter = rolls.choice(letters())
        if requester is None:
            requester = world.first_person + int(rolls.random() * world.people)
        return letter, asset, requester

    def _outcome(self):
        recent = self.number >= self.world.tickets * (1 - RECENT)
        return self.rolls.choices(*OUTCOMES[recent])[0]

    def _later(self, hours):
        seconds = self.now.seconds + 60 + int(self.rolls.expovariate(1 / hours) * HOUR)
        self.now = Moment(min(seconds, self.world.until))

    def _change(self, kind, actor=None, batch=None, **changes):
        """changes: field=(was, now) as JSON texts."""
        self.log.add(kind.name, actor or self.agent, self.now, changes, batch=batch)

    def _talk(self, outcome):
        """Most of the messages. What waits for an agent has at most one, and what will be done keeps some for later."""
        if outcome == "new":
            self.left = min(self.left, 1)
        hours = min(8, 200 / (self.left + 1))
        kept = min(KEPT, self.left) if outcome in ("resolved", "closed") else 0
        while self.left > kept:
            self._later(hours)
            is_agents = self.is_asked == (self.rolls.random() < AGAIN) and outcome != "new"
            self._say(("note" if self.rolls.random() < NOTED else "ask") if is_agents else "say")

    def _end(self):
        """The rest of the messages, the last by the agent."""
        while self.left > 1:
            self._later(4)
            self._say("say" if self.is_asked else "ask")
        if self.left:
            self._later(4)
            self._say("end")

    def _say(self, what):
        """A message with its event, and what it opens, in one act (actions.reply_to_ticket). what: as in talk.pieces."""
        rolls, key = self.rolls, self.next_message
        piece = rolls.choice(talk.pieces()[what, self.language])
        if rolls.random() < CASE:
            piece = talk.with_case(piece, rolls.getrandbits(40))
        agent = rolls.choice(self.world.agents) if rolls.random() < HELPED else self.agent
        author = (None, self.requester[1]) if what == "say" else agent
        kind = {"say": events.ANSWERED, "note": events.NOTED}.get(what, events.REPLIED)
        by = (None, self.requester[0]) if what == "say" else (agent[0], None)
        batch = str(UUID(int=rolls.getrandbits(128), version=4))
        self.log.add(kind.name, author, self.now, {}, details=f'{{"message":{key}}}', batch=batch)
        shown_to = "note" if what == "note" else "reply"
        row = (key, self.key, shown_to, *by, piece.source, NO, "", piece.text, self.now.sql, None)
        self.messages.append(row)
        self.words |= piece.words
        self.left, self.next_message = self.left - 1, key + 1
        self.is_asked = self.is_asked if what == "note" else what != "say"
        if what == "say":
            self._open(author, batch)

    def _open(self, author, batch):
        """What waited for the requester, or was done, is open once they write."""
        was, reason = self.fields["status"], self.fields["pending_reason"]
        if was not in ("resolved", "closed") and (was, reason) != ("pending", "requester"):
            return
        changes = {"status": (quoted(was), '"open"')}
        changes |= {"pending_reason": (quoted(reason), '""')} if reason else {}
        changes |= {"resolved_at": (self.resolved.json, "null")} if was == "resolved" else {}
        self.fields |= {"status": "open", "pending_reason": "", "resolved_at": None}
        self._change(events.EDITED if was == "pending" else events.REOPENED, author, batch, **changes)

    def _take(self):
        self._later(3)
        changes = {"assignee": ("null", _related(*self.agent)), "status": ('"new"', '"open"')}
        self.fields |= {"assignee_id": self.agent[0], "status": "open"}
        kind = events.ASSIGNED
        if self.fields["priority"] != self.wanted and self.rolls.random() < 0.5:
            kind, changes["priority"] = events.EDITED, (quoted(self.fields["priority"]), quoted(self.wanted))
            self.fields["priority"] = self.wanted
        self._change(kind, **changes)

    def _wait(self):
        self._later(8)
        reason = self.rolls.choice(REASONS)
        self.fields |= {"status": "pending", "pending_reason": reason}
        self._change(events.EDITED, status=('"open"', '"pending"'), pending_reason=('""', quoted(reason)))

    def _resolve(self):
        if self.rolls.random() < 0.1:
            self._wait()
            if self.left > 1:
                self._later(20)
                self._say("say")
        self._end()
        self._later(30)
        was, reason = self.fields["status"], self.fields["pending_reason"]
        changes = {"status": (quoted(was), '"resolved"'), "resolved_at": ("null", self.now.json)}
        changes |= {"pending_reason": (quoted(reason), '""')} if reason else {}
        self.fields |= {"status": "resolved", "resolved_at": self.now.sql, "pending_reason": ""}
        self.resolved = self.now
        self._change(events.RESOLVED, **changes)

    def _resolve_in_vain(self):
        """With one message, and the requester's "still broken" after it."""
        self.left, later = 1, self.left - 1
        self._resolve()
        self.left = later
        self._later(20)
        self._say("say")

    def _close(self):
        if self.rolls.random() < 0.5:
            if self.left > 2 and self.rolls.random() < REOPENED:
                self._resolve_in_vain()
            self._resolve()
            self.now = Moment(min(self.now.seconds + 5 * DAY, self.world.until))
            self.fields |= {"status": "closed", "closed_at": self.now.sql}
            desk = (None, f"{self.world.organisation} IT Desk")
            changes = {"status": ('"resolved"', '"closed"'), "closed_at": ("null", self.now.json)}
            return self._change(events.EDITED, desk, **changes)
        self._end()
        self._later(30)
        self.fields |= {"status": "closed", "resolved_at": self.now.sql, "closed_at": self.now.sql}
        ended = ("null", self.now.json)
        return self._change(events.CLOSED, status=('"open"', '"closed"'), resolved_at=ended, closed_at=ended)

    def _bin(self):
        self._later(4)
        self.fields["binned_at"] = self.now.sql
        self._change(events.BINNED, binned_at=("null", self.now.json))


_end = cache(Moment)  # every event was written down at the sample's end


def _nothing(life):
    pass


def _first_changes(fields, relations):
    """What the first event says: every tracked field that is not as on an empty ticket (activity.record)."""
    changes = {name: (was, quoted(fields[name])) for name, empty, was in _FIRST if fields[name] != empty}
    return changes | {name: ("null", _related(*value)) for name, value in relations.items() if value}


def _related(key, name):
    return f"[{key},{quoted(name)}]"  # as the digest has it


def _model(asset):
    makes = kind_of(asset)[5]
    return " ".join(makes[asset % len(makes)])


def ticket_rows(world, number, rolls):
    """(row, event rows, rows of messages, attached.File or None, row of Searchable) of ticket `number`."""
    life = Life(world, number, rolls)
    life.live()
    words = life.words | words_in(life.file.name) if life.file else life.words
    text = text_of_words(words, is_active=not life.fields["resolved_at"])
    return life.row, life.log.rows, life.messages, life.file, (life.key, text)
