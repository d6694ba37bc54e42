"""Who asked: the same rules as people.actions.find_or_create_person, for a thousand at a time."""

from dataclasses import dataclass
from datetime import datetime

from itdesk.text import fold
from people import events
from people.actions import address_of
from people.models import Person
from tickets.seed.reading import cut

LONGEST = {field.name: field.max_length for field in Person._meta.concrete_fields if field.max_length}


@dataclass(frozen=True)
class Asker:
    """Who asked, as one row has it; as_given only where that is no address."""

    name: str
    address: str
    as_given: str
    moment: datetime

    @property
    def key(self):
        """The address alone makes a person; without one, the name and what was given for an e-mail."""
        return (self.address, "", "") if self.address else ("", self.name, self.as_given)


class People:
    """Finds whoever is here, and adds whoever is not."""

    def __init__(self, door, report):
        self.door, self.report = door, report
        self.added = set()  # keys; a dry run does not find them again

    def meet(self, askers):
        """{key: person} of a list of Askers. A new person is called what the first of them says."""
        found = _those_here(askers)
        first = {}
        for asker in askers:
            if asker.key not in found:
                first.setdefault(asker.key, asker)
        new = {key: _person(asker) for key, asker in first.items()}
        unseen = [person for key, person in new.items() if key not in self.added]
        self.door.create(unseen, events.IMPORTED)
        self.report.count("people", "new", len(unseen))
        self.added |= new.keys()
        return found | new


def asker_in(row, moment):
    """Who asked, or None where nobody is named. One without a name goes by the e-mail."""
    email = row.line("email")
    name = cut(row.line("created_by") or email, LONGEST["name"])
    if not name:
        return None
    address = address_of(email) if email else None
    return Asker(name, address or "", "" if address else cut(email, LONGEST["email_as_given"]), moment)


def _those_here(askers):
    addresses = {asker.address for asker in askers if asker.address}
    name_keys = {fold(asker.name)[: LONGEST["name_key"]] for asker in askers if not asker.address}
    found = {}
    for person in Person.objects.filter(email__in=addresses).exclude(email=""):
        found[person.email, "", ""] = person
    for person in Person.objects.filter(email="", name_key__in=name_keys).order_by("-pk"):
        found["", person.name, person.email_as_given] = person
    return found


def _person(asker):
    return Person(
        name=asker.name,
        email=asker.address,
        email_as_given=asker.as_given,
        created_at=asker.moment,
        updated_at=asker.moment,
    )
