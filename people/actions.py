"""Everything that can be done to a person's card."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError
from django.db.models import CharField

from activity import record
from itdesk.prepared import prepared
from itdesk.text import clean_line
from people import events
from people.models import Person, VerifiedAddress


class EmailTaken(Exception):
    """Another person has that address; `person` is who."""

    def __init__(self, person):
        super().__init__(f"{person.email} is taken")
        self.person = person


def address_of(text):
    """The text as a lower-cased e-mail address, or None when it is none."""
    address = clean_line(text).lower()
    try:
        validate_email(address)
    except ValidationError:
        return None
    return address if len(address) <= 254 else None


def find_or_create_person(*, name, email, by, phone="", kind=events.ADDED):
    """The person with that address as they are, or a new one. Never changes the name of an existing one.

    An `email` that is no address makes a person known by name and email_as_given. Two at once make one person.
    """
    address = address_of(email)
    known = _with_address.first(address=address) if address else _without_address(name, email).first()
    return known or _create(name=name, email=email, address=address, by=by, phone=phone, kind=kind)


def create_person(*, name, email, by, phone="", location=""):
    """A new person. Raises EmailTaken, or ValidationError ({field: messages})."""
    person = Person(name=name, email=address_of(email) or email, phone=phone, location=location)
    try:
        record.created(person, events.ADDED, by=by)
    except IntegrityError as error:
        raise EmailTaken(Person.objects.with_address(person.email).get()) from error
    return person


def edit_person(person, *, by, seen=None, **values):
    """Change what is known of a person; the event, or None. Raises EmailTaken, Conflict, ValidationError.

    An email, or its absence (""), ends what a form or an import once gave for one.
    """
    if "email" in values:
        values |= {"email": address_of(values["email"]) or values["email"], "email_as_given": ""}
    try:
        return record.changed(person, events.EDITED, by=by, seen=seen, **values)
    except IntegrityError as error:
        raise EmailTaken(Person.objects.with_address(values["email"]).get()) from error


def verify_address(text):
    """Remember that its owner wants what we send there: they have answered what only that mailbox was told.

    Such an address is told more often that its mail was received. True when that is news; of no address it never is.
    """
    address = address_of(text)
    return bool(address) and VerifiedAddress.objects.get_or_create(address=address)[1]


@prepared(address=CharField())
def _with_address(address):
    return Person.objects.with_address(address)


def _without_address(name, email):
    return Person.objects.without_address(clean_line(name), clean_line(email)[:254])


def _create(*, name, email, address, by, phone, kind):
    as_given = "" if address else clean_line(email)[:254]
    person = Person(name=clean_line(name), email=address or "", email_as_given=as_given, phone=phone)
    try:
        record.created(person, kind, by=by)
    except IntegrityError:  # somebody was faster
        return Person.objects.with_address(address).get()
    return person
