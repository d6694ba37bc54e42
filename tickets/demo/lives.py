"""The life of each ticket: who answers, what comes in between, and how it stands today."""

from datetime import timedelta

from tickets.actions import (
    FIRST_PRIORITY,
    assign_ticket,
    bin_ticket,
    close_ticket,
    edit_ticket,
    reopen_ticket,
    reply_to_ticket,
    resolve_ticket,
    restore_ticket,
)
from tickets.demo.asking import Asking
from tickets.demo.chance import dice, one_of
from tickets.demo.content.talk import EXCHANGES, LAST_WORDS, RATINGS
from tickets.demo.office import arrivals, at_work, at_work_before
from tickets.demo.story import Story
from tickets.models import PendingReason, Priority, Status
from tickets.requesting import rate_ticket

OF = 2000  # the shares below are of so many tickets
OUTCOMES = [  # how so many of them stand today, all among so many of the newest; the others are closed
    ("new", 30, 42),
    ("resolved", 50, 130),
    ("open", 64, 260),
    ("pending", 36, 260),
    ("open", 5, 2000),
    ("pending", 4, 2000),
    ("binned", 6, 2000),
    ("restored", 1, 400),
]
HOURS_TO_ASSIGN = {"p1": 0.3, "p2": 1, "p3": 3, "p4": 6}  # on average
HOURS_TO_RESOLVE = {"p1": 4, "p2": 12, "p3": 36, "p4": 70}
REASONS = {PendingReason.REQUESTER: 6, PendingReason.SUPPLIER: 3, PendingReason.PARTS: 2, PendingReason.SCHEDULED: 2}
HIGHER = {"p4": Priority.MEDIUM, "p3": Priority.HIGH}
AUTO_CLOSE = timedelta(days=5)


def stories_of_tickets(world, count):
    """One story per ticket, oldest first."""
    rolls = dice("requesters")
    often = [
        (1 + 6 * rolls.random() ** 3) * (3 if world.holds(each.person, "laptop") else 1) for each in world.employees
    ]
    requesters = rolls.choices(world.employees, often, k=count)
    for n, (moment, outcome) in enumerate(zip(arrivals(world.year, count), _outcomes(count), strict=True)):
        own, days_ago = dice("ticket", n), 365 * (1 - n / count)
        asking = Asking(world, requesters[n], days_ago, own)
        while outcome in ("open", "pending") and asking.is_critical and days_ago > 3:
            asking.write()  # nobody leaves a critical one lying
        yield _Life(world, asking, Story(moment, dice("ticket's hours", n)), own).lived(outcome)


def _outcomes(count):
    """How each ticket stands today, oldest first."""
    rolls, outcomes = dice("outcomes"), ["closed"] * count
    for outcome, share, newest in OUTCOMES:
        first = count - max(3, newest * count // OF)
        free = [n for n in range(max(0, first), count) if outcomes[n] == "closed"]
        for n in rolls.sample(free, min(len(free), max(1, share * count // OF))):
            outcomes[n] = outcome
    return outcomes


class _Life:
    """One ticket's story in the making: `lived` tells it to its outcome."""

    def __init__(self, world, asking, story, rolls):
        self.world, self.asking, self.story, self.rolls = world, asking, story, rolls

    def lived(self, outcome):
        if outcome == "binned":
            self.asking.send_junk_instead()
        self.category = self.asking.letter.category
        self.priority = self.asking.letter.problem.priority
        self.agent = self.world.some_agent(self.category, self.rolls)
        may_take = outcome not in ("new", "binned")
        self.is_taken = self.asking.begin(self.story, self.agent, may_take=may_take)
        {
            "new": self._triage,
            "open": self._open,
            "pending": self._pending,
            "resolved": self._resolved,
            "closed": self._closed,
            "binned": self._binned,
            "restored": self._restored,
        }[outcome]()
        return self.story

    def _open(self):
        self._work()
        if self.rolls.random() < 0.12:
            self._resolve()
            self.story.later(30, reopen_ticket, by=self.agent)
        if self.rolls.random() < 0.45:
            self._move_lately()

    def _move_lately(self):
        """Within the last days somebody handed it on, or found it more urgent."""
        lately = self._ago(self.rolls.expovariate(1 / 30))
        if self.priority in HIGHER and self.rolls.random() < 0.5:
            self.story.after(lately, edit_ticket, by=self.agent, priority=HIGHER[self.priority])
        else:
            self._hand_on(lately)

    def _pending(self):
        self._work()
        until = (self.world.year.now + timedelta(days=self.rolls.randint(-1, 20))).date()
        self._wait(until if self.rolls.random() < 0.5 else None)

    def _resolved(self):
        self._work()
        resolved_at = self._ago(self.rolls.uniform(2, 108))
        if self.talk.random() < 0.5:
            self.story.after(resolved_at, reply_to_ticket, by=self.agent, text=self.talk.choice(LAST_WORDS))
        self.story.after(resolved_at, resolve_ticket, by=self.agent)

    def _closed(self):
        self._work()
        if self.rolls.random() < 0.14:
            self._wait()
            self.story.later(20, edit_ticket, by=self.agent, status=Status.OPEN)
        if self.rolls.random() < 0.35:  # done, and the requester agrees
            self.story.later(HOURS_TO_RESOLVE[self.priority], close_ticket, by=self.agent)
            return
        self._resolve()
        if self.rolls.random() < 0.08:
            self.story.later(20, reopen_ticket, by=self.agent)
            self._resolve()
        self._rate()
        self._close()

    def _binned(self):
        self.story.later(4, bin_ticket, by=self.agent)

    def _restored(self):
        self.story.later(2, bin_ticket, by=self.agent)
        self.story.later(1, restore_ticket, by=self.world.some_agent(self.category, self.rolls))
        self._work()

    def _triage(self):
        if self.rolls.random() < 0.3 and not self._is_weighed():
            self.story.later(0.3, edit_ticket, by=self.agent, priority=self.priority)

    def _work(self):
        """Somebody takes it, weighs it, and may hand it on."""
        if not self.is_taken:
            hours, dispatcher = HOURS_TO_ASSIGN[self.priority], self._dispatcher()
            if self._is_weighed() or self.rolls.random() < 0.15:
                self.story.later(hours, assign_ticket, by=dispatcher, to=self.agent)
            else:
                self.story.later(hours, edit_ticket, by=dispatcher, assignee=self.agent, priority=self.priority)
        self.asking.correct_tag(self.story, self.agent)
        self._talk()
        if self.rolls.random() < 0.1:
            self._hand_on(at_work(self.story.moment + timedelta(minutes=self.rolls.randint(5, 400))))

    def _talk(self):
        """Of those who write English a third are asked something, and most of them answer."""
        self.talk = dice("talk", self.asking.letter.subject, self.asking.letter.description)
        if self.asking.employee.language != "en" or self.talk.random() > 0.33:
            return
        question, reply = self.talk.choice(EXCHANGES)
        self._say(5, 60, self.agent, question)
        if self.talk.random() < 0.8:
            self._say(3, 90, self.asking.person, reply)

    def _say(self, least, most, by, text):
        """After so many minutes. With dice of its own, so that what else happens does not depend on what is said."""
        moment = at_work(self.story.moment + timedelta(minutes=self.talk.randint(least, most)))
        self.story.after(moment, reply_to_ticket, by=by, text=text)

    def _rate(self):
        if "@" in self.asking.person.email and self.talk.random() < 0.12:
            score, words = self.talk.choice(RATINGS)
            moment = self.story.moment + timedelta(minutes=self.talk.randint(2, 600))
            self.story.after(moment, rate_ticket, by=self.asking.person, score=score, words=words)

    def _dispatcher(self):
        """Most agents take tickets themselves."""
        return self.agent if self.rolls.random() < 0.65 else self.world.agents["Amal Haddad"]

    def _hand_on(self, moment):
        before, self.agent = self.agent, self.world.some_agent(self.category, self.rolls)
        self.story.after(moment, assign_ticket, by=before, to=self.agent)

    def _ago(self, hours):
        """So long before the end, when agents were at work."""
        return at_work_before(self.world.year.last - timedelta(seconds=round(hours * 3600)))

    def _is_weighed(self):
        """Whether it has the priority that an agent would give it."""
        return self.priority == FIRST_PRIORITY.get(self.asking.urgency, Priority.MEDIUM)

    def _wait(self, until=None):
        reason = one_of(REASONS, self.rolls)
        values = {"status": Status.PENDING, "pending_reason": reason, "pending_until": until}
        self.story.later(6, edit_ticket, by=self.agent, **values)

    def _resolve(self):
        self.story.later(HOURS_TO_RESOLVE[self.priority], resolve_ticket, by=self.agent)

    def _close(self):
        """Most are closed by the desk some days later, the others by their agent."""
        if self.rolls.random() < 0.7:
            self.story.after(self.story.moment + AUTO_CLOSE, close_ticket, by=None)
        else:
            self.story.later(10, close_ticket, by=self.agent)
