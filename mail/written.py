"""What comes of writing a mail: its words, or the reason why there is nothing to write any more."""

from dataclasses import dataclass

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Written:
    """One mail without its headers. subject: one line. text, html: the same words twice, as plain text and as a page.

    to_agent: whoever gets it works here. is_notice: the desk says it by itself; not so an agent's words. unsubscribe: the
    address where whoever gets it can stop it, "" for none.
    """

    subject: str
    text: str
    html: str
    to_agent: bool
    is_notice: bool
    unsubscribe: str

    @property
    def page(self):
        """The HTML, safe: mail/laying_out.py escaped what had to be."""
        return SafeString(self.html)


@dataclass(frozen=True)
class Nothing:
    """Nothing is to be sent, and why: one sentence for agents."""

    reason: str


class NothingToSay(Exception):
    """The same where it is found out, deep inside; str() is the reason."""
