"""How a ticket begins: on the public page, or with an agent who was called."""

from tickets.actions import edit_ticket, enter_ticket, submit_ticket
from tickets.demo.chance import one_of
from tickets.demo.content import JUNK
from tickets.demo.content.manners import UNKNOWN_TAGS
from tickets.demo.writing import Letter, write
from tickets.models import Priority, Type, Urgency

URGENCIES = {  # what a requester says of what an agent will give this priority
    "p1": {Urgency.CANNOT_WORK: 8, Urgency.WITH_DIFFICULTY: 1, Urgency.CAN_WORK: 1},
    "p2": {Urgency.CANNOT_WORK: 4, Urgency.WITH_DIFFICULTY: 5, Urgency.CAN_WORK: 2},
    "p3": {Urgency.CANNOT_WORK: 1, Urgency.WITH_DIFFICULTY: 6, Urgency.CAN_WORK: 12},
    "p4": {Urgency.WITH_DIFFICULTY: 1, Urgency.CAN_WORK: 9},
}
BY_AN_AGENT = 0.22  # entered for somebody who called or came by
OTHER_NAME = 0.05  # sign in another way than their card says


class Asking:
    """Who asks, for what, about which asset."""

    def __init__(self, world, employee, days_ago, rolls):
        self.world, self.employee, self.rolls = world, employee, rolls
        self.person = employee.person
        self.asset_of = lambda kind: world.asset_of(self.person, kind, days_ago) if kind else None
        self.write()

    def write(self):
        self.letter = write(self.person.name, self.employee.language, self.asset_of, self.rolls)
        self.urgency = one_of(URGENCIES[self.letter.problem.priority], self.rolls)

    @property
    def is_critical(self):
        return self.letter.problem.priority == Priority.CRITICAL

    def send_junk_instead(self):
        problem = self.rolls.choice(JUNK)
        self.letter, self.urgency = Letter("other", problem, problem.subjects[0], problem.bodies[0]), Urgency.CAN_WORK

    def begin(self, story, agent, *, may_take):
        """The first act. Returns whether the agent took the ticket at once."""
        letter, answers = self.letter, self._answers()
        has_address = "@" in self.person.email
        if has_address and self.rolls.random() > BY_AN_AGENT:
            story.now(submit_ticket, **answers)
            return False
        takes = may_take and self.rolls.random() < 0.6
        taken = {"assignee": agent, "priority": letter.problem.priority} if takes else {}
        story.now(enter_ticket, by=agent, **answers, **taken)
        return takes

    def correct_tag(self, story, agent):
        """Now and then an agent finds out which asset it was, where the requester had named none or a wrong one."""
        asset = self.asset_of(self.letter.problem.about)
        if asset and self.rolls.random() < 0.12:
            story.later(1, edit_ticket, by=agent, asset_tag=asset.tag)

    def _answers(self):
        letter, rolls = self.letter, self.rolls
        return {
            "name": self._name(),
            "email": self.employee.address,
            "phone": self.person.phone if rolls.random() < 0.3 else "",
            "subject": letter.subject,
            "description": letter.description,
            "category": self.world.categories[letter.category],
            "type": Type.SERVICE_REQUEST if letter.problem.is_request else Type.INCIDENT,
            "urgency": self.urgency,
            "asset_tag": self._tag(),
        }

    def _tag(self):
        asset, chance = self.asset_of(self.letter.problem.about), self.rolls.random()
        if self.letter.problem.about and chance < 0.07:
            return self.rolls.choice(UNKNOWN_TAGS)
        if asset is None or chance > 0.85:
            return ""
        return asset.tag.lower() if chance < 0.15 else asset.tag

    def _name(self):
        """Their name, or another way to write it: the ticket keeps what was given."""
        name = self.person.name
        first, _space, last = name.partition(" ")
        if not last or not self.person.email or self.rolls.random() > OTHER_NAME:
            return name
        return self.rolls.choice(
            [f"{first[0]}. {last}", f"{last}, {first}", name.lower(), f"{name} (on behalf of the team)", first]
        )
