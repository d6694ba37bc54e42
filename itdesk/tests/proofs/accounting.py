"""After the load: each ticket, message and file that was acknowledged, exactly once; and nothing at all twice."""

import hashlib
from collections import Counter

from django.core.files.storage import default_storage
from django.db.models import F

from activity.models import Delivery, Event
from itdesk.tests.proofs.talking import WORD
from tickets import events
from tickets.models import Attachment, Message, Ticket


def account(verdict, ledger):
    verdict.acknowledged = len(ledger.tickets) + len(ledger.messages) + len(ledger.files)
    lost, twice = {}, {}
    for what, look in (("tickets", tickets), ("messages", messages), ("files", files)):
        lost[what], twice[what] = look(ledger)
        verdict.require(not lost[what], f"{what} lost or changed: {lost[what][:3]}")
        verdict.require(not twice[what], f"{what} there twice: {twice[what][:3]}")
    verdict.lost = sum(map(len, lost.values()))
    verdict.figures |= {f"{what} twice": len(found) for what, found in twice.items()}
    for otherwise, wrong in (
        ("twins of sent files still wait, to go with what comes next", twins()),
        ("messages without exactly one event", untold()),
        ("replies not owed to the requester exactly once", unowed()),
    ):
        verdict.require(not wrong, f"{otherwise}: {wrong[:3]}")
    ledger.leaks |= ledger.seen & ledger.taken_back


def tickets(ledger):
    """(subjects lost, subjects there twice)."""
    there = list(Ticket.objects.values_list("subject", "pk"))
    rows = dict(there)
    lost = [word for word, told in ledger.tickets.items() if rows.get(word) != told.number]
    return lost, _twice(word for word, _pk in there)


def messages(ledger):
    """An acknowledged one is on its ticket, of its kind, and taken back if that was acknowledged, and only then."""
    there = [(WORD.search(each.source), each) for each in Message.objects.all()]
    rows = {found[0]: each for found, each in there if found}
    lost = [word for word, told in ledger.messages.items() if not _is_as_told(rows.get(word), word, told, ledger)]
    return lost, _twice(found[0] for found, _each in there if found)


def files(ledger):
    """Each is read again from where it is kept. What was taken back waits again, and may go with a later message."""
    there = Attachment.objects.select_related("message", "ticket")
    # Those that wait come first, on either engine: a twin that waits is counted as such, and hides none that was sent
    there = list(there.order_by(F("ticket").asc(nulls_first=True)))
    rows, lost = {each.sha256: each for each in there}, []
    for digest, word in ledger.files.items():
        each = rows.get(digest)
        is_with_its_words = each and (word in ledger.taken_back or word in _said_with(each))
        if not is_with_its_words or _digest_of(each) != digest:
            lost.append(word)
    return lost, _twice(each.sha256 for each in there if each.ticket_id)


def twins():
    """SHA-256 of what a form that was sent twice at once has left in its basket; an agent's next message would take it."""
    sent = set(Attachment.objects.exclude(ticket=None).values_list("sha256", flat=True))
    return sorted(sent & set(Attachment.objects.waiting().values_list("sha256", flat=True)))


def untold():
    """Messages that not exactly one event points to."""
    said = Event.objects.filter(kind_name__in=[kind.name for kind in events.SAID])
    told = Counter(event.details["message"] for event in said)
    return [pk for pk in Message.objects.values_list("pk", flat=True) if told.pop(pk, 0) != 1] + list(told)


def unowed():
    """An agent's reply is owed to who asked, once; a note and what was taken back to nobody."""
    owed = Counter()
    for details, address in Delivery.objects.filter(event__details__has_key="message").values_list(
        "event__details", "address"
    ):
        owed[details["message"], address] += 1
    wrong = []
    for each in Message.objects.exclude(agent=None).select_related("ticket__requester"):
        due = int(each.kind == Message.Kind.REPLY and each.taken_back_at is None)
        if owed[each.pk, each.ticket.requester.email] != due:
            wrong.append(each.pk)
    return wrong


def _is_as_told(message, word, told, ledger):
    if message is None or message.ticket_id != told.number:
        return False
    kind = "answer" if message.person_id else message.kind
    return kind == told.kind and bool(message.taken_back_at) == (word in ledger.taken_back)


def _said_with(attachment):
    said = attachment.message.source if attachment.message else attachment.ticket and attachment.ticket.subject
    return said or ""


def _digest_of(attachment):
    with default_storage.open(attachment.kept_as) as file:
        return hashlib.sha256(file.read()).hexdigest()


def _twice(things):
    return [thing for thing, many in Counter(things).items() if many > 1]
