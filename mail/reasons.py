"""Why a mail landed where it did: one sentence for each reason there is, filled in from what was known then."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

SENTENCES = {
    # a reply
    "person": _lazy("It carries a key of ours for ticket #{ticket}, and {sender} is on that ticket."),
    "agent": _lazy("It carries the key of a notice about ticket #{ticket} that we sent to {sender}, an agent."),
    # a new ticket
    "no-token": _lazy(
        "It carries no key of ours, so it is a ticket of its own. A number in the subject proves nothing."
    ),
    "wrong-token": _lazy("It carries something like a key of ours, which we never made: it is a ticket of its own."),
    "no-ticket": _lazy("It answers a mail of ours that was about no ticket."),
    "stranger": _lazy(
        "It carries a key of ours for ticket #{related}, but {sender} is not on it. Mails get forwarded, keys with them."
    ),
    "no-reply": _lazy("Nobody reads the address it comes from: nobody outside sees this ticket, or is written to."),
    "in-the-bin": _lazy("It answers ticket #{related}, which is in the bin."),
    # set aside
    "auto-reply": _lazy("A machine wrote it, by what it says of itself: such answers open no ticket and change none."),
    "list": _lazy("It comes from a mailing list."),
    "receipt": _lazy("It is a receipt: it says that a mail came, was shown, or was deleted."),
    "bounce": _lazy("A mail server says that our mail to {recipient} did not arrive. That mail is marked."),
    "bounce-delayed": _lazy("A mail server says that our mail to {recipient} is delayed. It goes on trying."),
    "bounce-unknown": _lazy("A mail server says that some mail did not arrive, and names none that we sent."),
    "own": _lazy("It comes from one of our own addresses: two desks could write to each other for ever."),
    "too-many": _lazy("More than {most} mails came from {sender} within an hour."),
    "no-sender": _lazy("It says nothing of who sent it that could be answered."),
    "unreadable": _lazy("It could not be read. The raw mail is kept as it came."),
    "poison": _lazy("It could not be handled, several times over. The raw mail is kept as it came."),
    "too-large": _lazy("It is too large. Its headers are kept, and the mail server's copy is left there."),
    "not-given": _lazy(
        "The mail server does not give it to us. What is known of it is kept, and its copy is left there."
    ),
    "newer-message": _lazy(
        "{sender} answered a notice about ticket #{related} after others had written. It was not sent: it waits there as"
        " a draft."
    ),
    "agent-in-the-bin": _lazy(
        "{sender} answered a notice about ticket #{related}, which is in the bin. It was not sent: it waits there as a"
        " draft."
    ),
    "no-words": _lazy(
        "{sender} answered a notice about ticket #{related} with no words but those that it repeats. Nothing was sent."
    ),
    "several": _lazy("{sender} answered a mail of ours about several tickets: nobody can say which one is meant."),
    "doubtful": _lazy(
        "It has the key of a notice that we sent to {sender}, an agent, but the mail server says that it is not from there."
    ),
    "deactivated": _lazy("It answers a notice that we sent to {sender}, whose account is deactivated."),
    # an agent decided
    "moved": _lazy("{by} moved it here."),
    "set-aside": _lazy("{by} set it aside."),
    "wish-in-the-bin": _lazy("{by} wanted it on ticket #{related}, which is in the bin."),
}


IN_SHORT = {  # of what was set aside, for the list
    "auto-reply": _lazy("automatic reply"),
    "list": _lazy("mailing list"),
    "receipt": _lazy("receipt"),
    "bounce": _lazy("not delivered"),
    "bounce-delayed": _lazy("delayed"),
    "bounce-unknown": _lazy("not delivered, and not ours"),
    "own": _lazy("our own address"),
    "too-many": _lazy("too many"),
    "no-sender": _lazy("no sender"),
    "unreadable": _lazy("could not be read"),
    "poison": _lazy("could not be handled"),
    "too-large": _lazy("too large"),
    "newer-message": _lazy("reply not sent"),
    "agent-in-the-bin": _lazy("reply not sent"),
    "not-given": _lazy("not given"),
    "no-words": _lazy("reply not sent"),
    "several": _lazy("about several tickets"),
    "doubtful": _lazy("doubtful agent"),
    "deactivated": _lazy("deactivated agent"),
    "wish-in-the-bin": _lazy("ticket in the bin"),
    "set-aside": _lazy("by an agent"),
}


def sentence(key, facts):
    """The sentence of a reason, in the reader's language. facts: those of the arrival; one that is missing reads as "?"."""
    said = SENTENCES.get(key)
    return said.format_map(_Known(facts)) if said else key


def more(facts):
    """Further sentences: what else an agent should know before believing the mail."""
    sender = facts.get("sender", "")
    if reply_to := answers_elsewhere(sender, facts):
        yield _("Answers to it would go to {reply_to}, not to {sender} who it says it comes from.").format(
            reply_to=reply_to, sender=sender
        )
    if facts.get("key_of"):
        yield _("The key that it carries was sent to {address}, who may have passed it on.").format(
            address=facts["key_of"]
        )
    if facts.get("same_thread"):
        yield _("It answers an earlier mail of theirs, which opened ticket #{ticket}.").format(
            ticket=facts["same_thread"]
        )
    yield from facts.get("left_out", [])
    yield from facts.get("problems", [])


def answers_elsewhere(sender, facts):
    """The Reply-To of a mail where that is not its sender; else "". Whoever deceives shows one name and reads at another."""
    reply_to = facts.get("reply_to", "")
    return reply_to if sender and sender not in reply_to.lower() else ""


class _Known(dict):
    def __missing__(self, key):
        return "?"
