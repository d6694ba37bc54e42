"""One row while it is being understood: a ticket's values, what could not be taken as it is, and why a row stays behind."""

import hashlib
import re

from django.utils.translation import gettext as _

from itdesk.text import clean_line, clean_text
from people.actions import address_of
from tickets.importing.dates import moment
from tickets.importing.plan import CHOICES, MANY
from tickets.importing.survey import is_nothing
from tickets.models import Priority, Status, Type
from tickets.seed.people import LONGEST as LONGEST_OF_PERSON
from tickets.seed.people import Asker
from tickets.seed.reading import Unreadable
from tickets.seed.source import number_in
from tickets.seed.tickets import LONGEST

_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


class Refused(Exception):
    """A row that stays behind. str() says why; detail: what in this row."""

    def __init__(self, why, detail=""):
        super().__init__(why)
        self.detail = detail


class Entry:
    """places: {field: positions of its columns}; headers: the file's. Doubts and what is kept gather as it is read."""

    def __init__(self, row, *, file, places, plan, order, now):
        self.row, self.file, self.places, self.plan, self.order = row, file, places, plan, order
        self.now = now
        self.doubts, self.kept = [], []
        self.is_cut = False
        self.number, self.external_id = None, ""

    def check_shape(self):
        """Raises Refused for a row that is no row of this table."""
        if self.row.flaw:
            raise Refused(self.row.flaw)
        width, cells = len(self.file.headers), self.row.cells
        if any(cell.strip() for cell in cells[width:]):
            raise Refused(_("has more cells than there are columns"))
        mapped = (position for positions in self.places.values() for position in positions)
        if len(cells) < width:
            if any(position >= len(cells) for position in mapped):
                raise Refused(_("has fewer cells than there are columns"))
            self.doubt(_("has fewer cells than there are columns; no mapped one is missing"))

    def text(self, name):
        """The field as the file has it: the first of its columns that says something, or ""."""
        for position in self.places.get(name, ()):
            cell = self.row.cells[position]
            if cell and not is_nothing(cell.strip()):
                return cell
        return ""

    def line(self, name):
        return clean_line(self.text(name))

    def doubt(self, why):
        self.doubts.append(why)

    def keep(self, name, why):
        """Doubt the field, and keep what it said at the end of the description."""
        self.doubt(why)
        self.kept.append(f"Imported: {name} was '{self.line(name)}'")

    def identity(self):
        """What the row is known by in every run: its id, else its number, else a digest of its cells. Raises Refused."""
        said, number = self.line("external_id"), self.line("number")
        key = said or (str(number_in(number) or number))
        if len(key) > LONGEST["external_id"]:
            raise Refused(_("its number is longer than {limit} characters").format(limit=LONGEST["external_id"]))
        if number and number_in(number) is None:
            self.doubt(_("its number can't be one here; a new one is given"))
        if not key and ("external_id" in self.places or "number" in self.places):
            self.doubt(_("has no number; known by what it says"))
        return key or "no-id-" + hashlib.sha256("\0".join(self.row.cells).encode("utf-8", "replace")).hexdigest()[:20]

    def moment(self, name):
        """The field as a moment, aware, in UTC; None for an empty one. Raises Refused."""
        said = self.line(name)
        if not said:
            return None
        try:
            return moment(said[:200], self.order, self.plan.zone)
        except Unreadable:
            raise Refused(_("{field} is no date").format(field=name), said[:60]) from None

    def read(self, words, report):
        """Everything that the row says by itself. Raises Refused."""
        self.created_at = self._created()
        self.closed_at, self.last_at = self.moment("closed"), self.moment("updated")
        self.choices = self._choices(words, report)
        self.subject, self.body = self._subject(), clean_text(self.text("description"))
        self.asker = self._asker()
        if any(_CONTROLS.search(cell) for cell in self.row.cells):
            self.doubt(_("control or direction characters are left out"))

    def priority(self):
        return self.choices["priority"] or Priority.MEDIUM

    def type(self):
        return self.choices["type"] or Type.INCIDENT

    def status(self, assignee):
        """(status, pending reason); where the file says none, from the time of closing and the assignee."""
        said, _slash, reason = (self.choices["status"] or "").partition("/")
        status = Status(said) if said else Status.CLOSED if self.closed_at else Status.NEW
        if status == Status.NEW and assignee:
            status = Status.OPEN
        return status, reason

    def ended_at(self, status):
        """When it was resolved or closed; None for an active one."""
        if status not in (Status.RESOLVED, Status.CLOSED):
            if self.closed_at:
                self.keep("closed", _("active, and has a time of closing; kept as text"))
            return None
        if self.closed_at is None:
            self.doubt(_("closed, and has no time of closing; its last change is taken"))
            return max(self.created_at, self.last_at or self.created_at)
        if self.closed_at < self.created_at:
            self.doubt(_("closed before it was created; kept as it is"))
        return self.closed_at

    def description(self):
        """The body, the resolution, the details and what was kept, within the limit."""
        footer = []
        if resolution := clean_text(self.text("resolution")):
            footer.append(f"Resolution: {resolution}")
        for position in self.places.get(MANY, ()):
            if (text := clean_text(self.row.cells[position])) and not is_nothing(text):
                footer.append(f"{self.file.headers[position]}: {text}")
        return self._fitted(self.body, "\n".join([*footer, *self.kept]))

    def _created(self):
        created = self.moment("created")
        if created is None:
            self.doubt(_("has no time of creation; the time of this import is taken"))
            self.kept.append("Imported: the time of creation was missing")
        elif created > self.now:
            self.doubt(_("created in the future; kept as it is"))
        return created or self.now

    def _choices(self, words, report):
        found, refusal = {}, None
        for name in CHOICES:
            said = self.line(name)
            found[name], anything = words.meaning(name, said) if said else (None, False)
            if said and found[name] is None:
                report.note_unknown(name, said)
                refusal = refusal or Refused(_("its {field} is not known here").format(field=name), said[:80])
            elif anything:
                self.kept.append(f"Imported: {name} was '{said}'")
        if refusal:
            raise refusal
        return found

    def _subject(self):
        subject = self.line("subject")
        if len(subject) > LONGEST["subject"]:
            self.keep("subject", _("the subject is too long; cut, and the whole of it kept in the description"))
            return clean_line(subject[: LONGEST["subject"] - 1]) + "…"
        if not subject:
            first = clean_text(self.text("description")).partition("\n")[0]
            if not first:
                raise Refused(_("has neither a subject nor a description"))
            self.doubt(_("has no subject; the description's first line is taken"))
            limit = 100
            return clean_line(first) if len(first) <= limit else clean_line(first[: limit - 1]) + "…"
        return subject

    def _asker(self):
        email = self.line("requester_email")
        name = self.line("requester_name") or email
        if not name:
            return None
        address = address_of(email) if email else None
        if email and not address:
            self.doubt(_("the e-mail is no address; kept as given"))
        given = "" if address else email
        for said, column, limit in ((name, "requester_name", "name"), (given, "requester_email", "email_as_given")):
            if len(said) > LONGEST_OF_PERSON[limit]:
                self.keep(column, _("{field} is too long; cut, and the whole of it kept").format(field=column))
        shortened = clean_line(given[: LONGEST_OF_PERSON["email_as_given"]])
        return Asker(clean_line(name[: LONGEST_OF_PERSON["name"]]), address or "", shortened, self.created_at)

    def _fitted(self, body, footer):
        limit = LONGEST["description"]
        room = max(limit // 2, limit - len(body) - 2)
        footer = self._marked(clean_text(footer), room)
        body = self._marked(body, limit - len(footer) - 2 if footer else limit)
        return clean_text(f"{body}\n\n{footer}")

    def _marked(self, text, limit):
        if len(text) <= limit:
            return text
        if not self.is_cut:
            self.is_cut = True
            words = _(
                "the text is longer than {limit} characters; cut where marked, the whole row is in the rejects file"
            )
            self.doubt(words.format(limit=LONGEST["description"]))
        mark = f"\n[… cut by the import: {len(text):,} characters in all]"
        return clean_text(text[: limit - len(mark)]) + mark
