"""Everything that can be done to an agent, and to the code that admits one."""

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from activity import record
from agents import events
from agents.models import Agent, HRCode
from agents.usernames import available_username
from itdesk.text import clean_line


class EmailTaken(Exception):
    """An agent already uses that address."""


def register_agent(*, first_name, last_name, email, password):
    """Somebody who knows the HR code becomes an agent (seed row S3); the agent, who has a username of their own.

    password: as typed. Two of one name at once both succeed. Raises EmailTaken.
    """
    password = make_password(password)  # slow, so before the transaction
    return _enter(events.REGISTERED, {}, first_name=first_name, last_name=last_name, email=email, password=password)


def import_agent(*, first_name, last_name, email, password, username="", **details):
    """An agent from elsewhere; keeps that username if it is free. Raises EmailTaken.

    password: hashed already, in Django's form (see agents.hashers), or None for one that nobody knows.
    details: what the event points to, such as where the agent comes from.
    """
    password = password or make_password(None)
    fields = dict(first_name=first_name, last_name=last_name, email=email, password=password)
    return _enter(events.IMPORTED, details, username=username, **fields)


@transaction.atomic
def change_hr_code(code, *, by):
    """Set the code that admits new agents; the event, or None when it is the same. The log never learns the code.

    by: an agent, a name, or None for the desk itself. Raises ValidationError ({"code": messages}).
    """
    author = by if isinstance(by, Agent) else None
    code = clean_line(code)
    HRCode(code=code).clean_fields(exclude={"changed_by"})
    known, is_first = HRCode.objects.select_for_update().get_or_create(
        only=True, defaults={"code": code, "changed_by": author}
    )
    if not is_first and known.code == code:
        return None
    known.code, known.changed_by = code, author
    known.save()
    return record.noted(known, events.HR_CODE_CHANGED, by=by)


def _enter(kind, details, *, first_name, last_name, email, password, username=""):
    names = {"first_name": clean_line(first_name), "last_name": clean_line(last_name), "email": email.strip().lower()}
    while True:
        agent = Agent(username=username or available_username(**names), password=password, **names)
        agent.date_joined = record.now()
        try:
            return _insert(agent, kind, details)
        except IntegrityError as error:
            if names["email"] and Agent.objects.filter(email=names["email"]).exists():
                raise EmailTaken from error
            if not Agent.objects.filter(username__iexact=agent.username).exists():
                raise
            username = ""  # somebody was faster: ask for the next one


@transaction.atomic
def _insert(agent, kind, details):
    agent.save(force_insert=True)
    record.noted(agent, kind, by=agent, **details)
    return agent
