"""Who and what the words of a file mean here: agents, assets, categories."""

from agents.models import Agent
from assets.models import Asset
from itdesk.text import fold
from tickets.importing.plan import CHOICES
from tickets.importing.words import known_words
from tickets.models import Category
from tickets.seed.assets import categories_of
from tickets.seed.reading import simplified


class Words:
    """What the words of status, priority, category and type mean; asked for each row. Raises NotPossible without categories."""

    def __init__(self, plan):
        self.plan = plan
        _by_word, self.other = categories_of(Category)
        self.categories = {category.slug: category for category in Category.objects.all()}
        self.known = {name: known_words(name) for name in CHOICES}

    def meaning(self, name, said):
        """(ours, whether only "*" says so); (None, False) for an unknown word."""
        meant, anything = self.plan.means(name, said)
        if meant is None or anything:
            known = self.known[name].get(simplified(said))
            return (known, False) if known else (meant, anything)
        return meant, False


class Agents:
    """Finds agents by username, e-mail or full name."""

    def __init__(self):
        self.by_username, self.by_name = {}, {}
        for agent in Agent.objects.all():
            self.by_username[agent.username] = agent
            for name in filter(None, {fold(agent.name), fold(agent.username), fold(agent.email)}):
                self.by_name.setdefault(name, []).append(agent)

    def named(self, text):
        """Everybody whom a text may mean."""
        return self.by_name.get(fold(text), [])


def assets_tagged(tags):
    """{a tag, folded: the asset that has it} of those that are not in the bin."""
    return {asset.tag_key: asset for asset in Asset.objects.present().filter(tag_key__in={fold(tag) for tag in tags})}
