"""Our own words for every kind of mail, until a superuser writes others. One entry each; read it like a letter book.

A paragraph in which only links stand is a row of buttons. {message}, {files}, {rate} and {tickets} are blocks: each stands
in a paragraph of its own. What is empty takes its paragraph along.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS = {  # what stands for a piece of a line
    "number": _("the ticket's number"),
    "subject": _("the ticket's subject"),
    "name": _("the name of whoever gets it"),
    "who": _("who did it"),
    "next": _("what happens next, one sentence"),
    "username": _("the agent's user name"),
    "count": _("how many there are"),
    "organisation": _("whose desk this is"),
}
LINKS = {
    "link": _("the link that opens it, a button"),
    "works": _("the button It works"),
    "broken": _("the button Still broken"),
}
BLOCKS = {
    "message": _("what was written"),
    "files": _("the names of the files that came with it"),
    "rate": _("five links to rate the help"),
    "tickets": _("the list"),
}
PLACEHOLDERS = WORDS | LINKS | BLOCKS


@dataclass(frozen=True)
class Text:
    """One kind of mail: for whom and when, our subject and body, the placeholders it may hold and those it must."""

    key: str
    name: Promise | str
    subject: Promise | str
    body: Promise | str
    offers: tuple[str, ...]
    needs: tuple[str, ...] = ("link",)


THREADED = "[#{number}] {subject}"  # alike for all mails of a ticket: some clients thread by the subject alone
TICKET = ("number", "subject", "name", "who", "next", "organisation", "link")
SAID = (*TICKET, "message", "files")

OURS = [
    # Nothing that the submitter wrote: whoever gets it may be somebody who never asked (see test_received.py)
    Text(
        "received",
        _("To who asked: received"),
        _("Ticket #{number} received"),
        _(
            "We have received a request for help from this address. Its number is {number}.\n\n{link}\n\n"
            "Whoever has this link can read the ticket and answer there. If you did not ask for help, there is nothing to do."
        ),
        ("number", "link", "organisation"),
    ),
    Text(
        "entered",
        _("To who asked: an agent entered it"),
        THREADED,
        _("Hello {name},\n\n{who} has opened a ticket for you: {subject}\n\n{next}\n\n{link}"),
        TICKET,
    ),
    Text(
        "reply",
        _("To who asked and participants: an agent's reply"),
        THREADED,
        "{message}\n\n{files}\n\n{link}",
        SAID,
        ("message", "link"),
    ),
    Text(
        "answer",
        _("To who asked and participants: another one's answer"),
        THREADED,
        "{message}\n\n{files}\n\n{link}",
        SAID,
        ("message", "link"),
    ),
    Text(
        "resolved",
        _("To who asked: solved"),
        THREADED,
        _(
            "{message}\n\n{files}\n\nWe think that your ticket is solved. {next}\n\n{works} {broken}\n\n"
            "How was the help?\n\n{rate}\n\n{link}"
        ),
        (*SAID, "works", "broken", "rate"),
        ("message", "link"),
    ),
    Text(
        "closed",
        _("To who asked: closed"),
        THREADED,
        _(
            "{message}\n\n{files}\n\nYour ticket is closed. If it comes back, "
            "open it and write: then it goes on.\n\n{link}\n\nHow was the help?\n\n{rate}"
        ),
        (*SAID, "broken", "rate"),
        ("message", "link"),
    ),
    Text(
        "reopened",
        _("To who asked: open again"),
        THREADED,
        _("Your ticket is open again. {next}\n\n{link}"),
        TICKET,
    ),
    # Whoever has a link may ask for this: the address may still be another's
    Text(
        "link",
        _("To who asked for a new link"),
        _("A new link to ticket #{number}"),
        _(
            "Here is the new link to ticket #{number}.\n\n{link}\n\nWhoever has it can read the ticket and answer there."
        ),
        ("number", "link", "organisation"),
    ),
    Text(
        "participant",
        _("To a participant: added to a ticket"),
        THREADED,
        _(
            "{who} lets you follow this ticket: {subject}\n\n{link}\n\nYour link is yours alone: by it you read and answer."
        ),
        TICKET,
    ),
    Text(
        "your-tickets",
        _("To who asked where their tickets are"),
        _("Your open tickets"),
        _(
            "{tickets}\n\nYou get this because somebody, probably you, asked for it. If it was not you, there is nothing to do."
        ),
        ("tickets", "organisation"),
        ("tickets",),
    ),
    Text(
        "assigned",
        _("To an agent: assigned to you"),
        THREADED,
        _("{who} gave this ticket to you: {subject}\n\n{message}\n\n{link}"),
        SAID,
    ),
    Text(
        "answered",
        _("To an agent: your ticket was answered"),
        THREADED,
        "{message}\n\n{files}\n\n{link}",
        SAID,
        ("message", "link"),
    ),
    Text(
        "yours-reopened",
        _("To an agent: your ticket is open again"),
        THREADED,
        _("{who} opened your ticket again: {subject}\n\n{link}"),
        TICKET,
    ),
    Text(
        "new",
        _("To agents: a new ticket that nobody has"),
        THREADED,
        _("{who} asks for help, and nobody has the ticket yet: {subject}\n\n{message}\n\n{link}"),
        SAID,
    ),
    Text(
        "news",
        _("To agents: new tickets, once an hour"),
        _("New tickets that nobody has: {count}"),
        _("These came in, and nobody has them yet.\n\n{tickets}\n\n{link}"),
        ("count", "tickets", "link", "organisation"),
        ("tickets",),
    ),
    Text(
        "notices",
        _("To an agent: what happened to your tickets, once an hour"),
        _("About your tickets: {count}"),
        _("This happened to tickets of yours.\n\n{tickets}\n\n{link}"),
        ("count", "tickets", "link", "organisation"),
        ("tickets",),
    ),
    Text(
        "registered",
        _("To a new agent: registered"),
        _("Your account at the IT desk"),
        _(
            "You are registered as an agent of {organisation}'s IT desk. Your user name is {username}; your address will do as "
            "well.\n\n{link}\n\nIf it was not you, tell your colleagues at the desk."
        ),
        ("username", "organisation", "link"),
    ),
    Text(
        "password",
        _("To an agent: a link to choose a new password"),
        _("Choose a new password"),
        _(
            "Hello {name},\n\nsomebody asked for a new password for your account {username}. To choose one, open this link "
            "within an hour.\n\n{link}\n\nIf it was not you, do nothing: your password stays as it is."
        ),
        ("name", "username", "organisation", "link"),
    ),
]
BY_KEY = {text.key: text for text in OURS}
