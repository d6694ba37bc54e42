"""A story is one thing's life, act by act. All stories are told together, in the order in which things happened."""

from datetime import timedelta

from activity import record
from tickets.demo.office import at_work


class Story:
    """The acts on one thing, each at its moment. Without a thing the first act makes it."""

    def __init__(self, moment, rolls, thing=None):
        self.thing, self.acts = thing, []
        self.start = self.moment = moment
        self.rolls = rolls

    def now(self, verb, **values):
        """The next act, at the moment that the story has reached."""
        self.acts.append((self.moment, verb, values))

    def later(self, hours, verb, **values):
        """The next act, after about that many hours, when somebody is at work."""
        delay = timedelta(seconds=round(self.rolls.expovariate(1 / hours) * 3600))
        self.moment = at_work(self.moment + delay)
        self.now(verb, **values)

    def after(self, moment, verb, **values):
        """The next act, not before that moment."""
        self.moment = max(self.moment, moment)
        self.now(verb, **values)

    def ending_by(self, last):
        """The acts, drawn together where they would end after the last moment."""
        if self.moment <= last:
            return self.acts
        share = (last - self.start) / (self.moment - self.start) * self.rolls.uniform(0.5, 1)
        return [(self._nearer(moment, share), *act) for moment, *act in self.acts]

    def perform(self, verb, values):
        if self.thing is None:
            self.thing = verb(**values)
        else:
            verb(self.thing, **values)

    def _nearer(self, moment, share):
        return (self.start + (moment - self.start) * share).replace(microsecond=0)


def tell(stories, last, progress):
    """Perform every act of every story through the door, oldest first, none after the last moment."""
    acts = [(moment, story, verb, values) for story in stories for moment, verb, values in story.ending_by(last)]
    acts.sort(key=lambda act: act[0])
    for done, (moment, story, verb, values) in enumerate(acts):
        if done % 100 == 0:
            progress(done, len(acts))
        with record.at(moment):
            story.perform(verb, values)
    progress(len(acts), len(acts))
