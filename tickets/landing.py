"""What a link of a mail asks to be done. Opening it does nothing: the page shows the button on top that does."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tickets.models import BEST, Status


@dataclass(frozen=True)
class Ask:
    """act: what the form posts. takes_words: it may say more."""

    act: str
    heading: Promise | str
    button: Promise | str
    takes_words: bool = False


ASKS = {
    "works": Ask("works", _("It works? Then the ticket is closed."), _("Yes, it works")),
    "broken": Ask("broken", _("It is still broken? Then the ticket is open again."), _("Yes, still broken"), True),
    "stop": Ask("stop", _("No more messages about this ticket?"), _("Yes, stop messages")),
}
RATE = Ask("rate", "", "")


def parameters(query):
    """Those of a query string that a link of ours may have, as they are handed on: {} for anything else."""
    do, score = query.get("do", ""), query.get("score", "")
    if do == RATE.act and score in {str(n) for n in range(1, BEST + 1)}:
        return {"do": do, "score": score}
    return {"do": do} if do in ASKS or do == RATE.act else {}


def ask_of(query, ticket, *, is_silent, may_rate):
    """The Ask that a page is opened with; None where there is none, or nothing of it left to do."""
    do = parameters(query).get("do")
    is_left = {
        "works": ticket.status != Status.CLOSED,
        "broken": not ticket.is_active,
        "stop": not is_silent,
        "rate": may_rate,
    }
    return (ASKS.get(do) or RATE) if is_left.get(do) else None
