"""Who is there: the agents, the superuser, the HR code, and the people we serve."""

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta

from anyascii import anyascii
from django.contrib.auth.hashers import make_password

from activity import record
from agents.actions import change_hr_code, import_agent
from agents.models import Agent
from people import events
from people.actions import address_of
from people.models import Person
from tickets.demo.chance import dice
from tickets.demo.content.population import AGENTS, FLOORS, GROUPS, NAMED

TEST_DRIVE = {"username": "bruno.mars", "password": "Live"}  # seed row S14
HR_CODE = "ALPHA-2026"
DOMAIN = "alpha.example"


@dataclass
class Employee:
    """Somebody who writes: the person's row, and what it does not say."""

    person: Person
    language: str

    @property
    def address(self):
        return self.person.address


def hire_agents(opened):
    """The twelve agents, by name. Only the test drive's can log in."""
    return {name: _hire(name, opened - timedelta(days=40 * n % 97, hours=n)) for n, name in enumerate(AGENTS)}


def appoint_superuser():
    """The password of `admin`, which is kept nowhere in clear."""
    password = secrets.token_urlsafe(12)
    Agent.objects.create_superuser("admin", f"admin@{DOMAIN}", password)
    return password


def set_hr_code(opened, *, by):
    with record.at(opened):
        change_hr_code(HR_CODE, by=by)


def employ(count, opened, *, by):
    """`count` employees with their rows, known since the desk opened."""
    rolls = dice("people")
    sheet = (NAMED + _made_up(count - len(NAMED), rolls))[:count]
    employees = [Employee(_person(row, opened, rolls), language) for row in sheet for language in [row[2]]]
    record.created_many([employee.person for employee in employees], events.IMPORTED, by=by)
    return employees


def _hire(name, moment):
    first, last = name.split(" ", 1)
    username = _local_part(first, last)
    password = make_password(TEST_DRIVE["password"]) if username == TEST_DRIVE["username"] else None
    with record.at(moment):
        return import_agent(
            first_name=first, last_name=last, email=f"{username}@{DOMAIN}", username=username, password=password
        )


def _person(row, opened, rolls):
    name, email, _language, location = row
    phone = f"ext. {rolls.randrange(2000, 9000)}" if rolls.random() < 0.7 else ""
    address = address_of(email)
    return Person(
        name=name,
        email=address or "",
        email_as_given="" if address else email,
        phone=phone,
        location=location + rolls.choice(FLOORS),
        created_at=opened,
        updated_at=opened,
    )


def _made_up(count, rolls):
    """That many different names with their addresses, as many of each group as its share says."""
    names = {}
    for share, language, location, given, family in GROUPS:
        pairs = [f"{first} {last}" for first in given.split() for last in family.split()]
        for name in rolls.sample(pairs, min(len(pairs), share * max(count, 0) // 100 + 2)):
            names.setdefault(_local_part(*name.split(" ", 1)), (name, language, location))
    rows = [(name, f"{user}@{DOMAIN}", language, location) for user, (name, language, location) in names.items()]
    rolls.shuffle(rows)
    return rows


def _local_part(first, last):
    """What stands before the @ in the address of somebody with that name."""
    return ".".join(re.sub("[^a-z-]", "", anyascii(part).lower()) for part in (first, last))
