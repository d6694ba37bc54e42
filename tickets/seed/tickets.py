"""The seed's tickets, a thousand at a time."""

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from activity.models import Event
from tickets import events
from tickets.models import Category, Source, Status, Ticket
from tickets.seed.assets import categories_of, category_in
from tickets.seed.people import People, asker_in
from tickets.seed.reading import Entry, Unreadable, cut, cut_folded, moment, simplified
from tickets.seed.report import Refused
from tickets.seed.source import number_in

SOURCE = "seed"  # external_source
NO_SUBJECT = "(no subject)"
LONGEST = {field.name: field.max_length for field in Ticket._meta.concrete_fields if field.max_length}
OPEN = {"open", "opened", "reopen", "reopened", "new"}
CLOSED = {"close", "closed"}


def refuse_taken(row, why, report):
    """What becomes of a row whose number is taken: it stays behind."""
    raise Refused(why)


def renumber_taken(row, why, report):
    """What becomes of a row whose number is taken: it gets another one, and keeps the old one as external_id."""
    report.warn(row, _("{why}; a new one is given").format(why=why))


class Tickets:
    """Brings tickets over. when_taken: refuse_taken or renumber_taken."""

    def __init__(self, door, report, now, *, employees, assets, when_taken):
        self.door, self.report, self.now = door, report, now
        self.employees, self.assets, self.when_taken = employees, assets, when_taken
        self.people = People(door, report)
        self.categories, self.other = categories_of(Category)
        self.times_seen = {}  # key: how often in this file

    def bring(self, rows):
        """Bring a list of rows over."""
        self.report.count("tickets", "read", len(rows))
        named = [(row, self._external_id(row)) for row in rows]
        here = _created_by_external_id([external_id for _row, external_id in named])
        taken = taken_numbers([number for row in rows if (number := number_in(row.key()))])
        drafts = [draft for row, named_ in named if (draft := self._draft(row, named_, here, taken))]
        met = self.people.meet([draft.asker for draft in drafts if draft.asker])
        new = [self._ticket(draft, draft.asker and met[draft.asker.key]) for draft in drafts]
        self.door.create(new, events.IMPORTED)
        self.report.count("tickets", "new", len(new))

    def _external_id(self, row):
        """What the ticket is known by in later runs: its id, with a count from its second row in the file on."""
        key = row.key()
        times = self.times_seen[key] = self.times_seen.get(key, 0) + 1
        return key if times == 1 else f"{key}/{times}"

    def _draft(self, row, external_id, here, taken):
        """The row as far as it is understood alone, or None when it is here already or refused."""
        try:
            if external_id not in here:
                return Draft(row, self.report, self._number(row, external_id, taken), external_id, self.now)
            if _is_another(row, here[external_id]):
                raise Refused(_("a ticket with that id came over before, and was created at another time"))
            self.report.count("tickets", "here")
        except Refused as refusal:
            self.report.refuse(row, refusal)

    def _number(self, row, external_id, taken):
        """The number that the ticket keeps, or None for a new one. Raises Refused."""
        number = number_in(row.key())
        if number is None:
            self.report.warn(row, _("ticket_id can't be a number here; a new one is given"))
        elif external_id != row.key():
            self.when_taken(row, _("another row of the file has that number"), self.report)
        elif number in taken:
            self.when_taken(row, _("another ticket has that number"), self.report)
        else:
            return number
        return None

    def _ticket(self, draft, requester):
        assignee = self._assignee(draft)
        asset, tag = self._asset(draft)
        status = draft.status(assignee)
        closed_at = draft.closed_at(status)
        ticket = Ticket(
            id=draft.number,
            subject=draft.subject(),
            category=category_in(self.categories, self.other, draft, "service_type"),
            status=status,
            requester=requester,
            name_as_given=draft.asker.name if draft.asker else "",
            assignee=assignee,
            asset=asset,
            tag_as_typed=tag,
            source=Source.IMPORT,
            resolved_at=closed_at,
            closed_at=closed_at,
            external_id=draft.external_id,
            external_source=SOURCE,
            created_at=draft.created_at,
            updated_at=max(draft.created_at, closed_at or draft.created_at),
        )
        ticket.description = draft.with_kept(draft.row.text("description"), LONGEST["description"])
        return ticket

    def _assignee(self, draft):
        named = draft.row.line("agent_name")
        agents = self.employees.named(named) if named else []
        if named and not agents:
            draft.doubt("agent_name", _("agent_name is nobody here; assigned to nobody"))
        if len(agents) > 1:
            draft.doubt("agent_name", _("agent_name may be several agents; assigned to nobody"))
        return agents[0] if len(agents) == 1 else None

    def _asset(self, draft):
        """(asset, "") or (None, the tag as typed)."""
        tag = draft.row.line("asset_tag")
        asset = self.assets.tagged(tag) if tag else None
        if asset or not tag:
            return asset, ""
        self.report.warn(draft.row, _("no asset has that tag; kept as typed"))
        typed = cut_folded(cut(tag, LONGEST["tag_as_typed"]), LONGEST["typed_tag_key"])
        if typed != tag:
            draft.doubt("asset_tag", _("asset_tag is too long; cut, and the whole of it kept"))
        return None, typed


class Draft(Entry):
    """One ticket's row, with what can be said of it before anybody is looked up."""

    def __init__(self, row, report, number, external_id, now):
        super().__init__(row, report)
        self.number, self.external_id = number, external_id
        self.created_at = self._created_at(now)
        self.asker = asker_in(row, self.created_at)
        if self.asker and self.asker.as_given:
            report.warn(row, _("the e-mail is no address; kept as given"))

    def subject(self):
        subject = self.cut("subject", LONGEST["subject"])
        if not subject:
            self.doubt("subject", _("there is no subject"))
        return subject or NO_SUBJECT

    def status(self, assignee):
        said = simplified(self.row.line("status"))
        if said in CLOSED:
            return Status.CLOSED
        if said in OPEN:
            return Status.OPEN if assignee else Status.NEW
        self.doubt("status", _("status is unknown; now open"))
        return Status.OPEN

    def closed_at(self, status):
        """When it was closed; None for a ticket that is not."""
        closed = self.moment("time_closed")
        if status != Status.CLOSED:
            if closed:
                self.doubt("time_closed", _("open, and has a time_closed; kept as text"))
            return None
        if closed is None:
            self.report.warn(self.row, _("closed, and has no time_closed; the time of its creation is taken"))
        elif closed < self.created_at:
            self.report.warn(self.row, _("closed before it was created; kept as it is"))
        return closed or self.created_at

    def _created_at(self, now):
        created = self.moment("time_created")
        if created is None:
            self.report.warn(self.row, _("has no time_created; the time of this import is taken"))
            if not self.kept:
                self.kept.append("Imported: time_created was missing")
        elif created > now:
            self.report.warn(self.row, _("created in the future; kept as it is"))
        return created or now


def _is_another(row, created_at):
    """Whether the row was readably created at another time than the ticket that came over under its id."""
    try:
        return moment(row.line("time_created")) != created_at
    except Unreadable:
        return False


def _created_by_external_id(external_ids):
    """{external id: created} of those that came over before, binned ones too."""
    imported = Ticket.objects.filter(external_source=SOURCE, external_id__in=external_ids)
    return dict(imported.exclude(external_id="").values_list("external_id", "created_at"))


def taken_numbers(numbers):
    """Those of the numbers that a ticket has, or had once: the log remembers."""
    remembered = Event.objects.filter(
        subject_type=ContentType.objects.get_for_model(Ticket), subject_id__in=numbers, version=1
    )
    return {*Ticket.objects.filter(pk__in=numbers).values_list("pk", flat=True)} | {
        *remembered.values_list("subject_id", flat=True)
    }
