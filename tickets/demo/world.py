"""Everything that a ticket of the demo may name."""

from agents.models import Agent
from assets.models import Status
from tickets.demo.cast import Employee
from tickets.demo.content.population import AGENTS
from tickets.demo.office import Year
from tickets.models import Category


class World:
    def __init__(self, year: Year, agents: dict[str, Agent], employees: list[Employee], bought: list):
        """bought: as stock.buy_assets returns it."""
        self.year, self.agents, self.employees = year, agents, employees
        self.categories = {category.slug: category for category in Category.objects.all()}
        self._owned: dict = {}  # by holder (None: it stands somewhere) and kind
        for asset, fate, age in bought:
            if fate in ("in use", Status.IN_REPAIR):
                self._owned.setdefault((asset.holder_id, asset.category.slug), []).append((asset, age))

    def asset_of(self, person, kind, days_ago):
        """One of that kind that they hold, or that stands somewhere, and was here so many days ago; else None."""
        owned = self._owned.get((person.pk, kind)) or self._owned.get((None, kind), [])
        there = [asset for asset, age in owned if age > days_ago + 25]
        return there[len(person.name) % len(there)] if there else None

    def holds(self, person, kind):
        return (person.pk, kind) in self._owned

    def some_agent(self, category, rolls):
        """An agent, most likely one who knows that category best."""
        weights = [7 if category in best else 1 for best in AGENTS.values()]
        return self.agents[rolls.choices(list(AGENTS), weights)[0]]
