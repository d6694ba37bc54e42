"""Everything that can be done to an agent, and to the code that admits one."""

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from activity import record
from agents import events, two_factor
from agents.models import SPOKEN_FOR, Agent, HRCode
from agents.usernames import available_username
from itdesk.text import clean_line


class EmailTaken(Exception):
    """An agent already uses that address."""


class AlreadyOn(Exception):
    """Two-factor log-in is on already."""


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
def edit_profile(agent, *, first_name, last_name, email):
    """The agent's own name and address; the event, or None when they are as they were. Raises EmailTaken."""
    names = {"first_name": clean_line(first_name), "last_name": clean_line(last_name), "email": email.strip().lower()}
    if all(getattr(agent, name) == value for name, value in names.items()):
        return None
    for name, value in names.items():
        setattr(agent, name, value)
    try:
        with transaction.atomic():
            agent.save(update_fields=names)
    except IntegrityError as error:
        raise EmailTaken from error
    return record.noted(agent, events.PROFILE_CHANGED, by=agent)


def change_password(agent, password):
    """A new password, which ends every session of the agent; the event.

    password: as typed. The caller keeps the session it came from, by Django's update_session_auth_hash.
    """
    return _set_password(agent, password, events.PASSWORD_CHANGED)


def reset_password(agent, password):
    """The same for somebody who came by a link from a mail."""
    return _set_password(agent, password, events.PASSWORD_RESET)


@transaction.atomic
def turn_on_two_factor(agent, *, secret, step):
    """From now on log-in asks for a code as well; ten recovery codes, which are shown once. Raises AlreadyOn.

    secret: what the app was given; step: the half-minute of the code that proved it, which counts as used.
    """
    try:
        with transaction.atomic():
            two_factor.keep(agent, secret, step)
    except IntegrityError as error:
        raise AlreadyOn from error
    record.noted(agent, events.TWO_FACTOR_ON, by=agent)
    return two_factor.make_codes(agent)


@transaction.atomic
def turn_off_two_factor(agent, *, by):
    """Log-in asks for the password alone again; the event, or None when it was so already."""
    return record.noted(agent, events.TWO_FACTOR_OFF, by=by) if two_factor.erase(agent) else None


@transaction.atomic
def renew_recovery_codes(agent):
    """Ten new recovery codes, which are shown once; those before them are void."""
    record.noted(agent, events.CODES_RENEWED, by=agent)
    return two_factor.make_codes(agent)


@transaction.atomic
def end_session(session, *, by):
    """Log one browser out; the event, or None when it was out already."""
    ended = type(session).objects.filter(pk=session.pk).delete()[0]
    return record.noted(session.agent, events.SESSION_ENDED, by=by) if ended else None


@transaction.atomic
def end_sessions(agent, *, by):
    """Log the agent out everywhere; the event."""
    agent.sessions.all().delete()
    return record.noted(agent, events.SESSIONS_ENDED, by=by)


def choose_zone(agent, zone):
    """The agent's time zone by its IANA name; empty: whatever the next page finds the browser to be in."""
    agent.time_zone = zone
    agent.save(update_fields=["time_zone"])


def detect_zone(agent, zone):
    """The zone that the agent's browser is in, unless one is known."""
    Agent.objects.filter(pk=agent.pk, time_zone="").update(time_zone=zone)


def choose_theme(agent, theme):
    agent.theme = theme
    agent.save(update_fields=["theme"])


def choose_notices(agent, *, own_notices, new_tickets):
    """When the agent is mailed about tickets of theirs, and about new ones that nobody has: values of Notices."""
    agent.own_notices, agent.new_tickets = own_notices, new_tickets
    agent.save(update_fields=["own_notices", "new_tickets"])


def choose_assets_as(agent, shape):
    """Whether the agent's list of assets is cards or a table, in every browser."""
    agent.assets_as = shape
    agent.save(update_fields=["assets_as"])


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


def _set_password(agent, password, kind):
    agent.set_password(password)  # slow, so before the transaction
    with transaction.atomic():
        agent.save(update_fields=["password"])
        agent.sessions.all().delete()
        return record.noted(agent, kind, by=agent)


def _enter(kind, details, *, first_name, last_name, email, password, username=""):
    names = {"first_name": clean_line(first_name), "last_name": clean_line(last_name), "email": email.strip().lower()}
    username = "" if username.lower() in SPOKEN_FOR else username
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
