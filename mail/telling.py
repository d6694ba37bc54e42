"""What is written down of a mail that came: who, what, and the facts that the decision was made from."""

from dataclasses import asdict

from django.utils import timezone

from itdesk.text import clean_line, clean_text
from mail.models import Arrival
from people.actions import address_of

MOST_ADDRESSES = 50
MOST_FILES = 100
MOST_TEXT = 200_000  # characters
LONGEST = 1000  # characters of one header


def describe(arrival, read, decision):
    """Fill in what the mail says of itself and what was decided, for the page that explains it."""
    arrival.sender = address_of(read.from_address) or clean_line(read.from_address)[:254]
    arrival.sender_name = clean_line(read.from_name)[:200]
    arrival.subject = clean_line(read.subject)[:200]
    arrival.header_id = clean_line(read.header_id)[:255]
    arrival.reason, arrival.related, arrival.delivery = decision.reason, decision.related, decision.delivery
    arrival.facts = _facts(read) | decision.facts


def close(arrival, decision):
    """The mail is dealt with: the row is written, with where it is now."""
    numbers = {"ticket": arrival.ticket_id, "related": arrival.related_id, "sender": arrival.sender}
    arrival.facts |= {name: value for name, value in numbers.items() if value}
    arrival.handled_at, arrival.leased_until, arrival.last_error = timezone.now(), None, ""
    arrival.save()


def content_of(read):
    """The columns of its models.Content."""
    return {
        "text": clean_text(read.text)[:MOST_TEXT],
        "quoted": clean_text(read.quoted)[:MOST_TEXT],
        "html": read.html.replace("\0", ""),
    }


def is_settled(arrival):
    return arrival.outcome in (Arrival.Outcome.TICKET, Arrival.Outcome.REPLY)


def _facts(read):
    files = [asdict(file) for file in read.files[:MOST_FILES]]
    facts = {
        "reply_to": read.reply_to,
        "to": read.to[:MOST_ADDRESSES],
        "cc": read.cc[:MOST_ADDRESSES],
        "delivered_to": read.delivered_to[:MOST_ADDRESSES],
        "date": read.date.isoformat() if read.date else "",
        "marks": read.marks,
        "authentication": read.authentication[:3],
        "invitation": read.invitation,
        "problems": read.problems,
        "files": [{"name": file["name"], "size": file["size"]} for file in files],
    }
    return {name: _line(value) for name, value in facts.items() if value}


def _line(value):
    """Every text of it in one line, and no longer than a page takes."""
    if isinstance(value, dict):
        return {clean_line(str(name))[:80]: _line(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_line(part) for part in value]
    return clean_line(value)[:LONGEST] if isinstance(value, str) else value
