"""The seed's employees, who are our agents, and its HR code."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from activity.models import Event
from agents import events
from agents.hashers import from_werkzeug
from agents.models import SPOKEN_FOR, Agent, HRCode
from agents.usernames import available_username
from itdesk.text import fold
from people.actions import address_of
from tickets.seed.reading import Entry, cut
from tickets.seed.report import Refused

LONGEST = {field.name: field.max_length for field in Agent._meta.concrete_fields if field.max_length}
NOT_THE_USERNAME = {field.name for field in Agent._meta.fields} - {"username"}
HR_CODE_LENGTH = {field.name: field.max_length for field in HRCode._meta.concrete_fields}["code"]


class Employees:
    """Who is who: each employee of the file and their agent. Filled by `bring`, asked by `named`."""

    def __init__(self, door, report):
        self.door, self.report = door, report
        self.known = {str(agent.pk): agent for agent in Agent.objects.all()}
        self.ours = _agents_by_employee()
        self.emails = {agent.email for agent in self.known.values() if agent.email}
        imported = set(self.ours.values())
        self.strangers = {agent.email: agent for pk, agent in self.known.items() if agent.email and pk not in imported}
        self.usernames = {agent.username.lower() for agent in self.known.values()}
        self.seen = set()  # keys of employees
        self.names = {}  # folded name, username or e-mail of the file: {key: agent}

    def bring(self, rows):
        for row in rows:
            self.report.count("employees", "read")
            try:
                self._answer_to(row, self._agent_of(row))
            except Refused as refusal:
                self.report.refuse(row, refusal)

    def named(self, text):
        """The agents that a full name, username or e-mail may mean; the file's own employees before all others."""
        return list((self.names.get(fold(text)) or self._others().get(fold(text)) or {}).values())

    def _agent_of(self, row):
        key = row.key()
        if key in self.seen:
            raise Refused(_("an employee with that id came before"))
        self.seen.add(key)
        if agent := self.known.get(self.ours.get(key)):
            self.report.count("employees", "here")
            return agent
        return self._somebody_here(row, key) or self._new_agent(row, key)

    def _somebody_here(self, row, key):
        """Whoever had that e-mail before the import, and is no other employee."""
        agent = self.strangers.pop(address_of(row.line("email")), None)
        if agent is None:
            return None
        self.report.warn(row, _("has that e-mail here already; this is the same agent, unchanged"), agent.username)
        self.report.count("employees", "here")
        self.door.recognise_agent(agent, key)
        return agent

    def _new_agent(self, row, key):
        entry = Entry(row, self.report)
        first, last = self._names(entry)
        email = self._email(row)
        if not (first or last or email or row.line("username")):
            raise Refused(_("has no name, no username and no e-mail"))
        agent = Agent(first_name=first, last_name=last, email=email, password=_hash(row))
        agent.username = self._username(row, agent)
        if not agent.password:
            self.report.without_password.append(agent.username)
        agent = self.door.create_agent(agent, key)
        self.usernames.add(agent.username.lower())
        if email:
            self.emails.add(email)
        self.report.count("employees", "new")
        return agent

    def _names(self, entry):
        first, last = (entry.row.line(column) for column in ("firstName", "lastName"))
        if not first and not last:
            first, _space, last = entry.row.line("name").partition(" ")
        if max(len(first), len(last)) > LONGEST["first_name"]:
            self.report.warn(entry.row, _("the name is too long; cut"))
        return cut(first, LONGEST["first_name"]), cut(last, LONGEST["first_name"])

    def _email(self, row):
        email = cut(row.line("email").lower(), LONGEST["email"])
        if email in self.emails:
            self.report.warn(row, _("another agent has that e-mail; left without one"), email)
            return ""
        if email and not address_of(email):
            self.report.warn(row, _("the e-mail is no address; kept as it is"), email)
        return email

    def _username(self, row, agent):
        wanted = row.line("username")
        if self._may_have(wanted):
            return wanted
        first = agent.first_name or ("" if agent.last_name else wanted)
        username = available_username(first, agent.last_name, agent.email, besides=self.usernames)
        self.report.warn(
            row, _("can't keep the username “{wanted}” and signs in as").format(wanted=wanted[:60]), username
        )
        return username

    def _may_have(self, username):
        try:
            Agent(username=username).clean_fields(exclude=NOT_THE_USERNAME)
        except ValidationError:
            return False
        return username.lower() not in self.usernames | SPOKEN_FOR

    def _answer_to(self, row, agent):
        """The names by which the file's tickets may call an employee."""
        both = f"{row.line('firstName')} {row.line('lastName')}"
        for name in (both, row.line("name"), row.line("username"), row.line("email")):
            if fold(name):
                self.names.setdefault(fold(name), {})[id(agent)] = agent

    def _others(self):
        """As `names`, of everybody who was here before; made once."""
        if not hasattr(self, "_here"):
            self._here = {}
            for agent in self.known.values():
                for name in filter(None, {fold(agent.name), fold(agent.username), fold(agent.email)}):
                    self._here.setdefault(name, {})[id(agent)] = agent
        return self._here


def bring_hr_code(rows, door, report):
    """The last code of the file that says anything, unless one is set here. Never reported, but that there was one."""
    codes = [code for row in rows if (code := row.line("hr_code"))]
    if not codes:
        return
    report.count("human_resources", "read", len(codes))
    if HRCode.objects.exists():
        report.count("human_resources", "here")
    elif len(codes[-1]) > HR_CODE_LENGTH:
        report.note(_("The HR code is longer than {number} characters and stays behind.").format(number=HR_CODE_LENGTH))
    else:
        door.set_hr_code(codes[-1])
        report.count("human_resources", "new")


def _agents_by_employee():
    """{an employee's key: the primary key of their agent} of earlier runs, as text, from the log."""
    imported = Event.objects.filter(
        subject_type=ContentType.objects.get_for_model(Agent), kind_name=events.IMPORTED.name
    ).order_by("id")
    pairs = imported.values_list("details", "subject_id")
    return {str(details["seed_employee"]): str(pk) for details, pk in pairs if "seed_employee" in details}


def _hash(row):
    """The password in Django's form; "" for one that can't be checked here."""
    encoded = from_werkzeug(row.text("password").strip()) or ""
    return encoded if encoded.isprintable() and len(encoded) <= LONGEST["password"] else ""
