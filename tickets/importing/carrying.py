"""Carries the rows of a file over, some hundreds at a time."""

from itertools import islice

from django.utils.translation import gettext as _

from itdesk.text import clean_line, fold
from tickets import events
from tickets.importing import report as verdicts
from tickets.importing.entry import Entry, Refused
from tickets.importing.lookups import Agents, Words, assets_tagged
from tickets.importing.report import Verdict
from tickets.importing.writing import taken_back
from tickets.models import Source, Status, Ticket
from tickets.seed.people import People
from tickets.seed.reading import cut_folded
from tickets.seed.source import number_in
from tickets.seed.tickets import LONGEST, taken_numbers

CHUNK = 500  # rows


class Carrier:
    """door: writing.ForGood or OnlyLooking; order: how dates are read; now: the moment of the import."""

    def __init__(self, *, file, places, plan, order, door, report, now):
        self.file, self.places, self.plan, self.order = file, places, plan, order
        self.door, self.report, self.now = door, report, now
        self.words, self.agents, self.people = Words(plan), Agents(), People(door, report)
        self.lines = {}  # identity: the line that has it
        self.numbers = set()  # given in this run
        self.times = {}  # identity: how often in this file

    def carry(self):
        rows = iter(self.file.rows())
        while chunk := list(islice(rows, CHUNK)):
            self._carry(chunk)

    def _carry(self, rows):
        entries = [self._entry(row) for row in rows]
        found = {id(entry): self._identified(entry) for entry in entries}
        sound = [entry for entry in entries if found[id(entry)] is None]
        here = _here(self.plan.source, [entry.external_id for entry in sound])
        undone = taken_back({pk: version for pk, _at, binned, version in here.values() if binned})
        taken = taken_numbers([number for entry in sound if (number := number_in(entry.line("number")))])
        for entry in sound:
            found[id(entry)] = self._judged(entry, here.get(entry.external_id), undone, taken)
        coming = [entry for entry in sound if found[id(entry)].what in (verdicts.NEW, verdicts.BACK)]
        self._write(
            coming, {entry.external_id: here[entry.external_id][0] for entry in coming if entry.external_id in here}
        )
        for entry in entries:
            verdict, group = _finished(entry, found[id(entry)])
            self.report.add(entry.row, verdict, group=group, cut=entry.is_cut)

    def _entry(self, row):
        return Entry(row, file=self.file, places=self.places, plan=self.plan, order=self.order, now=self.now)

    def _identified(self, entry):
        """None for a row that goes on; its Verdict otherwise."""
        if entry.row.is_blank:
            return Verdict(entry.row.line, verdicts.BLANK)
        try:
            entry.check_shape()
            entry.external_id = self._external_id(entry)
        except Refused as refusal:
            return _refused(entry, refusal)
        return None

    def _external_id(self, entry):
        """Unlike every other row's of the file, and alike in every run."""
        key = entry.identity()
        before = self.lines.setdefault(key, entry.row.line)
        if before == entry.row.line:
            return key
        if not key.startswith("no-id-") and not self.plan.renumber:
            raise Refused(_("another row of the file has that number"), _("line {line}").format(line=before))
        entry.doubt(_("another row of the file has that number, or says the very same"))
        times = self.times[key] = self.times.get(key, 1) + 1
        return f"{key[:90]}/{times}"

    def _judged(self, entry, here, undone, taken):
        """The Verdict on a sound row; an entry that comes is read whole."""
        try:
            if here:
                number, created_at, _binned, _version = here
                if number not in undone:
                    return self._same(entry, created_at)
            else:
                entry.number = self._number(entry, taken)
            entry.read(self.words, self.report)
        except Refused as refusal:
            return _refused(entry, refusal)
        if entry.number:
            self.numbers.add(entry.number)
        return Verdict(entry.row.line, verdicts.BACK if here else verdicts.NEW, entry.subject)

    def _same(self, entry, created_at):
        try:
            said = entry.moment("created")
        except Refused:
            said = None
        if said and said != created_at:
            raise Refused(_("that number came from this source before, with another time of creation"))
        return Verdict(entry.row.line, verdicts.SAME, entry.line("subject")[: LONGEST["subject"]])

    def _number(self, entry, taken):
        """The number that the ticket keeps, or None for a new one. Raises Refused."""
        number = number_in(entry.line("number"))
        if number is None or (number not in taken and number not in self.numbers):
            return number
        if not self.plan.renumber:
            raise Refused(_("another ticket has that number"), str(number))
        entry.doubt(_("another ticket has that number; a new one is given"))
        return None

    def _write(self, entries, back):
        met = self.people.meet([entry.asker for entry in entries if entry.asker])
        assets = assets_tagged(tag for entry in entries if (tag := entry.line("asset_tag")))
        tickets = [(entry, self._ticket(entry, met, assets)) for entry in entries]
        self.door.create([ticket for entry, ticket in tickets if entry.external_id not in back], events.IMPORTED)
        self.door.bring_back(
            [
                (back[entry.external_id], ticket, entry.moment("created"))
                for entry, ticket in tickets
                if entry.external_id in back
            ]
        )

    def _ticket(self, entry, met, assets):
        assignee = self._assignee(entry)
        asset, tag = _asset(entry, assets)
        status, reason = entry.status(assignee)
        ended_at = entry.ended_at(status)
        ticket = Ticket(
            id=entry.number,
            subject=entry.subject,
            type=entry.type(),
            category=self.words.categories.get(entry.choices["category"], self.words.other),
            status=status,
            pending_reason=reason,
            priority=entry.priority(),
            requester=entry.asker and met[entry.asker.key],
            name_as_given=entry.asker.name if entry.asker else "",
            assignee=assignee,
            asset=asset,
            tag_as_typed=tag,
            source=Source.IMPORT,
            resolved_at=ended_at,
            closed_at=ended_at if status == Status.CLOSED else None,
            external_id=entry.external_id,
            external_source=self.plan.source,
            created_at=entry.created_at,
        )
        ticket.updated_at = max(entry.created_at, *filter(None, (ended_at, entry.last_at)), entry.created_at)
        ticket.description = entry.description()
        return ticket

    def _assignee(self, entry):
        said = entry.line("assignee")
        meant, _anything = self.plan.means("assignee", said) if said else (None, False)
        agents = [self.agents.by_username[meant]] if meant else self.agents.named(said) if said else []
        if said and len(agents) != 1 and meant is None:
            why = _("may be several agents") if agents else _("is nobody here")
            entry.keep("assignee", _("the assignee {why}; assigned to nobody, the name is kept").format(why=why))
        return agents[0] if len(agents) == 1 else None


def _asset(entry, assets):
    """(asset, "") or (None, the tag as typed)."""
    tag = entry.line("asset_tag")
    asset = assets.get(fold(tag)) if tag else None
    if asset or not tag:
        return asset, ""
    entry.doubt(_("no asset has that tag; kept as typed"))
    typed = clean_line(cut_folded(tag[: LONGEST["tag_as_typed"]], LONGEST["typed_tag_key"]))
    if typed != tag:
        entry.keep("asset_tag", _("the asset tag is too long; cut, and the whole of it kept"))
    return None, typed


def _refused(entry, refusal):
    reason = f"{refusal}: {refusal.detail}" if refusal.detail else str(refusal)
    entry.doubts = []
    entry.refusal = str(refusal)
    return Verdict(entry.row.line, verdicts.REFUSED, entry.line("subject")[:100] if _is_whole(entry) else "", reason)


def _is_whole(entry):
    return not entry.row.flaw and len(entry.row.cells) >= len(entry.file.headers)


def _finished(entry, verdict):
    """The verdict with the doubts that came up while the ticket was made, and its reason without what is the row's own."""
    if verdict.what in (verdicts.NEW, verdicts.BACK):
        verdict = Verdict(verdict.line, verdict.what, verdict.title, "", tuple(entry.doubts))
    return verdict, getattr(entry, "refusal", "")


def _here(source, external_ids):
    """{external id: (number, created, binned, version)} of the tickets that came from this source before."""
    before = Ticket.objects.filter(external_source=source, external_id__in=external_ids).exclude(external_id="")
    return {
        known: (pk, created_at, binned_at, version)
        for known, pk, created_at, binned_at, version in before.values_list(
            "external_id", "pk", "created_at", "binned_at", "version"
        )
    }
