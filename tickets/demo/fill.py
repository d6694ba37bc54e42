"""Filling an empty desk: who is there, what there is, and then the year, act by act."""

import time
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.models import Event
from agents.models import Agent
from assets.models import Asset
from people.models import Person
from tickets.demo import cast, stock
from tickets.demo.lives import stories_of_tickets
from tickets.demo.office import Year
from tickets.demo.story import tell
from tickets.demo.world import World
from tickets.models import Ticket


class NotWanted(Exception):
    """This desk is not meant to have demo data; str() says why, in the reader's language."""


@dataclass
class Filled:
    """What the demo made, and how to get in. The superuser's password is nowhere else in clear."""

    agents: int
    people: int
    assets: int
    tickets: int
    events: int
    seconds: float
    superuser_password: str


@transaction.atomic
def fill_desk(*, now=None, tickets=2000, people=250, assets=300, progress=lambda done, of: None):
    """Fill this empty desk, wholly or not at all. Alike every time, but for `now` (aware) and the superuser's password.

    progress: called as progress(done, of) every 100 acts. Raises NotWanted unless settings.DEMO is on and the desk empty.
    """
    _refuse()
    started = time.monotonic()
    year = Year.before(now or timezone.now())
    opened = year.first - timedelta(days=2)
    agents = cast.hire_agents(opened - timedelta(days=1))
    password = cast.appoint_superuser()
    head = agents["Amal Haddad"]
    cast.set_hr_code(opened, by=head)
    employees = cast.employ(people, opened, by=head)
    holders = [employee.person for employee in employees if employee.person.email]
    bought = stock.buy_assets(assets, holders, year, by=head)
    world = World(year, agents, employees, bought)
    stories = [
        *stock.stories_of_assets(bought, holders, year, list(agents.values())),
        *stories_of_tickets(world, tickets),
    ]
    tell(stories, year.last, progress)
    return Filled(
        agents=len(agents),
        people=Person.objects.count(),
        assets=Asset.objects.count(),
        tickets=Ticket.objects.count(),
        events=Event.objects.count(),
        seconds=time.monotonic() - started,
        superuser_password=password,
    )


def _refuse():
    if not settings.DEMO:
        raise NotWanted(_("Demo data is for trying the desk out only: set ITDESK_DEMO=1 if that is what you want."))
    for model in (Agent, Person, Asset, Ticket):
        if model._base_manager.exists():
            things = model._meta.verbose_name_plural
            raise NotWanted(
                _("This desk is in use, it has {things} already: the demo fills an empty one only.").format(
                    things=things
                )
            )
